"""A table that people have made by themselves, as rows for a list in which people type.

Its headings are the names of cells, or words for them in any language: ``Source``, ``Contenu``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bots.consultation.typed.cells import DUE, MERGED, Sheet, prepared
from bots.consultation.typed.lines import Finding
from bots.consultation.typed.retyped import order_of
from bots.consultation.words import every, fold, table
from bots.errors import UsageError
from bots.exchange.harmless import restored_text
from bots.exchange.spreadsheet import Table, heading_name, read
from bots.exchange.statements import BASE, ROW
from bots.page.ownership import Schema

WORDS: Final = "typed"
"""The words for cells, in bots/data."""


@dataclass(frozen=True, slots=True)
class TypedRows:
    """What a table gives."""

    rows: tuple[Mapping[str, str], ...]
    """People's cells of each row."""
    findings: tuple[Finding, ...] = ()
    """Lines and columns that are not brought, and why."""


def read_typed(data: bytes, schemas: Iterable[Schema]) -> Table:
    """Return the table in a file that may hold rows of these; raises UsageError as ``read``."""
    names = {name for schema in schemas for name in schema.people}
    known = {heading_name(name) for name in names} | {ROW, BASE}
    for words in table(WORDS).values():
        known |= {heading_name(word) for name in names for word in words.get(name, ())}
    return read(data, known)


def _headings(schema: Schema) -> dict[str, str]:
    """Return what may head a column, folded, with the cell of people that it stands for."""
    names = [name for name in schema.people if name != MERGED]
    found = {fold(name): name for name in names}
    for name in names:
        for word in every(WORDS, name):
            found.setdefault(word, name)
    return found


def typed_rows(found: Table, schema: Schema, required: str) -> TypedRows:
    """Return the rows of a table; a line without the required cell is none.

    Raises UsageError where the table was exported from the wiki, or lacks that column.
    """
    if {ROW, BASE} & {*found.headings}:
        raise UsageError(
            "these rows were exported from the wiki", "import the file without --to: they are there"
        )
    cells = _headings(schema)
    columns = [cells.get(fold(heading)) for heading in found.headings]
    if required not in columns:
        raise UsageError(
            f"no column is headed “{required}”, or a word for it",
            "head the columns Source, Context, Content, Response",
        )
    unknown = [h for h, name in zip(found.headings, columns, strict=True) if h and not name]
    findings = [
        Finding("notice", 1, f"the column “{heading}” is not brought") for heading in unknown
    ]
    due = [line.cells[at] for line in found.lines for at in _at(columns, DUE, line.cells)]
    sheet = Sheet(order=order_of(due))
    rows = []
    for line in found.lines:
        row, why = _row(columns, line.cells, sheet)
        if row.get(required) and not why:
            rows.append(row)
        else:
            why = why or [f"nothing stands under “{required}”"]
            findings += [Finding("refused", line.number, each) for each in why]
    return TypedRows(tuple(rows), tuple(findings))


def _at(columns: Sequence[str | None], name: str, cells: Sequence[str]) -> list[int]:
    return [at for at, column in enumerate(columns) if column == name and at < len(cells)]


def _row(
    columns: Sequence[str | None], cells: Sequence[str], sheet: Sheet
) -> tuple[dict[str, str], list[str]]:
    """Return the cells of a line, and what in it cannot be written."""
    row: dict[str, str] = {}
    problems = []
    for name, typed in zip(columns, cells, strict=False):
        if name is None or not typed.strip():
            continue
        value, why = prepared(name, restored_text(typed.strip()), sheet)
        if why:
            problems.append(f"{name}: {why}")
        elif name in row:
            row[name] = f"{row[name]}; {value}"
        else:
            row[name] = value
    if any(cell.strip() for cell in cells[len(columns) :]):
        problems.append("there are more cells than headings; put a cell with a comma in quotes")
    return row, problems
