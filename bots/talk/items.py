"""The items of a talk page: headings, comments, threads, and the page as a whole.

The words are DiscussionTools' own. Items refer to each other by index, their place among the
page's items, so that every one of them stays a plain value.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final, NamedTuple

PLACEHOLDER: Final = 99
"""The heading level of the heading that is not there, above comments before the first one."""


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
    """A heading; or the placeholder for one where comments come before the first heading."""

    type: ClassVar[str] = "heading"
    level: ClassVar[int] = 0

    index: int
    """Its place among the page's items."""
    heading_level: int
    """1 to 6; 99 for the placeholder."""
    text: str
    """As a reader sees it."""
    topic: str
    """The text of its thread's heading: of the one at the top, or its own."""
    parent: int | None
    """The index of the heading above it."""
    replies: tuple[int, ...]
    """Indexes of the comments and headings right below it."""
    id: str
    name: str
    line: int
    """From 1."""
    start: int
    end: int
    warnings: tuple[str, ...] = ()

    @property
    def section(self) -> str:
        """Return its own text: a heading is the nearest one to itself."""
        return self.text

    @property
    def placeholder(self) -> bool:
        """Tell whether no heading stands there."""
        return self.heading_level == PLACEHOLDER


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
    """The line on which its (first) signature ends, from 1."""
    start: int
    end: int
    signatures: tuple[Signature, ...]
    """The first one is the author's; further ones stand in the same paragraph."""
    unsigned: bool = False
    """A template names the author."""
    automatic: bool = False
    """A bot wrote it, or it was sent to many pages at once."""
    answers: int | None = None
    """The comment it goes on from after an outdent, where that is not its parent."""
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
    closed: bool = False
    """A box around it says that the discussion is over."""
    resolved: bool = False
    """A template says that its question is answered."""

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
    """Those of them that belong to no comment, with line and reason."""

    @property
    def comments(self) -> tuple[CommentItem, ...]:
        """Return the comments in page order."""
        return tuple(item for item in self.items if isinstance(item, CommentItem))

    @property
    def headings(self) -> tuple[HeadingItem, ...]:
        """Return the headings in page order, the placeholder included if there is one."""
        return tuple(item for item in self.items if isinstance(item, HeadingItem))

    @property
    def signed(self) -> int:
        """Return how many signatures the comments bear: with ``rejected`` they make ``seen``."""
        return sum(len(comment.signatures) for comment in self.comments)
