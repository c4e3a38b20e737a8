"""Titles are normalized as MediaWiki 1.39 does, with Wikimedia's settings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.errors import InvalidTitle
from bots.stores.titles import normalize, normalize_prefix

SPELLINGS = {
    "strategy": "Strategy",
    "_strategy__2030_ ": "Strategy 2030",
    "Strategy\u00a0\u30002030": "Strategy 2030",
    "e\u0301tude": "Étude",
    "talk:strategy": "Talk:Strategy",
    "TALK : _strategy": "Talk:Strategy",
    "user_talk:ana": "User talk:Ana",
    "template:common": "Template:Common",
    "image:a.png": "File:A.png",
    "discussion:a": "Discussion:a",
    "a: b": "A: b",
    "R&amp;D": "R&D",
    "R&#65;D": "RAD",
    "\u200eA\u202b": "A",
    "A%4": "A%4",
    "A~~": "A~~",
    "...": "...",
    "/": "/",
    "ßa": "ßa",
    "აბ": "აბ",
    "i\u0307": "İ",
    "ðа": "Ðа",
    "Talk:" + "x" * 255: "Talk:X" + "x" * 254,
}


@pytest.mark.parametrize(("spelled", "title"), SPELLINGS.items())
def test_a_title_is_normalized(spelled: str, title: str):
    assert normalize(spelled) == title


@pytest.mark.parametrize("title", [":A", "media:A.png", "special:Version", "R&nothing;D", "\ud800"])
def test_no_page_can_have_this_title(title: str):
    """Titles impossible in any store are in the contract."""
    with pytest.raises(InvalidTitle) as caught:
        normalize(title)
    assert caught.value.title == title


@given(st.text(st.sampled_from("aA :_/.%4ßéTtalk\u0301\u200e&;~") | st.characters(), max_size=12))
def test_a_normalized_title_stays(text: str):
    try:
        title = normalize(text)
    except InvalidTitle:
        return
    assert normalize(title) == title


@pytest.mark.parametrize(
    ("spelled", "prefix"),
    {
        "": "",
        "talk:": "Talk:",
        "talk:a_": "Talk:A ",
        "a/": "A/",
        "a/.": "A/.",
        "x" * 255: "X" + "x" * 254,
    }.items(),
)
def test_a_prefix_is_normalized(spelled: str, prefix: str):
    assert normalize_prefix(spelled) == prefix
