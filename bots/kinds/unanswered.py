"""``unanswered``: threads whose last word is not an organizer's, by language, oldest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bots.consultation.answers.waiting import Waiting, last_words
from bots.consultation.links.whereabouts import EVENTS, LINK_NOTES, RELINKED, news
from bots.consultation.lists import list_of
from bots.consultation.state import Consultation
from bots.consultation.talks.conversations import CommentRef, anchor
from bots.kinds._threads import doubts, lost_comment, relink_list, threads_of
from bots.kinds.base import Cells, Kind, Needs
from bots.page.ownership import AS_OF, Schema
from bots.page.quote import cell
from bots.page.regions import Region

ROW = Schema(
    template="Consultation unanswered row",
    bot=(
        "id",
        "page",
        "heading",
        "comment",
        "lang",
        "since",
        "latest link",
        "turn",
        "escalate after",
        "answered",
        *LINK_NOTES,
        "gone",
        "reason",
        AS_OF,
    ),
    people=("assigned to", "note"),
    words=("heading", "comment", "latest link", "assigned to", "note"),
    notes=LINK_NOTES,
    values={RELINKED: EVENTS},
)


def rows(consultation: Consultation, region: Region) -> Sequence[Cells]:
    """Return a row for each thread that waits for an organizer, by language and age."""
    waiting = [w for w in _last_words(consultation, region) if w.turn == "organizers"]
    waiting.sort(key=lambda w: (w.conversation.source.language, w.last.timestamp))
    return [_row(consultation, w) for w in waiting]


def settled(consultation: Consultation, region: Region) -> Mapping[str, Cells]:
    """Return what rows become whose thread waits no longer: they stay, with the day of it."""
    there = {row.key for row in region.rows}
    return {
        w.key: _row(consultation, w)
        for w in _last_words(consultation, region)
        if w.key in there and w.turn != "organizers"
    }


def _last_words(consultation: Consultation, region: Region) -> Sequence[Waiting]:
    # Keys follow from all that a region asks for, so both sides are made of the same list.
    def make() -> Sequence[Waiting]:
        conversations, keys = threads_of(consultation, region)
        return list(last_words(conversations, consultation.rules, keys))

    asked = region.settings.get("source", "")
    return consultation.once(("last words", list_of(region), asked), make)


def _row(consultation: Consultation, waiting: Waiting) -> Cells:
    thread, last = waiting.thread, waiting.last
    reference = CommentRef(thread.page, last.id, last.name, last.author, last.timestamp)
    waits = waiting.turn == "organizers"
    return {
        "id": waiting.key,
        "page": thread.page,
        "heading": cell(thread.heading),
        "comment": anchor(thread.first.id),
        "lang": waiting.conversation.source.language,
        "since": waiting.since.isoformat(),
        "latest link": consultation.link(reference),
        "turn": waiting.turn,
        "escalate after": (waiting.escalate_after(consultation.rules).isoformat() if waits else ""),
        "answered": "" if waits else waiting.since.isoformat(),
        AS_OF: consultation.today.isoformat(),
    }


KIND = Kind(
    "unanswered",
    ROW,
    frozenset({Needs.CONVERSATIONS, Needs.COMMENTS}),
    rows,
    lost=lost_comment,
    settled=settled,
    relink=relink_list,
    news=news,
    troubles=doubts,
)
