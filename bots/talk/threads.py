"""A talk page as threads and comments: ``parse(text, site)`` gives a TalkPage.

Three steps, as in DiscussionTools: the items in page order, then each item's parent by its level,
then ids. Nothing is built of the page itself.

Rules from DiscussionTools' CommentParser (buildThreads).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from bots.talk.drafts import Draft, Drafts, draft
from bots.talk.items import (
    CommentItem,
    HeadingItem,
    Rejected,
    Signature,
    TalkPage,
    Thread,
    ThreadItem,
)
from bots.talk.masking import mask_with
from bots.talk.naming import Naming
from bots.talk.site import Site

__all__ = (
    "CommentItem",
    "HeadingItem",
    "Rejected",
    "Signature",
    "TalkPage",
    "Thread",
    "ThreadItem",
    "parse",
)

SKIPPED: Final = "Comment skips indentation level"


def parse(text: str, site: Site) -> TalkPage:
    """Return the threads and comments of a talk page's wikitext. Any text will do."""
    drafts = draft(text, *mask_with(text), site)
    _attach(drafts.items)
    items = _finished(drafts.items, site)
    threads = _threads(items, drafts, len(text))
    return TalkPage(items, threads, drafts.seen, tuple(drafts.rejected))


def _attach(drafts: Sequence[Draft]) -> None:
    """Give each item its parent: the nearest item before it that is less deep."""
    replies: list[int] = []
    above: list[int] = []
    heading: Draft | None = None
    for index, item in enumerate(drafts):
        if item.heading:
            while above and drafts[above[-1]].heading >= item.heading:
                above.pop()
            item.parent = above[-1] if above else -1
            above.append(index)
            replies = [index]
            heading = item
        else:
            level = item.level
            missing = level - len(replies)
            if missing > 0:
                # Someone skipped levels: the item before covers all of them.
                item.warn(SKIPPED)
                replies.extend([replies[-1]] * missing)
            item.parent = replies[level - 1]
            del replies[level:]
            replies.append(index)
            if heading and (heading.oldest is None or item.moment < heading.oldest.moment):
                heading.oldest = item
        if item.parent >= 0:
            parent = drafts[item.parent]
            if parent.replies is None:
                parent.replies = []
            parent.replies.append(index)


def _finished(drafts: list[Draft], site: Site) -> tuple[ThreadItem, ...]:
    """Return the items themselves, with ids. The list is used up: one draft less for each item."""
    naming = Naming(site, drafts[0] if drafts else None)
    items: list[ThreadItem] = []
    section, topic, heading = "", "", 0
    previous = -1
    drafts.reverse()
    while drafts:
        item = drafts.pop()
        index = len(items)
        parent = item.parent
        if item.heading:
            section, heading, previous = item.text, index, -1
            if parent < 0:
                topic = section
        id_, name = naming.name(item)
        replies = tuple(item.replies) if item.replies else ()
        warnings = tuple(item.warnings) if item.warnings else ()
        if item.heading:
            items.append(
                HeadingItem(
                    index,
                    item.heading,
                    section,
                    topic,
                    parent if parent >= 0 else None,
                    replies,
                    id_,
                    name,
                    item.line,
                    item.start,
                    item.end,
                    warnings,
                )
            )
        else:
            items.append(
                CommentItem(
                    index,
                    item.level,
                    item.author,
                    item.moment,
                    section,
                    topic,
                    heading,
                    parent,
                    replies,
                    id_,
                    name,
                    item.line,
                    item.start,
                    item.end,
                    (Signature(*item.signed), *(item.more or ())),
                    item.unsigned,
                    item.automatic,
                    previous if item.outdented and previous not in (-1, parent) else None,
                    warnings,
                )
            )
            previous = index
    return tuple(items)


def _threads(items: Sequence[ThreadItem], drafts: Drafts, end: int) -> tuple[Thread, ...]:
    """Return the threads: each top heading with all comments up to the next."""
    tops = [item for item in items if isinstance(item, HeadingItem) and item.parent is None]
    threads = []
    for place, top in enumerate(tops):
        last, stop = len(items), end
        if place + 1 < len(tops):
            last, stop = tops[place + 1].index, tops[place + 1].start
        below = items[top.index + 1 : last]
        threads.append(
            Thread(
                top,
                tuple(item for item in below if isinstance(item, CommentItem)),
                top.start,
                stop,
                _any_between(drafts.boxes.closed, top.start, stop),
                _any_between(drafts.boxes.resolved, top.start, stop),
            )
        )
    return tuple(threads)


def _any_between(places: list[int], start: int, end: int) -> bool:
    """Tell whether one of some places in order lies in a stretch."""
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end
