"""Rows about threads and comments: which one each is about, also when it has moved."""

from __future__ import annotations

from collections.abc import Sequence

from bots.consultation.links.relinking import UNLINKED, Relinking, sentence
from bots.consultation.links.thread_keys import ThreadKeys
from bots.consultation.links.thread_links import relink_threads
from bots.consultation.state import Consultation
from bots.consultation.talks.conversations import Conversation
from bots.consultation.talks.presence import name_of
from bots.errors import RegionError
from bots.kinds._asked import conversations_of, sources_of
from bots.kinds.base import Cells, page_of
from bots.page.regions import Region


def threads_of(
    consultation: Consultation, region: Region
) -> tuple[tuple[Conversation, ...], ThreadKeys]:
    """Return the conversations in which a region's threads stand, and what gives those their keys.

    Raises RegionError as ``conversations_of`` does.
    """
    asked = {c.source.title for c in conversations_of(consultation, region)}
    found = consultation.relinking(region)
    return consultation.under(asked | found.pages), ThreadKeys(found, asked)


def relink_list(consultation: Consultation, regions: Sequence[Region]) -> Relinking:
    """Return which rows of a list of threads are about which threads today."""
    try:
        asked = [c.source.title for c in conversations_of(consultation, regions[0])]
    except RegionError:
        # The list is refused when its rows are asked for.
        return UNLINKED
    return relink_threads(consultation, regions, asked)


def lost_comment(consultation: Consultation, cells: Cells) -> str:
    """Return why a row about a comment is gone: the comment stands nowhere in the sources."""
    page = page_of(cells)
    key = cells.get("id", "").strip()
    lists = consultation.relinked.values()
    if name_of(cells.get("comment", "")) in consultation.presence.beside:
        # It only stands in another section now.
        return ""
    if key and any(key in found.missing for found in lists):
        # Its name may be there all the same: another row's comment bears it.
        return consultation.presence.why_gone_from(page)
    if any(found.knows(cells) for found in lists):
        return ""
    return consultation.presence.why_gone(page, cells.get("comment", ""))


def doubts(consultation: Consultation, region: Region) -> Sequence[str]:
    """Return what a person has to see to: pages asked for that are gone, rows that are unclear.

    Of the latter nobody but a person can say which of several comments they are about.
    """
    there = {row.key for row in region.rows}
    found = consultation.relinking(region).doubts
    return [
        *(
            f"region {region.id} asks for “{name}”, which was deleted, or moved without a redirect"
            " — take it out of source=, or write its new name there"
            for name in sources_of(consultation, region).gone
        ),
        *(sentence(key, places) for key, places in found.items() if key in there),
    ]
