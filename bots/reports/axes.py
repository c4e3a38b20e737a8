"""Axes: round numbers to measure by, and as many names of times as there is room for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Final

from bots.reports.lettering import text_width
from bots.reports.spans import Step, starts
from bots.reports.words import Words

SMALL: Final = 12
"""The size of an axis's letters, as the page's style has it."""
_ROOM: Final = 14
_LONG: Final = 24
"""From this many months on, an axis names years only."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A name at a place of an axis of time."""

    day: date
    text: str


def round_numbers(most: int) -> list[int]:
    """Return two to four round numbers from above zero; the last is at least ``most``."""
    for exponent in count():
        for factor in (1, 2, 5):
            unit = factor * 10**exponent
            if unit * 4 >= most:
                return [unit * n for n in range(1, -(-max(most, 2) // unit) + 1)]
    raise AssertionError  # count() has no end


def ticks(first: date, last: date, width: float, words: Words, weeks: bool) -> list[Tick]:
    """Return the names for the time between two days, none closer to the next than they fit."""
    days = max((last - first).days, 1)
    months = days / 30.4
    step = Step.YEAR if months > _LONG else Step.WEEK if weeks else Step.MONTH
    every = [day for day in starts(step, first, last) if day >= first]
    if step is Step.WEEK and not every:
        every = [first]
    named = [Tick(day, words.step(step, day)) for day in every]
    return _thinned(named, width / days)


def _thinned(every: Sequence[Tick], a_day: float) -> list[Tick]:
    """Return each second, third … of the ticks, so that their names do not touch."""
    if len(every) < 2:
        return list(every)
    widest = max(text_width(tick.text, SMALL) for tick in every) + _ROOM
    apart = (every[1].day - every[0].day) / timedelta(days=1) * a_day
    return list(every[:: max(1, -int(-widest // apart))])
