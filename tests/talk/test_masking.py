"""Masking hides what is no live wikitext, and nothing else, at equal length."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.talk.masking import GONE, OPAQUE, mask


def shown(text: str) -> str:
    """The masked text with one mark for each run of fillers: readable in an assertion."""
    out = ""
    for char in mask(text):
        mark = {GONE: "·", OPAQUE: "█"}.get(char, char)
        if mark not in "·█" or not out.endswith(mark):
            out += mark
    return out


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("a <b>bold</b> {{t}}", "a <b>bold</b> {{t}}"),
        ("a<!-- {{t}} -->b", "a·b"),
        ("a<!-- never closed {{t}}", "a·"),
        ("a<!-->b-->c", "a·c"),
        ("a<nowiki>{{t}}</nowiki>b", "a█b"),
        ("a<NoWiki >{{t}}</nowIKI >b", "a█b"),
        ("a<nowiki/>b", "a█b"),
        ("a<nowiki />b", "a█b"),
        ("a<nowiki>never closed {{t}}", "a<nowiki>never closed {{t}}"),
        ("a<nowikis>{{t}}</nowikis>", "a<nowikis>{{t}}</nowikis>"),
        ("<nowiki><!--</nowiki>{{t}}-->", "█{{t}}-->"),
        ("<!-- <nowiki> -->{{t}}</nowiki>", "·{{t}}</nowiki>"),
        ("<pre>\n== h ==\n</pre>x", "█x"),
        ('<syntaxhighlight lang="x">{{t}}</syntaxhighlight>x', "█x"),
        ("<source\nlang=x>a</source>b", "█b"),
        ("<math>a</math><chem>b</chem>", "█"),
        ("<ref>[[User:A]]</ref>", "<ref>[[User:A]]</ref>"),
        ("a<includeonly>{{t}}</includeonly>b", "a·b"),
        ("a<includeonly>{{t}}", "a·"),
        ("a<noinclude>{{t}}</noinclude>b", "a·{{t}}·b"),
        ("<nowiki <nowiki", "<nowiki <nowiki"),
        ("<pre <!-- x", "<pre ·"),
        ("<nowiki>a</nowiki><nowiki>b", "█<nowiki>b"),
        ("ſource <ſource>x</ſource>", "ſource <ſource>x</ſource>"),
    ],
)
def test_what_is_hidden(text, expected):
    assert shown(text) == expected


pieces = st.sampled_from(
    "<!-- --> <nowiki> </nowiki> <nowiki/> <pre > < </pre> \n {{ <includeonly> </includeonly> "
    "<noinclude> é x </nowiki <source\xa0a=1>".split(" ")
)


@given(st.lists(pieces, max_size=60).map("".join))
def test_offsets_stay_true(text):
    masked = mask(text)
    assert len(masked) == len(text)
    assert all(m in (c, GONE, OPAQUE) for m, c in zip(masked, text, strict=True))


@pytest.mark.parametrize("piece", ["<nowiki>", "<!--", "<pre ", "<source a>", "<", "<nowiki/>"])
def test_hostile_repetition_ends(piece):
    text = piece * 100_000
    assert len(mask(text)) == len(text)
