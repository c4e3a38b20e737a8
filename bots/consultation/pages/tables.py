"""The tables of a page, whichever of wikitext's ways of writing one was used.

Wikitext tables are read line by line as MediaWiki reads them (Parser::handleTables): a cell may
stand on a line of its own or behind ``||``, attributes before a single ``|``, a table that is never
closed ends with the page. HTML tables need no closing tags for rows and cells, as in HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from bots.talk.masking import OPAQUE, mask

_TEMPLATE: Final = re.compile(r"\{\{[^{}]*\}\}")
_DEEPEST: Final = 40
"""Templates nested deeper than this MediaWiki does not expand."""
_START: Final = re.compile(r"\s*:*\s*\{\|")
_TAG: Final = re.compile(
    r"<(?P<close>/?)(?P<name>table|caption|tr|td|th)\b(?P<attributes>[^>]*)>", re.IGNORECASE
)
_SPAN: Final = re.compile(r"\b(?:row|col)span\s*=\s*[\"']?\s*(\d+)", re.IGNORECASE)
_SPANS: Final = re.compile(r"\b(row|col)span\s*=\s*[\"']?\s*(\d{1,4})", re.IGNORECASE)
_MOST_SPANNED: Final = 1000
"""Rows or columns that a cell spans in browsers at most."""


@dataclass(slots=True)
class Cell:
    """A cell as the page's wikitext has it, without tables nested in it."""

    header: bool
    attributes: str = ""
    text: str = ""

    @property
    def merged(self) -> bool:
        """Whether it spans more than one row or column."""
        return any(number.lstrip("0") != "1" for number in _SPAN.findall(self.attributes))

    @property
    def spans(self) -> tuple[int, int]:
        """How many columns and how many rows it takes."""
        found = {"col": 1, "row": 1}
        for way, number in _SPANS.findall(self.attributes):
            found[way.lower()] = min(max(int(number), 1), _MOST_SPANNED)
        return found["col"], found["row"]


@dataclass(slots=True)
class Table:
    """A table's rows of cells; rows without cells, which browsers do not show, are left out."""

    start: int
    """Where it begins in the page's text."""
    rows: list[list[Cell]] = field(default_factory=list)

    @property
    def merged(self) -> bool:
        """Whether any of its cells spans others."""
        return any(cell.merged for row in self.rows for cell in row)

    def grid(self) -> list[list[Cell]]:
        """Return its rows with each cell in every place that it spans, as browsers lay them out."""
        laid: list[dict[int, Cell]] = [{} for _ in self.rows]
        for number, row in enumerate(self.rows):
            column = 0
            for cell in row:
                while column in laid[number]:
                    column += 1
                wide, high = cell.spans
                for below in laid[number : number + high]:
                    below.update(dict.fromkeys(range(column, column + wide), cell))
                column += wide
        return [[row[column] for column in sorted(row)] for row in laid]


def read_tables(text: str) -> list[Table]:
    """Return the page's tables in the order in which they begin, nested ones too."""
    live = mask(text)
    for _ in range(_DEEPEST):
        if (hidden := _TEMPLATE.sub(_opaque, live)) == live:
            break
        live = hidden
    found = [*_wikitext(text, live), *_html(text, live)]
    for table in found:
        table.rows = [row for row in table.rows if row]
    return sorted(found, key=lambda table: table.start)


def _opaque(match: re.Match[str]) -> str:
    """Hide a template: bars and line breaks inside it do not end a cell."""
    return OPAQUE * len(match[0])


@dataclass(slots=True)
class _Open:
    """A table that is being read."""

    table: Table
    cell: Cell | None = None
    """What text goes to: a cell, or a caption that is then forgotten."""

    def begin_row(self) -> None:
        self.table.rows.append([])
        self.cell = None

    def begin_cell(self, cell: Cell) -> None:
        if not self.table.rows:
            self.table.rows.append([])
        self.table.rows[-1].append(cell)
        self.cell = cell

    def add(self, text: str) -> None:
        if self.cell:
            self.cell.text += text


def _wikitext(text: str, live: str) -> list[Table]:
    tables: list[Table] = []
    stack: list[_Open] = []
    offset = 0
    for line in live.splitlines(keepends=True):
        start, offset = offset + len(line) - len(line.lstrip()), offset + len(line)
        bare = line.strip()
        if _START.match(line):
            tables.append(Table(start))
            stack.append(_Open(tables[-1]))
        elif not stack:
            continue
        elif bare.startswith("|}"):
            stack.pop()
        elif bare.startswith("|-"):
            stack[-1].begin_row()
        elif bare.startswith("|+"):
            stack[-1].cell = Cell(header=False)
        elif bare.startswith(("|", "!")):
            for cell in _cells(text[start:offset], live[start:offset]):
                stack[-1].begin_cell(cell)
        else:
            stack[-1].add(text[offset - len(line) : offset])
    return tables


def _cells(line: str, live: str) -> Iterator[Cell]:
    header = live[0] == "!"
    if header:
        live = live.replace("!!", "||")
    start = 1
    for part in live[1:].split("||"):
        end = start + len(part)
        bar = part.find("|")
        # A bar behind "[[" belongs to a link, so that the cell has no attributes.
        cut = start if bar < 0 or "[[" in part[:bar] else start + bar + 1
        yield Cell(header, line[start : max(start, cut - 1)], line[cut:end])
        start = end + 2


def _html(text: str, live: str) -> list[Table]:
    tables: list[Table] = []
    stack: list[_Open] = []
    position = 0
    for tag in _TAG.finditer(live):
        if stack:
            stack[-1].add(text[position : tag.start()])
        position = tag.end()
        name, opens = tag["name"].lower(), not tag["close"]
        if name == "table" and opens:
            tables.append(Table(tag.start()))
            stack.append(_Open(tables[-1]))
        elif not stack:
            continue
        elif name == "table":
            stack.pop()
        elif name == "tr" and opens:
            stack[-1].begin_row()
        elif name in {"td", "th"} and opens:
            stack[-1].begin_cell(Cell(name == "th", tag["attributes"]))
        else:
            stack[-1].cell = None
    return tables
