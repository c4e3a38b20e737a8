"""A text on a page that is shown as it is and does nothing, and the text that a page shows so."""

from __future__ import annotations

import html
import re
from typing import Final

_INERT: Final = str.maketrans({c: f"&#{ord(c)};" for c in "&<>{}[]~"})
_DROPPED: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What MediaWiki would save as U+FFFD."""
_OPENS: Final = re.compile(r"<(pre|nowiki|syntaxhighlight|source)(?:\s[^<>]*)?>\n?", re.IGNORECASE)
_RAW: Final = frozenset({"syntaxhighlight", "source"})
"""Boxes in which an entity stands for itself."""


def box(text: str) -> str:
    """Return wikitext that shows these lines, each as it is, and does nothing else."""
    lines = _DROPPED.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip("\n")
    return f"<pre>\n{lines.translate(_INERT)}\n</pre>"


def boxed(wikitext: str) -> str:
    """Return the text that a page shows in its first box; of a page without one, all of it."""
    opened = _OPENS.search(wikitext)
    if not opened:
        return wikitext
    name = opened[1].lower()
    closed = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(wikitext, opened.end())
    # MediaWiki shows a tag that is not closed, and what follows it, as they stand.
    inside = wikitext[opened.end() : closed.start()].removesuffix("\n") if closed else wikitext
    return inside if name in _RAW or not closed else html.unescape(inside)
