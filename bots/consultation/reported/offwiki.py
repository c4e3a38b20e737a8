"""Statements made off the wiki, as somebody reports them, and what became of them.

Nobody can look them up, so they are counted apart from comments, and never shown as quotes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from bots.consultation.dates.written import Period
from bots.consultation.keys import typed_keys
from bots.consultation.ledger.codes import codes, written
from bots.consultation.ledger.dispositions import DISPOSITIONS, disposition_of
from bots.consultation.ledger.merging import Row, read_rows, strays
from bots.consultation.reported.occasions import CONVERSATION, Occasion, number
from bots.consultation.state import Consultation
from bots.page.ownership import AS_OF, normal
from bots.page.records import Record

REPORTED: Final = "reported"
"""The kind of region whose rows are such statements."""
TOLD_BY: Final = ("content", "source", "context")
"""The cells that tell one of them from another."""


class Spot(NamedTuple):
    """Where the row of a reported statement stands."""

    page: str
    region: str
    key: str


Standing = Literal["handled", "merged", "set aside", "not yet handled"]
STANDINGS: Final[tuple[Standing, ...]] = ("handled", "merged", "set aside", "not yet handled")
"""What can have become of a reported statement; each has one of them."""
_DEALT: Final = ("theme", "response", "change")
"""Cells of people one of which is enough for a statement to be handled; so are facets."""


@dataclass(frozen=True, slots=True)
class Reported:
    """A statement that somebody reports from off the wiki."""

    key: str
    page: str
    """The page on which its row stands."""
    cells: Mapping[str, str]
    occasion: Occasion | None
    """Where it was said; None where its ``source`` is no conversation's id."""
    standing: Standing

    @property
    def source(self) -> str:
        """Where it was said, as people call it."""
        return self.occasion.title if self.occasion else self.cell("source")

    @property
    def language(self) -> str:
        """The code of the language in which it was said; nothing where that is not told."""
        return normal(self.occasion.cells.get("lang", "")) if self.occasion else ""

    @property
    def period(self) -> Period | None:
        """When it was said, where that is told."""
        return self.occasion.period if self.occasion else None

    @property
    def people(self) -> int | None:
        """How many people it is said to stand for; those of its conversation, if not its own."""
        own = number(self.cells.get("people", ""))
        return own if own is not None or self.occasion is None else self.occasion.people

    @property
    def link(self) -> str:
        """The target of a link to its row."""
        return f"{self.page}#consultation-statement-{self.key}"

    @property
    def said_by(self) -> str:
        """Who said it, where they agreed that their names are shown."""
        return self.cell("said by") if self.occasion and self.occasion.may_name else ""

    def cell(self, name: str) -> str:
        """Return what people wrote in a cell, without HTML comments."""
        return written(self.cells, name)

    def values(self, facet: str) -> tuple[str, ...]:
        """Return what people coded it as by a facet: one key, several, or none."""
        return codes(self.cells, facet)


@dataclass(frozen=True, slots=True)
class Told:
    """What is counted of some reported statements: a sum of its own, apart from that of comments.

    ``reported`` is the sum of ``counts``.
    """

    statements: tuple[Reported, ...] = ()

    @property
    def reported(self) -> int:
        """How many there are."""
        return len(self.statements)

    @property
    def counts(self) -> Counter[str]:
        """How many there are by standing."""
        return Counter(statement.standing for statement in self.statements)

    @property
    def open(self) -> tuple[Reported, ...]:
        """Those that nobody has dealt with."""
        return tuple(s for s in self.statements if s.standing == "not yet handled")


def occasions(consultation: Consultation) -> dict[str, Occasion]:
    """Return the conversations off the wiki that have a record, by id."""
    return consultation.once("occasions", lambda: _occasions(consultation))


def _occasions(consultation: Consultation) -> dict[str, Occasion]:
    found: dict[str, Occasion] = {}
    for entry in consultation.entries(CONVERSATION.template):
        occasion = Occasion(entry.key, entry.page, entry.cells, consultation.language)
        found.setdefault(entry.key, occasion)
    return found


def reported_statements(
    consultation: Consultation, known: Mapping[str, Occasion] | None = None
) -> tuple[Reported, ...]:
    """Return all statements reported on the wiki, by page and then in the rows' order.

    A row without content is none yet. ``known`` are the conversations, by id; without it, those
    that have a record.
    """
    if known is not None:
        return _statements(consultation, known)
    return consultation.once("reported", lambda: _statements(consultation, occasions(consultation)))


def _statements(consultation: Consultation, known: Mapping[str, Occasion]) -> tuple[Reported, ...]:
    telling = (*_DEALT, *consultation.rules.facets)
    statements = []
    for spot, (source, row) in _rows(consultation).items():
        cells = {**row.cells, "id": spot.key}
        standing = _standing(cells, telling, merged=row.fate == "merged")
        statements.append(Reported(spot.key, spot.page, cells, known.get(source), standing))
    return tuple(statements)


def reported_strays(consultation: Consultation) -> Mapping[Spot, str]:
    """Return the rows that people merged into one that cannot speak for them, each with why."""

    def make() -> Mapping[Spot, str]:
        rows = {row.key: (spot, row) for spot, (_, row) in _rows(consultation).items()}
        found = strays({key: row for key, (_, row) in rows.items()})
        return {rows[key][0]: why for key, why in found}

    return consultation.once("reported strays", make)


def _rows(consultation: Consultation) -> Mapping[Spot, tuple[str, Row]]:
    """Return the rows in all lists, each with its source and what people made of it.

    Two lists may have one id: it is that of the first of them, and no row is taken for another.
    """
    rows = {
        Spot(title, region.id, key): (source_of(row.cells, region.settings), row.cells)
        for title, region in consultation.regions
        if region.kind == REPORTED
        for row, key in zip(region.rows, keys_of(region.rows), strict=True)
        if written(row.cells, "content")
    }
    first = {spot.key: spot for spot in reversed(rows)}
    unique = {spot: spot.key if first[spot.key] == spot else " ".join(spot) for spot in rows}
    read = read_rows({**cells, "id": unique[spot]} for spot, (_, cells) in rows.items())
    return {spot: (source, read[unique[spot]]) for spot, (source, _) in rows.items()}


def keys_of(rows: Sequence[Record]) -> list[str]:
    """Return the keys of the rows that people typed into a region, as this run leaves them."""
    return typed_keys([row.cells for row in rows], TOLD_BY)


def source_of(cells: Mapping[str, str], settings: Mapping[str, str]) -> str:
    """Return what a row gives as its source: its own, or the one that its region has for all."""
    return written(cells, "source") or written(settings, "source")


def by_occasion(statements: Iterable[Reported]) -> dict[str, Told]:
    """Return what was reported from each conversation, by its id; ``""`` for those of none."""
    groups: dict[str, list[Reported]] = {}
    for statement in statements:
        key = statement.occasion.id if statement.occasion else ""
        groups.setdefault(key, []).append(statement)
    return {key: Told(tuple(found)) for key, found in groups.items()}


def conversation_cells(key: str, consultation: Consultation) -> dict[str, str]:
    """Return the bot's cells of a conversation's record: how much is reported, and dealt with."""
    # Records are told before they are settled, so this one is not among the entries yet.
    itself = {key: Occasion(key, "", {})}
    told = by_occasion(reported_statements(consultation, itself)).get(key, Told())
    return {
        "statements": str(told.reported),
        "handled": str(told.reported - told.counts["not yet handled"]),
        AS_OF: consultation.today.isoformat(),
    }


def _standing(cells: Mapping[str, str], telling: Iterable[str], *, merged: bool) -> Standing:
    if written(cells, "excluded"):
        return "set aside"
    if merged:
        return "merged"
    decided = disposition_of(cells) in DISPOSITIONS[1:]
    dealt = decided or any(written(cells, name) for name in telling)
    return "handled" if dealt else "not yet handled"
