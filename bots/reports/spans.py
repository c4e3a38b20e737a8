"""The stretch of time that a report speaks of, cut into weeks, months or years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Final

_DAY: Final = timedelta(days=1)
_MOST_WEEKS: Final = 26
_MOST_MONTHS: Final = 180


class Step(Enum):
    """How long one bar of a figure lasts."""

    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Span:
    """What a report counts: all up to ``until``, and what came of it from ``since`` on."""

    until: date
    since: date | None = None
    name: str = ""
    """What people call the period, where it is a milestone's."""

    def holds(self, day: date) -> bool:
        """Return whether a day lies in the period; without a beginning, all before its end do."""
        return (self.since is None or self.since <= day) and day <= self.until

    @property
    def before(self) -> date | None:
        """The first day of the period of equal length before this one."""
        return self.since - (self.until + _DAY - self.since) if self.since else None


@dataclass(frozen=True, slots=True)
class Bucket:
    """A week, month or year, and how many comments it saw."""

    start: date
    comments: int


def fitting_step(first: date, last: date) -> Step:
    """Return the step that cuts the time into no more bars than can be read."""
    days = (last - first).days + 1
    if days <= 7 * _MOST_WEEKS:
        return Step.WEEK
    return Step.MONTH if days <= 31 * _MOST_MONTHS else Step.YEAR


def starts(step: Step, first: date, last: date) -> list[date]:
    """Return the first day of each step from the one that holds ``first``, without gaps."""
    return list(_starts(step, first, last))


def cut(step: Step, first: date, last: date, said: Iterable[tuple[date, int]]) -> list[Bucket]:
    """Return how many comments each step saw; what lies outside first and last does not count."""
    begin = starts(step, first, last)
    counts = dict.fromkeys(begin, 0)
    for day, comments in said:
        if first <= day <= last:
            counts[_start(step, day)] += comments
    return [Bucket(start, counts[start]) for start in begin]


def end_of(step: Step, start: date) -> date:
    """Return the last day of the step that begins on this day."""
    return _next(step, start) - _DAY


def _starts(step: Step, first: date, last: date) -> Iterator[date]:
    day = _start(step, first)
    while day <= last:
        yield day
        day = _next(step, day)


def _start(step: Step, day: date) -> date:
    if step is Step.WEEK:
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if step is Step.MONTH else day.replace(month=1, day=1)


def _next(step: Step, start: date) -> date:
    if step is Step.WEEK:
        return start + timedelta(days=7)
    if step is Step.MONTH:
        return (start + timedelta(days=31)).replace(day=1)
    return start.replace(year=start.year + 1)
