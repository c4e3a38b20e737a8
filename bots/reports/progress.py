"""Milestones as a report shows them: in order, with their depth and with each time they slipped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from bots.consultation.dates import Period, read_period
from bots.consultation.milestones import Milestone
from bots.page.ownership import normal
from bots.page.plain import plain

_SLIP: Final = re.compile(r"(?P<before>.+?) → (?P<after>.+?) \((?P<seen>\d{4}-\d\d-\d\d)\)")


@dataclass(frozen=True, slots=True)
class Slip:
    """A milestone's date that gave way to another."""

    before: str
    """As people wrote it."""
    after: str
    seen: str
    """The day on which a run saw it."""
    was: Period | None
    """The date before, where it can be read."""
    days: int | None
    """By how many days its end moved; None where either date cannot be read."""


@dataclass(frozen=True, slots=True)
class MilestoneLine:
    """A milestone in its place."""

    id: str
    title: str
    page: str
    depth: int
    """0, or how many milestones it is a part of."""
    date: str
    """As people wrote it."""
    period: Period | None
    status: str
    progress: str
    slips: tuple[Slip, ...]


def milestone_lines(milestones: Iterable[Milestone], language: str) -> list[MilestoneLine]:
    """Return the milestones by date, each with its parts behind it."""
    every = sorted(milestones, key=lambda m: (_begin(m, language), m.id))
    ids = {milestone.id for milestone in every}
    parts: dict[str, list[Milestone]] = {}
    for milestone in every:
        whole = milestone.part_of
        parts.setdefault(whole if whole in ids and whole != milestone.id else "", []).append(
            milestone
        )
    lines: list[MilestoneLine] = []
    waiting = [(milestone, 0) for milestone in reversed(parts.pop("", []))]
    while waiting or parts:
        if not waiting:
            # Parts of each other, in a circle: they stand at the end, as they are.
            waiting = [(milestone, 0) for milestone in reversed(parts.pop(next(iter(parts))))]
        milestone, depth = waiting.pop()
        lines.append(_line(milestone, depth, language))
        waiting += [(part, depth + 1) for part in reversed(parts.pop(milestone.id, []))]
    return lines


def _begin(milestone: Milestone, language: str) -> date:
    period = read_period(milestone.cells.get("date", ""), language)
    return period.start if period else date.max


def _line(milestone: Milestone, depth: int, language: str) -> MilestoneLine:
    cells = milestone.cells
    written = normal(cells.get("date", ""))
    return MilestoneLine(
        id=milestone.id,
        title=plain(cells.get("title", "")) or milestone.id,
        page=milestone.page,
        depth=depth,
        date=written,
        period=read_period(written, language),
        status=milestone.status,
        progress=normal(cells.get("progress", "")),
        slips=tuple(read_slips(cells.get("was", ""), language)),
    )


def read_slips(was: str, language: str) -> list[Slip]:
    """Return the slips that ``was`` keeps, oldest first; what people wrote otherwise is left out.

    Its form is "old → new (day); old → new (day)".
    """
    slips = []
    for part in was.split(";"):
        found = _SLIP.fullmatch(part.strip())
        if found:
            before, after = (read_period(found[name], language) for name in ("before", "after"))
            days = (after.end - before.end).days if before and after else None
            slips.append(Slip(found["before"], found["after"], found["seen"], before, days))
    return slips
