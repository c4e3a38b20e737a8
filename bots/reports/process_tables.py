"""Tables of the process: milestones and how they slipped, and what became of the comments."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bots.consultation.ledger.coverage import STANDINGS
from bots.reports.cells import Cell, Cells, Table
from bots.reports.progress import MilestoneLine, Slip
from bots.reports.timeline import slipped
from bots.reports.values import Report


def milestones(report: Report, cells: Cells) -> Table:
    """Return the milestones with their dates, status and slips."""
    rows = [_milestone(line, report, cells) for line in report.milestones]
    return cells.table("milestones", ("milestone", "date", "status", "progress", "slips"), rows)


def moved(report: Report, cells: Cells) -> Table:
    """Return the milestones whose date was seen to move in the period."""
    rows = []
    for line in report.milestones:
        inside = [s for s in line.slips if report.span.holds(date.fromisoformat(s.seen))]
        if inside:
            slips = tuple(_slips(inside, cells))
            rows.append(
                (_title(line, report, cells, 0), _date(line, cells), Cell(slips[0], more=slips[1:]))
            )
    return cells.table("moved", ("milestone", "date", "slips"), rows)


def coverage(report: Report, cells: Cells) -> Table:
    """Return what became of the comments in each language."""
    lines = [
        (
            cells.language(line.language) if line.language else Cell(cells.say("total")),
            cells.number(line.comments),
            *map(cells.number, line.standings[:-1]),
            _open(line.standings[-1], line.next_link, cells),
        )
        for line in report.accounts
    ]
    columns = ("language", "comments", *(name.replace(" ", "-") for name in STANDINGS))
    return cells.table("coverage", columns, lines[1:], lines[0] if lines else ())


def _open(number: int, link: str, cells: Cells) -> Cell:
    shown = cells.number(number)
    return Cell(shown.text, link, kind=shown.kind, sort=shown.sort)


def _milestone(line: MilestoneLine, report: Report, cells: Cells) -> tuple[Cell, ...]:
    slips = list(_slips(line.slips, cells))
    by = slipped(line, cells.words)
    return (
        _title(line, report, cells, min(line.depth, 3)),
        _date(line, cells),
        Cell(cells.words.status(line.status), kind=f"status {line.status.replace(' ', '-')}"),
        Cell(_parts_done(line.progress, cells)),
        Cell(by or slips[0], more=tuple(slips[0 if by else 1 :])) if slips else Cell(""),
    )


def _title(line: MilestoneLine, report: Report, cells: Cells, indent: int) -> Cell:
    return cells.title(line.title, line.page, report.language, indent)


def _date(line: MilestoneLine, cells: Cells) -> Cell:
    if line.period:
        return Cell(cells.words.period(line.period), sort=line.period.start.isoformat())
    return Cell(line.date)


def _slips(slips: Iterable[Slip], cells: Cells) -> Iterable[str]:
    words = cells.words
    for slip in slips:
        before = words.period(slip.was) if slip.was else slip.before
        yield words.say("slip", before, words.day(date.fromisoformat(slip.seen)))


def _parts_done(progress: str, cells: Cells) -> str:
    done, slash, of = progress.partition("/")
    if not (slash and done.isdecimal() and of.isdecimal()):
        return progress
    return cells.say("parts-done", *(cells.words.number(int(n)) for n in (done, of)))
