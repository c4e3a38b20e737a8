"""``votes``: who is for and who against, vote by vote; each person counts once, by their latest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from bots.consultation.dates.written import read_period
from bots.consultation.keys import take_key
from bots.consultation.lists import list_of
from bots.consultation.state import Consultation
from bots.consultation.talks.conversations import Conversation, anchor
from bots.consultation.talks.votes import VOTING, Vote, is_vote
from bots.errors import RegionError
from bots.kinds._asked import conversations_of
from bots.kinds._threads import lost_comment
from bots.kinds.base import Cells, Kind, Needs
from bots.page.ownership import AS_OF, Schema, normal
from bots.page.quote import cell
from bots.page.regions import Region
from bots.talk.stances import Position

ROW = Schema(
    template="Consultation vote row",
    bot=(
        "id",
        "page",
        "heading",
        "round",
        "lang",
        "comment",
        "link",
        *VOTING,
        *(f"{stance} links" for stance in VOTING),
        "repeated",
        "struck",
        "late",
        "latest",
        "latest link",
        "state",
        "result",
        "gone",
        "reason",
        AS_OF,
    ),
    people=("ends", "note"),
    words=(
        "heading",
        "comment",
        "link",
        *(f"{stance} links" for stance in VOTING),
        "latest link",
        "result",
        "note",
    ),
)
LINKED: Final = 100
"""Votes that a row links: a row with some hundreds of brackets can be read in two ways."""
ENDS: Final = "ends"
"""The cell in which people say which day was the last one."""
LEAST: Final = "least"
"""The start marker's parameter that says from how many people on it is a vote."""


def rows(consultation: Consultation, region: Region) -> Sequence[Cells]:
    """Return a row for each vote, by page and then as the page has them."""
    least, ends = _least(region), _ends(consultation, region)
    return [
        _row(consultation, ends, *found)
        for found in _votes(consultation, region)
        if is_vote(found[2], least)
    ]


def settled(consultation: Consultation, region: Region) -> Mapping[str, Cells]:
    """Return what rows become of votes that have too few people left on them."""
    least, ends = _least(region), _ends(consultation, region)
    there = {row.key for row in region.rows}
    return {
        found[0]: _row(consultation, ends, *found)
        for found in _votes(consultation, region)
        if found[0] in there and not is_vote(found[2], least)
    }


def _votes(consultation: Consultation, region: Region) -> Iterator[tuple[str, Conversation, Vote]]:
    """Yield all votes that a region asks for with their keys, few people's votes included.

    A vote is known by its first position, so that it stays when it is moved or its heading renamed.
    """
    taken: set[str] = set()
    for conversation in conversations_of(consultation, region):
        for vote in conversation.votes:
            key = take_key(taken, "vote", vote.first.name, vote.first.id, vote.first.page)
            yield key, conversation, vote


def _row(
    consultation: Consultation,
    ends: Mapping[str, str],
    key: str,
    conversation: Conversation,
    vote: Vote,
) -> Cells:
    count = vote.count(_day(ends.get(key, ""), consultation.language))
    links = _links(consultation, vote, count.counted)
    latest = next(reversed(list(vote.places(count.counted))), None)
    return {
        "id": key,
        "page": conversation.source.title,
        "heading": cell(vote.heading),
        "round": str(vote.round) if vote.round > 1 else "",
        "lang": conversation.source.language,
        "comment": anchor(vote.first.id),
        "link": consultation.link(vote.first),
        **{stance: str(count.count(stance)) for stance in VOTING},
        **{f"{stance} links": links[stance] for stance in VOTING},
        "repeated": str(len(count.changed)),
        "struck": str(sum(position.struck for position in count.positions)),
        "late": str(sum(p.late and not p.struck for p in count.positions)),
        "latest": latest.timestamp.date().isoformat() if latest else "",
        "latest link": consultation.link(latest) if latest else "",
        "state": "closed" if vote.closed else "open",
        "result": cell(vote.result),
        AS_OF: consultation.today.isoformat(),
    }


def _links(
    consultation: Consultation, vote: Vote, counted: Sequence[Position]
) -> Mapping[str, str]:
    """Return a numbered link to each vote that counts, by stance."""
    found: dict[str, list[str]] = {stance: [] for stance in VOTING}
    linked = counted[:LINKED]
    for position, place in zip(linked, vote.places(linked), strict=True):
        links = found[position.stance]
        links.append(f"[[{consultation.link(place)}|{len(links) + 1}]]")
    return {stance: " ".join(links) for stance, links in found.items()}


def _least(region: Region) -> int:
    written = normal(region.settings.get(LEAST, ""))
    if written and not (written.isdecimal() and 0 < int(written) < 10_000):
        raise RegionError(
            f"region {region.id}: {LEAST}={written} is no number of people",
            f"write how many people make a vote, such as {LEAST}=5, or leave it out",
            line=region.start.line,
        )
    return int(written or 0)


def _ends(consultation: Consultation, region: Region) -> Mapping[str, str]:
    """Return what people wrote of the last days of votes, by the row's key."""
    parts = [part for _, part in consultation.regions if list_of(part) == list_of(region)]
    # What stands on the page now counts before what stood there when the run began.
    return {row.key: row.cells.get(ENDS, "") for part in (*parts, region) for row in part.rows}


def _day(written: str, language: str) -> date | None:
    period = read_period(written, language)
    return period.end if period and period.open != "end" else None


def troubles(consultation: Consultation, region: Region) -> Sequence[str]:
    """Return what people wrote of last days that cannot be read."""
    return [
        f"vote {row.key}: the last day “{written}” cannot be read; write it as 2030-07-18"
        for row in region.rows
        for written in [normal(row.cells.get(ENDS, ""))]
        if written and _day(written, consultation.language) is None
    ]


KIND = Kind(
    "votes",
    ROW,
    frozenset({Needs.CONVERSATIONS, Needs.VOTES}),
    rows,
    lost=lost_comment,
    settled=settled,
    troubles=troubles,
    asks=(LEAST,),
)
