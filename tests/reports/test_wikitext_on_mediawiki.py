"""The report saved as a page of a real MediaWiki: what readers get, and what it does there."""

from __future__ import annotations

import html
import re

import pytest
import requests

from bots.errors import RegionError
from bots.reports.wikitext import make_wikitext
from bots.reports.words import Words
from bots.sandbox import Person, Sandbox
from tests.mediawiki import human, wiki  # noqa: F401
from tests.reports.conftest import consultation, conversation, milestone
from tests.reports.test_page import Page
from tests.reports.test_wikitext import HOSTILE

pytestmark = pytest.mark.mediawiki

PROPS = "links|categories|templates|images|externallinks|langlinks|iwlinks|sections"


def saved(wiki: Sandbox, human: Person, title: str, text: str) -> str:  # noqa: F811
    """The page's HTML, saved and shown as readers see it."""
    human.edit(title, text)
    query = {"title": title, "action": "render"}
    answer = requests.get(f"{wiki.url}/index.php", params=query, timeout=60)
    assert answer.ok
    return re.sub(r"<!--.*?-->", "", answer.text, flags=re.DOTALL)


def made_of(page: str) -> list[str]:
    """The text of each cell of each table, with usual spaces before exclamation marks."""
    cells = re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", page, flags=re.DOTALL)
    texts = (html.unescape(re.sub(r"<[^>]+>", "", cell)) for cell in cells)
    return [text.replace("\xa0", " ").strip() for text in texts]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_readers_see_the_tables_with_their_links(wiki, human, made, language):  # noqa: F811
    words = Words(language)
    text = make_wikitext(made("2018-05-01"), words)
    page = saved(wiki, human, f"Report/{language}", text)
    assert len(Page(page).all("table")) == text.count("{|") == 9
    assert 'class="error' not in page
    cells = made_of(page)
    for shown in (words.language_name("sw"), words.say("hidden"), "whole", "Talk:Plan/fr", "12"):
        assert shown in cells
    assert page.count("Special:GoToComment/c-En1-2018-11-30T00:00:00.000Z") >= 1
    side = "rtl" if language == "ar" else "ltr"
    assert f'<div lang="{language}" dir="{side}" class="mw-content-{side} mw-notalk">' in page
    assert "nowiki" not in page


def test_what_people_wrote_does_nothing_to_the_wiki(wiki, human, made):  # noqa: F811
    title = "Talk:P!!"
    report = made(
        "2018-01-01",
        of=consultation(
            conversation(title, "en", ("Ana", "2018-01-02")),
            milestones=[
                milestone("a", title=HOSTILE, date=HOSTILE, status=HOSTILE),
                milestone("b", title="Wow!! || yes |} |-", date="2018-05", status="done"),
            ],
        ),
        refusals=[RegionError(HOSTILE, HOSTILE, title=HOSTILE)],
        troubles=[("Plan", HOSTILE)],
    )
    text = make_wikitext(report, Words("en"))
    page = saved(wiki, human, "Report/hostile", text)
    assert Page(page).open == []
    cells = made_of(page)
    assert HOSTILE.lower() in cells
    assert "Wow!! || yes |} |-" in cells
    assert title in cells
    found = human.ask(action="parse", page="Report/hostile", prop=PROPS)["parse"]
    assert {link["title"] for link in found["links"]} == {"Plan", title}
    for nothing in ("categories", "templates", "images", "externallinks", "langlinks", "iwlinks"):
        assert found[nothing] == [], nothing
    headings = [section["line"] for section in found["sections"]]
    assert len(headings) == len(re.findall(r"^==+ .+ ==+$", text, flags=re.MULTILINE))
    # As saved: nothing was substituted, no signature expanded.
    assert human.ask(action="parse", page="Report/hostile", prop="wikitext")["parse"][
        "wikitext"
    ] == text.rstrip("\n")
