"""Conversations as they stood at the end of a day. Pure.

What was removed since is not known, nor is when a discussion was closed: both are as today.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from bots.consultation.talks.conversations import CommentRef, Conversation, ThreadCount
from bots.consultation.talks.heard import Heard


def as_of(conversations: Iterable[Conversation], day: date) -> list[Conversation]:
    """Return the conversations without what was said after the day.

    Where single comments were not asked for, a thread that had begun is left whole.
    """
    return [
        replace(
            c,
            threads=tuple(_threads(c, day)),
            activity=tuple(said for said in c.activity if said.day <= day),
        )
        for c in conversations
    ]


def _threads(conversation: Conversation, day: date) -> Iterator[ThreadCount]:
    for thread in conversation.threads:
        if thread.first.timestamp.date() > day:
            continue
        if thread.latest.timestamp.date() <= day or not thread.heard:
            yield thread
            continue
        heard = tuple(h for h in thread.heard if h.timestamp.date() <= day)
        latest = max(heard, key=lambda h: h.timestamp)
        yield replace(
            thread,
            heard=heard,
            comments=len(heard),
            authors=frozenset(h.author for h in heard),
            latest=reference(thread.page, latest),
        )


def reference(page: str, heard: Heard) -> CommentRef:
    """Return what it takes to link to a comment on a page."""
    return CommentRef(page, heard.id, heard.name, heard.author, heard.timestamp)
