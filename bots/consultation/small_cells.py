"""Small numbers of people, hidden so that neither a table nor its sums tell them. Pure.

For every table of people in whatever form: reports, the kinds that count people. A cell of 1 to 4
is hidden, and with it as many others as it takes. What is guarded against is somebody who knows
all that is shown, that nobody is counted in two parts of a sum, that a hidden cell is not empty,
and what a cell can hold at most: they can add and subtract, and weigh bounds against each other.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Generic, NamedTuple, TypeVar

LEAST: Final = 5
"""From this many people on, a number is shown."""
_ROUNDS: Final = 30
"""How often bounds are passed on from one sum to the next: far more than sums are nested."""

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class People:
    """A number of people; None where it is not shown."""

    shown: int | None

    @property
    def hidden(self) -> bool:
        """Whether there is somebody, but how many is not shown."""
        return self.shown is None


class Sum(NamedTuple, Generic[K]):
    """A cell that is the sum of others, be it only where nobody is in two of them."""

    whole: K
    parts: Sequence[K]


def hide_small(
    counts: Mapping[K, int],
    sums: Iterable[Sum[K]] = (),
    *,
    most: Mapping[K, int] | None = None,
    hidden: Collection[K] = (),
) -> dict[K, People]:
    """Return each count, or that it is hidden, under the same key.

    ``sums`` are all ways in which a reader may add cells up: a table has one for each row and one
    for each column. ``most`` is what a cell is known to hold at most, as nobody writes less than
    one comment. ``hidden`` are cells that stay hidden because they were before.
    """
    secret = {k for k, count in counts.items() if 0 < count < LEAST or (count and k in hidden)}
    table = _Table(counts, tuple(sums), most or {}, frozenset(secret))
    away = set(secret)
    while (further := table.further(away)) is not None:
        away.add(further)
    return {key: People(None if key in away else count) for key, count in counts.items()}


@dataclass(frozen=True, slots=True)
class _Table(Generic[K]):
    counts: Mapping[K, int]
    sums: tuple[Sum[K], ...]
    most: Mapping[K, int]
    secret: frozenset[K]
    """The cells that must not be told; the others are hidden only for their sake."""

    def further(self, away: set[K]) -> K | None:
        """Return a cell to hide because a secret one is told otherwise; None if none is."""
        equations = [e for s in self.sums if (e := _equation(s, away))]
        # Bounds weigh one sum after the other, elimination adds and subtracts whole sums.
        told = self._bounded(equations) or [k for k in _solved(equations) if k in self.secret]
        return next((cell for key in told if (cell := self._next(key, away)) is not None), None)

    def _next(self, key: K, away: set[K]) -> K | None:
        """Return a cell to hide so that this one is told no more, rather a small one and no whole.

        Hiding is of use where a sum tells one of its hidden cells: the best cell stands in several
        of those, as the corner of a row and a column.
        """
        near = self._linked(key, away)
        weak = [found for found in near if self._is_weak(found, away)]
        for some in (weak, near):
            parts = {k for found in some for k in found.parts if self.counts[k]} - away
            if others := parts or {found.whole for found in some} - away:
                return min(
                    others,
                    key=lambda k: (
                        -sum(k in found.parts for found in weak),
                        self.counts[k],
                        str(k),
                    ),
                )
        return None

    def _linked(self, key: K, away: set[K]) -> list[Sum[K]]:
        """Return the sums that bear on a cell, by themselves or through other hidden cells."""
        reach: set[K] = set()
        wider = {key}
        near: list[Sum[K]] = []
        while wider > reach:
            reach = wider
            near = [s for s in self.sums if not reach.isdisjoint((s.whole, *s.parts))]
            wider = reach.union(k for s in near for k in (s.whole, *s.parts) if k in away)
        return near

    def _is_weak(self, found: Sum[K], away: set[K]) -> bool:
        """Return whether a sum by itself tells a hidden cell of its own."""
        equation = _equation(found, away)
        return len(equation) == 1 or bool(self._bounded([equation]))

    def _bounded(self, equations: Sequence[Mapping[K, int]]) -> list[K]:
        """Return the secret cells of which bounds tell more than that somebody is there."""
        ceiling = sum(self.counts.values()) + LEAST
        low = {key: 1 for equation in equations for key in equation}
        high = {key: max(self.most.get(key, ceiling), self.counts[key]) for key in low}
        known = dict(high)
        for _ in range(_ROUNDS):
            before = (dict(low), dict(high))
            for equation in equations:
                _tighten(equation, self.counts, low, high)
            if before == (low, high):
                break
        return [
            key
            for key in low
            if key in self.secret and (low[key] > 1 or high[key] < min(known[key], LEAST))
        ]


def _equation(found: Sum[K], away: set[K]) -> dict[K, int]:
    """Return the hidden cells of a sum with their signs: what is shown is a number."""
    signs = {key: 1 for key in found.parts if key in away}
    return {**signs, found.whole: -1} if found.whole in away else signs


def _tighten(
    equation: Mapping[K, int], counts: Mapping[K, int], low: dict[K, int], high: dict[K, int]
) -> None:
    """Narrow the bounds of an equation's cells to what the others leave them."""
    total = sum(sign * counts[key] for key, sign in equation.items())
    least = sum(low[k] if sign > 0 else -high[k] for k, sign in equation.items())
    largest = sum(high[k] if sign > 0 else -low[k] for k, sign in equation.items())
    for key, sign in equation.items():
        if sign > 0:
            bounds = (total - largest + high[key], total - least + low[key])
        else:
            bounds = (least - total + high[key], largest - total + low[key])
        low[key], high[key] = max(low[key], bounds[0]), min(high[key], bounds[1])


def _solved(equations: Sequence[Mapping[K, int]]) -> list[K]:
    """Return the cells that the equations determine, by elimination."""
    rows: dict[K, dict[K, Fraction]] = {}
    for equation in equations:
        row = {key: Fraction(sign) for key, sign in equation.items()}
        for pivot, other in rows.items():
            row = _without(row, pivot, other)
        if not row:
            continue
        pivot = next(iter(row))
        row = {key: value / row[pivot] for key, value in row.items()}
        rows = {key: _without(other, pivot, row) for key, other in rows.items()}
        rows[pivot] = row
    return [pivot for pivot, row in rows.items() if len(row) == 1]


def _without(row: Mapping[K, Fraction], pivot: K, other: Mapping[K, Fraction]) -> dict[K, Fraction]:
    factor = row.get(pivot)
    if not factor:
        return dict(row)
    keys = dict.fromkeys((*row, *other))
    zero = Fraction(0)
    values = {key: row.get(key, zero) - factor * other.get(key, zero) for key in keys}
    return {key: value for key, value in values.items() if value}
