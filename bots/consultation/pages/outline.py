"""The outline of a page that people wrote: its headings and the items of the lists below them.

A heading is what a reader takes for one: ``== … ==``, a line in bold, a ``;`` line, and on pages
pasted from elsewhere a short line alone above a list. Only what stands on the page itself counts,
not what stands in a template, a comment or the like.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bots.page.brackets import brackets
from bots.page.live import live
from bots.page.plain import plain
from bots.page.quote import folded

_LINE: Final = re.compile(r"^.*$", re.MULTILINE)
_HEADING: Final = re.compile(r"\0*(={1,6})(?P<text>.+)\1$")
_BOLD: Final = re.compile(r"\0*'''(?P<text>(?:(?!''').)+)''' ?[:：]?$")
_TERM: Final = re.compile(r"\0*;(?P<text>.+)$")
_ALONE: Final = re.compile(r"(?![ =*#:;!|•])(?P<text>.{1,100})(?<![.:：。])$")
_ITEM: Final = re.compile(r"(?:\0*[*#](?![*#:;])|[ \t]*•)(?P<text>.*)$")
_PROSE: Final = re.compile(r"(?![ =*#:;!|<]|\{\||\{\{|__).*\w")


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list: its words without markup, and the line, from 1, that it stands on."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the list items between it and the next heading of any kind."""

    text: str
    """The heading's words without markup."""
    line: int
    start: int
    below: int
    """Where something goes that is to stand directly below the heading: before a line break."""
    end: int
    items: tuple[Item, ...]
    proper: bool
    """Whether it is a heading to MediaWiki too."""


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    start: int
    end: int
    shown: str
    """What of it is live, without white space and comments at its end."""

    def words(self, text: str, match: re.Match[str]) -> str:
        start, end = match.span("text")
        return folded(plain(text[self.start + start : self.start + end]))


def read_outline(
    text: str, apart: Sequence[tuple[int, int]], is_heading: Callable[[str], bool]
) -> list[Section]:
    """Return the sections of a page in their order; what lies in the spans ``apart`` is no part.

    ``is_heading`` says of a line alone above a list whether its words are those of a heading; the
    next such line then ends its section, whatever its words.
    """
    lines = list(_lines(text, apart))
    heads: list[tuple[int, re.Match[str]]] = []
    for index, line in enumerate(lines):
        match = _heading(line, lines[index + 1 : index + 2])
        if not match and (alone := _alone(lines, index)):
            among = bool(heads) and heads[-1][1].re is _ALONE
            match = alone if among or is_heading(line.words(text, alone)) else None
        if match:
            heads.append((index, match))
    stops = [index for index, _ in heads[1:]] + [len(lines)]
    sections = []
    for (index, match), stop in zip(heads, stops, strict=False):
        head, below = lines[index], lines[index + 1 : stop]
        sections.append(
            Section(
                text=head.words(text, match).rstrip(" :："),
                line=head.number,
                start=head.start,
                below=_below(text, head, below, match),
                end=lines[stop].start if stop < len(lines) else len(text),
                items=tuple(
                    Item(line.words(text, found), line.number)
                    for line in below
                    if (found := _ITEM.match(line.shown))
                ),
                proper=match.re is _HEADING,
            )
        )
    return sections


def behind_lead(text: str) -> int:
    """Return the offset behind the page's first line, or 0 where that is no line of prose."""
    first = next(_lines(text, ()), None)
    if first is None or first.start > 0 or not _PROSE.match(first.shown):
        return 0
    return _before_break(text, first)


def _lines(text: str, apart: Sequence[tuple[int, int]]) -> Iterator[_Line]:
    """Yield the lines that neither begin nor end inside brackets or a span apart."""
    shown = live(text)
    inside = _merged([(b.start, b.end) for b in brackets(shown)] + list(apart))
    starts = [start for start, _ in inside]

    def covered(offset: int) -> bool:
        index = bisect_right(starts, offset - 1) - 1
        return index >= 0 and offset < inside[index][1]

    number, position = 1, 0
    for match in _LINE.finditer(shown):
        number += text.count("\n", position, match.start())
        position = match.start()
        if not covered(match.start()) and not covered(match.end()):
            yield _Line(number, match.start(), match.end(), match[0].rstrip(" \t\r\0"))


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _heading(line: _Line, following: Sequence[_Line]) -> re.Match[str] | None:
    if match := _HEADING.match(line.shown) or _TERM.match(line.shown):
        return match
    # Bold words at the head of a paragraph are emphasis; above a list or a gap they are a heading.
    ends = not following or not following[0].shown or _ITEM.match(following[0].shown)
    return _BOLD.match(line.shown) if ends else None


def _alone(lines: Sequence[_Line], index: int) -> re.Match[str] | None:
    """Return the match of a line of prose with a gap above it and a list below."""
    match = _ALONE.match(lines[index].shown)
    if match is None or (index and lines[index - 1].shown):
        return None
    below = next((lines[i].shown for i in range(index + 1, len(lines)) if lines[i].shown), "")
    return match if _ITEM.match(below) else None


def _below(text: str, head: _Line, below: Sequence[_Line], match: re.Match[str]) -> int:
    last = head
    if match.re is _TERM:
        # What a ":" line says of a ";" line is one list with it, which nothing may tear apart.
        for line in below:
            if line.start != last.end + 1 or not line.shown.startswith(":"):
                break
            last = line
    return _before_break(text, last)


def _before_break(text: str, line: _Line) -> int:
    return line.end - text[line.start : line.end].endswith("\r")
