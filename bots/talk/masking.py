"""The text with everything hidden that is not live wikitext, at equal length.

What stands in ``<nowiki>``, ``<pre>``, ``<source>`` or an HTML comment is text to MediaWiki: no
template, no link, no signature. After masking, a plain search finds live wikitext only, and every
offset it finds is true in the original.

Rules from MediaWiki's Preprocessor_Hash: from left to right, whichever begins first wins; tag names
are ASCII and case does not matter; an opening tag ends at the next ``>`` whatever stands before it;
a tag without its closing tag is plain text, except ``<includeonly>``, which runs to the end, as
does an HTML comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

GONE: Final = "\0"
"""Stands for characters that MediaWiki drops: comments, includeonly, noinclude's own tags."""

OPAQUE: Final = "\x7f"
"""Stands for characters that MediaWiki keeps but does not read as wikitext."""

OPAQUE_TAGS: Final = (
    "categorytree",
    "ce",
    "charinsert",
    "chem",
    "dynamicpagelist",
    "graph",
    "hiero",
    "imagemap",
    "inputbox",
    "mapframe",
    "maplink",
    "math",
    "nowiki",
    "phonos",
    "pre",
    "rss",
    "score",
    "source",
    "syntaxhighlight",
    "templatedata",
    "templatestyles",
    "timeline",
)
"""Extension tags whose content is no wikitext. (gallery, poem, ref and section hold wikitext.)"""

_OPENING: Final = re.compile(
    r"<(?:!--|(?P<inclusion>/?(?:noinclude|onlyinclude)|/includeonly)(?=\s|/?>)"
    rf"|(?P<name>includeonly|{'|'.join(OPAQUE_TAGS)})(?=\s|/?>))",
    re.IGNORECASE | re.ASCII,
)
_CLOSING: Final = {
    name: re.compile(rf"</{name}\s*>", re.IGNORECASE | re.ASCII)
    for name in ("includeonly", *OPAQUE_TAGS)
}


class Hidden(NamedTuple):
    """A stretch of text that is not live wikitext."""

    start: int
    end: int
    filler: str
    """``GONE`` or ``OPAQUE``."""


def mask(text: str) -> str:
    """Return the text at equal length, all that is not live wikitext replaced by fillers.

    ``GONE`` replaces HTML comments (also one never closed, to the end of the text),
    ``<includeonly>`` with its content, and the tags (not the content) of ``<noinclude>`` and
    ``<onlyinclude>``. ``OPAQUE`` replaces the extension tags in ``OPAQUE_TAGS``, self-closed ones
    too, from ``<`` to ``>`` with all between. Line breaks inside a hidden stretch are hidden as
    well, for they end no line of wikitext. Everything else stays, and ``mask(text)[a:b]`` speaks
    of ``text[a:b]``. Linear in the length of the text, whatever the text.
    """
    return mask_with(text)[0]


def mask_with(text: str) -> tuple[str, list[Hidden]]:
    """Return what ``mask`` returns, and the stretches that it hid."""
    if "<" not in text:
        return text, []
    stretches = list(hidden(text))
    parts = []
    end = 0
    for stretch in stretches:
        parts.append(text[end : stretch.start])
        parts.append(stretch.filler * (stretch.end - stretch.start))
        end = stretch.end
    parts.append(text[end:])
    return "".join(parts) if stretches else text, stretches


def hidden(text: str) -> Iterator[Hidden]:
    """Yield the stretches that ``mask`` hides, in order and apart."""
    # A name found here has no closing tag further on: without this memory, a page of opening tags
    # would be searched to its end once for each of them.
    never_closed: set[str] = set()
    position = 0
    while match := _OPENING.search(text, position):
        start = match.start()
        if match.end() - start == len("<!--") and text[start + 1] == "!":
            end = text.find("-->", match.end())
            end = len(text) if end < 0 else end + 3
            yield Hidden(start, end, GONE)
            position = end
            continue
        tag_end = text.find(">", match.end())
        if tag_end < 0:
            # No tag can end any more, but a comment may still begin.
            yield from _comment_after(text, match.end())
            return
        tag_end += 1
        if match["inclusion"]:
            yield Hidden(start, tag_end, GONE)
            position = tag_end
            continue
        name = match["name"].lower()
        filler = GONE if name == "includeonly" else OPAQUE
        position = tag_end
        if text[tag_end - 2] == "/":
            yield Hidden(start, tag_end, filler)
        elif name not in never_closed:
            if closing := _CLOSING[name].search(text, tag_end):
                position = closing.end()
                yield Hidden(start, position, filler)
            elif name == "includeonly":
                yield Hidden(start, len(text), filler)
                return
            else:
                never_closed.add(name)


def _comment_after(text: str, position: int) -> Iterator[Hidden]:
    """Yield the comment that begins where no ``>`` follows: it cannot end, so it runs on."""
    start = text.find("<!--", position)
    if start >= 0:
        yield Hidden(start, len(text), GONE)
