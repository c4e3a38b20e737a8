"""Taking a run back, and what the next run makes of that."""

from __future__ import annotations

import json

import pytest

from bots.errors import ConsultationError, TryLater, UsageError
from bots.run.journal import Entry, Journal, entries, new_run_id, runs, state_folder
from bots.run.lock import alone
from bots.run.undo import edits_of, take_back, text_before
from tests.run.conftest import MILESTONE, THREADS, Place


def undo(place: Place, run: str, only: frozenset[str] = frozenset()) -> list[ConsultationError]:
    folder = state_folder(place.state, place.store.name)
    journal = Journal(folder, new_run_id())
    problems = []
    for edit in edits_of(list(entries(folder, run)), only):
        try:
            take_back(place.store, edit, run, "P/Bot", journal)
        except ConsultationError as error:
            problems.append(error)
    return problems


def test_all_edits_of_the_run_are_taken_back(place: Place):
    _, outcome = place.update()
    assert undo(place, outcome.run) == []
    assert place.text("P/Threads") == THREADS
    assert place.text("P/Timeline") == MILESTONE


def test_only_the_page_named_is_taken_back(place: Place):
    _, outcome = place.update()
    undo(place, outcome.run, frozenset({"P/Timeline"}))
    assert place.text("P/Threads") != THREADS
    assert place.text("P/Timeline") == MILESTONE


def test_a_page_edited_since_is_named_and_stays(place: Place):
    _, outcome = place.update()
    newer = place.text("P/Threads") + "\nThanks, bot."
    place.write("P/Threads", newer)
    (problem,) = undo(place, outcome.run)
    assert problem.title == "P/Threads"
    assert place.text("P/Threads") == newer
    assert place.text("P/Timeline") == MILESTONE


def test_the_next_run_stays_away_from_pages_taken_back(place: Place):
    _, outcome = place.update()
    undo(place, outcome.run)
    _, following = place.update()
    assert following.saved == []
    assert {refusal.title for refusal in following.refusals} == {"P/Threads", "P/Timeline"}
    _, again = place.update(again=True)
    assert {change.title for change in again.saved} == {"P/Threads", "P/Timeline"}


def test_an_undo_is_a_run_that_the_log_shows(place: Place):
    _, outcome = place.update()
    undo(place, outcome.run)
    folder = state_folder(place.state, place.store.name)
    newest = next(run for run in runs(folder) if run != outcome.run)
    assert {entry.detail["undoes"] for entry in entries(folder, newest)} == {outcome.run}


def test_a_page_that_is_gone_is_named(place: Place):
    _, outcome = place.update()
    (place.folder / "P" / "Threads.wikitext").unlink()
    folder = state_folder(place.state, place.store.name)
    (edit,) = edits_of(list(entries(folder, outcome.run)), frozenset({"P/Threads"}))
    with pytest.raises(ConsultationError, match="does not exist"):
        text_before(place.store, edit)


def test_an_unknown_run_is_wrong_use(place: Place):
    folder = state_folder(place.state, place.store.name)
    for name in ("20180601-000000-abcd", "../../etc/passwd"):
        with pytest.raises(UsageError):
            list(entries(folder, name))


def test_the_journal_holds_no_words_from_pages_and_belongs_to_its_owner(place: Place):
    _, outcome = place.update()
    path = state_folder(place.state, place.store.name) / "runs" / f"{outcome.run}.jsonl"
    assert path.stat().st_mode & 0o777 == 0o600
    text = path.read_text(encoding="utf-8")
    assert "Funding" not in text
    assert [json.loads(line)["event"] for line in text.splitlines()] == [
        "start",
        "saved",
        "saved",
        "end",
    ]


def test_a_line_cut_short_by_a_crash_does_no_harm(place: Place):
    _, outcome = place.update()
    folder = state_folder(place.state, place.store.name)
    path = folder / "runs" / f"{outcome.run}.jsonl"
    path.write_text(path.read_text(encoding="utf-8")[:-10], encoding="utf-8")
    assert [entry.event for entry in entries(folder, outcome.run)] == ["start", "saved", "saved"]


def test_the_second_run_at_a_time_is_told_which_is_the_first(tmp_path):
    with (
        alone(tmp_path, "20180601-000000-abcd"),
        pytest.raises(TryLater, match="20180601-000000-abcd"),
        alone(tmp_path, "20180601-000001-abcd"),
    ):
        pass
    with alone(tmp_path, "20180601-000002-abcd"):
        assert (tmp_path / "running").read_text() == "20180601-000002-abcd"


def test_a_state_folder_that_cannot_be_written_is_wrong_use(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="state folder"):
        state_folder(tmp_path / "file", "folder:x")


def test_entries_say_when(tmp_path):
    folder = state_folder(tmp_path, "folder:x")
    Journal(folder, "20180601-000000-abcd").write(Entry("start"))
    (entry,) = entries(folder, "20180601-000000-abcd")
    assert entry.time.endswith("+00:00")
