"""Initiatives: what comes next, when there was a report last, and where news is missing."""

from __future__ import annotations

from datetime import date

import pytest

from tests.kinds.conftest import Ledger

PAGE = "P/Initiatives"
REPORTS = "== Report of 3 March 2018 ==\nWe began.\n== 2018-04-20 ==\nWe went on.\n"
RECORD = """{{{{Consultation initiative
|id=i1
|title=Help desk
|recommendation=4
|owner=Ana
|stage={stage}
|milestones=m1
|reports=[[P/Reports]]
|report every=60
|evaluation={evaluation}
}}}}
{{{{Consultation recommendation
|id=4
}}}}
"""
MILESTONES = """{{Consultation milestone
|id=m1
|title=Plan
|date=2018-09
}}
{{Consultation milestone
|id=m2
|title=Pilot begins
|date=2018-07
|part of=i1
}}
"""


@pytest.fixture
def place(ledger: Ledger) -> Ledger:
    write(ledger, "planning")
    ledger.write("P/Plan", MILESTONES)
    ledger.write("P/Reports", REPORTS)
    ledger.region(PAGE, "initiatives")
    return ledger


def write(place: Ledger, stage: str, evaluation: str = "") -> None:
    place.write("P/I", RECORD.format(stage=stage, evaluation=evaluation))


def told(place: Ledger, *names: str) -> list[str]:
    (row,) = place.rows(PAGE)
    return [row.cells[name] for name in names]


def test_the_milestone_due_first_comes_next(place: Ledger):
    place.update(date(2018, 6, 1))
    names = ("recommendation", "owner", "stage", "next milestone", "next link", "due", "progress")
    assert told(place, *names) == [
        *("4", "Ana", "planning", "Pilot begins", "P/Plan#consultation-milestone-m2", "2018-07"),
        "0/2",
    ]


def test_no_news_is_told_once_a_report_is_overdue(place: Ledger):
    place.update(date(2018, 6, 19))
    link = "P/Reports#2018-04-20"
    assert told(place, "last report", "report link") == ["2018-04-20", link]
    assert told(place, "no news since") == [""]
    assert place.update(date(2018, 6, 19))[1].saved == []
    place.update(date(2018, 6, 20))
    assert told(place, "no news since") == ["2018-04-20"]


def test_who_has_begun_nothing_owes_no_report(place: Ledger):
    write(place, "nothing yet")
    place.update(date(2019, 6, 20))
    assert told(place, "no news since") == [""]


def test_each_stage_left_wants_an_evaluation(place: Ledger):
    place.update(date(2018, 6, 1))
    text = place.text("P/I")
    place.write("P/I", text.replace("|stage=planning", "|stage=pilot"))
    place.update(date(2018, 6, 2))
    assert told(place, "was", "not evaluated") == ["planning → pilot (2018-06-02)", "planning"]
    text = place.text("P/I")
    place.write("P/I", text.replace("|evaluation=", "|evaluation=Planning: it took long."))
    place.update(date(2018, 6, 3))
    assert told(place, "not evaluated") == [""]


def test_what_cannot_be_told_is_reported(place: Ledger):
    place.write(
        "P/I",
        "{{Consultation initiative\n|id=i1\n|stage=asleep\n|recommendation=9\n|milestones=m9\n"
        "|reports=P/None; P/Plan\n|report every=now and then\n}}",
    )
    stages = (
        "nothing yet, research and needs assessment, planning, pilot, execution, completion and"
        " reporting, monitoring and evaluation"
    )
    assert [sentence for _, sentence in place.update()[0].troubles] == [
        f"initiative i1: “asleep” is no stage; use {stages}",
        "initiative i1: there is no recommendation “9”",
        "initiative i1: there is no milestone “m9”",
        "initiative i1: report every “now and then” is no number of days",
        "initiative i1: there is no page “P/None”, which reports= names",
        "initiative i1: no heading on “P/Plan” names the day of a report",
    ]


def test_the_marker_chooses(place: Ledger):
    place.region(PAGE, "initiatives", stage="pilot")
    place.update()
    assert place.rows(PAGE) == []
    place.region(PAGE, "initiatives", recommendation="3; 4", owner="ana")
    place.update()
    assert told(place, "id") == ["i1"]
