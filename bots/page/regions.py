"""The regions and records of a page: found, checked as a whole, and refused where unsound."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from bots.errors import RegionError
from bots.page.calls import Call, calls
from bots.page.ownership import Schema
from bots.page.records import Record, read_record
from bots.talk.masking import mask

FAMILY: Final = "Consultation "
"""What the names of all our templates begin with."""
COMMON: Final = f"{FAMILY}common"
"""The template that all others transclude, so that one query finds everything."""
START: Final = f"{FAMILY}region"
END: Final = f"{FAMILY}region end"

_TRANSLATE: Final = re.compile(r"<translate[\s>]", re.IGNORECASE)
_OPENS: Final = r"^\{\{[ _]*(?:template[ _]*:[ _]*)?"
_OURS: Final = re.compile(_OPENS + FAMILY.strip() + r"\b", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of a page between two markers, whose rows the bot keeps."""

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

    @property
    def written(self) -> tuple[str, ...]:
        """The keys of the rows that the bot has written here, by the end marker."""
        return tuple(self.end.cells.get("rows", "").split())

    @property
    def excluded(self) -> tuple[str, ...]:
        """The keys of rows that a person deleted: they stay out."""
        there = {row.key for row in self.rows}
        return tuple(key for key in self.written if key not in there)


@dataclass(frozen=True, slots=True)
class Host:
    """A page whose own text has live markers or records."""

    title: str
    text: str
    regions: tuple[Region, ...]
    records: tuple[Record, ...]
    """The records that stand alone, outside regions."""


def is_translatable(text: str) -> bool:
    """Return whether the text has Translate markup: on such a page the bot writes nothing."""
    return "<translate" in text.lower() and bool(_TRANSLATE.search(text))


def read_host(
    title: str, text: str, rows: Mapping[str, Schema], records: Mapping[str, Schema]
) -> Host:
    """Return the page's regions and records.

    ``rows`` gives each kind's row, ``records`` the records that may stand alone, by template.
    Raises RegionError, naming page and line, where anything of ours on the page is unsound.
    """
    try:
        found = calls(text, FAMILY)
        _check_swallowed(text, found)
        pairs = list(_pairs(found))
        regions = tuple(_region(text, start, end, found, rows) for start, end in pairs)
        alone = tuple(
            read_record(text, call, records[call.name])
            for call in found
            if call.name in records and not _inside(call, pairs)
        )
        _check_alone(alone)
    except RegionError as error:
        error.title = title
        raise
    return Host(title, text, regions, alone)


def _check_swallowed(text: str, found: list[Call]) -> None:
    """Refuse a page where one of our templates opens and MediaWiki would not see it close."""
    lines = {call.line for call in found}
    for match in _OURS.finditer(mask(text)):
        line = text.count("\n", 0, match.start()) + 1
        if line not in lines:
            raise RegionError(
                f"{match[0]}… begins here, but its end is lost in something that was not closed",
                "look here and above for {{ or [[ without its end",
                line=line,
            )


def _inside(call: Call, pairs: list[tuple[Call, Call]]) -> bool:
    return any(start.end <= call.start < end.start for start, end in pairs)


def _pairs(found: list[Call]) -> Iterator[tuple[Call, Call]]:
    """Yield start and end marker of each region, or raise RegionError at the first that is off."""
    opened: Call | None = None
    seen: dict[str, int] = {}
    for call in found:
        if call.name not in (START, END):
            continue
        name = call.cells.get("id", "")
        if call.nested:
            raise RegionError(
                f"a region marker (id={name}) stands inside another template or link",
                "put it on a line of its own outside any other template",
                line=call.line,
            )
        if not name:
            raise RegionError(
                f"{{{{{call.name}}}}} has no id", "give both markers the same id=", line=call.line
            )
        if call.name == START:
            if opened:
                raise RegionError(
                    f"region {name} begins inside region {opened.cells['id']}, which began in"
                    f" line {opened.line} and has not ended",
                    f"put {{{{{END}|id={opened.cells['id']}}}}} before it",
                    line=call.line,
                )
            if name in seen:
                raise RegionError(
                    f"region {name} stands twice on this page (first in line {seen[name]})",
                    "give the second one another id= in both its markers, or remove it",
                    line=call.line,
                )
            opened, seen[name] = call, call.line
        elif not opened:
            raise RegionError(
                f"region {name} ends here but does not begin",
                f"put back {{{{{START}|id={name}|kind=…}}}}, or remove this end marker",
                line=call.line,
            )
        elif opened.cells["id"] != name:
            raise RegionError(
                f"region {opened.cells['id']} (line {opened.line}) meets the end of {name}",
                f"put {{{{{END}|id={opened.cells['id']}}}}} here, or bring the markers in order",
                line=call.line,
            )
        else:
            yield opened, call
            opened = None
    if opened:
        raise RegionError(
            f"region {opened.cells['id']} begins here but does not end",
            f"put {{{{{END}|id={opened.cells['id']}}}}} behind its rows",
            line=opened.line,
        )


def _region(
    text: str, start: Call, end: Call, found: list[Call], rows: Mapping[str, Schema]
) -> Region:
    kind = start.cells.get("kind", "")
    inside = [call for call in found if start.end <= call.start < end.start]
    schema = rows.get(kind)
    if schema is None:
        allowed = ", ".join(sorted(rows))
        raise RegionError(
            f"region {start.cells['id']} has the kind “{kind}”, which is none",
            f"use one of: {allowed}",
            line=start.line,
        )
    own = [call for call in inside if call.name == schema.template]
    _check_count(text, start, end, schema, own)
    return Region(
        id=start.cells["id"],
        kind=kind,
        schema=schema,
        settings=start.cells,
        start=start,
        end=end,
        rows=tuple(read_record(text, call, schema) for call in own),
    )


def _check_count(text: str, start: Call, end: Call, schema: Schema, own: list[Call]) -> None:
    """Refuse a region whose rows, counted by lines, are not those that the parser found.

    A row that a cell's unclosed bracket has swallowed must never look like a row deleted.
    """
    name = re.escape(schema.template).replace(r"\ ", "[ _]+")
    opening = re.compile(rf"{_OPENS}{name}\s*(?=[|}}<\n])", re.IGNORECASE | re.MULTILINE)
    by_line = {
        text.count("\n", 0, match.start()) + 1
        for match in opening.finditer(text, start.end, end.start)
    }
    by_parser = {call.line for call in own}
    nested = next((call for call in own if call.nested), None)
    if nested or not by_line <= by_parser:
        swallowed = sorted(by_line - by_parser)
        line = nested.line if nested else swallowed[0]
        raise RegionError(
            f"a row of region {start.cells['id']} lies inside something that was not closed",
            "look in the rows above it for {{, [[, <!-- or <nowiki> without its end",
            line=line,
        )


def _check_alone(alone: tuple[Record, ...]) -> None:
    """Refuse doubled records and nested ones."""
    seen: dict[tuple[str, str], int] = {}
    for record in alone:
        call = record.call
        if call.nested:
            raise RegionError(
                f"{{{{{call.name}}}}} stands inside another template or link",
                "put it on a line of its own outside any other template",
                line=call.line,
            )
        first = seen.setdefault((call.name, record.key), call.line)
        if record.key and first != call.line:
            raise RegionError(
                f"two records {{{{{call.name}}}}} have the id {record.key} (first in line {first})",
                "give the second one an id of its own",
                line=call.line,
            )
