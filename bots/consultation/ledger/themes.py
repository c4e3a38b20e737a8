"""Statements by what people coded them as: how many, by whom, and for or against. Pure.

For any facet. Numbers of people are as counted: whoever shows them hides the small ones
(``small_cells``), and with them the stances, which are people too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from bots.consultation.ledger.coded import Coded
from bots.consultation.ledger.statements import positions

UNCODED: Final = ""
"""The value of statements without a code by the facet."""
SETTLED: Final = ("accepted", "partly accepted", "declined", "out of scope", "duplicate")
"""The dispositions that tell people what became of a statement."""


@dataclass(frozen=True, slots=True)
class Theme:
    """One value of a facet, with the statements that people coded so."""

    value: str
    statements: tuple[Coded, ...]

    @property
    def comments(self) -> int:
        """How many comments the statements account for."""
        return len({(c.source.title, h.id) for s in self.statements for c, h in s.said})

    @property
    def people(self) -> frozenset[str]:
        """Who says them."""
        return frozenset().union(*(statement.people for statement in self.statements))

    @property
    def stances(self) -> Counter[str]:
        """How many people support, oppose and are neutral, added up over the statements.

        Who takes a stand in two statements takes two.
        """
        found: Counter[str] = Counter()
        for statement in self.statements:
            if taken := positions(statement.heard):
                found.update(taken)
        return found

    @property
    def answered(self) -> int:
        """How many of the statements have a response, or a disposition that is one."""
        return sum(map(is_answered, self.statements))

    @property
    def pages(self) -> tuple[str, ...]:
        """The talk pages that the comments stand on."""
        return tuple(sorted({c.source.title for s in self.statements for c, _ in s.said}))


def themes(
    statements: Iterable[Coded],
    facet: str,
    keys: Sequence[str] = (),
    read: Callable[[str], str] = str,
) -> list[Theme]:
    """Return the values of a facet, most statements first, and at the end what is not coded.

    ``keys`` are values that are there even where no statement has them; ``read`` says which value
    people meant. A statement coded as two of them counts in both.
    """
    found: dict[str, list[Coded]] = {key: [] for key in keys}
    for statement in statements:
        for value in dict.fromkeys(map(read, statement.values(facet))) or (UNCODED,):
            found.setdefault(value, []).append(statement)
    ordered = sorted(found, key=lambda value: (value == UNCODED, -len(found[value]), value))
    return [Theme(value, tuple(found[value])) for value in ordered]


def is_answered(statement: Coded) -> bool:
    """Return whether people were told what became of a statement."""
    disposition = statement.cell("disposition").lower()
    return bool(statement.cell("response")) or disposition in SETTLED
