"""Records that stand alone: a person's word about one cell counts for those that follow from it."""

from __future__ import annotations

from datetime import date

from bots.kinds import RECORD_SCHEMAS
from bots.page.regions import read_host
from tests.kinds.conftest import Ledger

PAGE = "P/Plan"
MILESTONE = "{{Consultation milestone\n|id=m\n|title=M\n|date=2018-07\n}}\n"


def cells(place: Ledger):
    (record,) = read_host(PAGE, place.text(PAGE), {}, RECORD_SCHEMAS).records
    return record.cells


def test_a_status_follows_from_the_history_that_a_person_wrote(ledger: Ledger):
    ledger.write(PAGE, MILESTONE)
    ledger.update(date(2018, 5, 1))
    text = ledger.text(PAGE).replace("|date=2018-07", "|date=2018-09")
    ledger.write(PAGE, text.replace("\n|as of=", "\n|was=nobody counts May\n|as of="))
    ledger.update(date(2018, 5, 2))
    assert cells(ledger)["was"] == "nobody counts May"
    assert cells(ledger)["held"] == "was"
    assert cells(ledger)["status"] == "upcoming"
    assert ledger.update(date(2018, 5, 2))[1].saved == []
