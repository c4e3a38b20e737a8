"""Answers: what organizers said to people who waited for it, and how long those waited. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from bots.consultation.rules import Rules
from bots.consultation.talks.conversations import Conversation, ThreadCount
from bots.consultation.talks.heard import Heard


class Answer(NamedTuple):
    """An organizer's comment with which a thread waited no longer."""

    conversation: Conversation
    thread: ThreadCount
    asked: Heard
    """The first comment since the organizers' last word."""
    said: Heard

    @property
    def day(self) -> date:
        """The day of the answer, in UTC."""
        return self.said.timestamp.date()


def answers(conversations: Iterable[Conversation], rules: Rules) -> Iterator[Answer]:
    """Yield the organizers' answers, thread by thread, in the order in which they were given."""
    for conversation in conversations:
        for thread in conversation.threads:
            waiting: Heard | None = None
            # Of two in the same minute the one further down the page is the later one.
            for heard in sorted(thread.heard, key=lambda h: h.timestamp):
                if heard.automatic or heard.author in rules.bots:
                    continue
                if heard.author not in rules.organizers:
                    waiting = waiting or heard
                elif waiting:
                    yield Answer(conversation, thread, waiting, heard)
                    waiting = None
