"""What a place stands in beyond its own line: list items in HTML, tables in list items, quotes.

Most pages have none of these, and then nothing is looked at again.

Rules from DiscussionTools' CommentParser (acceptOnlyNodesAllowingComments: no comments in
blockquote, cite, q and references) and CommentUtils (getIndentLevel).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from itertools import accumulate
from typing import Final, NamedTuple

_TABLE_LINE: Final = re.compile(r"\n([*#:;\0 \t]*+)(\{\||\|\})")
_QUOTES: Final = frozenset(("blockquote", "cite", "q", "ref"))
_LISTS: Final = frozenset(("dl", "ol", "ul"))


class Nesting(NamedTuple):
    """The stretches of a page that deepen or silence what stands in them."""

    places: list[int]
    depths: list[int]
    """From the place of the same index on, the number of list items around."""
    quotes: list[tuple[int, int]]
    """Quotations and footnotes."""

    def depth(self, at: int) -> int:
        """Return in how many list items a place stands, its own line's marks aside."""
        return self.depths[bisect_right(self.places, at) - 1] if self.places else 0


def union(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return stretches in order with those that overlap made one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def inside(stretches: list[tuple[int, int]], at: int) -> bool:
    """Tell whether a place lies in one of some stretches, in order and apart."""
    before = bisect_right(stretches, (at, at)) - 1
    return before >= 0 and at < stretches[before][1]


def nesting(masked: str, tags: list[re.Match[str]], tables: bool) -> Nesting | None:
    """Return what a masked text with these tags nests, or None if there is nothing of the kind."""
    steps: Counter[int] = Counter()
    quotes: list[tuple[int, int]] = []
    if tags:
        _tags(masked, tags, steps, quotes)
    if tables:
        _tables(masked, steps)
    if not steps and not quotes:
        return None
    places = sorted(steps)
    return Nesting(places, list(accumulate(steps[place] for place in places)), sorted(quotes))


def _tags(
    masked: str, tags: list[re.Match[str]], steps: Counter[int], quotes: list[tuple[int, int]]
) -> None:
    """Note quotations and list items that have an end; those that have none are let be.

    What a line with a list mark opens ends with the line.
    """
    quoting: list[tuple[str, int]] = []
    lists: list[list[tuple[int, int]]] = []
    start = before = low = 0
    line_end, item = -1, False
    for tag in tags:
        if tag.start() > line_end:
            if item:
                _close(start, line_end, before, quoting, lists[low:], quotes)
            start = masked.rfind("\n", max(line_end, 0), tag.start()) + 1
            item = masked[start] in "*#:;"
            line_end = masked.find("\n", start)
            line_end = line_end if line_end >= 0 else len(masked)
            before, low = len(quoting), len(lists)
        low = max(0, min(low, len(lists) - 1))
        name = tag["name"].lower()
        if tag["empty"] or name[0] == "h":
            continue
        if name not in _QUOTES:
            _list_tag(name, tag, lists, steps)
        elif not tag["close"]:
            quoting.append((name, tag.start()))
        elif quoting and quoting[-1][0] == name:
            _, opened = quoting.pop()
            if not quoting:
                quotes.append((opened, tag.end()))
    if item:
        _close(start, line_end, before, quoting, lists[low:], quotes)


def _close(
    start: int,
    end: int,
    before: int,
    quoting: list[tuple[str, int]],
    lists: list[list[tuple[int, int]]],
    quotes: list[tuple[int, int]],
) -> None:
    """End with a line the quotations that it opened, and the items of those lists it opened."""
    if len(quoting) > before == 0:
        quotes.append((quoting[0][1], end))
    del quoting[before:]
    for items in lists:
        if items and items[-1][1] < 0 and items[-1][0] > start:
            items[-1] = items[-1][0], end


def _list_tag(
    name: str, tag: re.Match[str], lists: list[list[tuple[int, int]]], steps: Counter[int]
) -> None:
    """Open or close a list or an item. For each open list its items stand, -1 for an open end."""
    if name in _LISTS and not tag["close"]:
        lists.append([])
    elif lists:
        items = lists[-1]
        if items and items[-1][1] < 0:
            items[-1] = (items[-1][0], tag.start())
        if name in _LISTS:
            for start, end in lists.pop():
                steps[start] += 1
                steps[end] -= 1
        elif not tag["close"]:
            items.append((tag.end(), -1))


def _tables(masked: str, steps: Counter[int]) -> None:
    """Note tables that stand in list items: each of their cells is as deep as the item."""
    opened: list[tuple[int, int]] = []
    for line in _TABLE_LINE.finditer(masked):
        if line[2] == "{|":
            # Only colons may stand before a table; after other marks it is none.
            opened.append((line.end(), 0 if line[1].strip(": \t\0") else line[1].count(":")))
        elif opened:
            start, depth = opened.pop()
            if depth:
                steps[start] += depth
                steps[line.start()] -= depth
