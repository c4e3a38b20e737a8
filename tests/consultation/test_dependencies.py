"""What depends on what: names found, circles, and what begins before it can."""

from __future__ import annotations

from datetime import date

import pytest

from bots.consultation.process.dependencies import (
    circle,
    dependency_troubles,
    is_over,
    needed,
    too_early,
)
from bots.consultation.process.evidence import Evidence
from bots.consultation.process.milestones import events
from bots.consultation.state import Consultation, Entry

MILESTONE = "Consultation milestone"
PHASE = "Consultation phase"
DRAFT = "Consultation recommendation"


def entry(template: str, key: str, depends_on: str = "", **cells: str) -> Entry:
    return Entry(template, key, "P", {"title": key, "depends on": depends_on, **cells})


def state(*entries: Entry) -> Consultation:
    records = {
        template: tuple(e for e in entries if e.template == template)
        for template in (MILESTONE, PHASE, DRAFT)
    }
    told = [(e.cells["title"], e.cells.get("date", "")) for e in entries]
    evidence = Evidence(
        today=date(2018, 6, 1),
        exists=lambda title: False,
        members=lambda title: None,
        closed=lambda title, thread: False,
        stages=(),
        when=events(told, "en"),
    )
    return Consultation(evidence=evidence, records=records)


def names(entries) -> list[str]:
    return [e.key for e in entries if e]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("call", ["call"]),
        ("call; scoping", ["call", "scoping"]),
        ("call, scoping،\nrec-1", ["call", "scoping", "rec-1"]),
        ("milestone:call", ["call"]),
        ("Recommendation: rec-1", ["rec-1"]),
        ("call; call", ["call"]),
        ("<!-- nothing yet -->", []),
    ],
)
def test_ids_are_found_whatever_kind_of_record_has_them(written, found):
    whole = state(
        entry(MILESTONE, "call"),
        entry(PHASE, "scoping"),
        entry(DRAFT, "rec-1"),
        entry(PHASE, "drafting", written),
    )
    drafting = whole.entries(PHASE)[1]
    assert names(each.entry for each in needed(whole, drafting)) == found
    assert dependency_troubles(whole, PHASE, "drafting") == []


def test_a_record_of_its_own_kind_goes_first_and_others_are_told_apart():
    both = (entry(MILESTONE, "call"), entry(PHASE, "call"))
    whole = state(*both, entry(PHASE, "a", "call"), entry(DRAFT, "b", "call"))
    assert needed(whole, whole.entries(PHASE)[1])[0].entry == both[1]
    assert dependency_troubles(whole, PHASE, "a") == []
    assert dependency_troubles(whole, DRAFT, "b") == [
        (
            "recommendation b: depends on “call”, the id of a milestone and of a phase; write"
            " milestone:call or phase:call"
        )
    ]
    exact = state(*both, entry(DRAFT, "b", "phase:call"))
    assert needed(exact, exact.entries(DRAFT)[0])[0].entry == both[1]


def test_an_id_that_no_record_has_is_reported():
    whole = state(entry(PHASE, "a", "b; phase:c"))
    assert dependency_troubles(whole, PHASE, "a") == [
        "phase a: depends on “b”, which is no record's id",
        "phase a: depends on “phase:c”, which is no record's id",
    ]


@pytest.mark.parametrize(
    ("edges", "way"),
    [
        ({"a": "a"}, "a → a"),
        ({"a": "b", "b": "a"}, "a → b → a"),
        ({"a": "b", "b": "c", "c": "a; d", "d": ""}, "a → b → c → a"),
        ({"a": "b; c", "b": "d", "c": "a", "d": "b"}, "a → c → a"),
        # It leads into a circle, and is not on it.
        ({"a": "b", "b": "c", "c": "b"}, ""),
        ({"a": "b; c", "b": "d", "c": "d", "d": ""}, ""),
    ],
)
def test_who_depends_on_itself_is_told_by_which_way(edges, way):
    whole = state(*(entry(PHASE, key, on) for key, on in edges.items()))
    told = [sentence for sentence in dependency_troubles(whole, PHASE, "a") if "itself" in sentence]
    assert told == (
        [f"phase a: depends on itself ({way}); take one of them out of depends on"] * bool(way)
    )


def test_a_circle_may_lead_over_records_of_different_kinds():
    whole = state(
        entry(MILESTONE, "call", "drafting"),
        entry(PHASE, "drafting", "rec-1"),
        entry(DRAFT, "rec-1", "call"),
    )
    for template in (MILESTONE, PHASE, DRAFT):
        assert len(circle(whole, whole.entries(template)[0])) == 3


def test_a_thousand_records_in_a_row_are_no_circle():
    row = [entry(PHASE, f"p{n}", f"p{n + 1}") for n in range(300)]
    assert circle(state(*row), row[0]) == ()
    closed = [*row, entry(PHASE, "p300", "p0")]
    assert len(circle(state(*closed), row[0])) == 301


@pytest.mark.parametrize(
    ("first", "following", "early"),
    [
        ("2018-04-01/2018-05-31", "2018-05-01/2018-07-31", True),
        ("2018-04-01/2018-05-31", "2018-05-31/2018-07-31", False),
        ("2018-04-01/2018-05-31", "2018-06-01/2018-07-31", False),
        # nobody knows on which day of July
        ("2018-07-18/2018-07-22", "July 2018", False),
        ("2018-07-18/2018-08-22", "July 2018", True),
        ("2018-05/2018-08", "2018-07/2018-09", True),
        ("2018-05/2018-07", "2018-07/2018-09", False),
        ("2018", "2018-03-01", False),
        ("2018/2019", "2018-03-01", True),
        # one bound only
        ("from July 2018", "2019", False),
        ("2018-12", "by July 2018", False),
        ("by July 2018", "2018-03-01", True),
        # told by an event
        ("2018-07-18/2018-07-22", "after the Assembly", False),
        ("2018-07-18/2018-07-22", "before the Assembly", False),
        ("2018-07-18/2018-07-22", "at the Assembly", True),
        ("", "2018-07", False),
        ("soon", "2018-07", False),
        ("2018-07", "", False),
    ],
)
def test_what_begins_before_it_can_is_told_where_that_is_sure(first, following, early):
    whole = state(
        entry(MILESTONE, "first", title="Assembly", date=first),
        entry(PHASE, "second", "first", date=following),
    )
    assert names(too_early(whole, whole.entries(PHASE)[0])) == ["first"] * early
    problems = dependency_troubles(whole, PHASE, "second")
    assert problems == (
        [
            (
                "phase second: begins before the milestone first is over, on which it depends:"
                f" {following}; {first}"
            )
        ]
        * early
    )


@pytest.mark.parametrize("status", ["done", "past", "Final"])
def test_what_is_over_is_waited_for_by_nobody(status):
    over = entry(MILESTONE, "first", date="2018-12", status=status)
    assert is_over(over)
    whole = state(over, entry(PHASE, "second", "first", date="2018-01-01"))
    assert dependency_troubles(whole, PHASE, "second") == []


def test_what_was_given_up_is_reported():
    whole = state(entry(MILESTONE, "first", status="dropped"), entry(PHASE, "second", "first"))
    assert dependency_troubles(whole, PHASE, "second") == [
        "phase second: depends on the milestone first, which is dropped"
    ]
