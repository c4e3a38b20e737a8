"""``threads``: a row for each thread, for people to summarize and to take on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from bots.consultation.keys import row_key
from bots.consultation.links.whereabouts import EVENTS, LINK_NOTES, RELINKED, news
from bots.consultation.state import Consultation
from bots.consultation.talks.conversations import anchor
from bots.kinds._threads import doubts, lost_comment, relink_list, threads_of
from bots.kinds.base import Cells, Kind, Needs
from bots.page.ownership import AS_OF, Schema
from bots.page.quote import cell
from bots.page.regions import Region

ROW = Schema(
    template="Consultation thread row",
    bot=(
        "id",
        "page",
        "heading",
        "comment",
        "link",
        "lang",
        "comments",
        "people",
        "started",
        "latest",
        "latest link",
        "state",
        *LINK_NOTES,
        "gone",
        "reason",
        AS_OF,
    ),
    people=("summary", "assigned to", "note"),
    words=("heading", "comment", "link", "latest link", "summary", "assigned to", "note"),
    notes=LINK_NOTES,
    values={RELINKED: EVENTS},
)


def rows(consultation: Consultation, region: Region) -> Sequence[Cells]:
    """Return a row for each thread that holds a comment, by page and then as the page has them."""
    conversations, keys = threads_of(consultation, region)
    return [
        {
            "id": key,
            "page": thread.page,
            "heading": cell(thread.heading),
            "comment": anchor(thread.first.id),
            "link": consultation.link(thread.first),
            "lang": conversation.source.language,
            "comments": str(thread.comments),
            "people": str(len(thread.authors)),
            "started": thread.first.timestamp.date().isoformat(),
            "latest": thread.latest.timestamp.date().isoformat(),
            "latest link": consultation.link(thread.latest),
            "state": "closed" if thread.closed else "open",
            AS_OF: consultation.today.isoformat(),
        }
        for conversation in conversations
        for thread in conversation.threads
        for key in [keys.of(thread)]
        if key
    ]


def lost(consultation: Consultation, cells: Cells) -> str:
    """Return why a thread is gone: its first comment stands nowhere in the sources."""
    if cells.get("id", "").strip() in _keys(consultation.presence.names):
        # Whatever a person has made of the cells, the key tells.
        return ""
    return lost_comment(consultation, cells)


@lru_cache(maxsize=1)
def _keys(names: frozenset[str]) -> frozenset[str]:
    return frozenset(row_key(name) for name in names)


KIND = Kind(
    "threads",
    ROW,
    frozenset({Needs.CONVERSATIONS}),
    rows,
    appends=True,
    lost=lost,
    relink=relink_list,
    news=news,
    troubles=doubts,
)
