"""Somebody who reads all revisions of a table of people, adds, subtracts and compares them.

They know more than anybody can: which of the hidden numbers stayed the same from one revision to
the next. From a table that is only made safe by itself they learn small numbers; from ours none.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

import pytest

from bots.consultation.people.participation import TOTAL, By, Line, published
from bots.consultation.people.small_cells import LEAST, Sum, hide_small
from tests.consultation.test_participation import table

HISTORIES = int(os.environ.get("CONSULT_ATTACKS", "80"))

Counts = dict[str, tuple[int, int]]
Cell = tuple[str, str]
COLUMNS = ("people", "new", "returning")
Revision = Mapping[Cell, int | None]
"""What a table shows: None for what is hidden, and for what is only said to be more."""


def numbers(counts: Counts) -> dict[Cell, int]:
    """All true numbers of a table, its sums included."""
    true = {
        (row, column): {"new": new, "returning": back, "people": new + back}[column]
        for row, (new, back) in counts.items()
        for column in COLUMNS
    }
    return true | {(TOTAL, c): sum(true[row, c] for row in counts) for c in COLUMNS}


def sums(counts: Counts) -> list[Sum[Cell]]:
    """All ways to add a table's cells up."""
    return [
        *(Sum((row, "people"), [(row, "new"), (row, "returning")]) for row in (*counts, TOTAL)),
        *(Sum((TOTAL, column), [(row, column) for row in counts]) for column in COLUMNS),
    ]


def by_itself(counts: Counts) -> Revision:
    """A table in which each revision is safe by itself: exact, with second cells hidden."""
    found = hide_small(numbers(counts), sums(counts))
    return {cell: people.shown for cell, people in found.items()}


def ours(counts: Counts, by: By = "stakeholder") -> Revision:
    """The table that the bot publishes."""
    lines: list[Line] = published(table(counts), by)
    found: dict[Cell, int | None] = {}
    for line in lines:
        for column in COLUMNS:
            number = getattr(line, column)
            found[line.key, column] = None if number.more else number.shown
    return found


def ours_in_public(counts: Counts) -> Revision:
    """The same by what everybody can see for themselves, so that none at all is shown."""
    return ours(counts, "account")


def solved(equations: Iterable[tuple[dict[object, int], int]]) -> dict[object, Fraction]:
    """What linear equations determine, by elimination."""
    rows: list[tuple[dict[object, Fraction], Fraction]] = []
    for terms, value in equations:
        row, right = {k: Fraction(v) for k, v in terms.items() if v}, Fraction(value)
        for other, its in rows:
            row, right = without(row, right, next(iter(other)), other, its)
        if row:
            pivot = next(iter(row))
            right, row = right / row[pivot], {k: v / row[pivot] for k, v in row.items()}
            rows = [without(o, r, pivot, row, right) for o, r in rows]
            rows.append((row, right))
    return {next(iter(row)): right for row, right in rows if len(row) == 1}


def without(row, right, pivot, other, its):
    factor = row.get(pivot, 0)
    keys = dict.fromkeys((*row, *other))
    left = {k: row.get(k, Fraction(0)) - factor * other.get(k, Fraction(0)) for k in keys}
    kept = {k: v for k, v in left.items() if v}
    return (dict(sorted(kept.items(), key=lambda i: i[0] != next(iter(row)))), right - factor * its)


def told(history: list[Counts], publish: Callable[[Counts], Revision]) -> set[tuple[int, Cell]]:
    """The small numbers that all revisions together tell, each by its revision."""
    unknown: dict[tuple[int, Cell], object] = {}
    equations = []
    known = [numbers(counts) for counts in history]
    for at, counts in enumerate(history):
        shown = publish(counts)
        for cell, number in known[at].items():
            same = at > 0 and cell in known[at - 1] and known[at - 1][cell] == number
            unknown[at, cell] = unknown[at - 1, cell] if same else (at, cell)
            if shown.get(cell) is not None:
                equations.append(({unknown[at, cell]: 1}, shown[cell]))
        for found in sums(counts):
            # A sum that leaves out what is hidden says nothing of it.
            if publish is by_itself or shown.get(found.whole) is not None:
                terms = {unknown[at, part]: 1 for part in found.parts}
                equations.append(({**terms, unknown[at, found.whole]: -1}, 0))
    values = solved(equations)
    return {
        (at, cell)
        for (at, cell), name in unknown.items()
        if 0 < known[at][cell] < LEAST and values.get(name) == known[at][cell]
    }


def a_history(chance: random.Random) -> list[Counts]:
    """Numbers that grow, and now and then shrink, over some revisions."""
    names = "en fr sw zh".split()[: chance.randint(2, 4)]
    now = {name: [chance.choice((0, 2, 4, 5, 8, 30)), chance.choice((0, 3, 6))] for name in names}
    history = []
    for _ in range(chance.randint(2, 6)):
        history.append({name: (new, back) for name, (new, back) in now.items()})
        for cell in now.values():
            for place in (0, 1):
                if chance.random() < 0.3:
                    cell[place] = max(0, cell[place] + chance.choice((-1, 1, 1, 2)))
    return history


ONCE_SHOWN = [
    {"en": (40, 9), "fr": (12, 6), "sw": (7, 5)},
    {"en": (40, 9), "fr": (12, 6), "sw": (7, 4)},
]
LATER_SHOWN = [*reversed(ONCE_SHOWN)]
FIRST_COMES = [
    {"en": (40, 9), "sw": (3, 6), "fr": (2, 6)},
    {"en": (40, 9), "sw": (3, 6), "fr": (2, 6), "zh": (1, 0)},
]


@pytest.mark.parametrize("history", [ONCE_SHOWN, LATER_SHOWN, FIRST_COMES])
def test_an_attacker_learns_from_revisions_that_are_safe_one_by_one(history: list[Counts]):
    assert all(told([counts], by_itself) == set() for counts in history)
    assert told(history, by_itself)


@pytest.mark.parametrize("history", [ONCE_SHOWN, LATER_SHOWN, FIRST_COMES])
def test_and_nothing_from_ours(history: list[Counts]):
    assert told(history, ours) == told(history, ours_in_public) == set()


def test_nor_from_any_other_history():
    learned = 0
    for seed in range(HISTORIES):
        history = a_history(random.Random(seed))  # noqa: S311
        learned += bool(told(history, by_itself))
        assert told(history, ours) == told(history, ours_in_public) == set(), seed
    # Else the attacker would be too weak to say anything.
    assert learned > HISTORIES // 10


@pytest.mark.parametrize(("by", "least"), [("stakeholder", 0), ("account", 1)])
def test_all_revisions_would_be_the_same_whatever_the_small_numbers_were(by: By, least: int):
    for seed in range(300):
        chance = random.Random(seed)  # noqa: S311
        for counts in a_history(chance):
            other = {
                row: tuple(
                    chance.randrange(least, LEAST) if least <= n < LEAST else n for n in cells
                )
                for row, cells in counts.items()
            }
            mine, theirs = (published(table(c), by) for c in (counts, other))
            assert mine == theirs, (seed, counts, other)


def test_who_knows_the_true_sums_of_a_day_from_elsewhere_cannot_tell_a_number_by_subtracting():
    for seed in range(200):
        counts = a_history(random.Random(seed))[0]  # noqa: S311
        shown, true = ours(counts), numbers(counts)
        equations = [({cell: 1}, n) for cell, n in shown.items() if n is not None]
        equations += [({(TOTAL, c): 1}, true[TOTAL, c]) for c in ("new", "returning")]
        equations += [
            ({**dict.fromkeys(found.parts, 1), found.whole: -1}, 0)
            for found in sums(counts)
            if found.whole[0] == TOTAL and found.whole[1] != "people"
        ]
        values = solved(equations)
        small = {cell for cell in true if 0 < true[cell] < LEAST and cell[0] != TOTAL}
        assert not small & values.keys(), (seed, counts)
