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

from bots.talk.masking import OPAQUE, Hidden
from bots.talk.site import Site

BLOCK_TAGS: Final = (
    "address|article|aside|blockquote|caption|center|dd|details|div|dl|dt|fieldset|figcaption|"
    "figure|footer|gallery|h[1-6]|header|hr|li|nav|ol|p|poem|pre|references|section|table|tbody|td|"
    "tfoot|th|thead|tr|ul"
)

NEW_PARAGRAPH: Final = (
    r"\n(?=(?:[ \t]*\0[\0 \t]*\n){0,9}+"  # lines of comments alone are as good as none
    r"(?:[ \t\r]*(?:\n|\0*\Z)|\0*(?:[*#:;]|=[^\n]*=[ \t\0\r]*(?![^\n])|[ ][ \t\0]*[^\s\0]"
    r"|\{\||\||!|----)"
    # a line with a block in it begins anew
    rf"|[^\n<]*(?:<(?!/?(?:{BLOCK_TAGS})\b)[^\n<]*)*+</?(?:{BLOCK_TAGS})\b))"
)
"""A line break after which no plain paragraph goes on."""

PREFORMATTED_END: Final = r"\n(?!\0*[ ])"
"""A line break after which no text goes on that is indented by a space, and so stands in a box."""

BREAK: Final = r"</?br\b[^<>]*>"
"""Parts comments, though not paragraphs: a signature may go over it."""


class Edges(NamedTuple):
    """What ends a comment's text on a site."""

    block: re.Pattern[str]
    """A tag, or a template's opening, that begins or ends a block of its own."""
    paragraph: re.Pattern[str]
    """What ends a plain paragraph."""
    plain: re.Pattern[str]
    """What ends a comment's text in a plain paragraph."""
    preformatted: re.Pattern[str]
    """What ends it in lines that a space indents."""
    item: re.Pattern[str]
    """What ends it in a list item."""
    separators: re.Pattern[str]
    """A stretch that shows nothing and belongs to no comment."""


_TAG: Final = re.compile(
    r"<(?P<close>/?)(?P<name>blockquote|cite|dd|dl|h[1-6]|li|ol|q|ref|ul)\b[^<>]*?(?P<empty>/?)>",
    re.IGNORECASE,
)


WALL: Final = "\1"
"""Stands where a block begins whose content is hidden."""

_HIDDEN_BLOCK: Final = re.compile(
    r"<(?:categorytree|graph|hiero|imagemap|inputbox|mapframe|pre|score|templatedata|timeline"
    r"|(?:source|syntaxhighlight)(?![^<>]*\binline\b))\b",
    re.IGNORECASE,
)


def walled(text: str, masked: str, hidden: list[Hidden]) -> str:
    """Return a masked text with the first character of hidden blocks made a wall."""
    parts = []
    end = 0
    for stretch in hidden:
        if stretch.filler == OPAQUE and _HIDDEN_BLOCK.match(text, stretch.start):
            parts += [masked[end : stretch.start], WALL]
            end = stretch.start + 1
    return "".join((*parts, masked[end:])) if parts else masked


def tags(masked: str) -> list[re.Match[str]]:
    """Return the tags, in order, that make headings, list items and quotations in HTML."""
    return list(_TAG.finditer(masked))


_NO_COLON: Final = r"\[\[[^\[\]\n]*\]\]|<[^<>\n]*>|''[^'\n]*''|(?:https?:)?//[^\s\[\]]*"
"""Where a colon in a term does not begin its definition."""


@lru_cache(maxsize=256)
def edges(site: Site) -> Edges:
    """Return a site's edges, built once a site."""
    templates = site.templates
    boxes = (*templates.outdent, *templates.closed, *templates.closed_end)
    names = either((*boxes, *templates.silent))
    boxed = either((*boxes, *templates.resolved, *templates.boxes))
    block = rf"</?(?:{BLOCK_TAGS})\b[^<>]*>|{WALL}|\{{\{{\s*(?:{boxed})\s*[|}}]"
    separators = rf"""(?:
        [\s\0]+
      | (?<![^\n\0])----+
      | (?<![^\n\0])[*\#:]+(?=(?:[ \t\0]|</?[a-z][^<>]*>)*\n)   # an empty list item
      | (?<![^\n\0]);(?:[^\n:\[<'h/]|{_NO_COLON}|[\[<'h/])*+(?=\n(?!\0*[:;]))    # a term alone
      | </?(?:[a-z][a-z0-9]*)\b[^<>]*>           # tags: what counts is what stands in them
      | (?<![^\n\0])\{{\|[^\n]*                  # a table begins
      | (?<![^\n\0])\|[-+}}][^\n]*
      | (?<![^\n\0])[|!](?:[^\n|\[\]{{}}]*\|(?!\|))?    # a cell begins, with attributes
      | __[A-Z]+__
      | \[\[\s*(?:{either(site.category)})\s*:[^\[\]\n]*\]\]
      | \{{\{{\s*(?:{names})\s*(?:\|[^{{}}]*)?\}}\}}
    )*+"""
    return Edges(
        re.compile(block, re.IGNORECASE),
        re.compile(rf"{NEW_PARAGRAPH}|{block}", re.IGNORECASE),
        re.compile(rf"{NEW_PARAGRAPH}|{BREAK}|{block}", re.IGNORECASE),
        re.compile(rf"{PREFORMATTED_END}|{BREAK}|{block}", re.IGNORECASE),
        re.compile(rf"\n|{BREAK}|{block}", re.IGNORECASE),
        re.compile(separators, re.IGNORECASE | re.VERBOSE),
    )


def either(names: tuple[str, ...]) -> str:
    """Return an expression for any of some titles, spaces and underscores alike."""
    spaced = {"[ _]+".join(map(re.escape, name.replace("_", " ").split())) for name in names}
    return "|".join(sorted(spaced, key=len, reverse=True)) or "(?!)"


_MARKS: Final = re.compile(r"([*#:;\0]*)[ \t]*")


def indentation(text: str, line: int) -> tuple[int, int]:
    """Return in how many list items a line stands, and where the text after its marks begins.

    A ``;`` makes a term, which is no list item.
    """
    found = _MARKS.match(text, line)
    assert found is not None  # noqa: S101 - the expression matches the empty string
    marks = found[1]
    if not marks:
        return 0, line
    return len(marks) - marks.count(";") - marks.count("\0"), found.end()


class Lines:
    """Lines and paragraphs around places that are asked for in order.

    Each end is looked for once, however many places stand before it: a line of two million
    characters with thousands of signatures costs no more than thousands of lines.
    """

    __slots__ = ("_edge", "_end", "_item", "_plain", "_preformatted", "_start", "_text", "_until")

    def __init__(self, text: str, edge: Edges) -> None:
        self._text = text
        self._edge = edge
        self._start = self._until = 0
        self._end = self._item = self._plain = self._preformatted = -1

    def start(self, at: int) -> int:
        """Return where the line with a place begins."""
        found = self._text.rfind("\n", self._until, at)
        if found >= 0:
            self._start = found + 1
        self._until = at
        return self._start

    def end(self, at: int) -> int:
        """Return where the line with a place ends: at its line break."""
        if self._end < at:
            found = self._text.find("\n", at)
            self._end = found if found >= 0 else len(self._text)
        return self._end

    def item_end(self, at: int) -> int:
        """Return where a list item's text at a place is interrupted or ends."""
        if self._item < at:
            found = self._edge.item.search(self._text, at)
            self._item = found.start() if found else len(self._text)
        return self._item

    def plain_end(self, at: int) -> int:
        """Return where the text of a plain paragraph at a place is interrupted or ends."""
        if self._plain < at:
            found = self._edge.plain.search(self._text, at)
            self._plain = found.start() if found else len(self._text)
        return self._plain

    def preformatted_end(self, at: int) -> int:
        """Return where text in lines that a space indents is interrupted or ends."""
        if self._preformatted < at:
            found = self._edge.preformatted.search(self._text, at)
            self._preformatted = found.start() if found else len(self._text)
        return self._preformatted


_BRACES: Final = re.compile(r"\{\{|\}\}|\[\[|\]\]|\|")
_AHEAD: Final = 2000
"""How far behind a signature the end of a template around it is looked for."""


def argument_end(text: str, at: int, line_end: int) -> tuple[int, int] | None:
    """Return where the template argument around a place ends, and its call, or None.

    Only the rest of the line is looked at: a call that ends lines further on reads like plain
    text here, which does no harm.
    """
    limit = min(line_end, at + _AHEAD)
    if text.find("}}", at, limit) < 0:
        return None
    depth = 0
    end = -1
    for token in _BRACES.finditer(text, at, limit):
        mark = token[0]
        if mark in ("{{", "[["):
            depth += 1
        elif mark == "|":
            if depth == 0 and end < 0:
                end = token.start()
        elif depth:
            depth -= 1
        elif mark == "}}":
            return token.start() if end < 0 else end, token.end()
    return None
