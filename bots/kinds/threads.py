"""``threads``: a row for each thread, for people to summarize and to take on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from bots.consultation.conversations import ThreadCount, anchor
from bots.consultation.state import Consultation
from bots.kinds.base import Cells, Kind, Needs, conversations_of, row_key
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
        "gone",
        "reason",
        AS_OF,
    ),
    people=("summary", "assigned to", "note"),
    words=("heading", "comment", "link", "latest link", "summary", "assigned to", "note"),
)


def rows(consultation: Consultation, region: Region) -> Sequence[Cells]:
    """Return a row for each thread that holds a comment, by page and then as the page has them."""
    wanted: dict[str, Cells] = {}
    for conversation in conversations_of(consultation, region):
        for thread in conversation.threads:
            key = _key(thread, wanted)
            wanted[key] = {
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
    return list(wanted.values())


def _key(thread: ThreadCount, taken: dict[str, Cells]) -> str:
    """Return the thread's key, from its first comment's name: it stays when the thread is moved.

    A copy of a thread, and one begun by the same person in the same minute, get a key with their
    heading and page in it.
    """
    parts = (thread.first.name, thread.heading, thread.page, thread.first.id)
    for count in range(1, len(parts) + 1):
        key = row_key(*parts[:count])
        if key not in taken:
            return key
    return row_key(*parts, str(len(taken)))


def lost(consultation: Consultation, cells: Cells) -> str:
    """Return why a thread is gone: its first comment stands nowhere in the sources."""
    present = consultation.presence
    if cells.get("id", "").strip() in _keys(present.names):
        # Whatever a person has made of the cells, the key tells.
        return ""
    page = cells.get("page", "").strip().replace("_", " ")
    return present.why_gone(page, cells.get("comment", ""))


@lru_cache(maxsize=1)
def _keys(names: frozenset[str]) -> frozenset[str]:
    return frozenset(row_key(name) for name in names)


KIND = Kind("threads", ROW, frozenset({Needs.CONVERSATIONS}), rows, appends=True, lost=lost)
