"""Lists of statements as they stand on the wiki: which rows there are and what people did to them.

What a run is about to write is not on the wiki yet. An account of what stands there and one of
what will stand there after the run differ in nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bots.consultation.ledger.merging import FATES, Fate, Row
from bots.consultation.ledger.selection import Selection
from bots.consultation.ledger.statements import Statement, statements
from bots.consultation.links.relinking import UNLINKED, Relinking
from bots.consultation.talks.conversations import Conversation
from bots.consultation.talks.presence import Place, name_of


@dataclass(frozen=True, slots=True)
class Ledger:
    """One list of statements, over all pages that it goes on to."""

    titles: frozenset[str]
    """The talk pages that it asks for."""
    selection: Selection
    rows: Mapping[str, Row]
    """By key."""
    written: frozenset[str] = frozenset()
    """The keys of the rows that the bot has written; one that is not there was deleted."""
    relinked: Relinking = UNLINKED
    """Which rows are about what today."""
    _told: list[tuple[Iterable[Conversation], tuple[Statement, ...]]] = field(
        default_factory=list, repr=False, compare=False
    )
    """What was last asked for: a run asks half a dozen times for the same. It follows from no rows,
    so that ``replace`` may hand it on with others."""

    def statements(self, conversations: Iterable[Conversation]) -> tuple[Statement, ...]:
        """Return what its rows account for, and what they will account for after this run."""
        if not self._told or self._told[0][0] is not conversations:
            titles = self.titles | self.relinked.pages
            inside = [c for c in conversations if c.source.title in titles]
            found = tuple(statements(inside, self.selection, self.relinked, self.titles))
            self._told[:] = [(conversations, found)]
        return self._told[0][1]

    def place(self, row: Row) -> Place | None:
        """Return where the comment stands that a row names; None where that is not known."""
        return self.relinked.place(row.cells)

    def fate(self, key: str, *, planned: bool) -> Fate | None:
        """Return what the row of this key makes of its comments; None where there is no row.

        ``planned`` counts a row that was never written as written: this run writes it.
        """
        row = self.rows.get(key)
        if row is not None:
            return row.fate
        if key in self.written:
            return "set aside"
        return "covered" if planned else None


def by_comment(ledgers: Iterable[Ledger]) -> dict[Place | str, Fate]:
    """Return what rows of their own make of comments, by their places.

    Where a row's place is not known, by the id in the cell and by the name.
    """
    fates: dict[Place | str, Fate] = {}
    for ledger in ledgers:
        for row in ledger.rows.values():
            place = ledger.place(row)
            if row.key in ledger.relinked.missing:
                continue
            for at in [place] if place else {row.comment, name_of(row.comment)} - {""}:
                fates[at] = better(row.fate, fates.get(at))
    return fates


def better(fate: Fate, other: Fate | None) -> Fate:
    """Return the one of two fates that counts."""
    return fate if other is None or FATES.index(fate) < FATES.index(other) else other
