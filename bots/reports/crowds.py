"""All numbers of people in a report, and all ways to add them up: small ones are hidden at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from bots.consultation.people.small_cells import People, Sum, hide_small

Key = tuple[str, ...]
ALL: Final[Key] = ("all",)
"""Everybody who has commented."""
GROWN: Final[Key] = ("grown",)
GROWN_BEFORE: Final[Key] = ("grown before",)
_START: Final[Key] = ("start",)
_EARLIER: Final[Key] = ("earlier",)


@dataclass(slots=True)
class Crowds:
    """Numbers of people by what they are the number of; ``shown`` says what of them is shown."""

    counts: dict[Key, int] = field(default_factory=dict)
    sums: list[Sum[Key]] = field(default_factory=list)
    within: dict[Key, frozenset[Key]] = field(default_factory=dict)

    def add_up(self, whole: Key, parts: Iterable[Key]) -> None:
        """Say that, where nobody is in two of the parts, they add up to the whole."""
        self.sums.append(Sum(whole, tuple(parts)))

    def lie_within(self, key: Key, others: Iterable[Key]) -> None:
        """Say that whoever this number counts is also counted in one of these."""
        self.within[key] = frozenset(others)

    def shown(self) -> dict[Key, People]:
        """Return each number, or that it is hidden."""
        found = hide_small(self.counts, self.sums)
        # What is said only where everything is hidden may be the very number that is hidden.
        away = {key for key, others in self.within.items() if all(found[o].hidden for o in others)}
        if all(found[key].hidden for key in away):
            return found
        return hide_small(self.counts, self.sums, hidden=away)

    def add_growth(self, until: int, start: int, earlier: int) -> None:
        """Add by how many people the total grew in the period, and in the one before.

        What there was at the beginning of each is shown nowhere, but what is left of the total.
        """
        self.counts[GROWN], self.counts[_START] = until - start, start
        self.add_up(ALL, (GROWN, _START))
        self.counts[GROWN_BEFORE], self.counts[_EARLIER] = start - earlier, earlier
        self.add_up(_START, (GROWN_BEFORE, _EARLIER))
