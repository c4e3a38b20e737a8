"""The main job on a folder: what it changes, what it leaves, and when it stops."""

from __future__ import annotations

import os
import signal
from datetime import date

import pytest

from bots.errors import Conflict, Stopped
from bots.run.update import Answer
from bots.stores.folder import FolderStore
from tests.run.conftest import MILESTONE, THREADS, TODAY, Place


def saved(outcome) -> list[str]:
    return [change.title for change in outcome.saved]


def test_the_first_run_fills_regions_and_records(place: Place):
    _, outcome = place.update()
    assert saved(outcome) == ["P/Threads", "P/Timeline"]
    assert outcome.status == 0
    assert "|heading=Funding\n" in place.text("P/Threads")
    assert "|comments=2\n" in place.text("P/Threads")
    assert "|status=upcoming\n" in place.text("P/Timeline")


def test_what_people_wrote_around_them_stays(place: Place):
    place.update()
    assert place.text("P/Threads").startswith("Read on.\n{{Consultation region|id=t|kind=threads}}")
    assert place.text("P/Threads").endswith("}}\nThank you.")
    before, record, after = place.text("P/Timeline").partition("{{Consultation milestone\n")
    assert before + record == MILESTONE[: MILESTONE.index("|id=")]
    assert after.endswith("}}\n* workshops")


def test_the_second_run_makes_no_edit(place: Place):
    place.update()
    assert saved(place.update()[1]) == []


def test_a_day_later_there_is_no_edit_either(place: Place):
    place.update()
    assert saved(place.update(date(2018, 6, 2))[1]) == []


def test_a_date_that_turns_a_status_makes_an_edit(place: Place):
    place.update()
    assert saved(place.update(date(2018, 7, 18))[1]) == ["P/Timeline"]
    assert "|status=in progress\n" in place.text("P/Timeline")
    assert "|as of=2018-07-18\n" in place.text("P/Timeline")


def test_a_new_comment_changes_one_row(place: Place):
    place.update()
    reply = ": Mine. [[User:Di|Di]] 10:00, 23 April 2018 (UTC)\n"
    place.write("Talk:P", place.text("Talk:P") + reply)
    plan, outcome = place.update()
    assert saved(outcome) == ["P/Threads"]
    assert (plan.kept["P/Threads"].changed, plan.kept["P/Threads"].added) == (1, 0)


def test_a_persons_words_in_a_row_stay(place: Place):
    place.update()
    place.write("P/Threads", place.text("P/Threads").replace("|summary=", "|summary=Costs", 1))
    assert saved(place.update()[1]) == []
    assert "|summary=Costs\n" in place.text("P/Threads")


def test_a_status_that_a_person_sets_is_held_until_released(place: Place):
    place.update()
    by_hand = place.text("P/Timeline").replace("|status=upcoming", "|status=dropped")
    place.write("P/Timeline", by_hand)
    plan, _ = place.update()
    assert plan.kept["P/Timeline"].held == ("gathering: status",)
    assert "|status=dropped\n" in place.text("P/Timeline")
    assert "|held=status\n" in place.text("P/Timeline")
    assert saved(place.update(date(2018, 7, 20))[1]) == []
    place.write("P/Timeline", place.text("P/Timeline").replace("|held=status", "|held="))
    place.update(date(2018, 7, 20))
    assert "|status=in progress\n" in place.text("P/Timeline")


def test_only_the_cell_that_a_person_changed_is_held_for_the_history_tells_which(place: Place):
    place.update()
    text = place.text("P/Timeline").replace("|status=upcoming", "|status=dropped")
    place.write("P/Timeline", text.replace("|date=2018-07-18", "|date=2018-07-19"))
    plan, _ = place.update()
    assert plan.kept["P/Timeline"].held == ("gathering: status",)
    assert "|seen=2018-07-19/2018-07-22\n" in place.text("P/Timeline")


def test_a_slip_leaves_a_trace(place: Place):
    place.update()
    moved = place.text("P/Timeline").replace("|date=2018-07-18/2018-07-22", "|date=2018-12-01")
    place.write("P/Timeline", moved)
    place.update(date(2018, 7, 1))
    assert "|was=2018-07-18/2018-07-22 → 2018-12-01 (2018-07-01)\n" in place.text("P/Timeline")
    assert "|status=postponed\n" in place.text("P/Timeline")


def test_a_row_that_a_person_deletes_does_not_come_back(place: Place):
    place.update()
    text = place.text("P/Threads")
    first = text[text.index("{{Consultation thread row") : text.index("\n}}\n") + 4]
    place.write("P/Threads", text.replace(first, ""))
    plan, outcome = place.update()
    assert saved(outcome) == []
    assert len(plan.kept["P/Threads"].excluded) == 1


def test_a_thread_that_is_gone_is_marked_and_its_words_go(place: Place):
    place.update()
    place.write("Talk:P", place.text("Talk:P").partition("== Names ==")[0])
    place.update(date(2018, 6, 9))
    text = place.text("P/Threads")
    assert "|heading=Names\n" not in text
    assert "|gone=2018-06-09\n" in text
    assert text.count("{{Consultation thread row") == 2


def test_a_thread_moved_to_an_archive_keeps_its_row(place: Place):
    place.update()
    funding, names, body = place.text("Talk:P").partition("== Names ==")
    place.write("Talk:P", funding)
    place.write("Talk:P/Archive 1", names + body)
    place.update()
    text = place.text("P/Threads")
    assert text.count("{{Consultation thread row") == 2
    assert "|page=Talk:P/Archive 1\n|heading=Names\n" in text


def test_unsound_markers_are_refused_and_the_rest_goes_on(place: Place):
    broken = THREADS.replace("{{Consultation region end|id=t}}\n", "")
    place.write("P/Threads", broken)
    _, outcome = place.update()
    assert saved(outcome) == ["P/Timeline"]
    assert outcome.status == 1
    assert place.text("P/Threads") == broken
    (refusal,) = outcome.refusals
    assert (refusal.title, refusal.line) == ("P/Threads", 2)
    assert "{{Consultation region end|id=t}}" in refusal.mend


def test_a_translatable_page_is_never_written(place: Place):
    text = f"<translate>Hello</translate>\n{THREADS}"
    place.write("P/Threads", text)
    _, outcome = place.update()
    assert place.text("P/Threads") == text
    assert "data page" in outcome.refusals[0].mend


def test_a_page_outside_the_scope_is_left_alone(place: Place):
    place.write("Q/Threads", THREADS)
    place.update()
    assert place.text("Q/Threads") == THREADS


def test_a_source_outside_the_consultation_is_refused(place: Place):
    place.write("P/Threads", THREADS.replace("kind=threads", "kind=threads|source=Talk:Q"))
    _, outcome = place.update()
    assert saved(outcome) == ["P/Timeline"]
    assert "Talk:Q" in outcome.refusals[0].problem


@pytest.mark.parametrize("text", ["{{nobots}}", "{{bots|deny=all}}", "{{bots|allow=Other bot}}"])
def test_exclusion_is_respected(place: Place, text: str):
    place.write("P/Threads", f"{THREADS}\n{text}")
    _, outcome = place.update()
    assert saved(outcome) == ["P/Timeline"]
    assert outcome.status == 1


def test_the_stop_page_stops_before_anything_is_written(place: Place):
    place.stop = "P/Stop"
    place.write("P/Stop", "Please wait.")
    with pytest.raises(Stopped, match="P/Stop"):
        place.update()
    assert place.text("P/Threads") == THREADS


def test_an_empty_stop_page_lets_it_run(place: Place):
    place.stop = "P/Stop"
    place.write("P/Stop", "\n")
    assert place.update()[1].status == 0


def test_a_reverted_bot_stays_away_until_told(place: Place):
    place.update()
    place.write("P/Threads", THREADS)
    _, outcome = place.update()
    assert saved(outcome) == []
    assert outcome.status == 1
    assert place.text("P/Threads") == THREADS
    assert saved(place.update(again=True)[1]) == ["P/Threads"]


def test_any_other_edit_lets_the_bot_come_back(place: Place):
    place.update()
    place.write("P/Threads", THREADS + "\nHello bot.")
    assert saved(place.update()[1]) == ["P/Threads"]


def test_a_talk_page_that_begins_with_votes_is_no_redirect(place: Place):
    place.write("Talk:P/Vote", "#Yes [[User:Ana|Ana]] 10:15, 21 April 2018 (UTC)\n")
    place.write("P/Overview", THREADS.replace("threads", "overview"))
    place.update()
    assert "|page=Talk:P/Vote\n" in place.text("P/Overview")


def test_an_edit_between_reading_and_saving_is_kept(place: Place):
    def meddle(change):
        place.write(change.title, f"New first line.\n{change.before}")
        return Answer.YES

    _, outcome = place.update(ask=meddle)
    assert saved(outcome) == ["P/Threads", "P/Timeline"]
    assert place.text("P/Threads").startswith("New first line.\nRead on.\n")
    assert "|heading=Funding\n" in place.text("P/Threads")


def test_a_page_that_keeps_changing_is_left_for_the_next_run(
    place: Place, monkeypatch: pytest.MonkeyPatch
):
    tries = []

    def never(self, title, text, **_):
        tries.append(title)
        raise Conflict("was edited meanwhile", title=title)

    monkeypatch.setattr(FolderStore, "save", never)
    _, outcome = place.update()
    assert tries == ["P/Threads"] * 3 + ["P/Timeline"] * 3
    assert [refusal.title for refusal in outcome.refusals] == ["P/Threads", "P/Timeline"]
    assert outcome.status == 1


def test_a_page_deleted_meanwhile_is_not_created_again(place: Place):
    def delete(change):
        (place.folder / "P" / "Threads.wikitext").unlink(missing_ok=True)
        return Answer.YES

    _, outcome = place.update(ask=delete)
    assert place.revision("P/Threads") is None
    assert outcome.refusals[0].title == "P/Threads"


def test_no_leaves_a_page_and_quit_leaves_the_rest(place: Place):
    answers = iter([Answer.NO, Answer.YES])
    assert saved(place.update(ask=lambda _: next(answers))[1]) == ["P/Timeline"]
    _, outcome = place.update(ask=lambda _: Answer.QUIT)
    assert saved(outcome) == []
    assert [change.title for change in outcome.declined] == ["P/Threads"]


def test_a_signal_ends_the_run_after_the_edit_at_hand(
    place: Place, monkeypatch: pytest.MonkeyPatch
):
    save = FolderStore.save

    def signalled(*args, **more):
        os.kill(os.getpid(), signal.SIGTERM)
        return save(*args, **more)

    with monkeypatch.context() as patched:
        patched.setattr(FolderStore, "save", signalled)
        _, outcome = place.update()
    assert saved(outcome) == ["P/Threads"]
    assert outcome.status == 4
    assert saved(place.update()[1]) == ["P/Timeline"]


def test_a_signal_while_somebody_is_asked_ends_the_run_before_the_next_edit(place: Place):
    def signalled(change):
        os.kill(os.getpid(), signal.SIGTERM)
        return Answer.YES

    _, outcome = place.update(ask=signalled)
    assert saved(outcome) == []
    assert outcome.status == 4


def test_simulating_writes_nothing_anywhere(place: Place):
    before = sorted(path for path in place.folder.parent.rglob("*"))
    plan, outcome = place.job().simulate()
    assert [change.title for change in plan.changes] == ["P/Threads", "P/Timeline"]
    assert outcome.saved == []
    assert sorted(path for path in place.folder.parent.rglob("*")) == before


def test_the_summary_names_kinds_counts_task_and_run(place: Place):
    _, outcome = place.update()
    revision = place.revision("P/Threads")
    assert revision is not None
    assert revision.summary == f"Threads: 2 new rows ([[P/Bot]], run {outcome.run})"


def test_a_comment_dated_after_today_still_counts(place: Place):
    place.update(date(2018, 4, 1))
    assert "|comments=2\n" in place.text("P/Threads")
    assert date(2018, 4, 1) < TODAY
