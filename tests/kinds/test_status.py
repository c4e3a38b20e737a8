"""The status: what the last run came to, kept in place, and edited when something is new."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bots.kinds import KINDS
from bots.run.update import Answer
from tests.kinds.conftest import Ledger

PAGE = "P/Bot"
TODAY = date(2018, 6, 1)
BROKEN = "{{Consultation region|id=r|kind=threads}}\n"
UNREADABLE = "{{Consultation milestone\n|id=m\n|title=M\n|date=soonish\n}}\n"


@pytest.fixture
def place(ledger: Ledger) -> Ledger:
    ledger.region(PAGE, "status")
    return ledger


def total(place: Ledger) -> dict[str, str]:
    return dict(place.rows(PAGE)[0].cells)


def listed(place: Ledger) -> list[tuple[str, ...]]:
    names = ("sort", "page", "what", "mend")
    shown = [row.cells for row in place.rows(PAGE)[1:] if row.cells["count"] != "0"]
    return [tuple(cells[name] for name in names) for cells in shown]


def test_the_first_row_counts_what_the_run_came_to(place: Ledger):
    assert place.update()[1].status == 0
    cells = total(place)
    assert cells["last run"] == "2018-06-01"
    assert (cells["looked at"], cells["listed"], cells["comments"]) == ("2", "2", "5")
    assert (cells["to mend"], cells["to look at"], cells["set by hand"]) == ("0", "0", "0")
    assert listed(place) == []


def test_a_second_run_that_day_edits_nothing_and_one_the_next_day_the_day(place: Ledger):
    place.update()
    before = place.text(PAGE)
    assert place.update()[1].saved == []
    _, outcome = place.update(today=TODAY + timedelta(days=1))
    assert [change.title for change in outcome.saved] == [PAGE]
    after = place.text(PAGE)
    both = zip(before.split("\n"), after.split("\n"), strict=True)
    changed = {old.partition("=")[0] for old, new in both if old != new}
    assert changed == {"|sum", "|last run", "|as of"}


def test_what_is_wrong_has_a_row_with_what_to_do_and_goes_when_it_is_mended(place: Ledger):
    place.write("P/Broken", BROKEN)
    place.write("P/Time", UNREADABLE)
    place.update()
    refused, trouble = listed(place)
    assert refused[:2] == ("refused", "P/Broken")
    assert "line 1" in refused[2]
    assert refused[3]
    assert trouble[:2] == ("trouble", "P/Time")
    assert "soonish" in trouble[2]
    assert (total(place)["to mend"], total(place)["to look at"]) == ("1", "1")
    keys = [row.key for row in place.rows(PAGE)]
    place.fill(PAGE, keys[1], note="Cy mends it.")
    place.write("P/Broken", BROKEN + "{{Consultation region end|id=r}}\n")
    place.write("P/Time", UNREADABLE.replace("soonish", "2018-07-01"))
    # The same day: something is new.
    place.update()
    assert listed(place) == []
    assert [row.key for row in place.rows(PAGE)] == keys
    assert place.rows(PAGE)[1].cells["note"] == "Cy mends it."
    place.write("P/Broken", "A line.\n" + BROKEN)
    place.update()
    assert [row.key for row in place.rows(PAGE)] == keys
    assert "line 2" in listed(place)[0][2]


def test_a_cell_that_a_person_set_is_counted(place: Ledger):
    place.update()
    key = place.rows("P/Said")[0].key
    place.fill("P/Said", key, lang="de")
    place.update()
    assert total(place)["set by hand"] == "1"


def test_a_run_that_looks_at_a_part_leaves_it_alone(place: Ledger):
    place.update()
    before = place.text(PAGE)
    place.write("P/Broken", BROKEN)
    later = TODAY + timedelta(days=1)
    parts = (
        place.job(later, frozenset({PAGE})),
        replace(place.job(later), kinds={"status": KINDS["status"]}),
    )
    for job in parts:
        job.run(place.state, lambda _: Answer.ALL, lambda _: None)
    assert place.text(PAGE) == before
    place.update(today=later)
    assert place.text(PAGE) != before


def test_words_of_people_in_a_message_do_nothing_on_the_page(place: Ledger):
    place.write("P/Time", UNREADABLE.replace("soonish", "{{evil}} [[Category:X]]"))
    place.update()
    what = place.rows(PAGE)[1].cells["what"]
    assert "evil" in what
    assert "{{evil}}" not in what
    assert what.startswith("<nowiki>")


def test_rows_are_named_by_what_the_same_run_does_not_move(place: Ledger):
    reported = "{{Consultation reported statement|content=Point.|stance=unsure}}"
    regions = [("o", "overview", ""), ("r", "reported", reported)]
    marked = [
        f"{{{{Consultation region|id={name}|kind={kind}}}}}\n{rows}\n"
        f"{{{{Consultation region end|id={name}}}}}\n"
        for name, kind, rows in regions
    ]
    place.write("P/Events", "".join(marked))
    place.update()
    assert any("the stance “unsure” is none" in what for _, _, what, _ in listed(place))
    assert place.update()[1].saved == []
