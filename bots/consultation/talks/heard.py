"""Comments as statements are made of them: who, when, where in the thread; and their own words."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Final, NamedTuple

from bots.page.quote import folded, quote
from bots.talk.items import CommentItem

LONGEST: Final = 400
"""Characters of a quote; what was said after them is behind the link."""
_NEAR: Final = 60
"""How far back from there a quote may end so that no word is cut in two."""
_MOST_BRACKETS: Final = 60
"""Openings of links and the like in a quote: with some hundreds no parser is sure of its row."""
_BRACKETS: Final = re.compile(r"\[|\{\||''")
_BEFORE_SIGNATURE: Final = re.compile(
    r"(?:\s|&nbsp;|&[mn]dash;|[-–—―~]|(?<=[\s–—-])'{2,5}|<(?!/)[a-z][^<>]*>)+\Z", re.IGNORECASE
)
"""What people put between their words and their signature: dashes, and what decorates its link."""
_DECORATING: Final = frozenset(";>~'-–—―")
"""What all of it ends with that is not white space."""
_LONG: Final = 300
"""Characters in which that is looked for: a page of dashes must not take minutes."""
_INDENT: Final = re.compile(r"\A[\s:*#;]+")


class Heard(NamedTuple):
    """One comment without its words: there may be a hundred thousand of them."""

    id: str
    name: str
    author: str
    timestamp: datetime
    level: int
    length: int
    """How many characters its own words have."""
    stance: str
    """``support``, ``oppose``, ``neutral``, ``comment``; nothing where none is told."""
    automatic: bool
    """Whether a bot wrote it, or it was sent to many pages at once."""


def hear(
    comments: Iterable[CommentItem], source: str, stances: Mapping[int, str]
) -> Iterator[Heard]:
    """Yield what is kept of these comments; ``stances`` are by the comment's index."""
    for comment in comments:
        yield Heard(
            comment.id,
            comment.name,
            sys.intern(comment.author),
            comment.timestamp,
            comment.level,
            len(own_words(comment, source)),
            sys.intern(stances.get(comment.index, "")),
            comment.automatic,
        )


def own_words(comment: CommentItem, source: str) -> str:
    """Return the comment's own words as they stand on the page, white space folded."""
    return words_in(source, comment.start, comment.signatures[0].start)


def words_in(source: str, start: int, end: int) -> str:
    """Return the words of a comment that begins here and is signed there."""
    body = source[start:end]
    tail = body[-_LONG:].rstrip()
    if tail[-1:] in _DECORATING:
        tail = _BEFORE_SIGNATURE.sub("", body[-_LONG:])
    return folded(_INDENT.sub("", body[:-_LONG] + tail))


def excerpt(words: str) -> str:
    """Return the beginning of these words, all of them where they are few."""
    end = min(len(words), LONGEST)
    brackets = (found.start() for found in _BRACKETS.finditer(words, 0, end))
    end = next((at for number, at in enumerate(brackets) if number == _MOST_BRACKETS), end)
    if end == len(words):
        return words
    space = words.rfind(" ", max(end - _NEAR, 1), end + 1)
    if space > 0:
        end = space
    while end > 1 and unicodedata.combining(words[end]):
        end -= 1
    return words[:end].rstrip()


def quotation(words: str, length: int) -> str:
    """Return the cell that quotes an excerpt of a comment of this length; ``…`` if it was cut."""
    return f"{quote(words)}…" if words and len(words) < length else quote(words)
