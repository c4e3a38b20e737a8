"""The statements of some conversations: what each row of the ledger accounts for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from bots.consultation.conversations import Conversation
from bots.consultation.heard import Heard
from bots.consultation.keys import take_key
from bots.consultation.selection import Selection

COUNTED: Final = ("support", "oppose", "neutral")
"""The stances that are counted, in the order in which ``stances`` gives them."""


class Statement(NamedTuple):
    """What one row stands for: a thread's comments, or one comment."""

    key: str
    conversation: Conversation
    opening: Heard
    """The comment that is quoted: the first one that is in."""
    heard: tuple[Heard, ...]
    """All comments that the row accounts for."""

    @property
    def stances(self) -> str:
        """How many people support, oppose and are neutral, as ``3/1/0``; nothing for nobody."""
        counts = positions(self.heard)
        return "/".join(str(counts[stance]) for stance in COUNTED) if counts else ""


def positions(heard: Iterable[Heard]) -> Counter[str]:
    """Return how many people support, oppose and are neutral in the end, by the stance."""
    latest: dict[str, Heard] = {}
    for comment in heard:
        if comment.stance in COUNTED:
            known = latest.get(comment.author)
            if known is None or comment.timestamp >= known.timestamp:
                latest[comment.author] = comment
    return Counter(comment.stance for comment in latest.values())


def statements(conversations: Iterable[Conversation], selection: Selection) -> Iterator[Statement]:
    """Yield the statements that are in, by page and then as the page has them.

    Keys follow from the comment's name, so they stay when it is moved; a thread's from that of
    its first comment, whether that is in or not.
    """
    taken: set[str] = set()
    for conversation in conversations:
        for thread in conversation.threads:
            inside = tuple(c for c in thread.heard if not selection.leaves_out(c))
            if not inside:
                continue
            if selection.rows == "comments":
                for comment in inside:
                    key = take_key(taken, comment.name, comment.id, thread.page)
                    yield Statement(key, conversation, comment, (comment,))
            else:
                first = thread.first
                key = take_key(taken, first.name, thread.heading, thread.page, first.id)
                yield Statement(key, conversation, inside[0], inside)


def opened(conversation: Conversation, selection: Selection) -> Iterator[str]:
    """Yield the ids of the comments on a page that rows quote."""
    return (statement.opening.id for statement in statements([conversation], selection))
