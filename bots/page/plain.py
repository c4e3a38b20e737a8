"""What people wrote in a cell, as plain text."""

from __future__ import annotations

from typing import Final

import mwparserfromhell  # type: ignore[import-untyped, unused-ignore]

_OPENING: Final = ("{{", "[", "<", "{|", "''")
_MOST: Final = 40
"""More openings than a cell's words ever have: the parser takes long over many unclosed ones."""


def plain(wikitext: str) -> str:
    """Return the text that wikitext shows: links by their labels, no markup, white space folded.

    Where brackets abound, the wikitext itself is returned.
    """
    openings = sum(map(wikitext.count, _OPENING))
    if openings > _MOST or (not openings and "&" not in wikitext):
        return " ".join(wikitext.split())
    return " ".join(str(mwparserfromhell.parse(wikitext).strip_code()).split())
