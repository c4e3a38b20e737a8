"""What is counted of a talk page: its threads, each with its comments and people."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote

from bots.consultation.keywords import Hint
from bots.consultation.talks.heard import Heard, hear
from bots.consultation.talks.sources import Source
from bots.talk.items import Rejected
from bots.talk.threads import TalkPage

if TYPE_CHECKING:
    from bots.consultation.talks.asked import Asked
    from bots.consultation.talks.votes import Vote

_UNSAFE: Final = re.compile(r"[\0-\x20\[\]|#%{}<>]")


@dataclass(frozen=True, slots=True)
class CommentRef:
    """What it takes to name one comment and to link to it."""

    page: str
    id: str
    name: str
    author: str
    timestamp: datetime


@dataclass(frozen=True, slots=True)
class ThreadCount:
    """A thread with at least one comment, counted."""

    page: str
    heading: str
    """The heading's plain text; nothing for comments above the first heading."""
    comments: int
    authors: frozenset[str]
    first: CommentRef
    """Its earliest comment."""
    latest: CommentRef
    closed: bool = False
    """Whether a box says that the discussion is over."""
    heard: tuple[Heard, ...] = ()
    """All its comments in page order, where they were asked for."""


class Activity(NamedTuple):
    """How much one person said on one page on one day."""

    day: date
    """In UTC."""
    author: str
    comments: int


@dataclass(frozen=True, slots=True)
class Conversation:
    """A talk page in scope, counted."""

    source: Source
    threads: tuple[ThreadCount, ...]
    names: tuple[str, ...]
    """The names of all its comments; two comments of one author in one minute share theirs."""
    activity: tuple[Activity, ...] = ()
    """Who said how much on which day, by day and name: enough for any count over time."""
    seen: int = 0
    """How many signatures there seem to be: in comments, further ones in them, and rejected."""
    further: int = 0
    """How many of them stand in a comment that has one already."""
    rejected: tuple[Rejected, ...] = ()
    """Those that belong to no comment."""
    revision: int = 0
    """The revision that was read."""
    quotes: Mapping[str, str] = field(default_factory=dict, hash=False)
    """The beginnings of the comments that rows quote, by the comment's id."""
    hints: Mapping[str, tuple[Hint, ...]] = field(default_factory=dict, hash=False)
    """What in comments speaks for keys of facets, by the comment's id, where it was asked for."""
    prints: tuple[int, ...] = ()
    """A number for the words of each comment, by which copies are known; 0 for mass messages."""
    votes: tuple[Vote, ...] = ()
    """The votes on it, where they were asked for."""
    asked: tuple[Asked, ...] = ()
    """What its comments are about, where that was asked for."""
    copied: int = 0
    """How many of the signatures stand in comments that are counted elsewhere."""
    beside: frozenset[str] = frozenset()
    """Where one section of the page counts: the names of all comments of the page. What was moved
    to another section, or lost its heading, was not removed."""
    lacks: str = ""
    """The heading of the section that counts, where the page has none of that heading."""

    @property
    def comments(self) -> int:
        """How many comments it holds."""
        return sum(thread.comments for thread in self.threads)

    @property
    def authors(self) -> frozenset[str]:
        """Who has commented in it."""
        return frozenset().union(*(thread.authors for thread in self.threads))

    @property
    def first(self) -> CommentRef | None:
        """Its earliest comment."""
        return min((t.first for t in self.threads), key=_time, default=None)

    @property
    def latest(self) -> CommentRef | None:
        """Its latest comment."""
        return max((t.latest for t in self.threads), key=_time, default=None)


def _time(comment: CommentRef) -> datetime:
    return comment.timestamp


def count_conversation(
    source: Source,
    page: TalkPage,
    text: str | None = None,
    stances: Mapping[int, str] | None = None,
) -> Conversation:
    """Return the conversation that this talk page holds; with its text, each of its comments."""
    threads = []
    for thread in page.threads:
        comments = [
            # Interned: the parser makes a name anew for each of a hundred thousand comments.
            CommentRef(source.title, c.id, c.name, sys.intern(c.author), c.timestamp)
            for c in thread.comments
        ]
        if comments:
            threads.append(
                ThreadCount(
                    page=source.title,
                    heading=thread.heading.text,
                    comments=len(comments),
                    authors=frozenset(comment.author for comment in comments),
                    first=min(comments, key=_time),
                    latest=max(comments, key=_time),
                    closed=thread.closed,
                    heard=() if text is None else tuple(hear(thread.comments, text, stances or {})),
                )
            )
    names = tuple(comment.name for comment in page.comments)
    return Conversation(
        source,
        tuple(threads),
        names,
        _activity(page),
        seen=page.seen,
        further=page.signed - len(names),
        rejected=page.rejected,
    )


def _activity(page: TalkPage) -> tuple[Activity, ...]:
    """Return the page's comments added up by day and author, equal days and names shared."""
    days: dict[date, date] = {}
    counts: Counter[tuple[date, str]] = Counter()
    for comment in page.comments:
        day = comment.timestamp.date()
        counts[days.setdefault(day, day), sys.intern(comment.author)] += 1
    return tuple(Activity(day, author, count) for (day, author), count in sorted(counts.items()))


def ambiguous_names(conversations: Iterable[Conversation]) -> frozenset[str]:
    """Return the names that more than one comment bears, so that no link can use them."""
    counts = Counter(name for conversation in conversations for name in conversation.names)
    return frozenset(name for name, count in counts.items() if count > 1)


def anchor(comment_id: str) -> str:
    """Return the id as it may stand in a link and in a cell: ``[ ] | # %`` and braces encoded."""
    if not _UNSAFE.search(comment_id):
        return comment_id
    return _UNSAFE.sub(lambda found: quote(found[0]), comment_id)
