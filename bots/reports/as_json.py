"""A report's values as JSON's types; docs/report.md is their dictionary."""

from __future__ import annotations

from datetime import date
from typing import Any

from bots.consultation.dates import Period
from bots.reports.progress import MilestoneLine
from bots.reports.small_cells import People
from bots.reports.spans import Bucket
from bots.reports.values import SCHEMA, GroupLine, LanguageLine, PageLine, Report


def as_json(report: Report) -> dict[str, Any]:
    """Return the report as JSON's types; what is hidden in the page is hidden here too."""
    span = report.span
    return {
        "schema": SCHEMA,
        "consultation": {"name": report.name, "wiki": report.wiki},
        "made": report.made.isoformat(),
        "period": {"since": _day(span.since), "until": span.until.isoformat()},
        "headlines": {
            headline.key: {
                "total": headline.total,
                "in period": headline.added,
                "in period before": headline.before,
            }
            for headline in report.headlines
        },
        "comments over time": {"step": report.step.value, "comments": _over_time(report.buckets)},
        "languages": [_language(line) for line in report.languages],
        "talk pages": [_page(line) for line in report.pages],
        "working groups": [_group(line) for line in report.groups],
        "milestones": [_milestone(line) for line in report.milestones],
        "needs a person": [
            {
                "page": trouble.page,
                "line": trouble.line or None,
                "problem": trouble.problem,
                "mend": trouble.mend,
                "refused": trouble.refused,
            }
            for trouble in report.troubles
        ],
    }


def _language(line: LanguageLine) -> dict[str, Any]:
    return {
        "language": line.language,
        "talk pages": line.pages,
        "threads": line.threads,
        "comments": line.comments,
        "comments in period": line.added,
        "people": _people(line.people),
        "comments over time": _over_time(line.buckets),
    }


def _page(line: PageLine) -> dict[str, Any]:
    return {
        "page": line.title,
        "language": line.language,
        "threads": line.threads,
        "comments": line.comments,
        "comments in period": line.added,
        "people": _people(line.people),
        "latest": _day(line.latest),
        "latest comment": line.latest_link or None,
    }


def _group(line: GroupLine) -> dict[str, Any]:
    return {
        "id": line.id,
        "name": line.name,
        "page": line.page,
        "stage": line.stage,
        "members": line.members,
        "threads": line.threads,
        "comments": line.comments,
        "people": _people(line.people),
        "latest": _day(line.latest),
    }


def _milestone(line: MilestoneLine) -> dict[str, Any]:
    return {
        "id": line.id,
        "title": line.title,
        "page": line.page,
        "depth": line.depth,
        "date": line.date,
        "period": _period(line.period),
        "status": line.status,
        "progress": line.progress,
        "slips": [
            {"before": s.before, "after": s.after, "seen": s.seen, "days": s.days}
            for s in line.slips
        ],
    }


def _people(people: People) -> dict[str, Any]:
    return {"number": people.shown, "hidden": people.hidden or None}


def _over_time(buckets: tuple[Bucket, ...]) -> dict[str, int]:
    return {bucket.start.isoformat(): bucket.comments for bucket in buckets}


def _period(period: Period | None) -> dict[str, str] | None:
    if period is None:
        return None
    return {"start": period.start.isoformat(), "end": period.end.isoformat()}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
