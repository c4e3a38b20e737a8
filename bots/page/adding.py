"""Rows that people typed elsewhere, added at the end of a list in which people type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bots.page.edited import edited
from bots.page.insertion import Frame, insert_rows
from bots.page.keep import Kept
from bots.page.ownership import normal
from bots.page.regions import Host, Region

Cells = Mapping[str, str]


def with_rows(host: Host, region: Region, rows: Sequence[Cells], alike: Sequence[str]) -> Kept:
    """Return the host's text with these rows behind those of one of its regions.

    A row that stands there already, by the cells ``alike``, is not added again. Raises
    RegionError where what is to be written would not be read back.
    """
    there = {_print(row.cells, alike) for row in region.rows}
    fresh = []
    for row in rows:
        if _print(row, alike) not in there:
            there.add(_print(row, alike))
            fresh.append(row)
    if not fresh:
        return Kept(host.text)
    template = region.schema.template
    texts = {
        str(number): f"{{{{{template}\n{_lines(region, row)}}}}}"
        for number, row in enumerate(fresh)
    }
    edits = insert_rows(host.text, region, Frame(), [*texts], texts, appends=True)
    text = edited(host, edits, {}, [(template, row) for row in fresh])
    return Kept(text, added=len(fresh))


def _lines(region: Region, row: Cells) -> str:
    return "".join(f"|{name}={row[name]}\n" for name in region.schema.people if row.get(name))


def _print(cells: Cells, alike: Sequence[str]) -> tuple[str, ...]:
    return tuple(normal(cells.get(name, "")).casefold() for name in alike)
