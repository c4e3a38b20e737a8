"""A page's text with its regions and records kept: the bot's edits, and not a byte besides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from bots.errors import RegionError
from bots.page.merge import Merged, merge
from bots.page.ownership import Schema, normal
from bots.page.records import Edit, Record, apply, edit_record, write_record
from bots.page.regions import Host, Region

GONE: Final = "gone"
"""The cell of a row that says since when what it stands for is found nowhere any more."""

Cells = Mapping[str, str]
Bases = Mapping[tuple[str, str], Cells]
"""Records as the bot last wrote them, by template and key."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The literal wikitext around a region's rows: nothing, or a table's first and last lines."""

    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a region is to show."""

    rows: Sequence[Cells]
    """The bot's cells of each row, its key among them, in the order wanted."""
    frame: Frame
    appends: bool = False
    """Whether new rows go to the end, in order of arrival, instead of to their place."""
    continued: str = ""
    """The subpage on which the region goes on."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A page's new text and what was done to it."""

    text: str
    added: int = 0
    changed: int = 0
    held: tuple[str, ...] = ()
    """What people changed of the bot's cells and now keep, as ``row: cell, cell``."""
    excluded: tuple[str, ...] = ()
    """The keys of rows that people deleted."""
    foreign: tuple[str, ...] = ()
    """The keys of rows that the bot did not write and leaves alone."""


@dataclass(slots=True)
class _Work:
    edits: list[Edit] = field(default_factory=list)
    added: int = 0
    changed: int = 0
    held: list[str] = field(default_factory=list)
    excluded: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def update(self, text: str, record: Record, merged: Merged) -> None:
        if merged.newly_held:
            self.held.append(f"{record.key}: {', '.join(merged.newly_held)}")
        if merged.changes:
            self.edits += edit_record(text, record, merged.changes)
            self.changed += 1


def keep(
    host: Host,
    regions: Mapping[str, Wanted],
    records: Mapping[tuple[str, str], Cells],
    bases: Bases,
    today: str,
) -> Kept:
    """Return the host's text with these regions, by id, and records, by template and key, kept.

    Regions and records not named stay as they are. ``today`` is the date, as ISO writes it, that
    a row found gone is marked with. Raises RegionError where a region's table was broken.
    """
    work = _Work()
    for record in host.records:
        cells = records.get((record.schema.template, record.key))
        if cells is not None:
            base = bases.get((record.schema.template, record.key))
            work.update(host.text, record, merge(record.schema, record.cells, cells, base))
    for region in host.regions:
        if region.id in regions:
            try:
                _keep_region(host.text, region, regions[region.id], bases, today, work)
            except RegionError as error:
                error.title = host.title
                raise
    return Kept(
        text=apply(host.text, work.edits),
        added=work.added,
        changed=work.changed,
        held=tuple(work.held),
        excluded=tuple(work.excluded),
        foreign=tuple(work.foreign),
    )


def _keep_region(
    text: str, region: Region, wanted: Wanted, bases: Bases, today: str, work: _Work
) -> None:
    cells_by_key = {row[region.schema.key]: row for row in wanted.rows}
    written = set(region.written)
    there: dict[str, Record] = {}
    for record in region.rows:
        if record.key in there or not record.key:
            work.foreign.append(record.key or f"line {record.call.line}")
            continue
        there[record.key] = record
        cells = cells_by_key.get(record.key)
        if cells is None and record.key not in written:
            work.foreign.append(record.key)
            continue
        if cells is None:
            cells = _gone(record, today)
        elif GONE in region.schema.bot:
            cells = {**cells, GONE: ""}
        base = bases.get((region.schema.template, record.key))
        work.update(text, record, merge(region.schema, record.cells, cells, base))
    new = [key for key in cells_by_key if key not in there and key not in written]
    work.excluded += [key for key in region.written if key not in there]
    if new:
        work.edits += _insertions(text, region, wanted, there, new)
        work.added += len(new)
    rows = [*region.written, *(k for k in cells_by_key if k not in written)]
    marker = {"rows": " ".join(rows)}
    if wanted.continued or region.end.cells.get("next"):
        marker["next"] = wanted.continued
    changes = {
        name: value
        for name, value in marker.items()
        if normal(region.end.cells.get(name, "")) != value
    }
    if changes:
        end = Record(_END, region.end, region.end.cells)
        work.edits += edit_record(text, end, changes)


_END: Final = Schema(template="", bot=("id", "rows", "next"), people=())


def _gone(record: Record, today: str) -> Cells:
    """Return the cells of a row whose matter is found nowhere: other people's words go."""
    own = {name: record.cells.get(name, "") for name in record.schema.bot}
    words = dict.fromkeys(record.schema.words, "")
    return {**own, **words, GONE: own.get(GONE) or today}


def _insertions(
    text: str, region: Region, wanted: Wanted, there: Mapping[str, Record], new: list[str]
) -> list[Edit]:
    """Return the edits that put new rows in: at their places, or all behind the last row."""
    cells = {row[region.schema.key]: row for row in wanted.rows}
    schema = region.schema
    fresh = {key: write_record(schema, merge(schema, {}, cells[key]).cells) for key in new}
    if not region.rows:
        return [_first_rows(text, region, wanted.frame, list(fresh.values()))]
    _check_frame(text, region, wanted.frame)
    if wanted.appends:
        end = max(record.call.end for record in region.rows)
        return [Edit(end, end, "".join(f"\n{row}" for row in fresh.values()))]
    behind: dict[str, list[str]] = {}
    before = ""
    for key in cells:
        if key in there:
            before = key
        elif key in fresh:
            behind.setdefault(before, []).append(fresh[key])
    edits = []
    for key, rows in behind.items():
        if key:
            place = there[key].call.end
            edits.append(Edit(place, place, "".join(f"\n{row}" for row in rows)))
        else:
            place = min(record.call.start for record in region.rows)
            edits.append(Edit(place, place, "".join(f"{row}\n" for row in rows)))
    return edits


def _first_rows(text: str, region: Region, frame: Frame, rows: list[str]) -> Edit:
    """Return the edit that fills a region without rows, keeping what people may have put in."""
    body = text[region.start.end : region.end.start]
    filling = "\n".join(rows)
    if frame.before and frame.before.split("\n")[0][:2] in body:
        _check_frame(text, region, frame)
        place = region.start.end + body.rindex(frame.after)
        return Edit(place, place, f"{filling}\n")
    place = region.end.start
    lead = "" if body.endswith("\n") else "\n"
    return Edit(place, place, f"{lead}{frame.before}{filling}\n{frame.after}")


def _check_frame(text: str, region: Region, frame: Frame) -> None:
    """Refuse rows that belong in a table where the table was taken apart."""
    if not frame.before:
        return
    first = min((r.call.start for r in region.rows), default=region.end.start)
    last = max((r.call.end for r in region.rows), default=region.start.end)
    opens = "\n{|" in text[region.start.end : first]
    closes = "\n|}" in text[last : region.end.start]
    if not (opens and closes):
        raise RegionError(
            f"the table of region {region.id} has lost its {'last' if opens else 'first'} line",
            f"put “{'|}' if opens else frame.before.splitlines()[0]}” back on a line of its own",
            line=region.start.line,
        )
