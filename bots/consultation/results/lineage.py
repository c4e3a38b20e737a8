"""Which recommendations became which: merged, split, replaced; told on either side, read both ways.

A graph from the first drafts to the last words. What people wrote on one record holds for the
other, so that nobody has to write it twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

PARENTS: Final = ("merged from",)
"""The cells that name what a recommendation came from."""
CHILDREN: Final = ("split into", "replaced by")
"""The cells that name what it became."""
NEW: Final = "new"
"""What people write in ``merged from`` of one that came from no other."""
LAST: Final = "final"
"""The iteration after all that have a number."""
DROPPED: Final = "dropped"
"""The stage of one that became nothing."""


class Draft(NamedTuple):
    """A recommendation as far as its lineage goes."""

    id: str
    iteration: str = ""
    stage: str = ""
    parents: tuple[str, ...] = ()
    """As people wrote them; ``new`` for one without."""
    children: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lineage:
    """All recommendations with what came before and after them, by id."""

    drafts: Mapping[str, Draft]
    parents: Mapping[str, tuple[str, ...]]
    children: Mapping[str, tuple[str, ...]]

    def origins(self, draft: str) -> tuple[str, ...]:
        """Return the first ones that this one came from; nothing where it is itself a first one."""
        return self._ends(draft, self.parents)

    def outcomes(self, draft: str) -> tuple[str, ...]:
        """Return the last ones that this one became; nothing where it is itself a last one."""
        return self._ends(draft, self.children)

    def _ends(self, draft: str, onward: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
        reached = self._reached(draft, onward)
        return tuple(other for other in reached if not onward.get(other) and other != draft)

    def _reached(self, draft: str, onward: Mapping[str, tuple[str, ...]]) -> list[str]:
        """Return all that can be reached; a loop is walked once, and has the start in it."""
        seen: dict[str, None] = {}
        waiting = list(onward.get(draft, ()))[::-1]
        while waiting:
            other = waiting.pop()
            if other not in seen:
                seen[other] = None
                waiting += onward.get(other, ())[::-1]
        return list(seen)

    def problems(self, draft: str) -> list[str]:
        """Return what in a recommendation's lineage a person has to see to, as sentences."""
        told = self.drafts[draft]
        named = (*told.parents, *told.children)
        problems = [
            f"there is no recommendation “{other}”"
            for other in dict.fromkeys(named)
            if other not in self.drafts and other.lower() != NEW
        ]
        if draft in self._reached(draft, self.children):
            problems.append("it became itself: its lineage goes in a circle")
        if NEW in {other.lower() for other in told.parents} and self.parents.get(draft):
            problems.append(f"it is said to be {NEW}, and {self.parents[draft][0]} became it")
        return problems + self._orphaned(told)

    def _orphaned(self, told: Draft) -> list[str]:
        """Return what is missing between iterations: where one came from, what became of it."""
        iterations = {rank(draft.iteration) for draft in self.drafts.values()} - {None}
        own = rank(told.iteration)
        if own is None or len(iterations) < 2:
            return []
        problems = []
        others = [other for other in iterations if other is not None]
        if own < max(others) and not self.children.get(told.id) and told.stage != DROPPED:
            problems.append(
                "nothing says what became of it: name its successor in replaced by=, or set"
                f" stage={DROPPED}"
            )
        is_new = NEW in {other.lower() for other in told.parents}
        if own > min(others) and not self.parents.get(told.id) and not is_new:
            problems.append(
                f"nothing says what it came from: name it in merged from=, or write {NEW} there"
            )
        return problems


def lineage(drafts: Iterable[Draft]) -> Lineage:
    """Return the lineage of these recommendations; of two with one id the first counts."""
    known: dict[str, Draft] = {}
    for draft in drafts:
        known.setdefault(draft.id, draft)
    parents: dict[str, dict[str, None]] = {}
    children: dict[str, dict[str, None]] = {}
    for draft in known.values():
        edges = [(other, draft.id) for other in draft.parents]
        edges += [(draft.id, other) for other in draft.children]
        for before, after in edges:
            if before in known and after in known:
                children.setdefault(before, {})[after] = None
                parents.setdefault(after, {})[before] = None
    return Lineage(
        known,
        {name: tuple(found) for name, found in parents.items()},
        {name: tuple(found) for name, found in children.items()},
    )


def ids(*cells: str) -> tuple[str, ...]:
    """Return the ids that cells name, separated by semicolons, commas or spaces."""
    found = [name for cell in cells for name in re.split(r"[;,\s]+", cell)]
    return tuple(dict.fromkeys(filter(None, found)))


def rank(iteration: str) -> float | None:
    """Return the place of an iteration in their order; None where it has none."""
    plain = iteration.strip().lower()
    if plain == LAST:
        return float("inf")
    number = re.search(r"\d+", plain)
    return float(int(number[0])) if number and len(number[0]) < 10 else None


def by_number(name: str) -> tuple[tuple[int, str], ...]:
    """Return what orders ids as people count: ``r4`` before ``r10``."""
    parts = re.findall(r"\d{1,9}|\D+|\d+", name.casefold(), re.ASCII)
    return tuple((int(part), part) if part[0] in "0123456789" else (-1, part) for part in parts)
