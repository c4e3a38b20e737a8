"""Other people's words on our pages: each hostile text does nothing there, and comes back whole.

The texts stand in ``cases/quotes``, one a file; they are our own.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

import mwparserfromhell
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mwparserfromhell.nodes import HTMLEntity, Tag, Text

from bots.page.brackets import brackets
from bots.page.calls import calls
from bots.page.keep import Frame, Wanted
from bots.page.live import live
from bots.page.quote import cell, folded, quote, words
from bots.talk.masking import OPAQUE
from tests.page.world import TODAY, TOMORROW, host, run

CASES = sorted((Path(__file__).parent / "cases" / "quotes").glob("*.txt"))
PAGE = "Above.\n{{Consultation region|id=notes|kind=notes}}\n{{Consultation region end|id=notes}}"

hostile = pytest.mark.parametrize(
    "text", [path.read_bytes().decode() for path in CASES], ids=[path.stem for path in CASES]
)
pieces = st.sampled_from(
    "{{ }} { } [[ ]] [ ] | = < > & &amp; &lt; ; <nowiki> </nowiki> <nowiki/> <!-- --> -{ }- '' ~~~~"
    " == \n * # : http://a.b/ \\ x é \x7f \0 \u0301 <ref> </ref> {| |} __NOTOC__ RFC 1".split(" ")
)
texts = st.lists(pieces | st.text(max_size=5), max_size=30).map("".join)


def test_there_are_many_cases():
    assert len(CASES) >= 45


def is_inert(wikitext: str) -> bool:
    """Whether another parser sees words, or one nowiki with words in it, and nothing else."""
    nodes = mwparserfromhell.parse(wikitext).nodes
    if len(nodes) == 1 and isinstance(nodes[0], Tag) and str(nodes[0].tag) == "nowiki":
        nodes = nodes[0].contents.nodes
    return all(isinstance(node, Text | HTMLEntity) for node in nodes)


def check(text: str):
    quoted = quote(text)
    # For MediaWiki's preprocessor it is one opaque thing; nothing in it opens, closes or parts.
    assert live(quoted) == OPAQUE * len(quoted)
    assert brackets(live("{{a|" + quoted + "}}"))[-1].end == len(quoted) + 6
    assert quoted.lower().count("</nowiki") == (1 if quoted else 0)
    assert "\n" not in quoted
    assert is_inert(quoted)
    # Whoever reads it in a template gets exactly the words.
    assert words(quoted) == folded(text)
    assert quote(words(quoted)) == quoted
    assert words(cell(text)) == folded(text)
    assert is_inert(cell(text))
    assert unicodedata.is_normalized("NFC", quoted)


@hostile
def test_a_hostile_quote_is_inert_and_comes_back_whole(text: str):
    check(text)


@given(texts)
def test_any_quote_is_inert_and_comes_back_whole(text: str):
    check(text)


@hostile
@pytest.mark.parametrize("made", [quote, cell])
def test_a_row_with_it_has_exactly_the_cells_meant(text: str, made):
    kept = run(PAGE, {"notes": Wanted([note(made(text))], Frame(), appends=True)})
    (region,) = host(kept.text).regions
    (row,) = region.rows
    assert row.cells["text"] == made(text)
    assert set(row.cells) == {"id", "text", "as of", "sum", "held", "theme", "summary"}
    assert region.written == ("q",)
    assert [call.nested for call in calls(kept.text, "")] == [False] * 3


@hostile
@pytest.mark.parametrize("made", [quote, cell])
def test_a_page_with_it_is_left_alone_by_the_next_run_and_a_day_later(text: str, made):
    first = run(PAGE, {"notes": Wanted([note(made(text))], Frame())}).text
    for today in (TODAY, TOMORROW):
        again = {"notes": Wanted([{**note(made(text)), "as of": today}], Frame())}
        assert run(first, again, today=today).text == first


def note(text: str) -> dict[str, str]:
    return {"id": "q", "text": text, "as of": TODAY}


def test_no_words_make_no_quote():
    assert quote("") == quote(" \n\x00\t") == cell("") == words("") == ""


def test_harmless_words_need_no_nowiki():
    assert cell("Funding (round 2), “what next?”") == "Funding (round 2), “what next?”"
    assert cell("資金について") == "資金について"


@pytest.mark.parametrize(
    "text", ["''a''", "'a", "a'", "* a", "=a", "http://a.b", "a://b", "RFC 1", "x -{y", "__NOTOC__"]
)
def test_what_could_be_wikitext_is_quoted(text: str):
    assert cell(text).startswith("<nowiki>")


def test_lone_surrogates_are_dropped():
    assert quote("a\ud800b\udfff") == "<nowiki>ab</nowiki>"


@given(st.text())
def test_folding_folds_once(text: str):
    assert folded(folded(text)) == folded(text)
