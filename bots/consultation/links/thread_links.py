"""Which rows about threads are about which threads today."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from bots.consultation.links.relinking import Matter, Relinking
from bots.consultation.links.traces import relinked
from bots.consultation.state import Consultation
from bots.consultation.talks.conversations import Conversation
from bots.consultation.talks.presence import Place
from bots.page.quote import folded
from bots.page.regions import Region


def relink_threads(
    consultation: Consultation, regions: Sequence[Region], asked: Iterable[str]
) -> Relinking:
    """Return which rows of a list, each about a thread, are about which threads today."""
    return relinked(consultation, regions, asked, _matters, titled=True)


def _matters(conversations: Iterable[Conversation], home: Callable[[str], str]) -> Iterator[Matter]:
    for conversation in conversations:
        for thread in conversation.threads:
            first = thread.first
            names = (comment.name for comment in thread.heard)
            yield Matter(
                Place(thread.page, first.id),
                first.name,
                first.name,
                home(thread.page),
                folded(thread.heading),
                (first.name, thread.latest.name, *names),
                thread.comments,
            )
