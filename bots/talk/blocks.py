"""Where paragraphs end and how deep a line is indented, read from the text around a place.

DiscussionTools walks the page's elements; of these only a few matter: the list items around a
place give its level, and the block element around a signature ends the comment. Both can be read
from wikitext without building the page: from the marks a line begins with, and from the next line,
tag or template that ends a paragraph.

Rules from MediaWiki's BlockLevelPass and DiscussionTools' CommentUtils (isBlockElement,
isCommentSeparator, getIndentLevel).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from bots.talk.site import Site

BLOCK_TAGS: Final = (
    "address|article|aside|blockquote|caption|center|dd|details|div|dl|dt|fieldset|figcaption|"
    "figure|footer|gallery|h[1-6]|header|hr|li|nav|ol|p|pre|section|table|tbody|td|tfoot|th|thead|"
    "tr|ul"
)

NEW_PARAGRAPH: Final = r"\n(?=[\0 \t\r]*\n|\0*[*#:;=]|[ \t]+[^\s\0]|\{\||\||!|----|[ \t\r\0]*\Z)"
"""A line break after which no plain paragraph goes on."""


class Edges(NamedTuple):
    """What ends a comment's text on a site."""

    block: re.Pattern[str]
    """A tag, or a template's opening, that begins or ends a block of its own."""
    paragraph: re.Pattern[str]
    """What ends a plain paragraph."""
    item: re.Pattern[str]
    """What ends the text of a list item."""
    separators: re.Pattern[str]
    """A stretch that shows nothing and belongs to no comment."""


@lru_cache(maxsize=256)
def edges(site: Site) -> Edges:
    """Return a site's edges, built once a site."""
    templates = site.templates
    silent = (*templates.outdent, *templates.closed, *templates.closed_end)
    names = either(silent)
    boxes = either((*silent, *templates.resolved, *templates.boxes))
    block = rf"</?(?:{BLOCK_TAGS})\b[^<>]*>|\{{\{{\s*(?:{boxes})\s*[|}}]"
    separators = rf"""(?:
        [\s\0]+
      | (?<=\n)\0*----+
      | (?<![^\n\0])[*\#:]+[ \t\0]*(?=\n)        # an empty list item
      | (?<![^\n\0]);[^\n]*(?=\n(?!\0*[:;]))     # a term alone: a heading that is none
      | </?(?:[a-z][a-z0-9]*)\b[^<>]*>           # tags: what counts is what stands in them
      | (?<![^\n\0])\{{\|[^\n]*                  # a table begins
      | (?<![^\n\0])\|[-+}}][^\n]*
      | __[A-Z]+__
      | \{{\{{\s*(?:{names})\s*(?:\|[^{{}}]*)?\}}\}}
    )*+"""
    return Edges(
        re.compile(block, re.IGNORECASE),
        re.compile(rf"{NEW_PARAGRAPH}|{block}", re.IGNORECASE),
        re.compile(rf"\n|{block}", re.IGNORECASE),
        re.compile(separators, re.IGNORECASE | re.VERBOSE),
    )


def either(names: tuple[str, ...]) -> str:
    """Return an expression for any of some titles, spaces and underscores alike."""
    spaced = {"[ _]+".join(map(re.escape, name.replace("_", " ").split())) for name in names}
    return "|".join(sorted(spaced, key=len, reverse=True)) or "(?!)"


_MARKS: Final = re.compile(r"[*#:;\0]*")


def indentation(text: str, line: int) -> tuple[int, int]:
    """Return in how many list items the line that begins at an offset stands, and its marks' end.

    A ``;`` makes a term, which is no list item.
    """
    found = _MARKS.match(text, line)
    assert found is not None  # noqa: S101 - the expression matches the empty string
    marks = found[0]
    if not marks:
        return 0, line
    return len(marks) - marks.count(";") - marks.count("\0"), found.end()


_BRACES: Final = re.compile(r"\{\{|\}\}|\[\[|\]\]|\|")


class Argument(NamedTuple):
    """The part of a template call that a place stands in."""

    start: int
    """Where the call begins, or -1 if that is on an earlier line."""
    end: int
    """Where the argument ends."""
    close: int
    """After the call's closing braces, or where the line ends."""


def argument(text: str, line: int, start: int, end: int) -> Argument | None:
    """Return the template argument around a stretch, as far as the line shows it.

    Only the stretch's own line is looked at: a call that began lines ago and ends lines further on
    reads like plain text here, which does no harm.
    """
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    if text.find("}}", end, line_end) < 0:
        return None
    depth = 0
    stop = -1
    for token in _BRACES.finditer(text, end, line_end):
        mark = token[0]
        if mark in ("{{", "[["):
            depth += 1
        elif mark == "|":
            if depth == 0 and stop < 0:
                stop = token.start()
        elif depth:
            depth -= 1
        elif mark == "}}":
            stop = token.start() if stop < 0 else stop
            return Argument(_opening(text, line, start), stop, token.end())
    return None


def _opening(text: str, line: int, start: int) -> int:
    """Return where the outermost template still open before a place begins on its line, or -1."""
    opened: list[int] = []
    for token in _BRACES.finditer(text, line, start):
        if token[0] == "{{":
            opened.append(token.start())
        elif token[0] == "}}" and opened:
            opened.pop()
    return opened[0] if opened else -1
