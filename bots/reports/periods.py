"""The period of a report, by its days or by the milestone or phase that it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from bots.consultation.process.milestones import Milestone
from bots.consultation.words import fold
from bots.errors import UsageError
from bots.page.plain import plain
from bots.reports.spans import Span

FIRST, LAST = date(1990, 1, 1), date(2199, 12, 31)
"""Between these days there are wikis: a year 9999 is a slip, and no figure can hold it."""
_NAMED: Final = 8
"""So many names an error tells."""


def span_of_days(since: date | None, until: date | None, today: date) -> Span:
    """Return the period between two days.

    Raises UsageError where it ends before it begins, or at a time without wikis.
    """
    last = until or today
    if odd := next((day for day in (since, until) if day and not FIRST <= day <= LAST), None):
        raise UsageError(f"{odd} is no day to report on", f"name one from {FIRST} to {LAST}")
    if since and since > last:
        raise UsageError(f"the period ends on {last}, before it begins on {since}")
    return Span(last, since)


def span_of(name: str, milestones: Sequence[Milestone], today: date) -> Span:
    """Return the period of the milestone or phase of this id or title, up to today at the latest.

    Raises UsageError where there is none, more than one, or none with a date that can be used.
    """
    found = _named(name, milestones)
    title = plain(found.cells.get("title", "")) or found.id
    period = found.period
    if period is None:
        written = found.cells.get("date", "").strip()
        raise UsageError(
            f"“{title}” has no date that can be read" + (f" (“{written}”)" if written else ""),
            "write its date as 2018-07-18/2018-07-22, or use --since and --until",
            title=found.page,
        )
    since = None if period.open == "start" else max(period.start, FIRST)
    if since and since > today:
        raise UsageError(f"“{title}” begins on {since}, and today is {today}", title=found.page)
    last = today if period.open == "end" else min(period.end, today)
    return Span(last, since, title)


def _named(name: str, milestones: Sequence[Milestone]) -> Milestone:
    """Return the milestone of this id; else the one with this title, or whose title has it."""
    wanted = fold(name)
    titles = {id(m): fold(plain(m.cells.get("title", ""))) for m in milestones}
    for found in (
        [m for m in milestones if m.id == name.strip()],
        [m for m in milestones if titles[id(m)] == wanted],
        [m for m in milestones if wanted and wanted in titles[id(m)]],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            raise UsageError(
                f"“{name}” may be {_listed(found)}", "name one of them by its id", title="--period"
            )
    if not milestones:
        raise UsageError(
            f"there is no “{name}”: the consultation has neither milestones nor phases",
            "use --since and --until",
            title="--period",
        )
    raise UsageError(
        f"there is no milestone or phase “{name}”",
        f"there are {_listed(milestones)}",
        title="--period",
    )


def _listed(milestones: Sequence[Milestone]) -> str:
    named = sorted(milestone.id for milestone in milestones)
    more = f" and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
    return ", ".join(named[:_NAMED]) + more
