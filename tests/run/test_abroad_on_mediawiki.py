"""Two real wikis, one English and one French: the consultation stands on one and hears both."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import requests

from bots.kinds import KINDS, RECORD_SCHEMAS, ROWS
from bots.page.regions import read_host
from bots.run.job import Job
from bots.run.update import Answer
from bots.sandbox import Person, Sandbox, load
from bots.settings import Settings, checked
from bots.stores.folder import shipped_templates
from bots.stores.web import WebStore
from bots.stores.wiki import WikiStore
from tests.mediawiki import bot, french_wiki, human, override, wiki  # noqa: F401

pytestmark = pytest.mark.mediawiki

TODAY = date(2030, 6, 1)
SAID = "== Autre ==\nNon. ~~~~\n\n== Budget commun ==\nCombien ? ~~~~\n: Beaucoup. ~~~~\n"
OURS = "== Funding ==\nHow much? ~~~~\n"
KEPT = ("threads", "overview", "statements")


def settings(api: str) -> Settings:
    return checked(
        {
            "consultation": {
                "name": "A",
                "wiki": "metawiki",
                "task": "Abroad/Bot",
                "discussiontools": False,
            },
            "scope": {"prefixes": ["Abroad"]},
            "sources": [
                {"prefix": "Talk:Abroad"},
                {
                    "title": "discussion:Abroad",
                    "interwiki": "wfr",
                    "wiki": "frwiki",
                    "store": api,
                    "section": "Budget commun",
                },
            ],
        },
        "settings",
    )


def test_a_section_there_is_heard_and_linked_from_here(
    bot: WikiStore,  # noqa: F811
    human: Person,  # noqa: F811
    wiki: Sandbox,  # noqa: F811
    french_wiki: Sandbox,  # noqa: F811
    override,  # noqa: F811
    tmp_path: Path,
):
    override(
        "$wgHooks['InterwikiLoadPrefix'][] = static function ( $prefix, &$row ) {\n"
        "if ( $prefix !== 'wfr' ) { return true; }\n"
        f"$row = [ 'iw_url' => '{french_wiki.url}/wiki/$1', 'iw_local' => 0,"
        " 'iw_trans' => 0, 'iw_api' => '', 'iw_wikiid' => '' ];\n"
        "return false; };"
    )
    there = Person(french_wiki.api, french_wiki.accounts.human)
    there.edit("Discussion:Abroad", SAID)
    human.edit("Talk:Abroad", OURS)
    load(wiki, shipped_templates())
    regions = {
        f"Abroad/{kind}": f"{{{{Consultation region|id=x|kind={kind}}}}}\n"
        "{{Consultation region end|id=x}}"
        for kind in KEPT
    }
    for title, text in regions.items():
        human.edit(title, text)

    def update() -> list[str]:
        job = Job(bot, settings(french_wiki.api), KINDS, TODAY)
        _, outcome = job.run(tmp_path, lambda _: Answer.ALL, lambda _: None)
        assert outcome.status == 0, [*map(str, outcome.refusals)]
        return [change.title for change in outcome.saved]

    assert sorted(update()) == sorted(regions)
    assert update() == []
    cells = {
        kind: [row.cells for row in host.regions[0].rows]
        for kind in KEPT
        for ((_, revision),) in [list(bot.read([f"Abroad/{kind}"]))]
        for host in [read_host(kind, revision.text, ROWS, RECORD_SCHEMAS)]
    }
    threads = {row["page"]: row for row in cells["threads"]}
    assert sorted(threads) == ["Talk:Abroad", "wfr:Discussion:Abroad"]
    row = threads["wfr:Discussion:Abroad"]
    assert (row["heading"], row["lang"], row["comments"]) == ("Budget commun", "fr", "2")
    assert row["link"].startswith(":wfr:Discussion:Abroad#c-")
    overview = {row["page"]: row["comments"] for row in cells["overview"]}
    assert overview == {"": "3", "Talk:Abroad": "1", "wfr:Discussion:Abroad": "2"}
    statements = {row["page"]: row["quote"] for row in cells["statements"]}
    assert "Combien" in statements["wfr:Discussion:Abroad"]
    # The link leads to the other wiki, and is no link to a language version of the page.
    html = requests.get(wiki.page_url("Abroad/threads"), timeout=60).text
    assert f'href="{french_wiki.url}/wiki/Discussion:Abroad#c-' in html
    assert "interlanguage-link" not in html
    # Nothing was written there.
    there_now = WebStore(french_wiki.api)
    assert {r.user for r in there_now.history("Discussion:Abroad")} == {
        french_wiki.accounts.human.name
    }
