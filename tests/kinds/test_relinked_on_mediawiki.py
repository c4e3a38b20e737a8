"""Rows follow their comments on a real MediaWiki, through histories of all that people do there."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from bots.sandbox import Person
from bots.stores.wiki import WikiStore
from tests.kinds.conftest import Ledger
from tests.kinds.relinked.deeds import MONEY, TALK, row, totals
from tests.mediawiki import admin, bot, human, templates_there, wiki  # noqa: F401

pytestmark = [pytest.mark.mediawiki, pytest.mark.usefixtures("templates_there")]

BEGIN = date(2018, 6, 1)
LISTS = {"P/Said": "statements", "P/Threads": "threads"}


class OnWiki(Ledger):
    """A consultation on the wiki, with a person who edits and moves pages there."""

    def __init__(self, bot: WikiStore, human: Person, state: Path) -> None:  # noqa: F811
        super().__init__(Path(), state)
        self._bot, self.human = bot, human

    @property
    def store(self) -> WikiStore:
        return self._bot

    def write(self, title: str, text: str) -> None:
        self.human.edit(title, text)


@pytest.fixture
def ledger(bot: WikiStore, human: Person, admin: Person, tmp_path: Path) -> OnWiki:  # noqa: F811
    place = OnWiki(bot, human, tmp_path)
    # The wiki is one for all tests.
    for title in [*bot.titles("P/"), *bot.titles("Talk:P")]:
        admin.delete(title)
    place.write("Talk:P", TALK)
    for title, kind in {**LISTS, "P/Coverage": "coverage"}.items():
        place.region(title, kind)
    return place


def cut(text: str) -> tuple[str, str]:
    """The thread about money, whatever its heading is, and the rest of its page."""
    start = text.rindex("== ", 0, text.index(" ==\n" + MONEY[:5]))
    end = text.find("\n== ", start)
    return (text[start:], text[:start]) if end < 0 else (text[start:end], text[:start] + text[end:])


def to(title: str):
    """Moves the thread to another page."""

    def deed(ledger: OnWiki, at: str) -> str:
        target = title.format(at)
        thread, rest = cut(ledger.text(at))
        ledger.write(at, rest or "Nothing is left.")
        ledger.write(target, f"{ledger.text(target)}\n{thread}\n")
        return target

    return deed


def moves_page(ledger: OnWiki, at: str) -> str:
    ledger.human.move(at, f"{at}/Renamed")
    return f"{at}/Renamed"


def replaces(old: str, new: str):
    def deed(ledger: OnWiki, at: str) -> str:
        text = ledger.text(at)
        assert old in text
        ledger.write(at, text.replace(old, new))
        return at

    return deed


DEEDS = {
    "archived": to("{}/Archive 1"),
    "moved": to("Talk:P/Other"),
    "page moved": moves_page,
    "heading renamed": replaces("== Funding ==", "== Money for all =="),
    "author renamed": replaces("[[User:Ana|Ana]]", "[[User:Anna|Anna]]"),
    "": replaces("a long form", "any form"),
}


@pytest.mark.parametrize("order", range(2))
def test_a_row_follows_its_comment_through_all_that_happens_to_it(ledger: OnWiki, order: int):
    today, at = BEGIN, "Talk:P"
    ledger.update(today)
    keys = {title: row(ledger, title).key for title in LISTS}
    for title in LISTS:
        ledger.fill(title, keys[title], note="about money")
    ledger.fill("P/Said", keys["P/Said"], theme="money", response="Yes, we will.")
    sums = totals(ledger)
    events = list(DEEDS)
    random.Random(order).shuffle(events)  # noqa: S311
    for event in events:
        at = DEEDS[event](ledger, at)
        today += timedelta(days=1)
        _, outcome = ledger.update(today)
        assert outcome.status == 0
        for title in LISTS:
            cells = row(ledger, title).cells
            assert (cells["id"], cells["note"], cells["gone"]) == (keys[title], "about money", "")
            assert (cells["page"], cells["held"]) == (at, ""), event
            if event:
                assert event in cells["relinked"].split("/")
                assert cells["relinked on"] == today.isoformat()
        cells = row(ledger).cells
        assert (cells["theme"], cells["response"]) == ("money", "Yes, we will.")
        assert f"[[User:{cells['author']}|" in ledger.text(at)
        assert totals(ledger) == sums
        assert [len(ledger.rows(title)) for title in LISTS] == [2, 2]
        assert ledger.update(today)[1].saved == []
    assert "any form" in cells["quote"]


def test_what_was_removed_takes_its_words_along_and_is_found_again_when_it_is_restored(
    ledger: OnWiki,
):
    ledger.update(BEGIN)
    key = row(ledger).key
    ledger.fill("P/Said", key, theme="money")
    text = ledger.text("Talk:P")
    ledger.write("Talk:P", cut(text)[1])
    ledger.update(BEGIN + timedelta(days=1))
    cells = next(r.cells for r in ledger.rows("P/Said") if r.key == key)
    assert (cells["reason"], cells["quote"], cells["author"]) == ("comment removed", "", "")
    assert MONEY not in ledger.text("P/Said")
    ledger.write("Talk:P", text)
    ledger.update(BEGIN + timedelta(days=2))
    cells = next(r.cells for r in ledger.rows("P/Said") if r.key == key)
    assert (cells["gone"], cells["relinked"], cells["author"]) == ("", "found again", "Ana")
    assert MONEY in cells["quote"]
    assert ledger.update(BEGIN + timedelta(days=2))[1].saved == []
