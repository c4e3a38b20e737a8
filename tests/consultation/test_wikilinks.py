"""Links on the wiki: nothing in them does anything but link."""

from __future__ import annotations

import pytest

from bots.consultation.wikilinks import wikilink


@pytest.mark.parametrize(
    ("link", "wikitext"),
    [
        (("Report",), "[[:Report]]"),
        (("Category:Reports",), "[[:Category:Reports]]"),
        (("P", "x"), "[[:P#x|P#x]]"),
        (("P", "x", "Title"), "[[:P#x|Title]]"),
        (("P", "", "Title"), "[[:P|Title]]"),
        (("P", "é", "'''Bold''' [[Q|r]]"), "[[:P#é|Bold r]]"),
        (("P", "a b", "{{T}} x"), "[[:P#a%20b|x]]"),
        (("P", "a|b]]", "*"), "[[:P#a%7Cb%5D%5D|<nowiki>*</nowiki>]]"),
    ],
)
def test_a_link_is_a_link(link: tuple[str, ...], wikitext: str):
    assert wikilink(*link) == wikitext
