"""Rows of statements as a table, and the lines of a table as what people typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from bots.consultation.people.withheld import SIGN
from bots.consultation.typed.cells import DUE, MERGED, PART
from bots.consultation.typed.exported import KEY_SIGN, Exported, Line, Place, base_text, read_base
from bots.consultation.typed.retyped import cleaned
from bots.errors import UsageError
from bots.exchange.harmless import harmless, kept_as_text, restored, restored_text
from bots.exchange.spreadsheet import Delimiter, Table, written
from bots.page.ownership import AS_OF, HELD, SUM, Schema, normal
from bots.page.quote import words
from bots.page.removal import GONE

# No facet can be called so, for no facet's name has brackets.
ROW: Final = "row (id)"
PAGE: Final = "list (page)"
REGION: Final = "list (region)"
BASE: Final = "as exported (leave as it is)"
SUGGESTED: Final = " (suggested)"
"""Behind a facet's name: the column with what its words suggest."""
KNOWN: Final = (ROW, PAGE, REGION, BASE)
"""Headings by which an export is known."""

_BEHIND: Final = ("comment", "rev", "wiki", GONE, "reason", AS_OF)
"""The bot's cells that nobody codes by."""
_LEFT_OUT: Final = ("suggested",)
"""Cells that have columns of their own."""
_QUOTE: Final = "quote"
_LINK: Final = "link"
_DATES: Final = ("date", DUE, GONE, AS_OF)
_PLAIN: Final = frozenset({*_DATES, PART})
"""Cells that a spreadsheet may take for dates or numbers, so that it can sort by them."""

Address = Callable[[str], str]
"""Gives the address of the target of a link; nothing where there is none."""


def as_csv(
    rows: Sequence[Exported],
    schemas: Iterable[Schema],
    facets: Sequence[str],
    address: Address,
    delimiter: Delimiter = "comma",
) -> str:
    """Return the rows as a table's text: the words, beside them the codes, then all the rest.

    ``schemas`` are those that rows may have, so that the columns are the same without any row.
    """
    names = _names(rows, schemas, facets)
    lines = []
    for row in rows:
        cells = {name: _shown(row.schema, name, value) for name, value in row.cells.items()}
        cells |= {f"{facet}{SUGGESTED}": told for facet, told in row.suggestions.items()}
        if cells.get(_LINK):
            cells[_LINK] = address(cells[_LINK]) or cells[_LINK]
        own = {name: value for name, value in cells.items() if name in row.cells}
        # Of the bot's words that are withheld not even a fingerprint goes out.
        known = {n: v for n, v in own.items() if n in names and not _is_secret(row, n)}
        base = base_text(row.key, row.place, known)
        cells |= {name: SIGN for name in row.withheld if cells.get(name)}
        ends = {ROW: f"{KEY_SIGN}{row.key}", PAGE: row.place.page, REGION: row.place.region}
        told = {name: _guarded(name, cells.get(name, "")) for name in names}
        told |= {name: harmless(value) for name, value in ends.items()} | {BASE: base}
        lines.append([told[name] for name in names])
    return written([harmless(name) for name in names], lines, delimiter)


def _names(
    rows: Iterable[Exported], schemas: Iterable[Schema], facets: Sequence[str]
) -> tuple[str, ...]:
    """Return the columns in their order."""
    first: dict[str, None] = {}
    quoted: dict[str, None] = {}
    people: dict[str, None] = {}
    behind: dict[str, None] = {}
    for schema in schemas:
        bots = [name for name in schema.bot if name not in (schema.key, *_LEFT_OUT)]
        first |= dict.fromkeys(name for name in bots if name not in (_QUOTE, *_BEHIND))
        quoted |= dict.fromkeys(name for name in bots if name == _QUOTE)
        for name in schema.people:
            if name == schema.key:
                continue
            people[name] = None
            if name in facets:
                people[f"{name}{SUGGESTED}"] = None
        behind |= dict.fromkeys(name for name in bots if name in _BEHIND)
    for row in rows:
        ours = (*row.schema.order, SUM, *_LEFT_OUT)
        people |= dict.fromkeys(name for name in row.cells if name not in ours)
    names = (ROW, *first, *quoted, *people, *behind, HELD, PAGE, REGION, BASE)
    return tuple(dict.fromkeys(names))


def _shown(schema: Schema, name: str, value: str) -> str:
    """Return a cell as people read it: the bot's as words, people's own as they wrote them."""
    return words(normal(value)) if name in schema.bot else normal(value)


def _is_secret(row: Exported, name: str) -> bool:
    return name in row.withheld and name in row.schema.bot


def _guarded(name: str, value: str) -> str:
    if name == MERGED and value:
        value = f"{KEY_SIGN}{value}"
    return harmless(value) if name in _PLAIN else kept_as_text(value)


def lines_of(table: Table) -> list[Line]:
    """Return what the lines of a table say; raises UsageError where it cannot be told apart."""
    twice = {name for name in table.headings if name and table.headings.count(name) > 1}
    if twice:
        raise UsageError(
            f"several columns are headed “{min(twice)}”", "keep one of them, drop the rest"
        )
    if not {ROW, BASE} & {*table.headings}:
        raise UsageError(
            f"neither “{ROW}” nor “{BASE}” is among the columns, so nothing tells which row is"
            " which",
            "export the rows again, and keep these columns",
        )
    headings = [restored(name) for name in table.headings]
    return [_line(headings, line.number, line.cells) for line in table.lines]


def _line(headings: Sequence[str], number: int, cells: Sequence[str]) -> Line:
    if any(cell.strip() for cell in cells[len(headings) :]):
        raise UsageError(
            "there are more cells than headings",
            "something parted a cell in two: put it in quotes",
            line=number,
        )
    told = dict(zip(headings, cells, strict=False))
    ours = {name: told.pop(name, "") for name in (ROW, PAGE, REGION, BASE)}
    place = Place(restored(cleaned(ours[PAGE])), restored(cleaned(ours[REGION])))
    typed = {
        name: _typed(name, value)
        for name, value in told.items()
        # Of what was withheld nobody can tell whether it was changed.
        if name and not name.endswith(SUGGESTED) and value.strip() != SIGN
    }
    return Line(number, cleaned(ours[ROW]), place, typed, read_base(cleaned(ours[BASE])))


def _typed(name: str, value: str) -> str:
    if name == MERGED:
        return restored_text(value.strip()).removeprefix(KEY_SIGN)
    return restored(value.strip()) if name in _PLAIN else restored_text(value.strip())
