"""All numbers of people in a report, and all ways to add them up: small ones are hidden at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from bots.consultation.small_cells import LEAST, People, Sum, hide_small

Key = tuple[str, ...]
ALL: Final[Key] = ("all",)
"""Everybody who has commented."""


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


def change(number: int) -> People:
    """Return a number of people by which a total has grown: hidden where it is small."""
    return People(None if 0 < abs(number) < LEAST else number)
