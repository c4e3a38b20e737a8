"""A page's text with its regions and records kept: the bot's edits, and not a byte besides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Final

from bots.errors import RegionError
from bots.page.edited import edited
from bots.page.insertion import Frame, insert_rows
from bots.page.listing import listing
from bots.page.merge import is_as_wanted, merge
from bots.page.ownership import Schema, normal
from bots.page.records import Record, write_record
from bots.page.regions import Host, Region
from bots.page.removal import GONE, REASON
from bots.page.wanted import Bases, Cells, Kept, Wanted
from bots.page.work import Work

__all__ = ["GONE", "Bases", "Cells", "Frame", "Kept", "Wanted", "keep"]

_END: Final = Schema(template="", bot=("id", "rows", "next"), people=())


def keep(
    host: Host,
    regions: Mapping[str, Wanted],
    records: Mapping[tuple[str, str], Cells],
    bases: Bases,
    today: str,
) -> Kept:
    """Return the host's text with these regions, by id, and records, by template and key, kept.

    Regions and records not named stay as they are. ``today`` is the date, as ISO writes it, that
    a row found gone is marked with. Raises RegionError where a region's table was broken, where
    the page is translatable, and where what is to be written would not be read back.
    """
    work = Work(host, bases, today)
    try:
        for record in host.records:
            cells = records.get((record.schema.template, record.key))
            if cells is not None:
                work.keep_record(record, cells)
        for region in host.regions:
            if region.id in regions:
                _keep_region(work, region, regions[region.id])
        text = edited(host, work.edits, work.rewritten, work.fresh)
    except RegionError as error:
        error.title = host.title
        raise
    return Kept(
        text=text,
        added=len(work.fresh),
        changed=work.changed,
        held=tuple(work.held),
        excluded=tuple(work.excluded),
        foreign=tuple(work.foreign),
    )


def _keep_region(work: Work, region: Region, wanted: Wanted) -> None:
    schema = region.schema
    cells_by_key: dict[str, Cells] = {}
    for row in wanted.rows:
        if key := normal(row.get(schema.key, "")):
            cells_by_key.setdefault(key, row)
    written = set(region.written)
    there: set[str] = set()
    keys = [row.key for row in region.rows] if wanted.keys is None else wanted.keys
    opened: list[str] = []
    for record, key in zip(region.rows, keys, strict=True):
        cells = cells_by_key.get(key)
        if cells is None and key in written:
            cells = wanted.settled.get(key)
        again = key in there
        typed: Cells | None = None
        if cells is None or again:
            row = {**record.cells, schema.key: "" if again else key}
            typed = wanted.opened(row, {*there, *written, *keys})
        if typed:
            cells, key = typed, typed[schema.key]
            again = again or key not in written
        if typed and again:
            meant = {**_alive(schema, typed), **wanted.beside(record.cells)}
            work.take_on(record, meant, region.written)
            opened.append(key)
        elif not key or again or (cells is None and key not in written):
            work.leave(record, key, wanted)
        elif cells is not None:
            beside = wanted.beside(record.cells)
            if not _stays(record, cells, beside):
                meant = {**_alive(schema, cells), **beside}
                work.keep_record(record, meant, wanted.news)
        elif why := wanted.lost(record.cells):
            work.mark_gone(record, why)
        there.add(key)
    work.excluded += [key for key in region.written if key not in there]
    _add_rows(work, region, wanted, cells_by_key, there)
    _keep_end(work, region, wanted, (*cells_by_key, *opened))


def _add_rows(
    work: Work,
    region: Region,
    wanted: Wanted,
    cells_by_key: Mapping[str, Cells],
    there: AbstractSet[str],
) -> None:
    """Put in the rows that were never written here."""
    schema, known = region.schema, {*there, *region.written}
    fresh = {}
    for key, cells in cells_by_key.items():
        if key not in known:
            row = merge(schema, {}, cells).cells
            fresh[key] = {name: row.get(name, "") for name in schema.order}
    if fresh:
        work.edits += insert_rows(
            work.host.text,
            region,
            wanted.frame,
            list(cells_by_key),
            {key: write_record(schema, cells) for key, cells in fresh.items()},
            appends=wanted.appends,
        )
        work.fresh += [(schema.template, cells) for cells in fresh.values()]


def _keep_end(work: Work, region: Region, wanted: Wanted, keys: Iterable[str]) -> None:
    """List the rows written in the end marker, and where the region goes on."""
    end = Record(_END, region.end, region.end.cells, region.id, intact=True)
    changes = {}
    written = tuple(dict.fromkeys((*region.written, *keys)))
    if written != region.written:
        changes["rows"] = listing(written)
    if wanted.continued != normal(end.cells.get("next", "")):
        changes["next"] = wanted.continued
    if changes:
        work.write(end, changes)


def _stays(record: Record, cells: Cells, beside: Cells) -> bool:
    """Return whether a row was found to be as it is wanted when it was given its page."""
    there = record.cells
    gone = there.get(GONE) or there.get(REASON)
    return cells is there and record.intact and not gone and is_as_wanted(there, beside)


def _alive(schema: Schema, cells: Cells) -> Cells:
    """Return the cells of a row whose matter is there."""
    return {**cells, **{name: "" for name in (GONE, REASON) if name in schema.bot}}
