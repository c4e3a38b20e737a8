"""Requests as rows: typed by people, answered once, and theirs and the bot's cells kept apart."""

from __future__ import annotations

from importlib import import_module

import pytest

from bots.kinds import KINDS
from bots.run.bot import Bot
from tests.conftest import ROOT
from tests.kinds.conftest import Ledger

PAGE = "P/Ask"
OPEN, END = "{{Consultation region|id=q|kind=requests}}\n", "{{Consultation region end|id=q}}"
BOTS = [
    import_module(f"bots.{path.stem}").BOT
    for path in sorted((ROOT / "bots").glob("*.py"))
    if "\nBOT = Bot(" in path.read_text(encoding="utf-8")
]


@pytest.fixture
def place(ledger: Ledger) -> Ledger:
    ledger.more["facilitators"] = [{"account": "Fay"}]
    ledger.write(PAGE, OPEN + END)
    ledger.update()
    return ledger


def ask(place: Ledger, *rows: str) -> None:
    """Somebody who has the settings file adds rows."""
    text = place.text(PAGE)
    at = text.index("{{Consultation region end")
    added = "".join(f"{{{{Consultation request\n{row}}}}}\n" for row in rows)
    place.write(PAGE, text[:at] + added + text[at:])
    place.update()


def test_an_empty_list_is_left_as_it_is(place: Ledger):
    assert place.text(PAGE) == OPEN + END


def test_a_row_gets_its_answer_and_its_own_words_stay(place: Ledger):
    ask(place, "|do = update\n|page=\n|note = ''please''\n|mine=x\n")
    (row,) = place.rows(PAGE)
    assert row.intact
    assert (row.cells["state"], row.cells["answered"]) == ("done", "2018-06-01")
    assert "|do = update\n" in place.text(PAGE)
    assert row.cells["note"].strip() == "''please''"
    assert "|mine=x\n" in place.text(PAGE)


def test_a_row_with_nothing_asked_for_is_no_request(place: Ledger):
    ask(place, "|note=nothing\n", "|do=\n|page=\n")
    assert [row.cells.get("state", "") for row in place.rows(PAGE)] == ["", ""]
    assert place.update()[1].saved == []


def test_a_copied_row_that_is_emptied_of_its_answer_asks_anew(place: Ledger):
    ask(place, "|do=update\n|note=n\n")
    (first,) = place.rows(PAGE)
    ask(place, f"|id={first.key}\n|do=update\n|note=n\n")
    one, two = place.rows(PAGE)
    assert one.key == first.key != two.key
    assert [row.cells["state"] for row in (one, two)] == ["done", "done"]


def test_a_copied_row_that_bears_its_answer_stays_as_it_is(place: Ledger):
    ask(place, "|do=update\n")
    (first,) = place.rows(PAGE)
    text = place.text(PAGE)
    row = text[text.index("{{Consultation request") : text.index("{{Consultation region end")]
    place.write(PAGE, text.replace(row, row + row))
    assert place.update()[1].saved == []
    assert [row.key for row in place.rows(PAGE)] == [first.key] * 2


def test_what_a_person_writes_into_an_answer_is_theirs(place: Ledger):
    ask(place, "|do=update\n")
    key = place.rows(PAGE)[0].key
    place.fill(PAGE, key, state="failed")
    place.update()
    cells = place.rows(PAGE)[0].cells
    assert (cells["state"], cells["held"]) == ("failed", "state")
    assert place.update()[1].saved == []


def test_a_row_taken_out_stays_out_and_its_key_is_given_to_no_other(place: Ledger):
    ask(place, "|do=update\n")
    old = place.rows(PAGE)[0].key
    written = place.text(PAGE)
    at, end = written.index("{{Consultation request"), written.index("{{Consultation region end")
    place.write(PAGE, "Hello.\n" + written[:at] + written[end:])
    place.update()
    assert place.rows(PAGE) == []
    ask(place, "|do=update\n")
    (row,) = place.rows(PAGE)
    assert row.cells["state"] == "done"
    assert row.key != old


@pytest.mark.parametrize("bot", BOTS, ids=lambda bot: bot.name)
def test_every_bot_answers_what_it_can(bot: Bot):
    assert bot.kinds["requests"] is KINDS["requests"]
    assert {*bot.kinds} == {*bot.keeps, "requests"}
