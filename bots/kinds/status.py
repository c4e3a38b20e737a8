"""``status``: the last run in one row, and what is wrong where, with what to do about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from bots.consultation.attention import HELD, REFUSED, TROUBLE
from bots.consultation.keys import row_key
from bots.consultation.state import Consultation
from bots.kinds.base import Cells, Kind, Needs
from bots.page.ownership import AS_OF, Schema
from bots.page.quote import cell
from bots.page.regions import Region

TOTAL: Final = "total"
MOST: Final = 150
"""Refusals and troubles that have a row of their own; the first row counts all."""
COUNTS: Final = ("looked at", "listed", "comments", "to mend", "to look at", "set by hand")
ROW = Schema(
    template="Consultation status row",
    bot=("id", "sort", "page", "count", "what", "mend", "last run", *COUNTS, "gone", AS_OF),
    people=("note",),
    values={"sort": (REFUSED, TROUBLE)},
)


def rows(consultation: Consultation, region: Region) -> Sequence[Cells]:
    """Return what the run came to, and a row for each refusal and each trouble, page by page."""
    found: dict[tuple[str, str], list[str]] = {}
    for sort, page, what in dict.fromkeys(consultation.attention):
        found.setdefault((sort, page), []).append(what)
    shown = [
        # By its number on the page: words and lines change, and rows must not pile up.
        _row(consultation, row_key(sort, page, str(number)), sort, page, what)
        for sort in (REFUSED, TROUBLE)
        for (of, page), whats in sorted(found.items())
        if of == sort
        for number, what in enumerate(sorted(whats))
    ]
    return [_total(consultation), *shown[:MOST]]


def _total(consultation: Consultation) -> Cells:
    tally = consultation.tally
    sorts = [sort for sort, _, _ in consultation.attention]
    counted = (
        tally.pages if tally else 0,
        tally.rows if tally else 0,
        sum(conversation.comments for conversation in consultation.conversations),
        sorts.count(REFUSED),
        sorts.count(TROUBLE),
        sorts.count(HELD),
    )
    return {
        "id": TOTAL,
        "count": str(sorts.count(REFUSED) + sorts.count(TROUBLE)),
        "last run": consultation.today.isoformat(),
        **{name: str(number) for name, number in zip(COUNTS, counted, strict=True)},
        AS_OF: consultation.today.isoformat(),
    }


def _row(consultation: Consultation, key: str, sort: str, page: str, what: str) -> Cells:
    said, _, mend = what.partition(" — ")
    return {
        "id": key,
        "sort": sort,
        "page": page,
        "count": "1",
        # A message may quote anything that people wrote.
        "what": cell(said),
        "mend": cell(mend),
        AS_OF: consultation.today.isoformat(),
    }


def settled(consultation: Consultation, region: Region) -> Mapping[str, Cells]:
    """Return what rows become whose matter is mended: they stay, unseen, with nothing in them."""
    today = consultation.today.isoformat()
    done = {"count": "0", "what": "", "mend": "", AS_OF: today}
    return {row.key: {"id": row.key, **done} for row in region.rows}


def rests(consultation: Consultation, region: Region) -> bool:
    """Return whether this run looks at a part only: it cannot say how all of it stands."""
    return consultation.tally is None


def lost(consultation: Consultation, cells: Cells) -> str:
    """Return nothing: what is mended stays, with nothing in it."""
    return ""


KIND = Kind(
    "status",
    ROW,
    frozenset({Needs.CONVERSATIONS, Needs.ATTENTION, Needs.TALLY}),
    rows,
    lost=lost,
    settled=settled,
    rests=rests,
)
