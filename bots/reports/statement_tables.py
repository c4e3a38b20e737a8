"""Tables of statements: by what they are coded as, one by one, and what is suggested."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bots.page.plain import plain
from bots.reports.cells import MOST, Cell, Cells, Table
from bots.reports.coding_values import STANCES, FacetLines, StatementLine, ThemeLine
from bots.reports.said_tables import new
from bots.reports.values import Report

_PAGE: Final = re.compile(r"\[\[\s*:?([^\]\[|<>{}\n]+)")
_ADDRESS: Final = re.compile(r"https?://[^\s\]|<>\"{}]+")


def themes(report: Report, facet: FacetLines, cells: Cells) -> Table:
    """Return the statements by one facet, with who stands where."""
    off_wiki = bool(report.off_wiki.statements)
    rows = [
        (
            _code(line, cells),
            cells.number(line.statements),
            *cells.added(line.added),
            *([cells.number(line.reported)] if off_wiki else []),
            cells.number(line.comments),
            cells.people(line.people),
            *(map(cells.number, line.stances) if line.stances else [cells.hidden()] * len(STANCES)),
            cells.number(line.answered),
        )
        for line in facet.themes
    ]
    columns = (
        *("facet", "statements", *new(report), *(["reported"] if off_wiki else [])),
        *("comments", "people"),
        *STANCES,
        "answered",
    )
    return cells.table("themes", columns, rows, caption=cells.words.facet(facet.name))


def _code(line: ThemeLine, cells: Cells) -> Cell:
    if line.value:
        return Cell(cells.words.theme(line), language="und")
    return Cell(cells.say("not-coded"), kind="hidden")


def statements(report: Report, cells: Cells) -> Table:
    """Return the statements, each with a link to the comment that it quotes."""
    rows = [
        (
            cells.thread(line.summary or line.heading, line.link, line.language),
            cells.day(line.day),
            Cell(
                "; ".join(_called(report, line, cells)), language="und" if any(line.codes) else ""
            ),
            cells.number(line.comments),
            Cell(cells.words.disposition(line.disposition or "open")),
            _change(line, cells),
        )
        for line in report.coding.statements
    ]
    columns = ("statement", "day", "codes", "comments", "disposition", "change")
    return cells.table("statements", columns, rows, most=MOST)


def _called(report: Report, line: StatementLine, cells: Cells) -> Iterator[str]:
    """Yield what a statement is coded as, as readers call it."""
    for facet, codes in zip(report.coding.facets, line.codes, strict=True):
        themes = {theme.value: theme for theme in facet.themes}
        yield from (cells.words.theme(themes[code]) for code in codes)


def suggestions(report: Report, cells: Cells) -> Table:
    """Return what is suggested for statements that people have not coded."""
    rows = [
        (
            cells.thread(line.heading, line.link, "und"),
            Cell(line.facet),
            Cell(line.value),
            Cell(cells.say("list-separator").join(line.words), language="und"),
        )
        for line in report.coding.suggestions
    ]
    columns = ("statement", "by", "suggestion", "words")
    return cells.table("suggestions", columns, rows, most=MOST)


def _change(line: StatementLine, cells: Cells) -> Cell:
    """Return a link to what a statement led to, be it a page, a diff or an address."""
    if not line.change:
        return Cell("")
    found = _PAGE.search(line.change) or _ADDRESS.search(line.change)
    if not found:
        return Cell(plain(line.change), language="und")
    target = found[1].strip() if found.re is _PAGE else found[0]
    return Cell(cells.say("see-change"), target)
