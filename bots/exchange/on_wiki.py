"""Tables that stand on a page of the wiki: statements given out there, and brought back from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bots.consultation.typed.exported import Exported, Line
from bots.exchange.spreadsheet import read
from bots.exchange.statements import KNOWN, as_csv, lines_of
from bots.page.inert import box, boxed
from bots.page.ownership import Schema


def table_page(rows: Sequence[Exported], schemas: Iterable[Schema], facets: Sequence[str]) -> str:
    """Return wikitext that shows the rows as a table to be copied into a spreadsheet."""
    return box(as_csv(rows, schemas, facets, lambda _: ""))


def lines_on(wikitext: str) -> list[Line]:
    """Return what the lines of the table on a page say, however it was put there.

    Raises UsageError where there is none that an export has given.
    """
    return lines_of(read(boxed(wikitext).encode(errors="replace"), KNOWN))
