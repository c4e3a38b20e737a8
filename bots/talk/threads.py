"""A talk page as threads and comments: ``parse(text, site)`` gives a TalkPage.

Three steps, as in DiscussionTools: the items in page order (a heading, or the text since the item
before up to a signature and the end of its paragraph), then each item's parent by its level, then
ids. Nothing is built of the page itself: lines are looked at only around signatures.

Rules from DiscussionTools' CommentParser (buildThreadItems, buildThreads).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final, NamedTuple

from bots.talk import ids, sections
from bots.talk.blocks import Edges, argument, edges, indentation
from bots.talk.masking import mask
from bots.talk.signatures import find_author, find_unsigned
from bots.talk.site import Site
from bots.talk.timestamps import NoDate, find

SKIPPED: Final = "Comment skips indentation level"
UNEVEN: Final = "Comment starts and ends with different indentation"
DUPLICATE: Final = "Duplicate comment ID"


class Signature(NamedTuple):
    """Where a signature stands: from its first user link to the end of its timestamp."""

    start: int
    end: int


class Rejected(NamedTuple):
    """A timestamp, or what looks like one, that made no comment."""

    start: int
    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class HeadingItem:
    """A heading; the placeholder stands for none, where comments come before the first heading."""

    type: ClassVar[str] = "heading"
    level: ClassVar[int] = 0

    index: int
    """Its place among the page's items."""
    heading_level: int
    """1 to 6; 99 for the placeholder."""
    text: str
    """As in the heading's anchor: DiscussionTools' plain text."""
    topic: str
    """The text of the top heading above it, or its own."""
    parent: int | None
    """The index of the heading above it."""
    replies: tuple[int, ...]
    """Indexes of the comments and headings right below it."""
    id: str
    name: str
    line: int
    start: int
    end: int
    warnings: tuple[str, ...] = ()

    @property
    def section(self) -> str:
        """Return its own text: a heading is the nearest heading to itself."""
        return self.text

    @property
    def placeholder(self) -> bool:
        """Tell whether no heading stands there."""
        return self.heading_level == 99


@dataclass(frozen=True, slots=True)
class CommentItem:
    """A comment: text ended by a signature."""

    type: ClassVar[str] = "comment"

    index: int
    """Its place among the page's items."""
    level: int
    """1 + the number of list items it stands in."""
    author: str
    timestamp: datetime
    """In UTC."""
    section: str
    """The text of the nearest heading above it."""
    topic: str
    """The text of its thread's heading."""
    heading: int
    """The index of the nearest heading above it."""
    parent: int
    """The index of the comment it answers, or of its heading."""
    replies: tuple[int, ...]
    id: str
    name: str
    line: int
    """The line of its (first) signature, from 1."""
    start: int
    end: int
    signatures: tuple[Signature, ...]
    """The first one is the author's; further ones stand in the same paragraph."""
    unsigned: bool = False
    """A template names the author."""
    warnings: tuple[str, ...] = ()

    def text(self, source: str) -> str:
        """Return the comment's wikitext in the page it was found in, signature included."""
        return source[self.start : self.end]

    def body(self, source: str) -> str:
        """Return the comment's wikitext up to its signature."""
        return source[self.start : self.signatures[0].start].rstrip()


ThreadItem = HeadingItem | CommentItem


@dataclass(frozen=True, slots=True)
class Thread:
    """A top heading with all that stands below it, comments of its subheadings included."""

    heading: HeadingItem
    comments: tuple[CommentItem, ...]
    """In page order."""
    start: int
    end: int
    """From its heading to the next thread's."""

    @property
    def authors(self) -> tuple[str, ...]:
        """Return who wrote in it, each once, in the order of first appearance."""
        return tuple(dict.fromkeys(comment.author for comment in self.comments))

    @property
    def first(self) -> CommentItem | None:
        """Return its earliest comment."""
        return min(self.comments, key=lambda comment: comment.timestamp, default=None)

    @property
    def latest(self) -> CommentItem | None:
        """Return its latest comment."""
        return max(self.comments, key=lambda comment: comment.timestamp, default=None)


@dataclass(frozen=True, slots=True)
class TalkPage:
    """What a page's text says, item by item, and an account of what was seen."""

    items: tuple[ThreadItem, ...]
    """Headings and comments in page order."""
    threads: tuple[Thread, ...]
    seen: int
    """Timestamps in live wikitext, and templates that stand for them."""
    rejected: tuple[Rejected, ...]
    """Those of them that belong to no comment."""

    @property
    def comments(self) -> tuple[CommentItem, ...]:
        """Return the comments in page order."""
        return tuple(item for item in self.items if isinstance(item, CommentItem))

    @property
    def headings(self) -> tuple[HeadingItem, ...]:
        """Return the headings in page order, the placeholder included if there is one."""
        return tuple(item for item in self.items if isinstance(item, HeadingItem))


class _Draft:
    """An item while its neighbours are still unknown."""

    __slots__ = (
        "author",
        "container",
        "depth",
        "end",
        "heading",
        "level",
        "line",
        "moment",
        "oldest",
        "parent",
        "replies",
        "signatures",
        "start",
        "stop",
        "anchor",
        "text",
        "unsigned",
        "warnings",
    )

    heading: int
    """The level of a heading, 0 for a comment."""
    stop: int
    """Where the item ends, for the item after it."""
    container: int
    """Up to here, further signatures belong to this comment."""
    parent: int | None
    oldest: _Draft | None

    def __init__(self, start: int, end: int, level: int, line: int) -> None:
        self.start, self.end, self.level, self.line = start, end, level, line
        self.stop = self.container = end
        self.heading = 0
        self.text = self.anchor = self.author = ""
        self.parent = self.oldest = None
        self.replies: list[int] = []
        self.signatures: list[Signature] = []
        self.warnings: list[str] = []
        self.unsigned = False


def parse(text: str, site: Site) -> TalkPage:
    """Return the threads and comments of a talk page's wikitext. Any text will do."""
    masked = mask(text)
    drafts, seen, rejected = _items(text, masked, site)
    _attach(drafts)
    items = _finished(drafts, site)
    return TalkPage(items, _threads(items, len(text)), seen, tuple(rejected))


class _Sign(NamedTuple):
    """A signature found: what an item is made of."""

    start: int
    end: int
    author: str
    moment: datetime
    warning: str
    unsigned: bool


def _signs(masked: str, site: Site, rejected: list[tuple[int, str]]) -> tuple[list[_Sign], int]:
    """Return the signatures in order, and how many timestamps were seen."""
    signs: list[_Sign] = []
    seen = 0
    covered: list[tuple[int, int]] = []
    for call in find_unsigned(masked, site):
        covered.append((call.start, call.end))
        seen += 1
        if not call.author or not call.moment:
            missing = "name" if not call.author else "time"
            rejected.append((call.start, f"a template for unsigned comments without a {missing}"))
            continue
        signs.append(_Sign(call.start, call.end, call.author, call.moment, call.warning, True))
    templated = len(signs)
    floor = 0
    at = 0
    for stamp in find(masked, site):
        while at < len(covered) and covered[at][1] <= stamp.start:
            floor = max(floor, covered[at][1])
            at += 1
        if at < len(covered) and covered[at][0] <= stamp.start:
            continue
        seen += 1
        if isinstance(stamp, NoDate):
            rejected.append((stamp.start, stamp.reason))
        elif owner := find_author(masked, floor, stamp.start, site):
            signs.append(
                _Sign(owner.start, stamp.end, owner.author, stamp.moment, stamp.warning, False)
            )
        else:
            rejected.append((stamp.start, "no link to a user before it"))
        floor = stamp.end
    if templated:
        signs.sort()
    return signs, seen


def _items(text: str, masked: str, site: Site) -> tuple[list[_Draft], int, list[Rejected]]:
    """Return headings and comments in page order, parents not yet known, and the account."""
    refused: list[tuple[int, str]] = []
    signs, seen = _signs(masked, site, refused)
    headings = sections.find(text, masked, site)
    drafts: list[_Draft] = []
    line = 1
    counted = 0
    upcoming = 0
    stop = container = 0
    comment: _Draft | None = None
    edge = edges(site)
    for sign in signs:
        while upcoming < len(headings) and headings[upcoming].start < sign.end:
            line += masked.count("\n", counted, headings[upcoming].start)
            counted = headings[upcoming].start
            drafts.append(_heading(headings[upcoming], line))
            stop = container = headings[upcoming].end
            comment = None
            upcoming += 1
        if sign.start < container and comment is None:
            refused.append((sign.start, "in a heading"))
            continue
        if comment is not None and sign.end <= container:
            comment.signatures.append(Signature(sign.start, sign.end))
            comment.end = max(comment.end, sign.end)
            continue
        if not drafts:
            drafts.append(_placeholder())
        line_start = masked.rfind("\n", 0, sign.end) + 1
        end_level, marks = indentation(masked, line_start)
        passed = edge.separators.match(masked, stop)
        begin = passed.end() if passed else stop
        if begin >= sign.start:
            begin, start_level = max(stop, marks), end_level
        else:
            first_line = masked.rfind("\n", 0, begin) + 1
            start_level, marks = indentation(masked, first_line)
            begin = max(begin, marks)
        line += masked.count("\n", counted, sign.end)
        counted = sign.end
        comment = _Draft(min(begin, sign.start), sign.end, min(start_level, end_level) + 1, line)
        comment.author, comment.moment, comment.unsigned = sign.author, sign.moment, sign.unsigned
        comment.signatures.append(Signature(sign.start, sign.end))
        if sign.warning:
            comment.warnings.append(sign.warning)
        if start_level != end_level:
            comment.warnings.append(UNEVEN)
        stop, container = _end(masked, line_start, sign, end_level, edge)
        comment.end = max(sign.end, _trimmed(masked, sign.end, stop))
        drafts.append(comment)
    for heading in headings[upcoming:]:
        line += masked.count("\n", counted, heading.start)
        counted = heading.start
        drafts.append(_heading(heading, line))
    rejected = [
        Rejected(start, text.count("\n", 0, start) + 1, reason) for start, reason in sorted(refused)
    ]
    return drafts, seen, rejected


def _end(masked: str, line: int, sign: _Sign, level: int, edge: Edges) -> tuple[int, int]:
    """Return where a signature's comment ends, and up to where further signatures belong to it.

    The second is further on where a block stands inside a list item: the item goes on after it.
    """
    broken = (edge.item if level else edge.paragraph).search(masked, sign.end)
    stop = container = broken.start() if broken else len(masked)
    if level:
        if broken and masked[stop] != "\n":
            line_end = masked.find("\n", stop)
            container = line_end if line_end >= 0 else len(masked)
    elif "<" in masked[line : sign.end] or "{" in masked[line : sign.end]:
        # A line with a block in it is in no paragraph that could go on.
        line_end = masked.find("\n", sign.end, stop)
        if line_end >= 0 and edge.block.search(masked, line, sign.end):
            stop = container = line_end
    if around := argument(masked, line, sign.start, sign.end):
        if around.end < stop and masked[around.end] == "|":
            stop = container = around.end
        elif around.close <= stop and masked[around.close : around.close + 1] in ("\n", ""):
            stop = container = around.close
    return stop, container


def _trimmed(text: str, start: int, end: int) -> int:
    """Return the end of a stretch without the white space at its end."""
    return start + len(text[start:end].rstrip(" \t\n\r\0"))


def _heading(found: sections.Heading, line: int) -> _Draft:
    draft = _Draft(found.start, found.end, 0, line)
    draft.heading, draft.text, draft.anchor = found.level, found.text, found.anchor
    return draft


def _placeholder() -> _Draft:
    draft = _Draft(0, 0, 0, 1)
    draft.heading = 99
    return draft


def _attach(drafts: Sequence[_Draft]) -> None:
    """Give each item its parent: the nearest item before it that is less deep."""
    replies: list[int] = []
    above: list[int] = []
    for index, draft in enumerate(drafts):
        if draft.heading:
            while above and drafts[above[-1]].heading >= draft.heading:
                above.pop()
            draft.parent = above[-1] if above else None
            above.append(index)
            replies = [index]
        else:
            level = draft.level
            if len(replies) < level:
                # Someone skipped levels: the item before covers all of them.
                draft.warnings.append(SKIPPED)
                replies.extend([replies[-1]] * (level - len(replies)))
            draft.parent = replies[level - 1]
            del replies[level:]
            replies.append(index)
            oldest = drafts[replies[0]].oldest
            if oldest is None or draft.moment < oldest.moment:
                drafts[replies[0]].oldest = draft
        if draft.parent is not None:
            drafts[draft.parent].replies.append(index)


def _finished(drafts: Sequence[_Draft], site: Site) -> tuple[ThreadItem, ...]:
    """Return the items themselves, with ids."""
    taken = ids.Taken()
    items: list[ThreadItem] = []
    marks: list[str] = []
    section, topic, heading = "", "", 0
    for index, draft in enumerate(drafts):
        parent = draft.parent
        if draft.heading:
            section, heading = draft.text, index
            if parent is None:
                topic = section
            marks.append(ids.short(draft.anchor))
            wanted = f"h-{marks[index]}"
            name = "h-"
            if parent is not None:
                wanted = f"{wanted}-{marks[parent]}"
            if draft.oldest:
                oldest = ids.stamp(draft.oldest.moment, site.switch)
                wanted = f"{wanted}-{oldest}"
                name = f"h-{ids.short(draft.oldest.author)}-{oldest}"
        else:
            marks.append(f"{ids.short(draft.author)}-{ids.stamp(draft.moment, site.switch)}")
            name = f"c-{marks[index]}"
            assert parent is not None  # noqa: S101 - every comment has a heading or a placeholder
            wanted = name if drafts[parent].heading == 99 else f"{name}-{marks[parent]}"
        id_, again = taken.take(wanted)
        if again:
            draft.warnings.append(DUPLICATE)
        if draft.heading:
            items.append(
                HeadingItem(
                    index,
                    draft.heading,
                    section,
                    topic,
                    parent,
                    tuple(draft.replies),
                    id_,
                    name,
                    draft.line,
                    draft.start,
                    draft.end,
                    tuple(draft.warnings),
                )
            )
        else:
            assert parent is not None  # noqa: S101
            items.append(
                CommentItem(
                    index,
                    draft.level,
                    draft.author,
                    draft.moment,
                    section,
                    topic,
                    heading,
                    parent,
                    tuple(draft.replies),
                    id_,
                    name,
                    draft.line,
                    draft.start,
                    draft.end,
                    tuple(draft.signatures),
                    draft.unsigned,
                    tuple(draft.warnings),
                )
            )
    return tuple(items)


def _threads(items: Sequence[ThreadItem], end: int) -> tuple[Thread, ...]:
    """Return the threads: each top heading with all comments up to the next."""
    tops = [item for item in items if isinstance(item, HeadingItem) and item.parent is None]
    ends = [*(top.index for top in tops[1:]), len(items)]
    starts = [*(top.start for top in tops[1:]), end]
    return tuple(
        Thread(
            top,
            tuple(item for item in items[top.index + 1 : last] if isinstance(item, CommentItem)),
            top.start,
            stop,
        )
        for top, last, stop in zip(tops, ends, starts, strict=True)
    )
