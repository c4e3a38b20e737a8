"""The statements of some conversations: what each row of the ledger accounts for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator
from typing import Final, NamedTuple

from bots.consultation.keys import take_key
from bots.consultation.ledger.selection import Selection
from bots.consultation.links.relinking import UNLINKED, Matter, Relinking
from bots.consultation.talks.conversations import Conversation
from bots.consultation.talks.heard import Heard
from bots.consultation.talks.presence import Place

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


def statements(
    conversations: Iterable[Conversation],
    selection: Selection,
    relinked: Relinking = UNLINKED,
    asked: Container[str] | None = None,
) -> Iterator[Statement]:
    """Yield the statements that are in, by page and then as the page has them.

    Keys are those of the rows that are about them already. A new one's follows from the comment's
    name; a thread's from that of its first comment, whether that is in or not. From pages that
    are not ``asked`` for, those come that a row is about: they were moved there.
    """
    taken, withheld = set(relinked.rows), relinked.withheld
    for kept in _inside(conversations, selection):
        place = kept.place
        key = relinked.keys.get(place)
        if key is None:
            if place in withheld or not (asked is None or place.page in asked):
                continue
            key = take_key(taken, *kept.parts)
        yield Statement(key, kept.conversation, kept.heard[0], kept.heard)


def matters(
    conversations: Iterable[Conversation], selection: Selection, home: Callable[[str], str]
) -> Iterator[Matter]:
    """Yield the same as what rows can be about."""
    for kept in _inside(conversations, selection):
        opening = kept.heard[0]
        yield Matter(
            kept.place,
            opening.name,
            kept.parts[0],
            home(kept.place.page),
            kept.conversation.quotes.get(opening.id, ""),
            (*(comment.name for comment in kept.heard), kept.parts[0]),
            len(kept.heard),
        )


class _Kept(NamedTuple):
    """What a row accounts for, before it has a key."""

    conversation: Conversation
    heard: tuple[Heard, ...]
    parts: tuple[str, ...]
    """What its key can be made of."""

    @property
    def place(self) -> Place:
        return Place(self.conversation.source.title, self.heard[0].id)


def _inside(conversations: Iterable[Conversation], selection: Selection) -> Iterator[_Kept]:
    for conversation in conversations:
        for thread in conversation.threads:
            inside = tuple(c for c in thread.heard if not selection.leaves_out(c))
            if not inside:
                continue
            if selection.rows == "comments":
                for comment in inside:
                    yield _Kept(conversation, (comment,), (comment.name, comment.id, thread.page))
            else:
                first = thread.first
                parts = (first.name, thread.heading, thread.page, first.id)
                yield _Kept(conversation, inside, parts)


def opened(conversation: Conversation, selection: Selection) -> Iterator[str]:
    """Yield the ids of the comments on a page that rows quote."""
    return (kept.heard[0].id for kept in _inside([conversation], selection))
