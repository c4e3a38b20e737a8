"""Milestones: status from dates and evidence, slips that leave a trace, doubts reported."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bots.consultation.process.evidence import Evidence
from bots.consultation.process.milestones import (
    MILESTONE,
    STATUSES,
    Milestone,
    events,
    milestone_cells,
    to_review,
    unreadable,
)
from bots.page.merge import merge


def on(day: str) -> Evidence:
    """What is known on a day: there is a page "Report" and nothing else."""
    return Evidence(
        today=date.fromisoformat(day),
        exists={"Report"}.__contains__,
        members=lambda title: None,
        closed=lambda title, thread: False,
        stages=(),
    )


def kept(cells, day, parts=(), language="en") -> dict[str, str]:
    """The record as a run on that day leaves it."""
    return dict(merge(MILESTONE, cells, milestone_cells(cells, parts, on(day), language)).cells)


def part(status: str) -> Milestone:
    return Milestone("x", "Timeline", {"part of": "whole", "status": status})


@pytest.mark.parametrize(
    ("written", "day", "status"),
    [
        # days
        ("2018-07-18/2018-07-22", "2018-07-17", "upcoming"),
        ("2018-07-18/2018-07-22", "2018-07-18", "in progress"),
        ("2018-07-18/2018-07-22", "2018-07-22", "in progress"),
        ("2018-07-18/2018-07-22", "2018-07-23", "overdue"),
        ("July 18-22, 2018", "2018-07-22", "in progress"),
        ("Dec 28 - Jan 3, 2019", "2019-01-01", "in progress"),
        # what is said less exactly is over when all of it is
        ("July 2018", "2018-07-31", "in progress"),
        ("July 2018", "2018-08-01", "overdue"),
        ("late 2018", "2018-08-31", "upcoming"),
        ("late 2018", "2018-12-31", "in progress"),
        ("late 2018", "2019-01-01", "overdue"),
        ("2030", "2018-07-18", "upcoming"),
        # one bound only
        ("by May 31, 2018", "2018-05-31", "upcoming"),
        ("by May 31, 2018", "2018-06-01", "overdue"),
        ("from July 2018", "2018-06-30", "upcoming"),
        ("from July 2018", "2018-07-01", "in progress"),
        ("from July 2018", "2028-07-01", "in progress"),
        # no date, or none that can be read
        ("", "2018-07-18", "preliminary"),
        ("after Wikimania", "2018-07-18", "preliminary"),
        ("July 18-22", "2018-07-18", "preliminary"),
        ("soon", "2018-07-18", "preliminary"),
    ],
)
def test_the_date_tells_the_status(written, day, status):
    assert kept({"date": written}, day)["status"] == status


def test_dates_are_read_in_the_language_of_the_page():
    assert kept({"date": "18.–22. Juli 2018"}, "2018-07-18", language="de")["status"] == (
        "in progress"
    )


EVENTS = [
    ("Wikimania 2018", "July 18-22, 2018"),
    ("WikiCon 2018", "2018-10-05"),
    ("WikiCon 2019", "2019-10-04"),
    ("Summit", "after Wikimania"),
]


@pytest.mark.parametrize(
    ("written", "day", "status"),
    [
        ("after Wikimania", "2018-07-22", "upcoming"),
        ("after Wikimania", "2018-07-23", "in progress"),
        ("After the Wikimania 2018", "2028-07-23", "in progress"),
        ("before Wikimania", "2018-07-17", "upcoming"),
        ("before Wikimania", "2018-07-18", "overdue"),
        ("at Wikimania", "2018-07-18", "in progress"),
        ("after WikiCon 2018", "2018-10-06", "in progress"),
        # which of the two, and when is what is after Wikimania over?
        ("after WikiCon", "2019-10-06", "preliminary"),
        ("after the Summit", "2019-10-06", "preliminary"),
        ("after the party", "2019-10-06", "preliminary"),
    ],
)
def test_a_date_told_by_an_event_is_known_with_the_event_s(written, day, status):
    known = replace(on(day), when=events(EVENTS, "en"))
    assert milestone_cells({"date": written}, (), known, "en")["status"] == status


@pytest.mark.parametrize("day", ["2018-07-01", "2018-07-20", "2019-01-01"])
def test_what_the_evidence_shows_is_done_whenever_that_is(day):
    cells = {"date": "2018-07-18/2018-07-22", "done when": "page:Report"}
    assert kept(cells, day)["status"] == "done"


@pytest.mark.parametrize(
    "conditions",
    [
        "page:Missing",
        "page:Report; page:Missing",
        "page:Report; when we are ready",
        "when we are ready",
        "members:Group>=0",
    ],
)
def test_what_is_not_shown_in_full_is_not_done(conditions):
    cells = {"date": "2018-07-18/2018-07-22", "done when": conditions}
    assert kept(cells, "2019-01-01")["status"] == "overdue"


def test_evidence_counts_without_a_date():
    assert kept({"done when": "page:Report"}, "2018-07-18")["status"] == "done"


@pytest.mark.parametrize(
    ("parts", "progress", "status"),
    [
        ([], "", "overdue"),
        (["done"], "1/1", "done"),
        (["done", "done"], "2/2", "done"),
        (["done", "overdue"], "1/2", "overdue"),
        (["done", "Done "], "2/2", "done"),  # the second as a person wrote it
        (["done", "dropped"], "1/1", "done"),
        (["dropped"], "", "overdue"),
    ],
)
def test_a_whole_is_done_with_its_parts(parts, progress, status):
    cells = {"id": "whole", "date": "2018-07"}
    found = kept(cells, "2018-09-01", [part(status) for status in parts])
    assert (found.get("progress", ""), found["status"]) == (progress, status)


def test_a_condition_outweighs_the_parts():
    cells = {"date": "2018-07", "done when": "page:Missing"}
    found = kept(cells, "2018-09-01", [part("done")])
    assert (found.get("progress", ""), found["status"]) == ("1/1", "overdue")


# Slips


def history(*dates: tuple[str, str], language: str = "en") -> dict[str, str]:
    """The record after runs on these days, before each of which people had written a date."""
    cells: dict[str, str] = {"id": "m"}
    for day, written in dates:
        cells = kept({**cells, "date": written}, day, language=language)
    return cells


def test_the_first_date_is_no_slip():
    found = history(("2018-01-05", "2018-07"))
    assert (found["seen"], found.get("was", "")) == ("2018-07", "")


def test_a_new_date_keeps_the_old_one_and_the_day_it_was_seen():
    found = history(("2018-01-05", "late 2018"), ("2018-12-03", "2020-05-10"))
    assert found["was"] == "late 2018 → 2020-05-10 (2018-12-03)"
    assert found["status"] == "postponed"


def test_every_slip_is_kept():
    found = history(("2018-01-05", "2018-07"), ("2018-06-01", "2018-09"), ("2018-08-01", "2019"))
    assert found["was"] == "2018-07 → 2018-09 (2018-06-01); 2018-09 → 2019 (2018-08-01)"


def test_a_day_later_nothing_has_slipped_again():
    once = history(("2018-01-05", "2018-07"), ("2018-06-01", "2018-09"))
    assert kept(once, "2018-06-02") == once


def test_the_same_date_in_other_words_is_no_slip():
    found = history(("2018-01-05", "2018-07-18/2018-07-22"), ("2018-02-01", "July 18-22, 2018"))
    assert found.get("was", "") == ""
    assert found["seen"] == "July 18-22, 2018"


def test_a_comment_beside_the_date_is_no_slip():
    found = history(("2018-01-05", "2018-07"), ("2018-02-01", "2018-07 <!-- or so -->"))
    assert found.get("was", "") == ""


def test_words_that_cannot_be_read_slip_all_the_same():
    found = history(("2018-01-05", "after the rains"), ("2018-02-01", "2018-07"))
    assert found["was"] == "after the rains → 2018-07 (2018-02-01)"
    assert found["status"] == "upcoming"  # whether it is later nobody can tell


def test_a_date_taken_away_and_brought_back_later_has_slipped():
    found = history(("2018-01-05", "2018-07"), ("2018-02-01", ""), ("2018-03-01", "2018-09"))
    assert found["was"] == "2018-07 → 2018-09 (2018-03-01)"


@pytest.mark.parametrize(
    ("first", "then", "status"),
    [
        ("2018-07", "2018-09", "postponed"),
        ("2018-09", "2018-07", "upcoming"),
        ("2018", "2018-09", "upcoming"),  # said more exactly
        ("late 2018", "2018-11-05", "upcoming"),
    ],
)
def test_postponed_is_what_comes_later_than_first_planned(first, then, status):
    assert history(("2018-01-05", first), ("2018-02-01", then))["status"] == status


def test_postponed_goes_by_the_first_plan_and_not_the_last():
    found = history(("2018-01-05", "2018-05"), ("2018-02-01", "2018-09"), ("2018-03-01", "2018-07"))
    assert found["status"] == "postponed"


def test_a_postponed_milestone_begins_and_grows_late_as_any_other():
    cells = history(("2018-01-05", "2018-05"), ("2018-02-01", "2018-07"))
    assert kept(cells, "2018-07-01")["status"] == "in progress"
    assert kept(cells, "2018-08-01")["status"] == "overdue"


def test_a_date_seen_that_a_person_filled_in_slips_once():
    cells = {"id": "m", "date": "2020-05-10", "seen": "2018-12-31"}
    once = kept(cells, "2020-01-05")
    assert once["was"] == "2018-12-31 → 2020-05-10 (2020-01-05)"
    assert once["held"] == "seen"
    assert kept(once, "2020-01-06") == once
    again = kept({**once, "date": "2020-06-01"}, "2020-02-01")
    assert again["was"] == f"{once['was']}; 2020-05-10 → 2020-06-01 (2020-02-01)"
    assert kept(again, "2020-02-02") == again


# What people decide


@pytest.mark.parametrize("status", STATUSES)
def test_a_persons_status_wins(status):
    cells = kept({"id": "m", "date": "2018-07"}, "2018-06-01")
    theirs = {**cells, "status": status, "held": "status"}
    assert kept(theirs, "2018-08-01")["status"] == status


def test_a_status_that_a_person_changed_is_held_from_then_on():
    base = kept({"id": "m", "date": "2018-07"}, "2018-08-01")
    theirs = {**base, "status": "Dropped"}
    merged = merge(MILESTONE, theirs, milestone_cells(theirs, (), on("2018-08-02"), "en"), base)
    assert merged.cells["held"] == "status"
    assert Milestone("m", "Timeline", merged.cells).status == "dropped"


def test_people_s_own_cells_are_never_among_the_bot_s():
    assert set(milestone_cells({"date": "2018"}, (), on("2018-01-01"), "en")) == set(MILESTONE.bot)


# What is reported


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"date": "July 18-22"}, "the date “July 18-22” has no year; add it"),
        (
            {"date": "05/04/2018"},
            "the date “05/04/2018” cannot be read; write it as 2030-07-18/2030-07-22",
        ),
        ({"date": "soon<!-- hm -->"}, "the date “soon” cannot be read"),
        ({"date": "2018", "review after": "some day"}, "review after “some day” cannot be read"),
        ({"done when": "we are ready"}, "“we are ready” in done when cannot be read"),
        (
            {"status": "almost", "held": "status"},
            "the status “almost” is none that there is; use preliminary, upcoming,",
        ),
    ],
)
def test_what_cannot_be_read_is_reported(cells, problem):
    (sentence,) = unreadable(cells, "en")
    assert sentence.startswith(problem)


@pytest.mark.parametrize(
    "cells",
    [
        {},
        {"date": "late 2018", "done when": "page:Report", "review after": "2018-12-01"},
        {"date": "after Wikimania"},
        {"status": "Done", "held": "status"},
        {"status": "postponed"},
    ],
)
def test_nothing_else_is(cells):
    assert unreadable(cells, "en") == []


@pytest.mark.parametrize(
    ("changes", "reported"),
    [
        ({}, ["to be reviewed since 2018-12-01: it is still preliminary"]),
        ({"review after": "2018-12"}, []),
        ({"review after": ""}, []),
        ({"review after": "some day"}, []),
        ({"status": "upcoming"}, []),
        (
            {"status": "upcoming", "held": "date, status"},
            ["to be reviewed since 2018-12-01: its status “upcoming” is kept by a person"],
        ),
        ({"status": "dropped", "held": "status"}, []),
        ({"status": "done"}, []),
    ],
)
def test_a_review_is_due_where_the_bot_cannot_settle_it(changes, reported):
    cells = {"status": "preliminary", "review after": "2018-12-01", **changes}
    assert to_review(cells, "en", date(2018, 12, 2)) == reported


def test_no_review_is_due_on_its_very_day():
    cells = {"status": "preliminary", "review after": "2018-12-01"}
    assert to_review(cells, "en", date(2018, 12, 1)) == []


def test_milestones_have_a_period_to_be_sorted_by():
    assert str(Milestone("m", "P", {"date": "July 18-22, 2018"}).period) == "2018-07-18/2018-07-22"
    assert str(Milestone("m", "P", {"date": "Ende 2018"}, "de").period) == "2018-09~/2018-12~"
    assert Milestone("m", "P", {"date": "soon"}).period is None
    assert Milestone("m", "P", {}).part_of == ""
