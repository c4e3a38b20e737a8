"""Small numbers of people, hidden so that neither a table nor its sums tell them. Pure.

For every table of people in whatever form: reports, the kinds that count people. A cell of 1 to 4
is hidden, and with it as many others as it takes. What is guarded against is somebody who knows
all that is shown, that nobody is counted in two parts of a sum, and that a hidden cell is not
empty. For each small cell they must be left with other numbers that fit everything as well: this
is so where a unit more here can be made good by a unit less there, in all sums at once.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Generic, NamedTuple, TypeVar

LEAST: Final = 5
"""From this many people on, a number is shown."""
_VALUES: Final = 3
"""So many numbers, the true one among them, must be possible for a small cell."""
_STEPS: Final = (1, -1, 2, -2, 3)
"""By how much the others differ from the true one."""
_TRIES: Final = 400
"""Ways to make one step good that are tried. Where none of them does, more is hidden."""

K = TypeVar("K", bound=Hashable)
Signs = Mapping[K, int]
"""The hidden cells of a sum, the whole with a minus: they add up to what is shown."""


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
    hidden: Collection[K] = (),
) -> dict[K, People]:
    """Return each count, or that it is hidden, under the same key.

    ``sums`` are all ways in which a reader may add cells up: a table has one for each row and one
    for each column. ``hidden`` are cells that stay hidden because they were before.
    """
    secret = {k for k, count in counts.items() if 0 < count < LEAST or (count and k in hidden)}
    table = _Table(counts, tuple(sums), set(secret))
    away = set(secret)
    while (further := table.further(away)) is not None:
        away.add(further)
    return {key: People(None if key in away else count) for key, count in counts.items()}


@dataclass(frozen=True, slots=True)
class _Table(Generic[K]):
    counts: Mapping[K, int]
    sums: tuple[Sum[K], ...]
    told: set[K]
    """The small cells that may be told as yet: hiding more never tells one that was not."""

    def further(self, away: set[K]) -> K | None:
        """Return a cell to hide because a small one is told otherwise; None if none is."""
        told = self._told([signs for s in self.sums if (signs := _signs(s, away))], self.told)
        self.told.intersection_update(told)
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
        signs = _signs(found, away)
        return len(signs) == 1 or bool(self._told([signs], self.told))

    def _told(self, sums: Sequence[Signs[K]], asked: Collection[K]) -> list[K]:
        """Return those of some cells for which too few other numbers fit these sums."""
        of: dict[K, list[Signs[K]]] = {}
        for signs in sums:
            # The largest first: from them most can be taken.
            ordered = dict(sorted(signs.items(), key=lambda item: -self.counts[item[0]]))
            for key in signs:
                of.setdefault(key, []).append(ordered)
        return [key for key in of if key in asked and not self._is_open(key, of)]

    def _is_open(self, key: K, of: Mapping[K, Sequence[Signs[K]]]) -> bool:
        steps = (step for step in _STEPS if self.counts[key] + step >= 1)
        found = 0
        for step in steps:
            found += self._made_good({key: step}, of, [_TRIES])
            if found == _VALUES - 1:
                return True
        return False

    def _made_good(
        self, steps: Mapping[K, int], of: Mapping[K, Sequence[Signs[K]]], tries: list[int]
    ) -> bool:
        """Return whether further steps can leave all sums as they are, and no cell empty."""
        for signs in (signs for key in steps for signs in of[key]):
            over = sum(signs.get(key, 0) * step for key, step in steps.items())
            if not over:
                continue
            for key, sign in signs.items():
                if key in steps or self.counts[key] - over * sign < 1:
                    continue
                tries[0] -= 1
                if tries[0] < 0:
                    return False
                if self._made_good({**steps, key: -over * sign}, of, tries):
                    return True
            return False
        return True


def _signs(found: Sum[K], away: set[K]) -> dict[K, int]:
    """Return the hidden cells of a sum with their signs: what is shown is a number."""
    signs = {key: 1 for key in found.parts if key in away}
    return {**signs, found.whole: -1} if found.whole in away else signs
