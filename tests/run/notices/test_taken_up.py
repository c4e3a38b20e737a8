"""Whatever people do with a notice, it is not told again."""

from __future__ import annotations

import shutil

import pytest

from bots.page.problems import MARKERS, UNCLEAR
from bots.run.journal import Journal, entries, new_run_id, state_folder
from bots.run.summaries import run_of
from bots.run.undo import Undoing, edits_of, undo_run, unwritten_edits
from bots.stores.filenames import path_of
from tests.run.conftest import TODAY
from tests.run.notices.board import LOST, OTHER, SIGNED, SOUND, Board

TREATED = {
    "answered": lambda text: f"{text}\n: I did it. {SIGNED.format('Bo')}",
    "removed": lambda text: "Welcome.",
    "emptied": lambda text: "",
    "taken apart": lambda text: text.replace("|problem=markers\n", "").replace("|id=", "|was="),
    "hidden": lambda text: f"<!-- {text} -->",
    "put in a box": lambda text: f"{{{{Done|1={text}}}}}",
    "marked as mended": lambda text: text.replace("|mended=", "|mended=yes, thank you"),
}


@pytest.mark.parametrize("name", TREATED)
@pytest.mark.parametrize("remembered", [True, False], ids=["here", "another machine"])
def test_whatever_people_do_with_a_notice_it_is_not_told_again(
    board: Board, name: str, remembered: bool
):
    board.write("P/X", LOST)
    board.runs()
    left = TREATED[name](board.text("Talk:P/X"))
    board.by("Ana", "Talk:P/X", left)
    if not remembered:
        shutil.rmtree(board.state)
    assert board.runs(4) == []
    assert board.text("Talk:P/X") == left


@pytest.mark.parametrize("history", [True, False])
def test_what_an_archive_has_is_not_told_again(board: Board, history: bool):
    board.write("P/X", LOST)
    board.runs()
    archive = "Talk:P/X/Archive 1"
    if history:
        board.moved("Talk:P/X", archive)
    else:
        board.by("Ana", archive, board.text("Talk:P/X"))
        shutil.rmtree(board.folder / ".history" / path_of("Talk:P/X"))
    board.write("Talk:P/X", "A new beginning.")
    shutil.rmtree(board.state)
    assert board.runs(4) == []


def test_a_notice_in_an_archive_stays_as_it_is(board: Board):
    board.write("P/X", LOST)
    board.runs()
    text = board.text("Talk:P/X")
    board.by("Ana", "Talk:P/X/Archive 1", text)
    board.by("Ana", "Talk:P/X", "Archived.")
    board.write("P/X", SOUND)
    assert board.runs(2) == []
    assert board.text("Talk:P/X/Archive 1") == text


def test_a_notice_that_was_taken_back_is_not_told_again(board: Board):
    board.by("Ana", "Talk:P/X", "Welcome.")
    board.write("P/X", LOST)
    board.runs()
    folder = state_folder(board.state, board.store.name)
    run = run_of(board.revision("Talk:P/X").summary)
    undoing = Undoing(board.store, board.settings, run, TODAY)
    journal = Journal(folder, new_run_id())
    done = undo_run(undoing, edits_of([*entries(folder, run)], frozenset()), journal, _yes)
    assert [entry.page for entry in done.taken] == ["Talk:P/X"]
    assert board.text("Talk:P/X") == "Welcome."
    shutil.rmtree(board.state)
    assert board.runs(4) == []
    # Nor is anything else said there, or tried, as long as it stands as the person wanted it.
    board.write("P/X", OTHER)
    assert [error.title for _ in range(3) for error in board.run().refusals] == ["P/X"] * 3
    assert board.text("Talk:P/X") == "Welcome."


def _yes(*_: object) -> bool:
    return True


def test_a_killed_runs_notice_can_be_taken_back(board: Board):
    board.by("Ana", "Talk:P/X", "Welcome.")
    board.write("P/X", LOST)
    board.runs()
    folder = state_folder(board.state, board.store.name)
    run = run_of(board.revision("Talk:P/X").summary)
    known = [entry for entry in entries(folder, run) if entry.event == "start"]
    (edit,) = unwritten_edits(board.store, board.settings, run, known)
    assert (edit.page, edit.after) == ("Talk:P/X", board.revision("Talk:P/X").id)


def test_a_page_moved_with_its_talk_page_is_told_of_no_more(board: Board):
    board.write("P/X", LOST)
    board.runs()
    board.moved("P/X", "P/Y")
    board.moved("Talk:P/X", "Talk:P/Y")
    assert board.runs(3) == []
    board.write("P/Y", SOUND)
    assert board.runs(2) == ["Talk:P/Y"]
    assert board.told("Talk:P/Y") == {MARKERS: False}
    assert board.text("Talk:P/X").startswith("#REDIRECT")


def test_a_page_that_was_deleted_or_left_by_the_bots_is_mended(board: Board):
    board.write("P/X", LOST)
    board.runs()
    board.write("P/X", "A page.")
    board.runs()
    assert board.told("Talk:P/X") == {MARKERS: False}


def test_a_page_out_of_scope_is_left_alone_with_its_talk_page(board: Board):
    board.write("P/X", LOST)
    board.runs()
    before = board.text("Talk:P/X")
    board.more["scope"] = {"prefixes": ["P"], "exclude": ["P/X"], "notices": True}
    assert board.runs() == []
    assert board.text("Talk:P/X") == before


def test_where_a_wiki_could_not_be_read_nothing_is_called_mended(board: Board):
    milestone = "{{Consultation milestone\n|id=m\n|title=M\n|date=2018-07\n|depends on=nobody\n}}"
    board.write("P/X", milestone)
    board.runs()
    assert board.told("Talk:P/X") == {UNCLEAR: True}
    board.write("P/X", "A page.")
    board.more["sources"] = [
        {"title": "B", "interwiki": "w:fr", "wiki": "frwiki", "store": "folder:/nowhere"}
    ]
    board.write("P/T", SOUND)
    board.runs()
    assert board.told("Talk:P/X") == {UNCLEAR: True}
    board.more.pop("sources")
    board.runs()
    assert board.told("Talk:P/X") == {UNCLEAR: False}
