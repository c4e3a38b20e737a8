"""Milestones as a report shows them: in order, with their depth and with each time they slipped."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from bots.consultation.dates.written import Period, read_period
from bots.consultation.process.milestones import Milestone
from bots.consultation.process.roadmap import whole_of
from bots.page.ownership import normal
from bots.page.plain import plain

Kind = Literal["milestone", "phase"]
PREFIX: Final = "phase:"
"""What a milestone writes before the id of a phase that it is a part of."""
_Record = tuple[Kind, Milestone]
_Key = tuple[Kind, str]
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
    """A milestone or a phase in its place."""

    id: str
    title: str
    page: str
    depth: int
    """0, or how many of them it is a part of."""
    date: str
    """As people wrote it."""
    period: Period | None
    status: str
    progress: str
    slips: tuple[Slip, ...]
    kind: Kind = "milestone"


def milestone_lines(
    milestones: Iterable[Milestone], language: str, phases: Iterable[Milestone] = ()
) -> list[MilestoneLine]:
    """Return the milestones and phases by date, each with its parts behind it."""
    every: list[_Record] = [("phase", p) for p in phases]
    every += [("milestone", m) for m in milestones]
    every.sort(key=lambda record: (_begin(record[1], language), record[0] != "phase", record[1].id))
    known = {(kind, record.id) for kind, record in every}
    parts: dict[_Key | None, list[_Record]] = {}
    for record in every:
        parts.setdefault(_whole(record, known), []).append(record)
    lines: list[MilestoneLine] = []
    waiting = [(record, 0) for record in reversed(parts.pop(None, []))]
    while waiting or parts:
        if not waiting:
            # Parts of each other, in a circle: they stand at the end, as they are.
            waiting = [(record, 0) for record in reversed(parts.pop(next(iter(parts))))]
        (kind, milestone), depth = waiting.pop()
        lines.append(_line(milestone, kind, depth, language))
        own = parts.pop((kind, milestone.id), [])
        waiting += [(part, depth + 1) for part in reversed(own)]
    return lines


def _whole(record: _Record, known: Collection[_Key]) -> _Key | None:
    """Return what a milestone or phase is a part of: phases have phases as their wholes only."""
    kind, milestone = record
    of_phase = kind == "phase" or milestone.part_of.lower().startswith(PREFIX)
    kinds: tuple[Kind, ...] = ("phase",) if of_phase else ("milestone", "phase")
    wholes = ((whole, whole_of(milestone)) for whole in kinds)
    return next((key for key in wholes if key in known and key != (kind, milestone.id)), None)


def _begin(milestone: Milestone, language: str) -> date:
    period = read_period(milestone.cells.get("date", ""), language)
    return period.start if period else date.max


def _line(milestone: Milestone, kind: Kind, depth: int, language: str) -> MilestoneLine:
    cells = milestone.cells
    written = normal(cells.get("date", ""))
    title, track = (plain(cells.get(name, "")) for name in ("title", "track"))
    return MilestoneLine(
        id=milestone.id,
        # There is a "Drafting" for each group.
        title=": ".join(filter(None, (track, title or milestone.id))),
        page=milestone.page,
        depth=depth,
        date=written,
        period=read_period(written, language),
        status=milestone.status,
        progress=normal(cells.get("progress", "")),
        slips=tuple(read_slips(cells.get("was", ""), language)),
        kind=kind,
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
