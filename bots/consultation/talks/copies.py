"""Threads that stand in two places: which is counted, and which comments of the other are not.

A copy is known by the names of its comments, which say who wrote them and in which minute, and by
their words: two comments that only share author and minute are not one. What was said in a copy
alone still counts there.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from bots.consultation.talks.conversations import Conversation, ThreadCount
from bots.talk.items import CommentItem, TalkPage


class Copy(NamedTuple):
    """A thread whose comments, all or some, are counted elsewhere."""

    page: str
    heading: str
    first: str
    """The id of its earliest comment, which tells it from the page's other threads."""
    counted_on: str
    names: Mapping[str, int]
    """The names of those of its comments that are not counted here, and how often each."""
    comments: int

    @property
    def sentence(self) -> str:
        """What a person is told of it."""
        count = sum(self.names.values())
        thread = f"thread “{self.heading}”" if self.heading else "what stands above all headings"
        which = "" if count == self.comments else f" in {count} of its {self.comments} comments"
        return f"{thread} is also on {self.counted_on}{which}; counted on {self.counted_on}"


@dataclass(frozen=True, slots=True)
class _Standing:
    """A thread with what its comments are told by."""

    thread: ThreadCount
    names: Counter[str]
    said: frozenset[tuple[str, int]]
    """Names with the prints of the words."""

    @property
    def rank(self) -> tuple[int, str]:
        return -self.thread.comments, self.thread.page


def prints(page: TalkPage, text: str) -> tuple[int, ...]:
    """Return a number for the words of each comment of a page; 0 for what was sent to many pages.

    Indentation and white space do not count: they change when a thread is copied.
    """
    return tuple(0 if c.automatic else _print(c.body(text)) for c in page.comments)


def _print(body: str) -> int:
    return zlib.crc32(" ".join(body.lstrip(" \t\n:*#;").split()).encode(errors="replace")) or 1


def find_copies(conversations: Iterable[Conversation]) -> tuple[Copy, ...]:
    """Return the copies among the threads, by page.

    A thread with more comments is the one that counts; of two with as many, the first by title:
    so a thread that was moved to an archive and left in place counts in place.
    """
    threads = sorted(_doubtful(conversations), key=lambda standing: standing.rank)
    by_name: dict[str, list[_Standing]] = {}
    copies = []
    for standing in threads:
        taken: Counter[str] = Counter()
        best, most = "", 0
        others = {id(other): other for name in standing.names for other in by_name.get(name, ())}
        for other in others.values():
            shared = standing.names & other.names
            if _is_copy(standing, other, shared):
                taken |= shared
                if shared.total() > most:
                    best, most = other.thread.page, shared.total()
        for name in standing.names:
            by_name.setdefault(name, []).append(standing)
        if taken:
            thread = standing.thread
            copies.append(
                Copy(thread.page, thread.heading, thread.first.id, best, taken, thread.comments)
            )
    return tuple(sorted(copies, key=lambda copy: (copy.page, copy.first)))


def without(page: TalkPage, copies: Sequence[Copy]) -> TalkPage:
    """Return the page without the comments of these copies, which are counted elsewhere."""
    by_first = {copy.first: Counter(copy.names) for copy in copies}
    gone: set[int] = set()
    for thread in page.threads:
        left = by_first.get(thread.first.id) if thread.first else None
        for comment in thread.comments if left else ():
            if left and left[comment.name] > 0:
                left[comment.name] -= 1
                gone.add(comment.index)
    return replace(
        page,
        items=tuple(i for i in page.items if not (isinstance(i, CommentItem) and i.index in gone)),
        threads=tuple(
            replace(t, comments=tuple(c for c in t.comments if c.index not in gone))
            for t in page.threads
        ),
    )


def _doubtful(conversations: Iterable[Conversation]) -> Iterable[_Standing]:
    """Yield the threads with a comment whose name is not only its own."""
    conversations = tuple(conversations)
    counts = Counter(name for conversation in conversations for name in conversation.names)
    for conversation in conversations:
        start = 0
        for thread in conversation.threads:
            end = start + thread.comments
            names = conversation.names[start:end]
            if any(counts[name] > 1 for name in names):
                said = zip(names, conversation.prints[start:end], strict=False)
                yield _Standing(thread, Counter(names), frozenset(said))
            start = end


def _is_copy(one: _Standing, other: _Standing, shared: Counter[str]) -> bool:
    """Return whether one thread stands in the other, or a part of it that has its beginning.

    One comment alone has to have its heading and its words in common: people write "Support" in
    two places in a minute. Two comments of the same minutes, one in the same words, are no chance.
    """
    if one.thread.page == other.thread.page:
        return False
    if one.thread.first.name not in other.names and other.thread.first.name not in one.names:
        return False
    equal = sum(1 for _, print_ in one.said & other.said if print_)
    if shared.total() > 1:
        return equal > 0
    alone = min(one.thread.comments, other.thread.comments) == 1
    return alone and equal > 0 and one.thread.heading == other.thread.heading
