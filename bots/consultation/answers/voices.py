"""What people say in some conversations together: how many, for and against, and who waits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Final, NamedTuple

from bots.consultation.answers.waiting import last_words
from bots.consultation.rules import Rules
from bots.consultation.talks.conversations import CommentRef, Conversation
from bots.consultation.talks.heard import Heard

COUNTED: Final = ("support", "oppose", "neutral")
"""The stances that are counted, each person by their latest."""


class Voices(NamedTuple):
    """Counts over several talk pages, each comment and each person once."""

    threads: int
    comments: int
    people: int
    stances: Counter[str]
    """People by their latest stance."""
    unanswered: int
    """Threads that wait for an organizer's word."""
    languages: tuple[str, ...]
    """The languages in which somebody has spoken."""
    latest: CommentRef | None

    def cells(self, link: str) -> dict[str, str]:
        """Return the cells that show them; ``link`` is the target that leads to the latest."""
        return {
            "threads": str(self.threads),
            "comments": str(self.comments),
            "people": str(self.people),
            **{stance: str(self.stances[stance]) for stance in COUNTED},
            "unanswered": str(self.unanswered),
            "languages": ", ".join(self.languages),
            "latest": self.latest.timestamp.date().isoformat() if self.latest else "",
            "latest link": link,
        }


def voices(conversations: Iterable[Conversation], rules: Rules) -> Voices:
    """Return what is said in these conversations, bots' and organizers' positions left out."""
    read = tuple(conversations)
    latest: dict[str, tuple[datetime, str]] = {}
    for heard in _heard(read):
        apart = heard.automatic or heard.author in rules.organizers or heard.author in rules.bots
        if heard.stance in COUNTED and not apart:
            known = latest.get(heard.author)
            if known is None or heard.timestamp >= known[0]:
                latest[heard.author] = (heard.timestamp, heard.stance)
    last = [conversation.latest for conversation in read if conversation.latest]
    return Voices(
        threads=sum(len(conversation.threads) for conversation in read),
        comments=sum(conversation.comments for conversation in read),
        people=len(frozenset().union(*(conversation.authors for conversation in read))),
        stances=Counter(stance for _, stance in latest.values()),
        unanswered=sum(found.turn == "organizers" for found in last_words(read, rules)),
        languages=tuple(sorted({c.source.language for c in read if c.comments})),
        latest=max(last, key=lambda comment: comment.timestamp, default=None),
    )


def _heard(conversations: Iterable[Conversation]) -> Iterable[Heard]:
    return (h for c in conversations for thread in c.threads for h in thread.heard)
