"""What an update would change on a page, as lines to be read, without the words of people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bots.consultation.people.withheld import SIGN, withheld
from bots.consultation.rules import Rules
from bots.page.ownership import SUM, Schema, normal
from bots.page.records import Record
from bots.page.regions import Host

Cells = Mapping[str, str]
_Place = tuple[str, str, str]
"""The region of a row, or none; its template and its key."""


def preview(before: Host | None, after: Host, rules: Rules) -> list[str]:
    """Return the rows and records that differ: which lines go (``-``) and which come (``+``).

    Words that may be removed where they stand are not among them, only that they change.
    """
    was = _records(before) if before else {}
    lines = []
    for place, record in _records(after).items():
        old = was.get(place)
        changed = list(_changed(record.schema, old.cells if old else {}, record.cells, rules))
        if changed:
            sign = " " if old else "+"
            key = f"|{record.schema.key}={record.key}"
            lines += [f"{sign}{{{{{record.schema.template}{key}", *changed, f"{sign}}}}}"]
    return lines


def _records(host: Host) -> dict[_Place, Record]:
    found: dict[_Place, Record] = {}
    for region, records in (("", host.records), *((r.id, r.rows) for r in host.regions)):
        for record in records:
            if record.key:
                found.setdefault((region, record.schema.template, record.key), record)
    return found


def _changed(schema: Schema, old: Cells, new: Cells, rules: Rules) -> Iterator[str]:
    hidden = withheld(schema, old, rules) | withheld(schema, new, rules)
    for name in dict.fromkeys((*schema.order, *old, *new)):
        values = (normal(old.get(name, "")), normal(new.get(name, "")))
        if name in (schema.key, SUM) or values[0] == values[1]:
            continue
        for sign, value in zip("-+", values, strict=True):
            if value:
                yield f"{sign}|{name}={SIGN if name in hidden else value}"
