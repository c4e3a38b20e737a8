"""A roadmap drawn to scale: where each phase begins and how long it lasts, in hundredths."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from bots.consultation.dates.period import Period
from bots.consultation.process.milestones import Milestone

_STEPS: Final = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 24000)
"""Months between two marks of the scale."""
_MOST_MARKS: Final = 5
"""As many as have room on a phone."""
GRAIN: Final = 2
"""Hundredths in which bars are placed: the style sheet has a class for each."""
_YEAR: Final = 12


@dataclass(frozen=True, slots=True)
class Scale:
    """The stretch of time that a roadmap shows, in equal steps."""

    first: int
    """Its first month, counted from the year 0."""
    step: int
    """How many months lie between two marks."""
    count: int
    """How many steps there are."""

    @property
    def marks(self) -> tuple[str, ...]:
        """The beginning of each step, as ``2018-07``; as ``2018`` where all are of years."""
        length = 4 if self.step % _YEAR == 0 else 7
        months = (self.first + number * self.step for number in range(self.count))
        return tuple(_day(month).isoformat()[:length] for month in months)

    @property
    def start(self) -> date:
        """Its first day."""
        return _day(self.first)

    @property
    def end(self) -> date:
        """The day behind its last."""
        return _day(self.first + self.count * self.step)

    def place(self, period: Period) -> tuple[int, int]:
        """Return where a period begins and how long it is, in hundredths of the whole.

        What has no end goes on to the end of the roadmap.
        """
        begins = self._hundredth(period.start) // GRAIN * GRAIN
        ends = 100 if period.open == "end" else self._hundredth(period.end)
        ends = -(-ends // GRAIN) * GRAIN
        begins = min(begins, 100 - GRAIN)
        return begins, min(max(ends - begins, GRAIN), 100 - begins)

    def _hundredth(self, day: date) -> int:
        return round(100 * (day - self.start).days / (self.end - self.start).days)


def scale_of(periods: Iterable[Period]) -> Scale | None:
    """Return the scale that has room for all of these; None where there are none."""
    periods = tuple(periods)
    if not periods:
        return None
    first = min(_month(period.start) for period in periods)
    last = max(_month(period.end) for period in periods)
    for step in _STEPS:
        begins = first // step * step
        count = (last - begins) // step + 1
        if count <= _MOST_MARKS:
            break
    return Scale(max(begins, _YEAR), step, count)


def _month(day: date) -> int:
    return day.year * _YEAR + day.month - 1


def _day(month: int) -> date:
    year = month // _YEAR
    return date(year, month % _YEAR + 1, 1) if year <= date.max.year else date.max


def in_order(records: Sequence[Milestone], key: Callable[[Milestone], Any]) -> list[Milestone]:
    """Return them by a key, parts behind the whole that they belong to."""
    ids = {record.id for record in records}
    parts: dict[str, list[Milestone]] = {}
    for record in sorted(records, key=key):
        whole = whole_of(record)
        parts.setdefault(whole if whole in ids and whole != record.id else "", []).append(record)
    ordered: list[Milestone] = []
    waiting = parts.pop("", [])[::-1]
    while waiting:
        record = waiting.pop()
        ordered.append(record)
        waiting += parts.pop(record.id, [])[::-1]
    # Those that are parts of each other in a circle would otherwise be lost.
    return ordered + [record for circle in parts.values() for record in circle]


def whole_of(record: Milestone) -> str:
    """Return the id of what a record is a part of, without what kind of record that is."""
    return record.part_of.rpartition(":")[2].strip()


def start(record: Milestone) -> date:
    """Return the day on which it begins; what has no date comes last."""
    return record.period.start if record.period else date.max


def by_track(phases: Sequence[Milestone]) -> list[Milestone]:
    """Return phases track by track, those that begin first first, each track by date."""
    begins: dict[str, date] = {}
    for phase in phases:
        track = track_of(phase)
        begins[track] = min(begins.get(track, date.max), start(phase))
    return in_order(
        phases,
        lambda phase: (
            begins[track_of(phase)] if track_of(phase) else date.min,
            track_of(phase),
            start(phase),
        ),
    )


def track_of(phase: Milestone) -> str:
    """Return the topic that a phase is for; nothing where it is for all."""
    return " ".join(phase.cells.get("track", "").split())
