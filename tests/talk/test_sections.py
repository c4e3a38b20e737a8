"""Headings: what is one, what it says, and its anchor."""

from __future__ import annotations

import pytest

from bots.talk.blocks import tags
from bots.talk.masking import mask
from bots.talk.sections import find, plain_text
from bots.talk.site import site


def headings(text: str, wiki: str = "enwiki") -> list[tuple[int, str, str]]:
    masked = mask(text)
    found = find(text, masked, site(wiki), tags(masked))
    return [(heading.level, heading.text, heading.anchor) for heading in found]


@pytest.mark.parametrize(
    ("line", "level", "text"),
    [
        ("= A =", 1, "A"),
        ("==A==", 2, "A"),
        ("== A ==  ", 2, "A"),
        ("== A ==<!-- note -->", 2, "A"),
        ("<!-- note -->== A ==", 2, "A"),
        ("== A ===", 2, "A ="),
        ("=== A ==", 2, "= A"),
        ("======= A =======", 6, "= A ="),
        ("== A = B ==", 2, "A = B"),
        ("=====", 2, "="),
        ("<h3 id='x'>A</h3>", 3, "A"),
    ],
)
def test_what_is_a_heading(line, level, text):
    assert headings(f"before\n{line}\nafter") == [(level, text, text)]


@pytest.mark.parametrize(
    "line",
    ["== A == b", " == A ==", "== A", "A ==", "==", "<nowiki>\n== A ==\n</nowiki>", ": == A =="],
)
def test_what_is_none(line):
    assert headings(f"before\n{line}\nafter") == []


@pytest.mark.parametrize(
    ("wikitext", "text"),
    [
        ("''a'' and '''b'''", "a and b"),
        ("[[Page|shown]] [[:Plain]]", "shown Plain"),
        ("[https://example.org shown]", "shown"),
        ("[[File:X.svg|20px|alt]] text", "text"),
        ("a &amp; b &ndash; c", "a & b – c"),
        ("<span style='x'>a</span><br/>b", "ab"),
        ("<nowiki>[[a]]</nowiki> ''b''", "[[a]] b"),
        ("{{tl|Infobox}}", "{{Infobox}}"),
        ("{{unknown|x}} y", "Template:Unknown y"),
        ("a_b   c", "a b c"),
        ("全形\u3000空格", "全形 空格"),
        ("no\u00a0break&nbsp;&thinsp;here", "no break here"),
        ("\u200eא\u200f ב\u202c", "א ב"),
        ("'a' ''''b'''' '''''c'''''", "'a' 'b' c"),
        ("[mailto:ana@example.org a] [ftp://example.org b]", "a b"),
        ("a {{!}} b {{=}} c", "a | b = c"),
    ],
)
def test_its_text_is_what_a_reader_sees(wikitext, text):
    assert plain_text(wikitext, site("enwiki")) == text


def test_repeated_anchors_are_numbered_whatever_their_case_in_ascii():
    text = "== A ==\n== a ==\n== A 2 ==\n== A ==\n== Ä ==\n== ä ==\n"
    assert [anchor for _, _, anchor in headings(text)] == ["A", "a 2", "A 2 2", "A 3", "Ä", "ä"]


def test_an_unknown_template_has_the_wiki_s_own_word_for_template():
    assert plain_text("{{inconnu}}", site("frwiki")) == "Modèle:Inconnu"
