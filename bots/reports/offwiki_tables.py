"""Tables of conversations off the wiki: where and how many, and what was said, as reported."""

from __future__ import annotations

from bots.reports.cells import MOST, Cell, Cells, Table
from bots.reports.offwiki_values import OccasionLine
from bots.reports.values import Report


def occasions(report: Report, cells: Cells) -> Table:
    """Return the conversations off the wiki."""
    rows = [
        (
            cells.title(line.title, line.link),
            Cell(cells.words.value("kind", line.kind), kind="phrase"),
            Cell(line.place, language="und" if line.place else ""),
            _when(line, cells),
            cells.people(line.people) if line.people else Cell(""),
            cells.number(line.meetings),
            cells.number(line.statements),
            cells.number(line.open),
        )
        for line in report.off_wiki.occasions
    ]
    columns = (
        *("conversation", "kind", "place", "date"),
        *("people", "meetings", "statements", "not-yet-handled"),
    )
    return cells.table("conversations", columns, rows)


def reported(report: Report, cells: Cells) -> Table:
    """Return what was said, as the reports of 2019 had it: source, context, content, response.

    Those merged speak through others, those set aside no more.
    """
    rows = [
        (
            cells.title(line.source, line.link),
            Cell(line.context, language="und" if line.context else "", kind="phrase"),
            Cell(line.content, language="und"),
            Cell(
                line.response or cells.words.disposition(line.disposition or "open"), kind="phrase"
            ),
        )
        for line in report.off_wiki.statements
        if line.standing not in ("merged", "set aside")
    ]
    return cells.table("reported", ("source", "context", "content", "response"), rows, most=MOST)


def _when(line: OccasionLine, cells: Cells) -> Cell:
    if line.period:
        return Cell(cells.words.period(line.period), sort=line.period.start.isoformat())
    return Cell(line.date)
