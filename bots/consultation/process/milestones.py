"""Milestones: what the record of one becomes today, from its dates and its evidence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bots.consultation.dates.relative import Relative, resolve
from bots.consultation.dates.written import Period, read_date, read_period
from bots.consultation.process.evidence import Evidence, holds, read_conditions, shown
from bots.consultation.process.slips import moved_later, one_line, read_slips, with_slip
from bots.consultation.words import fold
from bots.page.ownership import Schema, held, normal

MILESTONE: Final = Schema(
    template="Consultation milestone",
    bot=("status", "progress", "evidence", "seen", "was", "as of"),
    people=(
        "id",
        "title",
        "date",
        "part of",
        "depends on",
        "done when",
        "review after",
        "note",
        "show",
    ),
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
    """A milestone, or a phase, as its record stands after this run."""

    id: str
    page: str
    """The page on which its record stands."""
    cells: Mapping[str, str]
    language: str = "en"
    """The language in which its date is written, if not in English."""

    @property
    def status(self) -> str:
        """Its status: the bot's, or a person's where they have set it."""
        return normal(self.cells.get("status", "")).lower()

    @property
    def part_of(self) -> str:
        """The id of what this one is a part of, or nothing."""
        return normal(self.cells.get("part of", ""))

    @property
    def period(self) -> Period | None:
        """Its date, where that can be read."""
        return read_period(self.cells.get("date", ""), self.language)


def milestone_cells(
    cells: Mapping[str, str], parts: Sequence[Milestone], evidence: Evidence, language: str
) -> dict[str, str]:
    """Return the bot's cells of a record with a date and parts as they should be today.

    A new date is a slip: ``was`` keeps "old → new (date on which a run saw it)" for each.
    """
    written, seen = (one_line(cells.get(name, "")) for name in ("date", "seen"))
    was = with_slip(normal(cells.get("was", "")), seen, written, evidence.today, language)
    counted = [part for part in parts if part.status != DROPPED]
    done = sum(part.status == DONE for part in counted)
    slipped = moved_later(read_slips(was), written, language)
    return {
        "status": _status(cells, counted, evidence, slipped=slipped, language=language),
        "progress": f"{done}/{len(counted)}" if counted else "",
        "evidence": shown(read_conditions(cells.get("done when", ""))[0], evidence),
        "seen": written or seen,
        "was": was,
        "as of": evidence.today.isoformat(),
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
    if parts and not conditions and not unread and all(part.status == DONE for part in parts):
        return DONE
    period = period_of(cells, evidence, language)
    if period is None:
        return PRELIMINARY
    # "by May" says nothing of when it begins, "from July" nothing of when it is overdue.
    begun = evidence.today >= period.start and period.open != "start"
    if evidence.today > period.end and period.open != "end":
        return OVERDUE
    if begun:
        return IN_PROGRESS
    return POSTPONED if slipped else UPCOMING


def period_of(cells: Mapping[str, str], evidence: Evidence, language: str) -> Period | None:
    """Return when something is, by its date: also where that is told by an event."""
    found = read_date(cells.get("date", ""), language)
    if not isinstance(found, Relative):
        return found
    event = evidence.when(found.event)
    return resolve(found, event) if event and not event.open else None


def events(records: Iterable[tuple[str, str]], language: str) -> Callable[[str], Period | None]:
    """Return what tells when an event is, from the records' titles and dates.

    "Wikimania" may be the milestone "Wikimania 2018" if no other one is called so; a date that is
    itself told by an event tells nothing. A milestone and an event of one title and one date are
    one.
    """
    known = [
        (_bare_name(title), fold(title), read_period(written, language))
        for title, written in records
    ]

    def when(event: str) -> Period | None:
        named = {period for _, title, period in known if title == fold(event)}
        alike = {period for bare, _, period in known if bare == fold(event)}
        found = named or alike
        return found.pop() if len(found) == 1 else None

    return when


def _bare_name(title: str) -> str:
    """Return a title without the year at its end."""
    return re.sub(r"\s+\d{4}$", "", fold(title))


def unreadable(
    cells: Mapping[str, str], language: str, statuses: Sequence[str] = STATUSES
) -> list[str]:
    """Return what in a record with dates cannot be read, as sentences for a person."""
    problems = []
    written = one_line(cells.get("date", ""))
    if written and read_date(written, language) is None:
        problems.append(f"the date “{written}” {_why_unread(written, language)}")
    review = one_line(cells.get("review after", ""))
    if review and read_period(review, language) is None:
        problems.append(f"review after “{review}” {_why_unread(review, language)}")
    _, unread = read_conditions(cells.get("done when", ""))
    problems += [
        f"“{part}” in done when cannot be read; use page:, members:, date:, closed: or groups:"
        for part in unread
    ]
    status = normal(cells.get("status", ""))
    if "status" in held(cells) and status.lower() not in statuses:
        problems.append(
            f"the status “{status}” is none that there is; use {', '.join(statuses[:-1])}"
            f" or {statuses[-1]}"
        )
    return problems


_LEAP_YEAR: Final = 2020
"""Any year in which every day of a year exists."""


def _why_unread(written: str, language: str) -> str:
    if read_period(written, language, _LEAP_YEAR):
        return "has no year; add it"
    return "cannot be read; write it as 2030-07-18/2030-07-22"


def to_review(cells: Mapping[str, str], language: str, today: date) -> list[str]:
    """Return what a person wanted to look at again by now, as sentences.

    Only what the bot cannot settle by itself counts: a status that is preliminary, or one that a
    person keeps.
    """
    review = read_period(cells.get("review after", ""), language)
    status = normal(cells.get("status", "")).lower()
    kept = "status" in held(cells)
    if review is None or today <= review.end or status in {DONE, DROPPED}:
        return []
    if status != PRELIMINARY and not kept:
        return []
    why = f"its status “{status}” is kept by a person" if kept else "it is still preliminary"
    return [f"to be reviewed since {review.end.isoformat()}: {why}"]
