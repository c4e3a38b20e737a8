"""The regions and records of a page: found, checked as a whole, and refused where unsound."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bots.errors import RegionError
from bots.page.calls import Call, calls
from bots.page.listing import listed
from bots.page.markers import pairs
from bots.page.names import COMMON, END, FAMILY, START
from bots.page.ownership import Schema
from bots.page.packed import Packed, pack
from bots.page.problems import KIND
from bots.page.records import Record, check_call, read_record
from bots.page.soundness import (
    check_alone,
    check_apart,
    check_closed,
    check_one_reading,
    check_rows,
    check_spelled,
)

__all__ = ["COMMON", "END", "FAMILY", "START", "Host", "Region", "is_translatable", "read_host"]

_TRANSLATE: Final = re.compile(r"</?translate[\s>]", re.IGNORECASE)
_NOWIKI: Final = re.compile(r"<nowiki>.*?</nowiki>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of a page between two markers, whose rows the bot keeps."""

    title: str
    """The title of its page."""
    id: str
    kind: str
    schema: Schema
    """The schema of its rows."""
    settings: Mapping[str, str]
    """The start marker's parameters."""
    start: Call
    end: Call
    rows: tuple[Record, ...]
    """The rows that stand in it, in their order."""
    written: tuple[str, ...]
    """The keys of the rows that the bot has written here, by the end marker."""

    @property
    def excluded(self) -> tuple[str, ...]:
        """The keys of rows that a person deleted: they stay out."""
        there = {row.key for row in self.rows}
        return tuple(key for key in self.written if key not in there)


@dataclass(frozen=True, slots=True)
class Host:
    """A page whose own text has live markers or records."""

    title: str
    packed: Packed
    """Its text."""
    regions: tuple[Region, ...]
    records: tuple[Record, ...]
    """The records that stand for themselves, wherever they stand: all that are no region's rows."""
    calls: tuple[Call, ...] = ()
    """All calls of our templates, those of rows and records among them."""

    @property
    def text(self) -> str:
        """The page's text."""
        return self.packed.text


def is_translatable(text: str) -> bool:
    """Return whether the text has Translate markup: on such a page the bot writes nothing.

    As the extension sees it: only ``<nowiki>`` hides it.
    """
    return "translate" in text.lower() and bool(_TRANSLATE.search(_NOWIKI.sub("", text)))


def read_host(
    title: str, text: str, rows: Mapping[str, Schema], records: Mapping[str, Schema]
) -> Host:
    """Return the page's regions and records.

    ``rows`` gives each kind's row, ``records`` the records that may stand alone, by template.
    Raises RegionError, naming page and line, where anything of ours on the page is unsound.
    """
    try:
        return _read(title, text, rows, records)
    except RegionError as error:
        error.title = title
        raise


def _read(title: str, text: str, rows: Mapping[str, Schema], records: Mapping[str, Schema]) -> Host:
    if FAMILY not in text and FAMILY.strip().lower() not in text.lower():
        return Host(title, pack(text), (), ())
    templates = frozenset(schema.template for schema in rows.values())
    names = templates | {START, END, *records}
    found = calls(text, FAMILY)
    check_spelled(text, found, names)
    check_closed(text, found)
    check_one_reading(text, found, names)
    check_apart(text, found, names)
    starts = [call.start for call in found]
    regions = []
    alone = []
    done = 0
    for start, end in pairs(found):
        first, last = bisect_left(starts, start.end), bisect_left(starts, end.start)
        region = _region(title, text, start, end, found[first:last], rows, templates)
        regions.append(region)
        # A record that a person has put between a region's rows is as good as any other.
        alone += found[done:first]
        alone += [call for call in found[first:last] if call.name != region.schema.template]
        done = last
    alone += found[done:]
    standing = [read_record(text, c, records[c.name]) for c in alone if c.name in records]
    check_alone(standing)
    return Host(title, pack(text), tuple(regions), tuple(standing), tuple(found))


def _region(
    title: str,
    text: str,
    start: Call,
    end: Call,
    inside: Sequence[Call],
    rows: Mapping[str, Schema],
    templates: frozenset[str],
) -> Region:
    kind = " ".join(start.cells.get("kind", "").replace("_", " ").split()).lower()
    schema = rows.get(kind)
    if schema is None:
        allowed = ", ".join(sorted(rows))
        raise RegionError(
            f"region {start.cells['id']} has the kind “{kind}”, which is none",
            f"use one of: {allowed}",
            line=start.line,
            sort=KIND,
        )
    check_call(text, start)
    check_call(text, end)
    check_rows(text, start, end, schema, inside, templates)
    return Region(
        title=title,
        id=start.cells["id"],
        kind=kind,
        schema=schema,
        settings=start.cells,
        start=start,
        end=end,
        rows=tuple(
            read_record(text, call, schema) for call in inside if call.name == schema.template
        ),
        written=listed(end.cells.get("rows", "")),
    )
