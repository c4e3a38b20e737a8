"""Initiatives: how far what was agreed has come, when it was last reported, and what is late."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from bots.consultation.process.milestones import DONE, DROPPED, Milestone
from bots.consultation.process.slips import Slip, read_slips
from bots.consultation.results.lineage import ids
from bots.consultation.results.recommendations import titles
from bots.consultation.talks.conversations import anchor
from bots.consultation.words import fold
from bots.consultation.working_groups.meetings import Meetings, read_meetings
from bots.page.ownership import Schema, normal

STAGES: Final = (
    "nothing yet",
    "research and needs assessment",
    "planning",
    "pilot",
    "execution",
    "completion and reporting",
    "monitoring and evaluation",
)
"""The stages that Meta's pages on putting the recommendations to work have, in their order."""
_QUIET: Final = STAGES[0]
"""The stage at which nobody expects a report."""
INITIATIVE: Final = Schema(
    template="Consultation initiative",
    bot=(
        "next milestone",
        "next link",
        "due",
        "progress",
        "last report",
        "report link",
        "no news since",
        "seen",
        "was",
        "not evaluated",
        "as of",
    ),
    people=(
        "id",
        "title",
        "recommendation",
        "owner",
        "stage",
        "milestones",
        "reports",
        "report every",
        "evaluation",
        "depends on",
        "note",
        "show",
    ),
    values={"stage": STAGES},
)


@dataclass(frozen=True, slots=True)
class Initiative:
    """An initiative by its record, with the pages and milestones that belong to it."""

    id: str
    page: str
    """The page on which its record stands."""
    cells: Mapping[str, str]
    milestones: Sequence[Milestone] = ()
    """Those that its record names, and those that are a part of it."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """The pages with its reports, as far as they exist."""
    language: str = "en"

    @property
    def stage(self) -> str:
        """How far it is, as people have set it."""
        return normal(self.cells.get("stage", "")).lower()

    @property
    def recommendations(self) -> tuple[str, ...]:
        """The ids of the recommendations that it puts to work."""
        return ids(self.cells.get("recommendation", ""))

    @property
    def reports(self) -> tuple[str, ...]:
        """The titles of the pages with its reports."""
        return titles(self.cells.get("reports", ""))

    @property
    def every(self) -> int | None:
        """After how many days a report is due; None where nobody said."""
        written = normal(self.cells.get("report every", ""))
        days = int(written) if written.isdecimal() and len(written) < 5 else 0
        return days or None

    def next(self) -> Milestone | None:
        """Return the milestone that comes next: of those not done the one that is due first."""
        waiting = [m for m in self.milestones if m.status not in (DONE, DROPPED)]
        dated = [(m.period.end, number, m) for number, m in enumerate(waiting) if m.period]
        return min(dated)[2] if dated else next(iter(waiting), None)

    def last_report(self, today: date) -> tuple[date, str] | None:
        """Return the day of the latest report and the link to it; None where there is none.

        A report's day stands in a heading of one of its pages.
        """
        found: list[tuple[date, str]] = []
        for title in self.reports:
            read = read_meetings(self.texts.get(title, ""), self.language, today)
            if read.last:
                found.append((read.last, f"{title}#{anchor(read.heading.replace(' ', '_'))}"))
        return max(found, default=None, key=lambda report: report[0])


def initiative_cells(found: Initiative, today: date) -> dict[str, str]:
    """Return the bot's cells of an initiative's record as they should be today."""
    coming = found.next()
    report = found.last_report(today)
    counted = [m for m in found.milestones if m.status != DROPPED]
    done = sum(milestone.status == DONE for milestone in counted)
    was = _history(found, today)
    return {
        "next milestone": coming.cells.get("title", "") or coming.id if coming else "",
        "next link": f"{coming.page}#consultation-milestone-{anchor(coming.id)}" if coming else "",
        "due": coming.cells.get("date", "") if coming else "",
        "progress": f"{done}/{len(counted)}" if counted else "",
        "last report": report[0].isoformat() if report else "",
        "report link": report[1] if report else "",
        "no news since": _silent_since(found, report, today),
        "seen": found.stage,
        "was": was,
        "not evaluated": "; ".join(_not_evaluated(found, was)),
        "as of": today.isoformat(),
    }


def _silent_since(found: Initiative, report: tuple[date, str] | None, today: date) -> str:
    """Return the day of the last report where another one is overdue.

    Where there is none, the days count from the one on which its stage was last changed.
    """
    if found.every is None or found.stage in ("", _QUIET):
        return ""
    slips = read_slips(normal(found.cells.get("was", "")))
    since = report[0] if report else date.fromisoformat(slips[-1].seen) if slips else None
    if since is None:
        return ""
    return since.isoformat() if today > since + timedelta(days=found.every) else ""


def _history(found: Initiative, today: date) -> str:
    """Return each stage that it left, with the next one and the day on which a run saw it."""
    was, seen = normal(found.cells.get("was", "")), normal(found.cells.get("seen", ""))
    if not seen or not found.stage or seen == found.stage:
        return was
    return "; ".join(filter(None, (was, str(Slip(seen, found.stage, today.isoformat())))))


def _not_evaluated(found: Initiative, was: str) -> list[str]:
    """Return the stages that it has left and of which the evaluation says nothing."""
    said = fold(found.cells.get("evaluation", ""))
    left = dict.fromkeys(slip.old for slip in read_slips(was))
    return [stage for stage in left if stage != _QUIET and fold(stage) not in said]


def initiative_problems(found: Initiative, known: Iterable[str], today: date) -> list[str]:
    """Return what a person has to see to; ``known`` are the ids of all recommendations."""
    recommendations = set(known)
    problems = []
    if found.stage and found.stage not in STAGES:
        problems.append(f"“{found.stage}” is no stage; use {', '.join(STAGES)}")
    problems += [
        f"there is no recommendation “{name}”"
        for name in found.recommendations
        if name not in recommendations
    ]
    named = set(ids(found.cells.get("milestones", "")))
    problems += [
        f"there is no milestone “{name}”"
        for name in sorted(named - {milestone.id for milestone in found.milestones})
    ]
    every = normal(found.cells.get("report every", ""))
    if every and found.every is None:
        problems.append(f"report every “{every}” is no number of days")
    return problems + _report_problems(found, today)


def _report_problems(found: Initiative, today: date) -> list[str]:
    problems = []
    for title in found.reports:
        text = found.texts.get(title)
        if text is None:
            problems.append(f"there is no page “{title}”, which reports= names")
        elif read_meetings(text, found.language, today) == Meetings():
            problems.append(f"no heading on “{title}” names the day of a report")
    return problems
