"""Whether two texts are one and the same comment's, before and after somebody edited it."""

from __future__ import annotations

import unicodedata
from difflib import SequenceMatcher
from typing import Final

LEAST: Final = 24
"""Columns that words must take so that they say whose they are: "+1" and "Support" are anybody's.
A Chinese character takes two."""
_SHARE: Final = 0.6
"""The share of words that must have stayed for an edit to be one, not another comment."""


def telling(words: str) -> bool:
    """Return whether these words are long enough for two people not to choose them by chance."""
    if len(words) >= LEAST:
        return True
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in words) >= LEAST


def alike(one: str, other: str) -> bool:
    """Return whether these are the same words, or the same after an edit; both must be telling."""
    if not (telling(one) and telling(other)):
        return False
    # A row that was split quotes a part.
    if one in other or other in one:
        return True
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() >= _SHARE and matcher.ratio() >= _SHARE
