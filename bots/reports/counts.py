"""How much had been said by a certain day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bots.consultation.talks.conversations import Conversation


@dataclass(frozen=True, slots=True)
class Counts:
    """What had been said by the end of a day."""

    threads: int
    comments: int
    people: int
    latest: date | None


def count(conversations: Iterable[Conversation], until: date) -> Counts:
    """Return what these talk pages held by the end of the day."""
    threads = comments = 0
    people: set[str] = set()
    latest: date | None = None
    for conversation in conversations:
        threads += sum(t.first.timestamp.date() <= until for t in conversation.threads)
        for said in conversation.activity:
            if said.day > until:
                break
            comments += said.comments
            people.add(said.author)
            latest = max(latest or said.day, said.day)
    return Counts(threads, comments, len(people), latest)


def active(conversations: Iterable[Conversation], since: date, until: date) -> int:
    """Return how many people commented on these days."""
    return len({s.author for c in conversations for s in c.activity if since <= s.day <= until})


def headline_counts(conversations: Sequence[Conversation], until: date) -> dict[str, int]:
    """Return the numbers that a report begins with, as of the end of the day."""
    counted = count(conversations, until)
    heard = [c for c in conversations if c.activity and c.activity[0].day <= until]
    return {
        "talk pages": len(heard),
        "threads": counted.threads,
        "comments": counted.comments,
        "people": counted.people,
        "languages": len({c.source.language for c in heard}),
    }
