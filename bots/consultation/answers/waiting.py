"""Threads that wait for an answer: whose word was the last, since when, and until when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple

from bots.consultation.links.thread_keys import ThreadKeys
from bots.consultation.rules import Rules
from bots.consultation.talks.conversations import Conversation, ThreadCount
from bots.consultation.talks.heard import Heard

Turn = Literal["organizers", "people", "nobody"]
TURNS: tuple[Turn, ...] = ("organizers", "people", "nobody")
"""Whose turn it is to say something; nobody's where the discussion is closed."""


class Waiting(NamedTuple):
    """A thread by its last word."""

    key: str
    conversation: Conversation
    thread: ThreadCount
    last: Heard
    """Its latest comment that a person wrote."""
    turn: Turn

    @property
    def since(self) -> date:
        """The day of the last word, in UTC."""
        return self.last.timestamp.date()

    def escalate_after(self, rules: Rules) -> date:
        """Return the day after which somebody else should see to it."""
        try:
            return self.since + timedelta(days=rules.days)
        except OverflowError:
            return date.max


def last_words(
    conversations: Iterable[Conversation], rules: Rules, keys: ThreadKeys | None = None
) -> Iterator[Waiting]:
    """Yield the threads in which people, not only bots, have spoken, as the pages have them."""
    keys = keys or ThreadKeys()
    for conversation in conversations:
        for thread in conversation.threads:
            people = [c for c in thread.heard if not c.automatic and c.author not in rules.bots]
            if not people:
                continue
            # Of two in the same minute the one further down the page is the later one.
            last = max(enumerate(people), key=lambda item: (item[1].timestamp, item[0]))[1]
            turn: Turn = "people" if last.author in rules.organizers else "organizers"
            if key := keys.of(thread):
                yield Waiting(key, conversation, thread, last, "nobody" if thread.closed else turn)
