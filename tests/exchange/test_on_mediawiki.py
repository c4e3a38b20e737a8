"""A table out of a real MediaWiki and back to it, while somebody edits there."""

from __future__ import annotations

from datetime import date

import pytest

from bots.exchange.spreadsheet import read
from bots.exchange.statements import KNOWN, as_csv, lines_of
from bots.kinds import KINDS, RECORD_SCHEMAS, row_schemas
from bots.page.regions import END, START, read_host
from bots.reports.links import Links
from bots.run.exporting import Asked, rows_to_export
from bots.run.gather import no_progress
from bots.run.importing import Importing, plan_import
from bots.run.job import Job, run_alone
from bots.run.update import Answer
from bots.sandbox import load
from bots.settings import Settings
from bots.stores.wiki import WikiStore
from bots.templates import templates
from tests.kinds.conftest import TALK
from tests.mediawiki import bot, human, wiki  # noqa: F401

pytestmark = pytest.mark.mediawiki

TODAY = date(2018, 10, 1)
TITLE = "Coding/Said"
SETTINGS = Settings.model_validate(
    {
        "consultation": {"name": "P", "wiki": "metawiki", "task": "Coding/Bot"},
        "scope": {"prefixes": ["Coding"]},
        "sources": [{"prefix": "Talk:Coding"}],
        "facets": {"level": {"high": {"en": ["money"]}}},
    }
)
REGION = f"{{{{{START}|id=r|kind=statements}}}}\n{{{{{END}|id=r}}}}\nThank you."


def text(store: WikiStore) -> str:
    ((_, revision),) = store.read([TITLE])
    assert revision is not None
    return revision.text


def rows(store: WikiStore):
    host = read_host(TITLE, text(store), row_schemas(SETTINGS.rules), RECORD_SCHEMAS)
    return [row.cells for region in host.regions for row in region.rows]


def test_codes_go_out_and_come_back_while_somebody_edits(
    wiki,  # noqa: F811
    bot: WikiStore,  # noqa: F811
    human,  # noqa: F811
    tmp_path,
):
    load(wiki, {**templates(SETTINGS.rules.facets), "Talk:Coding": TALK, TITLE: REGION})
    job = Job(bot, SETTINGS, KINDS, TODAY, frozenset({TITLE}))
    assert job.run(tmp_path, lambda _: Answer.ALL, lambda _: None)[1].status == 0
    going = rows_to_export(bot, SETTINGS, TODAY, Asked(pages=frozenset({TITLE})), no_progress)
    address = Links("https://example.org/$1").to
    table = as_csv(going.rows, going.schemas, SETTINGS.rules.facets, address, "semicolon")
    assert ";high (money);" in table
    head, first, second, _ = table.split("\r\n")
    place = head.split(";").index("summary")

    def typed(line: str, words: str) -> str:
        cells = line.split(";")
        cells[place] = words
        return ";".join(cells)

    edited = "\r\n".join([head, typed(first, "=mine | 你好"), typed(second, "mine too"), ""])
    lines = lines_of(read(edited.encode("utf-16"), KNOWN))
    made: list[Importing] = []

    def make():
        made.append(plan_import(bot, SETTINGS, lines, no_progress))
        return made[0].plan

    def meddle(_):
        before, row, after = text(bot).partition("|id=" + rows(bot)[1]["id"])
        human.edit(TITLE, before + row + after.replace("|summary=\n", "|summary=theirs\n", 1))
        return Answer.YES

    _, outcome = run_alone(bot, SETTINGS, tmp_path, make, {}, ask=meddle, saved=lambda _: None)
    assert outcome.status == 0
    assert [row["summary"] for row in rows(bot)] == ["=mine {{!}} 你好", "theirs"]
    assert [(found.what, found.mine) for found in made[0].findings] == [("conflict", "mine too")]
    shown = human.ask(action="parse", page=TITLE, prop="text")["parse"]["text"]
    assert "=mine | 你好" in shown
    assert made[0].failed
    again = plan_import(bot, SETTINGS, lines, no_progress)
    assert again.plan.changes == ()
