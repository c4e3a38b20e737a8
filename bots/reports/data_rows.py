"""The rows of a report's data tables, value by value in the order of ``dictionary.json``.

What is hidden on the page is hidden here: there is one ``People`` for all formats.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from bots.consultation.people.small_cells import People
from bots.reports import statement_rows
from bots.reports.statement_rows import Rows, people_of
from bots.reports.values import VERSION, Report


def about(report: Report) -> Rows:
    """Yield the one row about the report itself."""
    span = report.span
    yield (
        VERSION,
        report.name,
        report.wiki,
        report.address or None,
        report.made,
        span.since,
        span.until,
        span.name,
        report.step.value,
    )


def headlines(report: Report) -> Rows:
    """Yield the headlines."""
    for line in report.headlines:
        numbers = (line.total, line.added, line.before)
        hidden = any(number is not None and number.hidden for number in numbers)
        yield (line.key, *(number.shown if number else None for number in numbers), hidden)


def over_time(report: Report) -> Rows:
    """Yield the weeks, months or years."""
    for bucket, people in zip(report.buckets, report.active, strict=True):
        yield (bucket.start, bucket.comments, *people_of(people))


def languages(report: Report) -> Rows:
    """Yield the languages."""
    for line in report.languages:
        counts = (line.pages, line.threads, line.comments, line.added)
        yield (line.language, *counts, *people_of(line.people))


def languages_over_time(report: Report) -> Rows:
    """Yield the weeks, months or years of each language."""
    for line in report.languages:
        for bucket in line.buckets:
            yield (line.language, bucket.start, bucket.comments)


def unanswered(report: Report) -> Rows:
    """Yield the languages with waiting threads."""
    for line in report.threads.ages[1:]:
        yield (line.language, *line.counts, line.late)


def waiting(report: Report) -> Rows:
    """Yield the waiting threads."""
    for line in report.threads.waiting:
        place = (line.page, line.heading, line.language)
        yield (*place, line.since, line.days, line.late, line.link)


def new_threads(report: Report) -> Rows:
    """Yield the threads begun in the period."""
    for line in report.threads.new:
        place = (line.page, line.heading, line.language)
        yield (*place, line.started, line.comments, line.link)


def answers(report: Report) -> Rows:
    """Yield the answers given in the period."""
    for line in report.threads.answers:
        place = (line.page, line.heading, line.language)
        yield (*place, line.asked, line.answered, line.days, line.link)


def occasions(report: Report) -> Rows:
    """Yield the conversations off the wiki."""
    for line in report.off_wiki.occasions:
        period = (line.period.start, line.period.end) if line.period else (None, None)
        place = (line.id, line.title, line.kind, line.place, line.date, *period, line.language)
        people = line.people or People(0)
        took_part = (people.shown if line.people else None, people.hidden)
        yield (*place, *took_part, line.meetings, line.statements, line.open, line.link)


def coverage(report: Report) -> Rows:
    """Yield what became of the comments, by language."""
    for line in report.accounts[1:]:
        yield (line.language, line.comments, *line.standings, line.next_link or None)


def talk_pages(report: Report) -> Rows:
    """Yield the talk pages."""
    for line in report.pages:
        counts = (line.threads, line.comments, line.added, *people_of(line.people))
        yield (line.title, line.language, *counts, line.latest, line.latest_link or None)


def working_groups(report: Report) -> Rows:
    """Yield the working groups."""
    for line in report.groups:
        group = (line.id, line.name, line.page, line.stage, line.members)
        yield (*group, line.threads, line.comments, *people_of(line.people), line.latest)


def milestones(report: Report) -> Rows:
    """Yield the milestones."""
    for line in report.milestones:
        period = (line.period.start, line.period.end) if line.period else (None, None)
        place = (line.id, line.kind, line.title, line.page, line.depth, line.date)
        yield (*place, *period, line.status, line.progress)


def slips(report: Report) -> Rows:
    """Yield each slip of each milestone."""
    for line in report.milestones:
        for slip in line.slips:
            inside = report.span.holds(date.fromisoformat(slip.seen))
            yield (line.id, line.kind, slip.before, slip.after, slip.seen, slip.days, inside)


def troubles(report: Report) -> Rows:
    """Yield what needs a person."""
    for line in report.troubles:
        yield (line.page, line.line or None, line.problem, line.mend, line.refused)


ROWS: Final[Mapping[str, Callable[[Report], Rows]]] = {
    "report": about,
    "headlines": headlines,
    "comments_over_time": over_time,
    "languages": languages,
    "comments_by_language_over_time": languages_over_time,
    "facets": statement_rows.facets,
    "themes": statement_rows.themes,
    "statements": statement_rows.statements,
    "reported_statements": statement_rows.reported,
    "codes": statement_rows.codes,
    "suggestions": statement_rows.suggestions,
    "conversations_off_wiki": occasions,
    "unanswered": unanswered,
    "waiting": waiting,
    "new_threads": new_threads,
    "answers": answers,
    "coverage": coverage,
    "talk_pages": talk_pages,
    "working_groups": working_groups,
    "milestones": milestones,
    "slips": slips,
    "needs_a_person": troubles,
}
