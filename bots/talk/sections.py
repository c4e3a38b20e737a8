"""Headings: where they stand, their level, their text as the page's anchors have it.

DiscussionTools takes a heading's text from its anchor, so markup, links and entities are resolved
and a second heading of the same text reads "Text 2", as in its anchor.

Rules from MediaWiki's Parser (doHeadings, finalizeHeadings, stripSectionName) and Sanitizer
(escapeIdForAttribute in the html5 mode).
"""

from __future__ import annotations

import html
import re
from typing import Final, NamedTuple

_HEADING: Final = re.compile(r"(={1,6})(?=[^\n]*=[ \t\0]*(?:\n|\Z))([^\n]*)")
_LINE: Final = re.compile(r"\n\0*=")
_HTML: Final = re.compile(r"<h([1-6])\b[^<>]*>(.*?)</h\1\s*>", re.IGNORECASE | re.DOTALL)
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]*>|<!--.*?-->", re.DOTALL)
_LINK: Final = re.compile(r"\[\[:?([^\[\]|]*)(?:\|((?:[^\[\]]|\[(?!\[)|\](?!\]))*))?\]\]")
_FILE: Final = re.compile(r"\[\[[^\[\]|:]*:[^\[\]|]*\.(?:svg|png|jpe?g|gif|webp|tiff?)[^\[\]]*\]\]", re.I)
_URL: Final = re.compile(r"\[(?:https?:|ftp:|mailto:)?//[^\s\]]+ ?([^\]]*)\]")
_QUOTES: Final = re.compile(r"'{2,5}")
_TEMPLATE: Final = re.compile(r"\{\{[^{}]*\}\}")
_SPACES: Final = re.compile(r"[\s_\u00a0]+")


class Heading(NamedTuple):
    """A heading as it stands in the text."""

    start: int
    end: int
    """After the heading's line, before its line break."""
    level: int
    text: str
    """As in the anchor, underscores as spaces."""


def find(text: str, masked: str) -> list[Heading]:
    """Return the page's headings in order; ``text`` is what ``masked`` was made of."""
    found = []
    if masked.lstrip("\0").startswith("="):
        found.append(_read(text, masked, len(masked) - len(masked.lstrip("\0"))))
    found.extend(_read(text, masked, line.end() - 1) for line in _LINE.finditer(masked))
    headings = [heading for heading in found if heading]
    if "<h" in masked or "<H" in masked:
        for tag in _HTML.finditer(masked):
            plain = plain_text(text[tag.start(2) : tag.end(2)])
            headings.append(Heading(tag.start(), tag.end(), int(tag[1]), plain))
        headings.sort()
    return _anchored(headings)


def _read(text: str, masked: str, at: int) -> Heading | None:
    """Return the heading whose first equals sign stands at an offset, if it is one."""
    end = masked.find("\n", at)
    end = len(masked) if end < 0 else end
    line = masked[at:end].rstrip(" \t\0\r")
    if len(line) < 3 or line[-1] != "=":
        return None
    opening = len(line) - len(line.lstrip("="))
    closing = len(line) - len(line.rstrip("="))
    if opening == len(line):
        # Nothing but equals signs: the middle one or two are the text.
        opening = closing = (len(line) - 1) // 2
    level = min(opening, closing, 6)
    inner = text[at + level : at + len(line) - level]
    return Heading(at, at + len(line), level, plain_text(inner))


def plain_text(wikitext: str) -> str:
    """Return a heading's wikitext as a reader sees it, white space folded.

    Templates vanish: what they would show cannot be known from the page alone.
    """
    text = wikitext
    if "<" in text:
        text = _TAG.sub("", text)
    if "{" in text:
        while (inner := _TEMPLATE.sub("", text)) != text:
            text = inner
    if "[" in text:
        text = _FILE.sub("", text)
        text = _LINK.sub(lambda link: link[1] if link[2] is None else link[2], text)
        text = _URL.sub(r"\1", text)
    if "''" in text:
        text = _QUOTES.sub("", text)
    if "&" in text:
        text = html.unescape(text)
    return _SPACES.sub(" ", text).strip()


def _anchored(headings: list[Heading]) -> list[Heading]:
    """Return the headings with those that repeat numbered as their anchors are."""
    seen: dict[str, int] = {}
    numbered = []
    for heading in headings:
        key = heading.text.lower()
        if key in seen:
            number = seen[key]
            while f"{key} {number}" in seen:
                number += 1
            seen[key] = number + 1
            heading = heading._replace(text=f"{heading.text} {number}")
            seen[heading.text.lower()] = 2
        else:
            seen[key] = 2
        numbered.append(heading)
    return numbered
