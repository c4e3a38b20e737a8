"""Small numbers of people, hidden so that nobody can be told from a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

LEAST: Final = 5
"""From this many people on, a number is shown."""

Reason = Literal["", "small", "second"]


@dataclass(frozen=True, slots=True)
class People:
    """A number of people, or why it is not shown."""

    shown: int | None
    hidden: Reason = ""
    """``small`` for 1 to 4 people; ``second`` where it would give another hidden one away."""


def hide_small(counts: Mapping[str, int]) -> dict[str, People]:
    """Return each count, or that it is hidden, under the same key.

    One hidden cell alone could be told from the total, so the next larger one goes with it.
    """
    small = {key for key, count in counts.items() if _is_small(count)}
    second = ""
    if len(small) == 1:
        others = [(count, key) for key, count in counts.items() if count >= LEAST]
        second = min(others, default=(0, ""))[1]
    return {
        key: _hidden(count)
        if key in small
        else (People(None, "second") if second and key == second else People(count))
        for key, count in counts.items()
    }


def follow(count: int, cells: list[People]) -> People:
    """Return a count that is hidden where one of the cells it is a part of is."""
    if any(cell.hidden for cell in cells):
        return _hidden(count)
    return People(count)


def _hidden(count: int) -> People:
    return People(None, "small" if _is_small(count) else "second") if count else People(0)


def _is_small(count: int) -> bool:
    return 0 < count < LEAST
