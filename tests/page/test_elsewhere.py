"""People's words on another page: their links lead where they led, and nothing else happens."""

from __future__ import annotations

import mwparserfromhell
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.page.elsewhere import LONGEST, shown_elsewhere

SHOWN = [
    ("", ""),
    ("  The form is one page now. ", "The form is one page now."),
    ("See [[Strategy/2030|the page]], please", "See [[:Strategy/2030|the page]], please"),
    ("[[Strategy/2030]]", "[[:Strategy/2030]]"),
    ("[[:Strategy/2030]]", "[[:Strategy/2030]]"),
    ("[[Category:Money]] yes", "[[:Category:Money]] yes"),
    ("[[File:A.png|thumb]]", "[[:File:A.png|thumb]]"),
    ("[[fr:Argent]]", "[[:fr:Argent]]"),
    ("[[#Money|below]]", "below"),
    ("[[/Notes]] and [[../Notes|notes]]", "/Notes and notes"),
    ("[https://example.org/a here]", "[https://example.org/a here]"),
    ("https://example.org/a?b=c.", "https://example.org/a?b=c."),
    ("'''Yes''', we ''will''", "Yes, we will"),
    ("Yes <!-- no --> and", "Yes and"),
    ("{{done}} by [[A|us]]", "by us"),
    ("<b>Yes</b>", "Yes"),
    ("* one\n* two", "<nowiki>* one * two</nowiki>"),
    ("a | b", "<nowiki>a | b</nowiki>"),
    ("[[Special:Diff/123]]", "[[:Special:Diff/123]]"),
]


@pytest.mark.parametrize(("written", "shown"), SHOWN)
def test_links_stay_and_all_else_is_words(written: str, shown: str):
    assert shown_elsewhere(written) == shown


def test_what_is_long_is_cut():
    text = shown_elsewhere("word " * 400)
    assert len(text) <= LONGEST
    assert text.endswith("word…")


PIECES = st.sampled_from(
    [
        *("[[", "]]", "[", "]", "|", "{{", "}}", "}", "<nowiki>", "</nowiki>", "<!--", "-->"),
        *("'''", "a", " ", "Category:X", "File:Y.png", "https://e.org", "\n", "*", "=", "~~~~"),
        *("<ref>", "&lt;", "#"),
    ]
)


@given(st.lists(PIECES, max_size=14).map("".join))
def test_whatever_was_written_nothing_but_links_is_left_of_it(written: str):
    shown = shown_elsewhere(written)
    code = mwparserfromhell.parse(f"{{{{Row\n|cell={shown}\n|other=\n}}}}")
    [row] = code.filter_templates(recursive=False)
    assert [str(parameter.name) for parameter in row.params] == ["cell", "other"]
    value = row.get("cell").value
    assert not value.filter_templates()
    assert all(str(link.title).startswith(":") for link in value.filter_wikilinks())
    assert {str(tag.tag) for tag in value.filter_tags()} <= {"nowiki"}
    assert "\n" not in shown
