"""The headings and comments of a page in order, before any of them knows its neighbours.

A comment is everything since the item before it, up to its signature and on to the end of the
signature's paragraph. Lines are looked at only around signatures: where a comment begins, which
gives one level, and where it is signed, which gives another; the lesser one counts.

Rules from DiscussionTools' CommentParser (buildThreadItems).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from datetime import datetime
from typing import Final, NamedTuple

from bots.talk import boxes, sections
from bots.talk.blocks import Edges, Lines, argument_end, edges, indentation, tags, walled
from bots.talk.items import PLACEHOLDER, Rejected, Signature
from bots.talk.masking import Hidden
from bots.talk.nesting import Nesting, nesting, union
from bots.talk.signs import Account, Sign, find_signs
from bots.talk.site import Site

UNEVEN: Final = "Comment starts and ends with different indentation"


class Draft:
    """An item while its neighbours are still unknown."""

    __slots__ = (
        "anchor",
        "author",
        "automatic",
        "end",
        "heading",
        "level",
        "line",
        "moment",
        "more",
        "oldest",
        "outdented",
        "parent",
        "replies",
        "signed",
        "start",
        "text",
        "unsigned",
        "warnings",
    )

    text: str
    """Of a heading."""
    anchor: str
    signed: tuple[int, int]
    """The first signature's start and end."""

    def __init__(
        self,
        start: int,
        end: int,
        level: int,
        line: int,
        author: str = "",
        moment: datetime = datetime.min,  # noqa: DTZ901 - headings have no time of their own
        heading: int = 0,
    ) -> None:
        self.start = start
        self.end = end
        self.level = level
        self.line = line
        self.author = author
        self.moment = moment
        self.heading = heading
        """The level of a heading, 0 for a comment."""
        self.parent = -1
        self.oldest: Draft | None = None
        self.replies: list[int] | None = None
        self.warnings: list[str] | None = None
        self.more: list[Signature] | None = None
        """Signatures after the first."""
        self.unsigned = self.automatic = self.outdented = False

    def sign(self, start: int, end: int) -> None:
        """Add a further signature."""
        if self.more is None:
            self.more = []
        self.more.append(Signature(start, end))
        self.end = max(self.end, end)

    def warn(self, warning: str) -> None:
        """Note something odd about the item."""
        if self.warnings is None:
            self.warnings = []
        self.warnings.append(warning)


class Drafts(NamedTuple):
    """What a page holds, and the account."""

    items: list[Draft]
    seen: int
    rejected: list[Rejected]
    boxes: boxes.Boxes


def draft(text: str, masked: str, hidden: list[Hidden], site: Site) -> Drafts:
    """Return headings and comments in page order; masking made two things of the text."""
    account = Account()
    masked = walled(text, masked, hidden)
    html = tags(masked)
    found = boxes.find(text, masked, hidden, site)
    nest = nesting(masked, html, found.tables)
    quotes = union([*found.quotes, *(nest.quotes if nest else ())])
    signs = find_signs(masked, site, found.unsigned, quotes, account)
    headings = sections.find(text, masked, site, html)
    items = _items(masked, site, headings, signs, nest, account)
    _mark(items, found, site)
    return Drafts(items, account.seen, account.listed(text), found)


def _items(
    masked: str,
    site: Site,
    headings: list[sections.Heading],
    signs: Iterable[Sign],
    nest: Nesting | None,
    account: Account,
) -> list[Draft]:
    """Return headings and comments in page order."""
    next_heading = headings[0].start if headings else len(masked) + 1
    edge = edges(site)
    lines = Lines(masked, edge)
    items: list[Draft] = []
    line = 1
    counted = upcoming = stop = 0
    comment: Draft | None = None
    for sign in signs:
        start, end = sign[0], sign[1]
        while next_heading < end:
            heading = headings[upcoming]
            line += masked.count("\n", counted, next_heading)
            counted = next_heading
            items.append(_heading(heading, line))
            stop = heading.end
            comment = None
            upcoming += 1
            next_heading = headings[upcoming].start if upcoming < len(headings) else len(masked) + 1
        if start < stop:
            if comment is None:
                account.refuse(start, "in a heading")
                continue
            if end <= stop:
                comment.sign(start, end)
                continue
        if not items:
            items.append(_placeholder())
        line += masked.count("\n", counted, end)
        counted = end
        comment, stop = _comment(masked, stop, sign, line, lines, edge, nest)
        items.append(comment)
    for heading in headings[upcoming:]:
        line += masked.count("\n", counted, heading.start)
        counted = heading.start
        items.append(_heading(heading, line))
    return items


def _comment(
    masked: str,
    after: int,
    sign: Sign,
    line: int,
    lines: Lines,
    edge: Edges,
    nest: Nesting | None,
) -> tuple[Draft, int]:
    """Return the comment that a signature ends, and up to where further ones belong to it.

    ``after`` is where the item before it ends.
    """
    start, end, author, moment, warning, templated = sign
    line_start = lines.start(end)
    level, marks = 0, line_start
    if masked[line_start] in "*#:;\0":
        level, marks = indentation(masked, line_start)
    begin, first_level = _begin(masked, after, start, line_start, edge)
    if first_level < 0:
        begin, first_level = max(begin, min(marks, start)), level
    stop = _end(masked, line_start, end, level, lines, edge)
    if nest:
        level += nest.depth(end - 1)
        shown = _shown(masked, begin, edge) if masked[begin] in "< \n|{" else begin
        first_level += nest.depth(min(shown, start))
    comment = Draft(begin, end, min(first_level, level) + 1, line, author, moment)
    comment.signed = start, end
    comment.unsigned = templated
    if stop > end:
        comment.end = end + len(masked[end:stop].rstrip(" \t\n\r\0"))
    if warning:
        comment.warn(warning)
    if first_level != level:
        comment.warn(UNEVEN)
    return comment, stop


_ONE_COLON: Final = re.compile(r":(?![*#:;])")


def _begin(masked: str, after: int, start: int, line_start: int, edge: Edges) -> tuple[int, int]:
    """Return where a comment's text begins, and its level there, or -1 on the signature's line."""
    if masked.startswith("\n;", after) and _ONE_COLON.match(
        masked, masked.rfind("\n", 0, after) + 1
    ):
        begin = after + 1  # A term in a list of definitions, not one alone.
    else:
        begin = _shown(masked, after, edge)
    if begin >= start:
        return after, -1
    if begin >= line_start:
        return begin, -1
    first_line = masked.rfind("\n", 0, begin) + 1
    hidden = begin > first_line and masked[begin - 1] == masked[first_line] == "\0"
    if (first_line == begin or hidden) and masked[begin] in "*#:;":
        level, begin = indentation(masked, begin)
        return begin, level
    return begin, indentation(masked, first_line)[0] if masked[first_line] in "*#:;\0" else 0


def _shown(masked: str, at: int, edge: Edges) -> int:
    """Return where the first text from a place on stands that a reader sees."""
    passed = edge.separators.match(masked, at)
    return passed.end() if passed else at


_INDENTED: Final = re.compile(r"\0*[ ]")


def _end(masked: str, line: int, end: int, level: int, lines: Lines, edge: Edges) -> int:
    """Return where a signature's comment ends: further signatures up to there belong to it."""
    mark = masked[line]
    if level or mark == ";":
        stop = lines.item_end(end)
    elif mark == " " or (mark == "\0" and _INDENTED.match(masked, line)):
        stop = lines.preformatted_end(end)
    else:
        stop = lines.plain_end(end)
    if stop == end:
        return stop
    line_end = lines.end(end)
    if line_end < stop and edge.block.search(masked, line, end):
        # A line with a block in it is in no paragraph that could go on.
        stop = line_end
    if around := argument_end(masked, end, line_end):
        argument, call = around
        if argument < stop and masked[argument] == "|":
            stop = argument
        elif call <= stop and masked[call : call + 1] in ("\n", ""):
            stop = call
    return stop


def _heading(found: sections.Heading, line: int) -> Draft:
    item = Draft(found.start, found.end, 0, line, heading=found.level)
    item.text, item.anchor = found.text, found.anchor
    return item


def _placeholder() -> Draft:
    item = Draft(0, 0, 0, 1, heading=PLACEHOLDER)
    item.text = item.anchor = ""
    return item


_BOT: Final = re.compile(r"(?:B[oO][tT]|[ _-]bot)[ IVX\d]*\Z")
"""How accounts of bots are called; the exceptions, such as SineBot's kin, are data."""


def _mark(items: list[Draft], found: boxes.Boxes, site: Site) -> None:
    """Note which comments are outdented and which were posted by machines."""
    accounts = frozenset(site.templates.bots)
    comments = [item for item in items if not item.heading]
    for comment in comments:
        if comment.author in accounts or _BOT.search(comment.author):
            comment.automatic = True
    ends = [comment.more[-1].end if comment.more else comment.signed[1] for comment in comments]
    for at in found.sent:
        if before := bisect_left(ends, at):
            comments[before - 1].automatic = True
    for at in found.outdent:
        if (behind := bisect_left(ends, at)) < len(comments):
            comments[behind].outdented = True
