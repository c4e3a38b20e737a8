"""The calendar: events with their dates, what is over, and how much is reported from each."""

from __future__ import annotations

from datetime import date

import pytest

from tests.kinds.conftest import Ledger
from tests.kinds.test_phases import record
from tests.kinds.test_reported import RECORD, ROW, typed

PAGE = "P/Events"
CALENDAR = "P/Calendar"


@pytest.fixture
def calendar(ledger: Ledger) -> Ledger:
    ledger.region(CALENDAR, "events")
    ledger.write(
        PAGE,
        record("event", "assembly", "July 18-22, 2018", place="Accra", kind="conference")
        + record("event", "spring", "2018-04-20/2018-04-22", people="190")
        + record("event", "some-day", ""),
    )
    return ledger


def told(place: Ledger) -> dict[str, dict[str, str]]:
    return {row.key: dict(row.cells) for row in place.rows(CALENDAR)}


def test_events_stand_by_date_with_what_their_records_say(calendar: Ledger):
    calendar.update()
    rows = told(calendar)
    assert list(rows) == ["spring", "assembly", "some-day"]
    assert rows["assembly"]["date"] == "July 18-22, 2018"
    assert (rows["assembly"]["place"], rows["assembly"]["kind"]) == ("Accra", "conference")
    assert rows["spring"]["people"] == "190"
    assert {key: row["status"] for key, row in rows.items()} == {
        "spring": "past", "assembly": "upcoming", "some-day": "preliminary",
    }  # fmt: skip


def test_time_edits_only_where_a_date_turns_a_status(calendar: Ledger):
    calendar.update(date(2018, 6, 1))
    states = {}
    for day in (2, 17, 18, 21, 22, 23, 24):
        _plan, outcome = calendar.update(date(2018, 7, day))
        states[day] = (told(calendar)["assembly"]["status"], bool(outcome.saved))
    assert states == {
        2: ("upcoming", False),
        17: ("upcoming", False),
        18: ("in progress", True),
        21: ("in progress", False),
        22: ("in progress", False),
        23: ("past", True),
        24: ("past", False),
    }


def test_an_event_that_is_moved_or_canceled_leaves_a_trace(calendar: Ledger):
    calendar.update()
    text = calendar.text(PAGE).replace("|date=July 18-22, 2018", "|date=2019-07-18/2019-07-22")
    calendar.write(PAGE, text)
    calendar.update(date(2018, 6, 9))
    row = told(calendar)["assembly"]
    assert row["status"] == "postponed"
    assert row["was"] == "July 18-22, 2018 → 2019-07-18/2019-07-22 (2018-06-09)"
    calendar.write(PAGE, calendar.text(PAGE).replace("|status=postponed", "|status=canceled"))
    plan, _ = calendar.update(date(2018, 6, 10))
    assert (told(calendar)["assembly"]["status"], plan.troubles) == ("canceled", ())
    assert told(calendar)["assembly"]["by hand"] == "status"


def test_what_was_said_there_is_counted(calendar: Ledger):
    where = RECORD.replace("|people", "|event=spring\n|people")
    calendar.write("P/Krakow", typed(ROW, ROW.replace("Seldom", "Often"), record=where))
    calendar.update()
    assert told(calendar)["spring"]["statements"] == "2"
    assert told(calendar)["assembly"]["statements"] == ""
    assert calendar.update(date(2018, 6, 2))[1].saved == []


def test_a_date_may_be_told_by_an_event(calendar: Ledger):
    calendar.region("P/List", "milestones")
    calendar.write("P/Timeline", record("milestone", "refining", "after the Assembly"))
    calendar.update(date(2018, 7, 23))
    [row] = calendar.rows("P/List")
    assert row.cells["status"] == "in progress"


def test_an_event_and_a_milestone_of_one_date_are_one(calendar: Ledger):
    calendar.region("P/List", "milestones")
    both = record("milestone", "assembly", "2018-07-18/2018-07-22")
    calendar.write("P/Timeline", both + record("milestone", "refining", "after the Assembly"))
    calendar.update(date(2018, 7, 23))
    assert {row.key: row.cells["status"] for row in calendar.rows("P/List")} == {
        "assembly": "overdue", "refining": "in progress",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ("|id=\n", "an event needs an id without spaces"),
        ("|id=two words\n", "an event needs an id without spaces"),
        (
            "|id=a\n|date=one day\n",
            "event a: the date “one day” cannot be read; write it as 2030-07-18/2030-07-22",
        ),
        (
            "|id=a\n|held=status\n|status=over\n",
            (
                "event a: the status “over” is none that there is; use preliminary, upcoming,"
                " postponed, in progress, past or canceled"
            ),
        ),
    ],
)
def test_what_a_person_has_to_mend_is_reported(ledger: Ledger, cells: str, sentence: str):
    ledger.write(PAGE, f"{{{{Consultation event\n{cells}}}}}")
    plan, _ = ledger.update()
    assert plan.troubles == ((PAGE, sentence),)
