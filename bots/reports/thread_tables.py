"""Tables of threads: how long they wait, which ones, which are new, and which were answered."""

from __future__ import annotations

from bots.reports.cells import MOST, Cell, Cells, Table
from bots.reports.thread_values import AGES, AgeLine
from bots.reports.values import Report


def age_names(cells: Cells) -> list[str]:
    """Return the names of the classes by which waiting threads are counted."""
    number = cells.words.number
    return [
        *(cells.say("up-to-days", number(days)) for days in AGES),
        cells.say("over-days", number(AGES[-1])),
    ]


def ages(report: Report, cells: Cells) -> Table:
    """Return how many threads wait in each language, by age."""

    def row(line: AgeLine) -> tuple[Cell, ...]:
        name = cells.language(line.language) if line.language else Cell(cells.say("total"))
        return (name, *map(cells.number, line.counts), cells.number(line.late))

    lines = [row(line) for line in report.threads.ages]
    names = ((name, True) for name in age_names(cells))
    columns = (
        (cells.say("column-language"), False),
        *names,
        (cells.say("column-late"), True),
    )
    total = lines[0] if lines else ()
    return Table(cells.say("unanswered"), columns, tuple(lines[1:]), total)


def waiting(report: Report, cells: Cells) -> Table:
    """Return the threads that wait, those first that have waited longest."""
    rows = [
        (
            cells.thread(line.heading, line.link, line.language),
            cells.title(line.page),
            cells.language(line.language),
            cells.day(line.since),
            Cell(
                cells.words.number(line.days),
                kind="late" if line.late else "",
                sort=str(line.days),
            ),
        )
        for line in report.threads.waiting
    ]
    columns = ("thread", "talk-page", "language", "since", "days")
    return cells.table("waiting", columns, rows, most=MOST)


def new_threads(report: Report, cells: Cells) -> Table:
    """Return the threads begun in the period."""
    rows = [
        (
            cells.thread(line.heading, line.link, line.language),
            cells.title(line.page),
            cells.language(line.language),
            cells.day(line.started),
            cells.number(line.comments),
        )
        for line in report.threads.new
    ]
    columns = ("thread", "talk-page", "language", "started", "comments")
    return cells.table("new-threads", columns, rows, most=MOST)


def answers(report: Report, cells: Cells) -> Table:
    """Return the organizers' answers in the period."""
    rows = [
        (
            cells.thread(line.heading, line.link, line.language),
            cells.title(line.page),
            cells.day(line.asked),
            cells.day(line.answered, line.link),
            cells.number(line.days),
        )
        for line in report.threads.answers
    ]
    columns = ("thread", "talk-page", "asked", "answered-on", "days")
    return cells.table("answers", columns, rows, most=MOST)
