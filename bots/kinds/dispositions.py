"""``dispositions``: where did my comment go. What became of statements, by page, group, author."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from bots.consultation.keys import row_key
from bots.consultation.ledger.coded import Said
from bots.consultation.ledger.dispositions import PROOFS, Outcome, outcomes
from bots.consultation.ledger.outcome_rows import COUNTED, counted_cells, outcome_cells
from bots.consultation.people.user_space import account_of_person, owner_of
from bots.consultation.state import Consultation
from bots.consultation.talks.sources import is_within, talk_title
from bots.consultation.working_groups.groups import Group
from bots.errors import RegionError
from bots.kinds._asked import conversations_of, rests_without
from bots.kinds._threads import lost_comment
from bots.kinds.base import Cells, Kind, Needs
from bots.kinds.coverage import planned_ledgers
from bots.kinds.overview import TOTAL
from bots.page.ownership import AS_OF, Schema, normal
from bots.page.plain import plain
from bots.page.quote import cell
from bots.page.regions import Region

BY: Final = "by"
AUTHOR: Final = "author"
WAYS: Final = ("page", "group")
ROW = Schema(
    template="Consultation disposition row",
    bot=(
        "id",
        "page",
        "group",
        "statement",
        "comment",
        "author",
        "date",
        "lang",
        "link",
        "summary",
        "disposition",
        "merged into",
        "response",
        "change",
        "proof",
        "counts",
        "complete",
        "gone",
        "reason",
        AS_OF,
    ),
    people=("note",),
    words=("comment", "author", "link", "summary", "response", "note"),
    values={"disposition": COUNTED, "proof": PROOFS},
)


def rows(consultation: Consultation, region: Region) -> Sequence[Cells]:
    """Return all statements counted, then each page's or group's with one row for each of them."""
    by, author = _by(region), _author(region)
    asked = {conversation.source.title for conversation in conversations_of(consultation, region)}
    found = [
        (outcome, said)
        for outcome in _every(consultation)
        for said in [outcome.by(author) if author else outcome.said[0]]
        if said and said[0].source.title in asked
    ]
    every = [outcome for outcome, _ in found]
    if author:
        found.sort(key=lambda item: item[1][1].timestamp)
        return [
            counted_cells(consultation, TOTAL, every, {}),
            *(outcome_cells(consultation, outcome, said) for outcome, said in found),
        ]
    groups: dict[str, list[tuple[Outcome, Said]]] = {}
    for outcome, said in found:
        name = _group(consultation, by, said[0].source.title)
        groups.setdefault(name, []).append((outcome, said))
    # Of one alone, its own sum says it all.
    total = [counted_cells(consultation, TOTAL, every, {})] if len(groups) != 1 else []
    return [
        *total,
        *(
            row
            for name in sorted(groups, key=lambda name: (name == "", name))
            for row in _rows_of(consultation, by, name, groups[name])
        ),
    ]


def _every(consultation: Consultation) -> list[Outcome]:
    """Return what became of all statements, in the lists as this run leaves them."""

    def make() -> list[Outcome]:
        conversations = consultation.conversations
        return outcomes(conversations, planned_ledgers(consultation))

    return consultation.once("outcomes", make)


def _rows_of(
    consultation: Consultation, by: str, name: str, found: Sequence[tuple[Outcome, Said]]
) -> Iterator[Cells]:
    where = {by: cell(name)} if by == "group" else {by: name}
    outcomes_here = [outcome for outcome, _ in found]
    yield counted_cells(consultation, row_key(by, name), outcomes_here, where)
    yield from (outcome_cells(consultation, outcome, said) for outcome, said in found)


def _by(region: Region) -> str:
    by = normal(region.settings.get(BY, "")).lower() or WAYS[0]
    if by not in WAYS:
        raise RegionError(
            f"region {region.id}: statements cannot be listed by “{by}”",
            f"use one of: {', '.join(WAYS)}; or author= in an author's own user space",
            line=region.start.line,
        )
    return by


def _author(region: Region) -> str:
    """Return whose statements a region asks for; raises RegionError outside their user space."""
    author = account_of_person(normal(region.settings.get(AUTHOR, "")))
    if author and owner_of(region.title) != author:
        raise RegionError(
            f"region {region.id} asks for what became of {author}'s comments, which stands only in"
            " their own user space",
            f"move it to a page below User:{author}, or leave author= out",
            line=region.start.line,
        )
    return author


def lent(settings: Mapping[str, str]) -> bool:
    """Return whether a region with these parameters may stand in its author's user space."""
    return bool(normal(settings.get(AUTHOR, "")))


def _group(consultation: Consultation, by: str, title: str) -> str:
    """Return the page, or the working group on whose talk pages it is; nothing for no group's."""
    if by == "page":
        return consultation.home(title)
    own: list[Group] = [g for g in consultation.groups if is_within(title, talk_title(g.page))]
    nearest = max(own, key=lambda group: len(group.page), default=None)
    return (plain(nearest.cells.get("name", "")) or nearest.id) if nearest else ""


KIND = Kind(
    "dispositions",
    ROW,
    frozenset({Needs.CONVERSATIONS, Needs.COMMENTS}),
    rows,
    lost=lost_comment,
    asks=(BY, AUTHOR),
    lent=lent,
    rests=rests_without("statements"),
)
