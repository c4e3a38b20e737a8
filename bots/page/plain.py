"""What people wrote in a cell, as plain text."""

from __future__ import annotations

import mwparserfromhell  # type: ignore[import-untyped, unused-ignore]


def plain(wikitext: str) -> str:
    """Return the text that wikitext shows: links by their labels, no markup, white space folded."""
    if not any(sign in wikitext for sign in ("[", "'", "<", "{", "&")):
        return " ".join(wikitext.split())
    return " ".join(str(mwparserfromhell.parse(wikitext).strip_code()).split())
