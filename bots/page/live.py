"""What of a text its wiki's preprocessor reads: the text with the rest masked, at equal length.

A port of how MediaWiki 1.39's Preprocessor_Hash takes tags and comments on a page's own view. It
is stricter than ``bots.talk.masking``, which reads talk pages: here also what stands inside the
angle brackets of a tag that is never closed is hidden, and which tags count is an argument, for a
tag that one wiki knows and another does not makes two readings of one page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from bots.talk.masking import GONE, OPAQUE, OPAQUE_TAGS

WIKITEXT_TAGS: Final = (
    "gallery",
    "indicator",
    "langconvert",
    "poem",
    "ref",
    "references",
    "section",
    "tab",
    "tabber",
    "tabs",
)
"""Extension tags that hold wikitext: read apart from the page around them, where they are known."""
ALL_TAGS: Final = (*OPAQUE_TAGS, *WIKITEXT_TAGS)

_IGNORED: Final = frozenset({"noinclude", "/noinclude", "onlyinclude", "/onlyinclude"})
_NUL_IS_NONE: Final = str.maketrans({GONE: "\ufffd", OPAQUE: "\ufffd"})
"""A raw file may hold what MediaWiki replaces on save; it must not pass for a filler."""


@lru_cache(maxsize=4)
def live(text: str, tags: tuple[str, ...] = ALL_TAGS) -> str:
    """Return the text at equal length with fillers for what the preprocessor does not read.

    ``GONE`` stands for what leaves no trace: comments, includeonly, the tags (not the content) of
    noinclude and onlyinclude. ``OPAQUE`` stands for extension tags with their content, and for a
    tag that is never closed. Linear in the length of the text, whatever the text. The latest few
    are kept: whoever looks at a page looks at it from several sides.
    """
    if GONE in text or OPAQUE in text:
        text = text.translate(_NUL_IS_NONE)
    parts = []
    position = 0
    for start, end, filler in _hidden(text, tags):
        parts += [text[position:start], filler * (end - start)]
        position = end
    return "".join(parts) + text[position:]


@lru_cache
def _opening(tags: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(sorted({*tags, "includeonly", *_IGNORED}))
    return re.compile(rf"<(?:(!--)|({names})(?=\s|/>|>))", re.IGNORECASE | re.ASCII)


@lru_cache
def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}\s*>", re.IGNORECASE | re.ASCII)


def _hidden(text: str, tags: tuple[str, ...]) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and filler of what is hidden, in order and apart."""
    opening = _opening(tags)
    # Names without a closing tag further on: without this memory a page of opening tags would be
    # searched to its end once for each of them.
    unclosed: set[str] = set()
    last_gt = text.rfind(">")
    position = 0
    while match := opening.search(text, position):
        start = match.start()
        if match[1]:
            end = text.find("-->", match.end())
            position = len(text) if end < 0 else end + len("-->")
            yield start, position, GONE
            continue
        if last_gt < match.end():
            # No tag can end any more, but a comment may still begin.
            position = match.end()
            continue
        tag_end = text.index(">", match.end()) + 1
        name = match[2].lower()
        position = tag_end
        if name in _IGNORED:
            yield start, tag_end, GONE
            continue
        filler = GONE if name == "includeonly" else OPAQUE
        if text[tag_end - 2] != "/":
            closing = None if name in unclosed else _closing(name).search(text, tag_end)
            if closing:
                position = closing.end()
            elif match[2] == "includeonly":
                position = len(text)
            else:
                # Its name counts as text, and so does all up to its ">".
                unclosed.add(name)
                filler = OPAQUE
        yield start, position, filler
