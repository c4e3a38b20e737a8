"""Problems are told where editors see them, and where something may be said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bots.page.keep import Kept
from bots.page.notices import told_in
from bots.page.problems import ASKS
from bots.run import notices
from bots.run.notices import problems_of
from tests.run.notices.board import END, HEADING, LOST, OTHER, SIGNED, SOUND, Board

KEPT_AWAY = {
    "the page keeps the bot away": ("P/X", "{{nobots}}\n" + LOST),
    "its talk page does": ("Talk:P/X", "{{bots|deny=Consultation bot}}"),
    "its talk page is translated": ("Talk:P/X", "<translate>Welcome.</translate>"),
    "a comment is open at the end of its talk page": ("Talk:P/X", "Welcome. <!-- to do"),
    "its talk page redirects to a person's": ("Talk:P/X", "#REDIRECT [[User talk:Ana]]"),
    "to a page that is no talk page": ("Talk:P/X", "#REDIRECT [[P/Y]]"),
    "to another consultation's": ("Talk:P/X", "#REDIRECT [[Talk:Q]]"),
    "to a page that is not there": ("Talk:P/X", "#REDIRECT [[Talk:P/None]]"),
    "in a circle": ("Talk:P/X", "#REDIRECT [[Talk:P/X]]"),
}


@pytest.mark.parametrize("name", KEPT_AWAY)
def test_nothing_is_told(board: Board, name: str):
    title, text = KEPT_AWAY[name]
    board.write("P/X", LOST)
    for other in ("P/Y", "Talk:Q", "User talk:Ana"):
        board.write(other, "A page.")
    board.write(title, text)
    before = {one: board.text(one) for one in board.store.titles()}
    assert board.runs(3) == []
    assert {one: board.text(one) for one in board.store.titles()} == before


def test_pages_that_share_a_talk_page_are_told_apart_on_it(board: Board):
    for page in ("P/X", "P/Y"):
        board.write(page, LOST)
        board.write(f"Talk:{page}", "#REDIRECT [[Talk:P#Lists]]")
    assert board.runs() == ["Talk:P"]
    text = board.text("Talk:P")
    assert text.startswith("== Money ==")
    assert [(one.page, is_open) for one, is_open in told_in(text).items()] == [
        ("P/X", True), ("P/Y", True),
    ]  # fmt: skip
    board.write("P/Y", SOUND)
    assert board.runs(3) == ["Talk:P"]
    found = {one.page: is_open for one, is_open in told_in(board.text("Talk:P")).items()}
    assert found == {"P/X": True, "P/Y": False}


@pytest.mark.parametrize("unsound", [True, False])
def test_on_a_talk_page_with_a_list_the_end_is_written_to_if_it_is_sound(
    board: Board, unsound: bool
):
    board.more["scope"] = {"prefixes": ["P", "Talk:P"], "notices": True}
    text = board.text("Talk:P") + ("\n" + LOST if unsound else "\n" + SOUND.replace("id=t", "id=r"))
    asks = "\n{{Consultation region|id=a|kind=threads|source=Talk:Q}}\n" + END.replace(
        "id=t", "id=a"
    )
    board.write("Talk:P", text + asks)
    board.runs(4)
    after = board.text("Talk:P")
    if unsound:
        # A section there would stand inside of the list that has no end.
        assert after == text + asks
    else:
        assert after.startswith("== Money ==")
        assert after.count(HEADING) == 1
        assert after.index(HEADING) > after.index("{{Consultation region end|id=a")
        assert list(board.told("Talk:P")) == [ASKS]


def test_what_is_wrong_elsewhere_than_in_lists_and_records_is_for_the_status_page(board: Board):
    board.write("P/X", LOST)
    plan = board.job().plan()
    told = [("P/Bot/Settings.json", "is not JSON"), ("P/X", "has no milestone"), ("P", "no host")]
    assert [n.page for n in problems_of(replace(plan, troubles=told), board.settings)] == ["P/X"]
    read = replace(plan, kept={"P": Kept("")}, troubles=told, refusals=())
    assert [n.what for n in problems_of(read, board.settings)] == ["no host"]


def test_a_page_is_saved_once_in_a_run(board: Board):
    board.more["scope"] = {"prefixes": ["P", "Talk:P"], "notices": True}
    record = "{{Consultation milestone\n|id=m\n|title=M\n|date=2018-07\n|depends on=none\n}}\n"
    board.write("Talk:P", f"{record}{SOUND}\n\n{board.text('Talk:P')}")
    board.run()
    board.write("Talk:P", board.text("Talk:P") + "\n\n== Names ==\nWhich? " + SIGNED.format("Bo"))
    done = [board.run().saved for _ in range(3)]
    saved = [[change.kinds for change in run if change.title == "Talk:P"] for run in done]
    assert saved == [[("threads", "milestone")], [("notice",)], []]


def test_what_is_not_clear_is_told_too_while_the_page_is_kept(board: Board):
    record = "{{{{Consultation milestone\n|id={0}\n|title=M\n|date=2018-07\n|depends on={1}\n}}}}\n"
    board.write("P/X", "".join(record.format(f"m{n}", f"none-{n}") for n in range(14)))
    assert board.runs() == ["Talk:P/X"]
    told = told_in(board.text("Talk:P/X"))
    assert len(told) == notices.OPEN
    assert board.runs(3) == []
    assert "|status=" in board.text("P/X")


def test_a_problem_of_many_pages_is_nobodys_and_others_are_told_a_few_a_run(board: Board):
    for number in range(notices.MOST + 1):
        board.write(f"P/Same {number}", LOST)
    assert board.runs(3) == []
    for number in range(notices.MOST + 1):
        board.write(f"P/Same {number}", LOST.replace("id=t", f"id=t{number}"))
    assert len(board.runs(2)) == notices.MOST
    assert len(board.runs(2)) == 1


def test_nobody_is_told_in_their_own_space(board: Board):
    board.more["scope"] = {"prefixes": ["P", "User:Ana"], "users": True, "notices": True}
    board.more["sources"] = [{"prefix": "Talk:P"}, {"prefix": "User talk:Ana"}]
    board.write("User:Ana", LOST)
    board.write("User:Ana/Lists", LOST)
    board.write("User talk:Ana/Lists", "Welcome.")
    board.write("P/X", LOST)
    board.write("Talk:P/X", "#REDIRECT [[User talk:Ana/Lists]]")
    assert board.runs(3) == []


def test_a_talk_page_that_the_settings_leave_out_is_left_alone(board: Board):
    board.more["scope"] = {"prefixes": ["P"], "exclude": ["Talk:P/X"], "notices": True}
    board.write("P/X", LOST)
    board.write("P/Y", OTHER)
    assert board.runs(3) == ["Talk:P/Y"]
