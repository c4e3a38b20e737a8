"""Cells of people written for them, where they typed them elsewhere: the second use of ``edited``.

``keep`` never changes such a cell. Here nothing else is changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from bots.errors import RegionError
from bots.page.edited import edited
from bots.page.insertion import behind
from bots.page.ownership import SUM
from bots.page.records import Edit, Record, edit_record, write_record
from bots.page.regions import Host

Cells = Mapping[str, str]


class Amendment(NamedTuple):
    """What becomes of one row."""

    record: Record
    changes: Cells
    """People's cells as they are to be."""
    parts: tuple[Cells, ...] = ()
    """Rows to split off from it: their keys, and those of their cells that differ."""


def amended(host: Host, amendments: Iterable[Amendment]) -> str:
    """Return the host's text with these rows amended, and not a byte besides.

    Raises RegionError as ``edited`` does.
    """
    edits: list[Edit] = []
    rewritten: dict[int, Cells] = {}
    fresh: list[tuple[str, Cells]] = []
    for record, changes, parts in amendments:
        schema = record.schema
        if changes:
            edits += edit_record(host.text, record, changes)
            rewritten[record.call.start] = {**record.cells, **changes}
        copies = [_part(record, cells) for cells in parts]
        if copies:
            rows = [write_record(schema, cells) for cells in copies]
            edits.append(behind(host.text, record.call.end, rows))
            fresh += [(schema.template, cells) for cells in copies]
    try:
        return edited(host, edits, rewritten, fresh)
    except RegionError as error:
        error.title = host.title
        raise


def _part(record: Record, cells: Cells) -> dict[str, str]:
    """Return a row that is split off: the bot's cells of the one it was, and people's as given."""
    schema = record.schema
    copy = {name: record.cells.get(name, "") for name in schema.bot} | dict(cells)
    copy[SUM] = schema.checksum(copy)
    return {name: copy.get(name, "") for name in schema.order}
