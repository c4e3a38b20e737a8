"""Who asked is what the page's history says, and only those listed may."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bots.run.update import Answer
from bots.run.wiki_settings import with_wiki_settings
from tests.kinds.conftest import TALK
from tests.run.conftest import TODAY
from tests.run.requests.desk import (
    ASK,
    END,
    EVE,
    FAY,
    OPEN,
    SAID,
    TABLES,
    TIME,
    Desk,
)


def test_a_stranger_is_refused_and_one_who_signs_as_a_facilitator_too(desk: Desk):
    before = desk.titles
    desk.ask(EVE, "do=export", f"do=export|asked by={FAY}|note=~~~~ {FAY}", f"do=preview|id={FAY}")
    desk.run()
    refused = ("refused", EVE, "not listed")
    # One who fills the bot's cells has asked for nothing.
    assert desk.answers() == [refused, ("", FAY, ""), refused]
    assert desk.titles == before
    assert desk.run().saved == []


@pytest.mark.parametrize("change", ["page=P/Said", "note=also"])
def test_a_row_that_a_stranger_edits_is_the_strangers(desk: Desk, change: str):
    desk.ask(FAY, "do=preview|page=|note=")
    name = change.partition("=")[0]
    desk.edit(EVE, ASK, desk.text(ASK).replace(f"{name}=", change))
    desk.run()
    assert desk.answers() == [("refused", EVE, "not listed")]


def test_what_others_do_beside_a_row_leaves_it_its_own(desk: Desk):
    desk.ask(FAY, "do=update")
    desk.edit(EVE, ASK, "A line.\n" + desk.text(ASK) + "\nAnother.")
    desk.ask(EVE, "do=update")
    desk.run()
    assert desk.answers() == [("done", FAY, ""), ("refused", EVE, "not listed")]


def test_an_old_request_is_not_played_again(desk: Desk):
    desk.ask(FAY, "do=export")
    desk.run()
    settled = desk.text(ASK)
    answer = desk.rows(ASK)[0].cells["answer"]
    desk.edit(EVE, answer, "Something else.")
    cells = "state|asked by|answered|answer|why|as of|sum"
    asking = re.sub(rf"\|(?:{cells})=[^|}}]*", "", settled)
    assert "|state" not in asking
    # Emptied of its answer the row stays settled, and a person is told.
    desk.edit(EVE, ASK, asking)
    plan = replace(desk.job(TODAY), tables=TABLES).plan()
    assert any("add a new row" in sentence for page, sentence in plan.troubles if page == ASK)
    desk.run()
    assert desk.text(answer) == "Something else."
    # As a row of its own it is the stranger's.
    desk.edit(EVE, ASK, f"Hello.\n{OPEN}{{{{Consultation request|do=export}}}}\n{END}")
    desk.run()
    assert desk.answers() == [("refused", EVE, "not listed")]
    assert desk.text(answer) == "Something else."


def test_a_row_taken_out_and_put_back_is_of_whoever_puts_it_back(desk: Desk):
    empty = desk.text(ASK)
    desk.ask(FAY, "do=update")
    asked = desk.text(ASK)
    desk.edit(FAY, ASK, empty)
    desk.edit(EVE, ASK, asked)
    desk.run()
    assert desk.answers() == [("refused", EVE, "not listed")]


def test_who_puts_a_page_back_does_not_ask_for_what_a_stranger_had_written(desk: Desk):
    desk.ask(EVE, "do=export")
    page = desk.text(ASK)
    desk.edit("Sock", ASK, "Gone.")
    desk.edit(FAY, ASK, page)
    desk.run()
    assert desk.answers() == [("refused", EVE, "not listed")]


def test_what_cannot_be_answered_is_not_carried_out_again_and_again(desk: Desk):
    desk.write("Talk:P", TALK + "\n== More ==\nYes. [[User:Ana|Ana]] 10:15, 23 April 2018 (UTC)")
    desk.ask(FAY, f"do=preview|page={SAID}", f"do=update|page={TIME}")
    asked = desk.text(ASK)
    desk.run(lambda change: Answer.NO if change.title == ASK else Answer.YES)
    # It was shown: the next run saves it, whatever becomes of the answer.
    desk.run(lambda change: Answer.NO if change.title == ASK else Answer.YES)
    assert "2018-04-23" in desk.text(SAID)
    desk.run()
    assert [state for state, _, _ in desk.answers()] == ["done", "done"]
    desk.edit(FAY, ASK, asked)
    plan = replace(desk.job(TODAY), tables=TABLES).plan()
    assert plan.changes == ()
    desk.edit(FAY, ASK, f"{asked}\n{{{{nobots}}}}")
    assert replace(desk.job(TODAY), tables=TABLES).plan().changes == ()


def test_a_table_that_a_stranger_has_changed_is_not_brought(desk: Desk):
    key = desk.rows(SAID)[0].key
    table = f"row (id),theme\n#{key},money\n"
    desk.edit(FAY, "P/Mine", table)
    desk.ask(FAY, "do=import|page=P/Mine")
    desk.edit(EVE, "P/Mine", table.replace("money", "names"))
    desk.run()
    assert desk.answers() == [("refused", FAY, "not yours")]
    assert desk.rows(SAID)[0].cells["theme"] == ""


def test_where_nobody_is_listed_nobody_may_ask(desk: Desk):
    desk.more["facilitators"] = []
    desk.ask(FAY, "do=update")
    desk.run()
    assert desk.answers() == [("refused", FAY, "not listed")]
    plan = desk.job(TODAY).plan()
    assert any("facilitators" in sentence for page, sentence in plan.troubles if page == ASK)


def test_nobody_lists_themselves_on_the_settings_page(desk: Desk):
    page = "P/Settings.json"
    desk.more["consultation"] = {**desk.settings.consultation.model_dump(), "settings": page}
    listing = '{"facilitators": [{"account": "Fay"}, {"account": "Eve"}]}'
    desk.edit(EVE, page, listing)
    desk.ask(EVE, "do=update")
    desk.run(settings=with_wiki_settings(desk.store, desk.settings))
    assert desk.answers()[-1] == ("refused", EVE, "not listed")
    # Whom the file trusts with that page may.
    desk.edit(FAY, page, f'{listing[:-1]}, "unanswered": {{"days": 3}}}}')
    desk.ask(EVE, "do=update|note=now")
    desk.run(settings=with_wiki_settings(desk.store, desk.settings))
    assert desk.answers()[-1] == ("done", EVE, "")
