"""Rows that people open or split off, taken on by the bot: from then on it keeps its cells there.

What a person has typed into such a cell is a correction, and held like any other. In a copy that
is what differs from the row that it was made from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bots.page.merge import Merged, merge
from bots.page.ownership import AS_OF, HELD, SUM, Schema, normal
from bots.page.records import Record

Cells = Mapping[str, str]


def take_on(record: Record, wanted: Cells, others: Iterable[Cells]) -> Merged:
    """Return what becomes of the row, whose bot's cells shall be these.

    ``others`` are the rows that it may be a copy of, as they stand and as the bot wrote them.
    """
    schema = record.schema
    names = (schema.key, *schema.opens, AS_OF)
    opening = {name: wanted[name] for name in names if name in wanted}
    base = _copied(schema, normal(record.cells.get(SUM, "")), others, opening)
    current = {**record.cells, **opening, SUM: base.get(SUM, "")}
    merged = merge(schema, current, wanted, base)
    changes = {
        name: merged.cells[name]
        for name in (*schema.bot, HELD, SUM)
        if normal(merged.cells.get(name, "")) != normal(record.cells.get(name, ""))
    }
    return Merged(merged.cells, changes, merged.newly_held)


def is_plain(text: str, record: Record) -> bool:
    """Return whether a row was typed by hand and holds nothing but cells, each once.

    Then nothing is lost of it when it is written as the bot writes rows.
    """
    names = [parameter.name for parameter in record.call.parameters]
    return (
        SUM not in names
        and len(set(names)) == len(names)
        and set(names) <= {*record.schema.order, HELD}
        and "<!--" not in text[record.call.start : record.call.end]
    )


def _copied(schema: Schema, written: str, others: Iterable[Cells], opening: Cells) -> Cells:
    """Return the row of this ``sum`` as if it had been written for these; nothing without one."""
    for cells in others if written else ():
        if normal(cells.get(SUM, "")) == written and schema.in_sum(cells):
            base = {**cells, **opening}
            return {**base, SUM: schema.checksum(base)}
    return {}
