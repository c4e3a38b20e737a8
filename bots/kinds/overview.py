"""``overview``: how much was said on each talk page, and when last; a total above."""

from __future__ import annotations

from collections.abc import Sequence

from bots.consultation.keys import row_key
from bots.consultation.reported.occasions import Occasion, people_at
from bots.consultation.reported.offwiki import Told, by_occasion, occasions, reported_statements
from bots.consultation.state import Consultation
from bots.consultation.talks.archives import together
from bots.consultation.talks.conversations import CommentRef, Conversation
from bots.consultation.talks.presence import PAGE_DELETED
from bots.kinds._asked import conversations_of, key_of, rests_without
from bots.kinds.base import Cells, Kind, Needs, found_nowhere, page_of
from bots.page.ownership import AS_OF, Schema
from bots.page.regions import Region

ROW = Schema(
    template="Consultation overview row",
    bot=(
        "id",
        "page",
        "conversation",
        "title",
        "lang",
        "threads",
        "comments",
        "people",
        "first",
        "latest",
        "latest link",
        "gone",
        AS_OF,
    ),
    people=("note",),
    words=("latest link",),
)
TOTAL = "total"
"""The key of the row that sums up; people who comment on two pages count once there."""
OFF_WIKI = "off-wiki"
"""The key of the row that sums up what was said off the wiki, and what its ``conversation`` is."""


def rows(consultation: Consultation, region: Region) -> Sequence[Cells]:
    """Return the total, then a row for each talk page with its archives, by title.

    A region of everything has what is reported from off the wiki behind them, with a total of its
    own, for nobody can count that.
    """
    conversations = conversations_of(consultation, region)
    found = [
        _row(consultation, key_of(region, c.source), c.source.title, c.source.language, [c])
        for c in together(conversations)
    ]
    if found:
        found.insert(0, _row(consultation, TOTAL, "", "", conversations))
    return found if region.settings.get("source", "").strip() else found + _off_wiki(consultation)


def _off_wiki(consultation: Consultation) -> list[Cells]:
    """Return a row for each conversation off the wiki, with statements in place of comments."""
    known = sorted(occasions(consultation).values(), key=lambda o: (o.page, o.id))
    told = by_occasion(reported_statements(consultation))
    if not known and not told:
        return []
    whole = {
        "id": OFF_WIKI,
        "conversation": OFF_WIKI,
        "comments": str(sum(each.reported for each in told.values())),
        "people": str(people_at(known)),
        AS_OF: consultation.today.isoformat(),
    }
    return [whole, *(_occasion(consultation, each, told.get(each.id, Told())) for each in known)]


def _occasion(consultation: Consultation, occasion: Occasion, told: Told) -> Cells:
    begun, _, over = str(occasion.period or "").partition("/")
    return {
        "id": row_key("conversation", occasion.id),
        "page": occasion.page,
        "conversation": occasion.id,
        "title": occasion.title,
        "lang": occasion.cells.get("lang", ""),
        "comments": str(told.reported),
        "people": "" if occasion.people is None else str(occasion.people),
        "first": begun,
        "latest": over or begun,
        AS_OF: consultation.today.isoformat(),
    }


def _row(
    consultation: Consultation,
    key: str,
    page: str,
    language: str,
    conversations: Sequence[Conversation],
) -> Cells:
    first = min((c.first for c in conversations if c.first), key=_time, default=None)
    latest = max((c.latest for c in conversations if c.latest), key=_time, default=None)
    return {
        "id": key,
        "page": page,
        "lang": language,
        "threads": str(sum(len(c.threads) for c in conversations)),
        "comments": str(sum(c.comments for c in conversations)),
        "people": str(len(frozenset().union(*(c.authors for c in conversations)))),
        "first": _day(first),
        "latest": _day(latest),
        "latest link": consultation.link(latest) if latest else "",
        AS_OF: consultation.today.isoformat(),
    }


def _time(comment: CommentRef) -> str:
    return comment.timestamp.isoformat()


def _day(comment: CommentRef | None) -> str:
    return comment.timestamp.date().isoformat() if comment else ""


def lost(consultation: Consultation, cells: Cells) -> str:
    """Return why a talk page is gone; nothing where the region only asks for others now."""
    page = page_of(cells)
    if cells.get("conversation", "").strip():
        return found_nowhere(consultation, cells)
    for conversation in consultation.conversations:
        source = conversation.source
        if source.title == page and source.archive_of:
            return f"counted with {source.archive_of}"
        if page in source.known_as:
            return f"counted with {source.title}"
    return PAGE_DELETED if page in consultation.presence.deleted else ""


KIND = Kind(
    "overview",
    ROW,
    frozenset({Needs.CONVERSATIONS}),
    rows,
    lost=lost,
    rests=rests_without("reported"),
)
