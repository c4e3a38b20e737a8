"""Milestones: what the record of one becomes today, from its dates and its evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bots.consultation.dates import Period, read_period
from bots.consultation.evidence import Evidence, holds, read_conditions
from bots.page.ownership import Schema, normal

MILESTONE: Final = Schema(
    template="Consultation milestone",
    bot=("status", "progress", "seen", "was", "as of"),
    people=("id", "title", "date", "part of", "done when", "review after", "note"),
)

PRELIMINARY: Final = "preliminary"
UPCOMING: Final = "upcoming"
POSTPONED: Final = "postponed"
IN_PROGRESS: Final = "in progress"
DONE: Final = "done"
OVERDUE: Final = "overdue"
DROPPED: Final = "dropped"
STATUSES: Final = (PRELIMINARY, UPCOMING, POSTPONED, IN_PROGRESS, DONE, OVERDUE, DROPPED)


@dataclass(frozen=True, slots=True)
class Milestone:
    """A milestone as its record stands after this run."""

    id: str
    page: str
    """The page on which its record stands."""
    cells: Mapping[str, str]

    @property
    def status(self) -> str:
        """Its status: the bot's, or a person's where they have set it."""
        return normal(self.cells.get("status", "")).lower()

    @property
    def part_of(self) -> str:
        """The id of the milestone that this one is a part of, or nothing."""
        return normal(self.cells.get("part of", ""))

    @property
    def period(self) -> Period | None:
        """Its date, where that can be read."""
        return read_period(self.cells.get("date", ""))


def milestone_cells(
    cells: Mapping[str, str], parts: Sequence[Milestone], evidence: Evidence, language: str
) -> dict[str, str]:
    """Return the bot's cells of a milestone's record as they should be today.

    A new date is a slip: ``was`` keeps "old → new (date on which a run saw it)" for each.
    """
    date, seen = (normal(cells.get(name, "")) for name in ("date", "seen"))
    was = normal(cells.get("was", ""))
    today = evidence.today.isoformat()
    if seen and date and seen != date:
        was = "; ".join(filter(None, (was, f"{seen} → {date} ({today})")))
    counted = [part for part in parts if part.status != DROPPED]
    done = sum(part.status == DONE for part in counted)
    return {
        "status": _status(cells, counted, evidence, slipped=bool(was), language=language),
        "progress": f"{done}/{len(counted)}" if counted else "",
        "seen": date or seen,
        "was": was,
        "as of": today,
    }


def _status(
    cells: Mapping[str, str],
    parts: Sequence[Milestone],
    evidence: Evidence,
    *,
    slipped: bool,
    language: str,
) -> str:
    conditions, unread = read_conditions(cells.get("done when", ""))
    if conditions and not unread and all(holds(condition, evidence) for condition in conditions):
        return DONE
    if parts and not conditions and all(part.status == DONE for part in parts):
        return DONE
    period = read_period(cells.get("date", ""), language)
    if period is None:
        return PRELIMINARY
    if evidence.today < period.start:
        return POSTPONED if slipped else UPCOMING
    return IN_PROGRESS if evidence.today <= period.end else OVERDUE


def unreadable(cells: Mapping[str, str], language: str) -> list[str]:
    """Return what in a milestone's record cannot be read, as sentences for a person."""
    problems = []
    date = normal(cells.get("date", ""))
    if date and read_period(date, language) is None:
        problems.append(f"the date “{date}” cannot be read; write it as 2030-07-18/2030-07-22")
    _, unread = read_conditions(cells.get("done when", ""))
    problems += [
        f"“{part}” in done when cannot be read; use page:, members:, date:, closed: or groups:"
        for part in unread
    ]
    return problems
