"""Requests on a real MediaWiki: two accounts ask, and the wiki says who is who."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bots.exchange.on_wiki import lines_on, table_page
from bots.kinds import KINDS, RECORD_SCHEMAS, ROWS
from bots.page.regions import read_host
from bots.run.asked import Tables
from bots.run.job import Job
from bots.run.update import Answer
from bots.sandbox import Person, Sandbox, load
from bots.settings import Settings
from bots.stores.wiki import WikiStore
from bots.templates import templates
from tests.kinds.conftest import TALK
from tests.mediawiki import admin, bot, human, wiki  # noqa: F401
from tests.run.conftest import TODAY

pytestmark = pytest.mark.mediawiki

ASK, SAID, TALKED = "Wanted/Requests", "Wanted/Said", "Talk:Wanted"
BEGIN = "{{Consultation region|id=q|kind=requests}}\n"
END = "{{Consultation region end|id=q}}"
MORE = "\n== More ==\nSecret words. [[User:Zoe|Zoe]] 10:15, 23 April 2018 (UTC)\n"


class Place:
    """A consultation with a request page on the wiki."""

    def __init__(self, store: WikiStore, listed: str, state: Path) -> None:
        self.bot, self.state = store, state
        self.settings = Settings.model_validate(
            {
                "consultation": {"name": "W", "wiki": "metawiki", "task": "Wanted/Bot"},
                "scope": {"prefixes": ["Wanted"]},
                "sources": [{"title": TALKED}],
                "facilitators": [{"account": listed}],
            }
        )

    def run(self) -> list[str]:
        """Run the bot and return the pages that it saved."""
        job = Job(self.bot, self.settings, KINDS, TODAY)
        job = replace(job, tables=Tables(table_page, lines_on))
        _, outcome = job.run(self.state, lambda _: Answer.ALL, lambda _: None)
        assert outcome.status == 0, [*map(str, outcome.refusals), str(outcome.stopped)]
        return [change.title for change in outcome.saved]

    def text(self, title: str) -> str:
        ((_, page),) = self.bot.read([title])
        return page.text if page else ""

    def rows(self, title: str) -> list[dict[str, str]]:
        host = read_host(title, self.text(title), ROWS, RECORD_SCHEMAS)
        return [dict(row.cells) for region in host.regions for row in region.rows]

    def ask(self, person: Person, *rows: str) -> None:
        text = self.text(ASK)
        at = text.index("{{Consultation region end")
        added = "".join(f"{{{{Consultation request|{row}}}}}\n" for row in rows)
        person.edit(ASK, text[:at] + added + text[at:])


def test_what_a_listed_account_asks_is_done_and_what_another_asks_is_refused(
    wiki: Sandbox,  # noqa: F811
    bot: WikiStore,  # noqa: F811
    human: Person,  # noqa: F811
    admin: Person,  # noqa: F811
    tmp_path: Path,
):
    region = "{{Consultation region|id=r|kind=statements}}\n{{Consultation region end|id=r}}"
    load(wiki, {**templates(), TALKED: TALK, SAID: region, ASK: BEGIN + END})
    listed, other = wiki.accounts.human.name, wiki.accounts.admin.name
    place = Place(bot, listed, tmp_path)
    place.run()
    human.edit(TALKED, TALK + MORE)

    place.ask(human, f"do=preview|page={SAID}|note=mine", "do=export")
    place.ask(admin, "do=export", f"do=update|note=I am {listed}")
    # A word of somebody else's makes a row theirs.
    admin.edit(ASK, place.text(ASK).replace("note=mine", "note=mine, too"))
    place.run()
    told = [(row["state"], row["asked by"], row.get("why", "")) for row in place.rows(ASK)]
    assert told == [
        ("refused", other, "not listed"),
        ("done", listed, ""),
        ("refused", other, "not listed"),
        ("refused", other, "not listed"),
    ]
    table = place.rows(ASK)[1]["answer"]
    assert table.startswith(f"{ASK}/")
    shown = str(human.ask(action="parse", page=ASK, prop="text")["parse"]["text"])
    assert "consultation-is-refused" in shown
    assert "consultation-is-done" in shown
    assert place.run() == []

    # What was typed into the table on the wiki comes back; nobody else may change it meanwhile.
    assert "<pre>" in place.text(table)
    old = place.text(table)
    line = next(line for line in old.split("\n") if line.startswith("#"))
    key = line[1:9]
    heads = old.split("\n")[1].split(",")
    cells = line.split(",")
    cells[heads.index("theme")] = "money"
    human.edit(table, old.replace(line, ",".join(cells)))
    place.ask(human, f"do=import|page={table}", f"do=preview|page={SAID}")
    place.run()
    assert [row["state"] for row in place.rows(ASK)][4:] == ["done", "done"]
    assert {row["id"]: row["theme"] for row in place.rows(SAID)}[key] == "money"
    assert place.run() == []
    admin.edit(table, old)
    place.ask(human, f"do=import|page={table}")
    place.run()
    assert place.rows(ASK)[-1]["why"] == "not yours"


def test_a_preview_shows_no_word_that_may_be_removed(
    wiki: Sandbox,  # noqa: F811
    bot: WikiStore,  # noqa: F811
    human: Person,  # noqa: F811
    tmp_path: Path,
):
    region = "{{Consultation region|id=r|kind=statements}}\n{{Consultation region end|id=r}}"
    # A page of its own: on the other one this text would be one that was put back.
    said = f"{SAID} too"
    load(wiki, {**templates(), TALKED: TALK + MORE, said: region, ASK: f"{BEGIN}{END}\nAnew."})
    place = Place(bot, wiki.accounts.human.name, tmp_path)
    place.ask(human, f"do=preview|page={said}")
    place.run()
    assert place.text(said) == region
    (row,) = place.rows(ASK)
    shown = str(human.ask(action="parse", page=row["answer"], prop="text|links")["parse"])
    assert "+|date=2018-04-23" in shown
    assert "Secret" not in shown
    assert "Zoe" not in shown
    assert "'links': []" in shown
    assert said in place.run()
    assert "Secret" in place.text(said)
