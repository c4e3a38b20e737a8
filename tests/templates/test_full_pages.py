"""Full pages on a real MediaWiki: far from what it lets a page include, whatever they hold."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from bots import sandbox as sandboxes
from bots.consultation.talks.heard import LONGEST
from bots.kinds import KINDS
from bots.run.room import MOST_ROWS, included
from bots.sandbox import Person, Sandbox
from bots.templates import templates
from tests.mediawiki import human, wiki  # noqa: F401
from tests.templates.full_pages import page, rows

pytestmark = pytest.mark.mediawiki

MOST = 0.4
"""How much of each limit a page may take."""
LIMITS = (
    "ppvisitednodes",
    "postexpandincludesize",
    "templateargumentsize",
    "expansiondepth",
    "expensivefunctioncount",
    "unstrip-depth",
    "unstrip-size",
)
AROUND = 20_000
"""Bytes that markers and headings take at most."""
READER = "ru"
"""Whose words are among the longest, in bytes."""
LAST = "zh"
"""The language that the word template comes to last."""


@pytest.fixture(scope="module")
def site(wiki: Sandbox) -> Sandbox:  # noqa: F811
    codes = ("en", READER, LAST)
    language = {"MediaWiki:Lang": "en"} | {f"MediaWiki:Lang/{code}": code for code in codes}
    sandboxes.load(wiki, {**templates(), **language})
    return wiki


def report(human: Person, text: str, reader: str = READER) -> dict[str, tuple[int, int]]:  # noqa: F811
    """What a page takes of each limit of MediaWiki's, and the limit."""
    asked = {"contentmodel": "wikitext", "title": "Full", "uselang": reader}
    answer = human.ask(action="parse", text=text, prop="text|limitreportdata", **asked)["parse"]
    assert 'class="error' not in answer["text"]
    facts = {fact["name"].removeprefix("limitreport-"): fact for fact in answer["limitreportdata"]}
    return {name: (facts[name]["0"], facts[name]["1"]) for name in LIMITS}


def assert_far_from_limits(taken: Mapping[str, tuple[int, int]]) -> None:
    assert {name: used for name, (used, limit) in taken.items() if used > MOST * limit} == {}


@pytest.mark.parametrize("name", sorted(KINDS))
@pytest.mark.parametrize(
    ("longest", "language"),
    [
        pytest.param(40, "en", id="many short rows"),
        pytest.param(LONGEST, "", id="long rows in many scripts"),
    ],
)
def test_a_full_page_takes_at_most_two_fifths_of_any_limit(
    site: Sandbox,
    human: Person,  # noqa: F811
    name: str,
    longest: int,
    language: str,
):
    kind = KINDS[name]
    filled = list(rows(kind, longest, language))
    taken = report(human, page(kind, filled))
    # As on Wikimedia's wikis.
    assert taken["postexpandincludesize"][1] == 2_097_152
    assert_far_from_limits(taken)
    # The bot expects as much, markers and headings apart, and not so much more that pages are cut
    # short for nothing.
    told = sum(included(kind.row, row) for row in filled)
    assert taken["postexpandincludesize"][0] - AROUND <= told
    assert told <= 2 * taken["postexpandincludesize"][0]
    assert 50 <= len(filled) <= MOST_ROWS


@pytest.mark.parametrize("name", ["reported", "statements", "unanswered"])
def test_readers_of_the_language_that_is_looked_at_last_are_as_far_from_limits(
    site: Sandbox,
    human: Person,  # noqa: F811
    name: str,
):
    filled = list(rows(KINDS[name], 40, "en"))
    taken = report(human, page(KINDS[name], filled), LAST)
    assert_far_from_limits(taken)
    assert (
        taken["ppvisitednodes"] > report(human, page(KINDS[name], filled), "en")["ppvisitednodes"]
    )
