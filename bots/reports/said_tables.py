"""Tables of what was said: over time, by language, on talk pages, to working groups."""

from __future__ import annotations

from bots.reports.cells import Cell, Cells, Table
from bots.reports.values import Report


def over_time(report: Report, cells: Cells) -> Table:
    """Return the comments and people of each week, month or year."""
    rows = [
        (
            Cell(cells.words.step(report.step, bucket.start), sort=bucket.start.isoformat()),
            cells.number(bucket.comments),
            cells.people(people),
        )
        for bucket, people in zip(report.buckets, report.active, strict=True)
    ]
    return cells.table("over-time", ("when", "comments", "people"), rows)


def by_language_over_time(report: Report, cells: Cells) -> Table:
    """Return the comments of each week, month or year in each language."""
    words = cells.words
    rows = [
        (
            Cell(words.step(report.step, bucket.start), sort=bucket.start.isoformat()),
            *(cells.number(line.buckets[index].comments) for line in report.languages),
        )
        for index, bucket in enumerate(report.buckets)
    ]
    names = [words.language_name(line.language) for line in report.languages]
    columns = ((words.say("column-when"), False), *((name, True) for name in names))
    return Table(words.say("by-language"), columns, tuple(rows), wide=len(names) > 3)


def languages(report: Report, cells: Cells) -> Table:
    """Return what was said in each language, and by how many."""
    rows = [
        (
            cells.language(line.language),
            cells.number(line.pages),
            cells.number(line.threads),
            cells.number(line.comments),
            *cells.added(line.added),
            cells.people(line.people),
        )
        for line in report.languages
    ]
    totals = {headline.key: headline for headline in report.headlines}
    comments = totals["comments"]
    total = (
        Cell(cells.say("total")),
        cells.people(totals["talk pages"].total),
        cells.people(totals["threads"].total),
        cells.people(comments.total),
        *cells.added(comments.added.shown if comments.added else None),
        cells.people(totals["people"].total),
    )
    columns = ("language", "talk-pages", "threads", "comments", *new(report), "people")
    return cells.table("by-language", columns, rows, total)


def pages(report: Report, cells: Cells) -> Table:
    """Return the talk pages with what was said on each."""
    rows = [
        (
            cells.title(line.title),
            cells.language(line.language),
            cells.number(line.threads),
            cells.number(line.comments),
            *cells.added(line.added),
            cells.people(line.people),
            cells.day(line.latest, line.latest_link),
        )
        for line in report.pages
    ]
    columns = ("talk-page", "language", "threads", "comments", *new(report), "people", "latest")
    return cells.table("talk-pages", columns, rows)


def groups(report: Report, cells: Cells) -> Table:
    """Return the working groups with their stage, members and conversations."""
    rows = [
        (
            cells.title(line.name, line.page, report.language),
            Cell(cells.words.stage(line.stage)),
            cells.number(line.members),
            cells.number(line.threads),
            cells.number(line.comments),
            cells.people(line.people),
            cells.day(line.latest),
        )
        for line in report.groups
    ]
    columns = ("group", "stage", "members", "threads", "comments", "people", "latest")
    return cells.table("working-groups", columns, rows)


def new(report: Report) -> tuple[str, ...]:
    """Return the column for what came in the period, where the report has a beginning."""
    return ("new",) if report.span.since else ()
