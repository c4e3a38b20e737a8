"""Taking a run back, and what the next run makes of that."""

from __future__ import annotations

import json
from datetime import date

import pytest

from bots.errors import ConsultationError, RegionError, TryLater, UsageError
from bots.run import removed
from bots.run.gather import no_progress
from bots.run.journal import Entry, Journal, entries, new_run_id, runs, state_folder
from bots.run.lock import alone
from bots.run.removed import words_removed
from bots.run.undo import Undoing, Undone, edits_of, undo_run
from bots.settings import Settings
from tests.run.conftest import MILESTONE, TALK, THREADS, TODAY, Place


def undo(place: Place, run: str, only: frozenset[str] = frozenset()) -> list[ConsultationError]:
    return undone(place, run, only)[0].refusals


def undone(
    place: Place, run: str, only: frozenset[str] = frozenset(), today: date = TODAY
) -> tuple[Undone, str]:
    folder = state_folder(place.state, place.store.name)
    journal = Journal(folder, new_run_id())
    edits = edits_of(list(entries(folder, run)), only)
    undoing = Undoing(place.store, place.settings, run, today)
    return undo_run(undoing, edits, journal, lambda *_: True), journal.run


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
    start, *edits, end = entries(folder, newest)
    assert {entry.detail["undoes"] for entry in (start, *edits)} == {outcome.run}
    assert (end.event, end.detail) == ("end", {"status": 0, "saved": 2})


def test_a_page_that_is_gone_is_named(place: Place):
    _, outcome = place.update()
    (place.folder / "P" / "Threads.wikitext").unlink()
    done, run = undone(place, outcome.run)
    assert [problem.title for problem in done.refusals] == ["P/Threads"]
    assert [edit.page for edit in done.taken] == ["P/Timeline"]
    (refused,) = (e for e in entries(state_folder(place.state, place.store.name), run)
                  if e.event == "refused")  # fmt: skip
    assert (refused.page, refused.detail) == (
        "P/Threads",
        {"reason": "does not exist any more"},
    )


def test_an_undo_can_be_taken_back_and_the_bot_goes_on(place: Place):
    _, outcome = place.update()
    filled = place.text("P/Threads")
    _, undoing = undone(place, outcome.run)
    done, _ = undone(place, undoing)
    assert len(done.taken) == 2
    assert place.text("P/Threads") == filled
    place.write("Talk:P", TALK.replace("Which?", "Which one?").replace("Cy", "Di"))
    assert place.update()[1].status == 0
    assert place.text("P/Threads") != filled


def test_words_removed_since_do_not_come_back_with_an_undo(place: Place):
    place.update()
    place.write("P/Threads", place.text("P/Threads").replace("|summary=", "|summary=Cy says"))
    place.write("Talk:P", TALK.partition("== Names ==")[0])
    _, blanking = place.update(date(2018, 6, 9))
    blanked = place.text("P/Threads")
    done, _ = undone(place, blanking.run, today=date(2018, 6, 9))
    assert "stay out" in done.refusals[0].problem
    text = place.text("P/Threads")
    # What was built on the first thread is back; of the second nothing is.
    assert text.count("|summary=Cy says") == 1 == blanked.count("|summary=Cy says")
    assert "Names" not in text
    assert "c-Cy" not in text


def test_words_removed_after_the_run_do_not_come_back_either_and_the_bot_stays_away(place: Place):
    place.update()
    place.write("P/Threads", place.text("P/Threads").replace("|summary=", "|summary=They say"))
    reply = ": Mine. [[User:Di|Di]] 10:00, 23 April 2018 (UTC)\n"
    place.write("Talk:P", TALK + reply)
    _, outcome = place.update()
    assert [change.title for change in outcome.saved] == ["P/Threads"]
    place.write("Talk:P", TALK.partition("== Names ==")[0])
    later = date(2018, 6, 9)
    done, _ = undone(place, outcome.run, today=later)
    assert done.status == 0
    text = place.text("P/Threads")
    assert "Names" not in text
    assert text.count("They say") == 1
    place.write("Talk:P", TALK.partition("== Names ==")[0] + reply)
    _, following = place.update(later)
    assert following.saved == []
    assert "edit back" in following.refusals[0].problem


def test_an_older_text_that_cannot_be_looked_through_is_not_brought_back(
    place: Place, monkeypatch: pytest.MonkeyPatch
):
    _, outcome = place.update()

    def unsound(title, *_):
        raise RegionError("is unsound", title=title, line=2)

    monkeypatch.setattr(removed, "_host", unsound)
    problems = undo(place, outcome.run)
    assert all("cannot be looked through" in problem.problem for problem in problems)
    assert len(problems) == 2


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


OFF_WIKI = """{{Consultation conversation
|id=evening
|title=An evening
|people=14
}}
{{Consultation region|id=said|kind=reported|source=evening}}
{{Consultation reported statement
|content=Too late.
|theme=voice
|level=tactical
}}
{{Consultation reported statement
|content=Too far.
}}
{{Consultation region end|id=said}}"""
COUNTS = """{{Consultation region|id=all|kind=overview}}
{{Consultation region end|id=all}}
{{Consultation region|id=proof|kind=coverage}}
{{Consultation region end|id=proof}}
{{Consultation region|id=pages|kind=index}}
{{Consultation region end|id=pages}}"""


class CodedPlace(Place):
    """A consultation in which statements are coded by a further facet."""

    @property
    def settings(self) -> Settings:
        facets = {"level": {"tactical": {"en": ["form"]}}}
        return Settings.model_validate({**super().settings.model_dump(), "facets": facets})


def test_sums_and_what_was_said_off_the_wiki_come_back_as_they_were(place: Place):
    place = CodedPlace(place.folder, place.state)
    place.write("Talk:P/Archive 1", TALK.replace("2018", "2017"))
    place.write("P/Said", OFF_WIKI)
    place.write("P/Counts", COUNTS)
    place.update()
    before = {title: place.text(title) for title in ("P/Counts", "P/Said")}
    assert before["P/Counts"].count("\n|next comment=S") > 1
    assert "#consultation-statement-" in before["P/Counts"]
    place.write("Talk:P", TALK + ": Mine. [[User:Di|Di]] 10:00, 23 April 2018 (UTC)\n")
    place.write("P/Said", before["P/Said"].replace("|people=14", "|people=15"))
    before["P/Said"] = place.text("P/Said")
    _, outcome = place.update()
    assert {change.title for change in outcome.saved} >= {*before}
    assert list(words_removed(place.store, place.settings, TODAY, no_progress)) == []
    assert undo(place, outcome.run) == []
    assert {title: place.text(title) for title in before} == before
