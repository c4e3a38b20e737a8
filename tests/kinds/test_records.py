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


def test_a_status_follows_from_the_history_that_a_person_keeps_already(ledger: Ledger):
    ledger.write(PAGE, MILESTONE.replace("|date", "|held=was\n|date"))
    ledger.update(date(2018, 5, 1))
    ledger.write(PAGE, ledger.text(PAGE).replace("|date=2018-07", "|date=2018-09"))
    ledger.update(date(2018, 5, 2))
    assert "was" not in cells(ledger), "it is not the bot's to fill in"
    assert (cells(ledger)["status"], cells(ledger)["seen"]) == ("upcoming", "2018-09")
    assert ledger.update(date(2018, 5, 2))[1].saved == []


def test_what_wants_an_evaluation_follows_from_the_stages_that_a_person_keeps(ledger: Ledger):
    initiative = "{{Consultation initiative\n|id=i\n|title=I\n|held=was\n|stage=planning\n}}\n"
    ledger.write(PAGE, initiative)
    ledger.update(date(2018, 5, 1))
    ledger.write(PAGE, ledger.text(PAGE).replace("|stage=planning", "|stage=pilot"))
    ledger.update(date(2018, 5, 2))
    assert "was" not in cells(ledger)
    assert not cells(ledger).get("not evaluated")
    assert ledger.update(date(2018, 5, 2))[1].saved == []
