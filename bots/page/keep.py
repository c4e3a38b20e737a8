"""A page's text with its regions and records kept: the bot's edits, and not a byte besides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Final

from bots.errors import RegionError
from bots.page.edited import edited
from bots.page.insertion import Frame, insert_rows
from bots.page.listing import listing
from bots.page.merge import Merged, merge
from bots.page.opening import is_plain, take_on
from bots.page.ownership import SUM, Schema, normal
from bots.page.records import Edit, Record, edit_record, write_record
from bots.page.regions import Host, Region
from bots.page.removal import GONE, REASON, holds_words, marks, without_words

__all__ = ["GONE", "Bases", "Cells", "Frame", "Kept", "Wanted", "keep"]

Cells = Mapping[str, str]
Bases = Mapping[tuple[str, str], Cells]
"""Records as the bot last wrote them, by template and key."""


def _found_nowhere(_: Cells) -> str:
    return "not found"


def _not_opened(_: Cells, __: AbstractSet[str]) -> Cells | None:
    return None


def _no_news(_: Cells, __: Cells) -> Cells:
    return {}


def _nothing_beside(_: Cells) -> Cells:
    return {}


_END: Final = Schema(template="", bot=("id", "rows", "next"), people=())


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a region is to show."""

    rows: Sequence[Cells]
    """The bot's cells of each row, its key among them, in the order wanted. Of several rows with
    one key the first counts; a row without a key cannot be kept and is left out."""
    frame: Frame
    appends: bool = False
    """Whether new rows go to the end, in order of arrival, instead of to their place."""
    continued: str = ""
    """The subpage on which the region goes on."""
    lost: Callable[[Cells], str] = _found_nowhere
    """Says of a row that is not among ``rows`` why it is gone; nothing where it is not gone, or
    where nobody can tell."""
    settled: Mapping[str, Cells] = field(default_factory=dict)
    """The bot's cells of rows that are not made anew but kept where they stand, by key."""
    keys: Sequence[str] | None = None
    """The keys of the rows that are there, in their order, where people type rows without one;
    their own, if it is not given."""
    opened: Callable[[Cells, AbstractSet[str]], Cells | None] = _not_opened
    """Gives the bot's cells of a row that is none of these, where a person has opened it for
    something that can be told; its key, if it has none of its own, is none of those given."""
    news: Callable[[Cells, Cells], Cells] = _no_news
    """Says in further cells what happened to a row, from its cells before and after."""
    beside: Callable[[Cells], Cells] = _nothing_beside
    """Gives the bot's cells of a row that follow from what people wrote in it."""


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
    host: Host
    bases: Bases
    today: str
    edits: list[Edit] = field(default_factory=list)
    rewritten: dict[int, Cells] = field(default_factory=dict)
    """The cells meant of each call edited, by where it begins."""
    fresh: list[tuple[str, Cells]] = field(default_factory=list)
    """The new rows, as template and cells."""
    changed: int = 0
    held: list[str] = field(default_factory=list)
    excluded: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def keep_record(
        self,
        record: Record,
        wanted: Cells,
        news: Callable[[Cells, Cells], Cells] = _no_news,
    ) -> None:
        base = self.bases.get((record.schema.template, record.key))
        merged = merge(record.schema, record.cells, wanted, base, intact=record.intact)
        if merged.changes and (told := news(record.cells, merged.cells)):
            merged = merge(record.schema, record.cells, {**wanted, **told}, base)
        self._write_merged(record, merged)

    def take_on(self, record: Record, wanted: Cells, written: Iterable[str]) -> None:
        """Keep a row that a person has opened, or split off from another, from now on."""
        rows = (row.cells for region in self.host.regions for row in region.rows)
        # Or the very row, to which a person gave another key.
        itself = ({**record.cells, record.schema.key: key} for key in written)
        merged = take_on(record, wanted, chain(rows, self.bases.values(), itself))
        if merged.changes and is_plain(self.host.text, record):
            # With all cells, each on its line, for the person to go on.
            call = record.call
            whole = write_record(record.schema, merged.cells)
            self.edits.append(Edit(call.start, call.end, whole))
            self.rewritten[call.start] = merged.cells
            merged = replace(merged, changes={})
            self.changed += 1
        self._write_merged(record, merged)

    def _write_merged(self, record: Record, merged: Merged) -> None:
        if merged.newly_held:
            self.held.append(f"{record.key}: {', '.join(merged.newly_held)}")
        if merged.changes:
            self.write(record, merged.changes)
            self.changed += 1

    def mark_gone(self, record: Record, reason: str, *, copy: bool = False) -> None:
        """Mark a row as gone; where words were removed on the wiki, write it without them."""
        marked = marks(record, self.today, reason)
        if not holds_words(record):
            self.keep_record(record, marked)
            return
        base = self.bases.get((record.schema.template, record.key))
        # A copy's ``sum`` is that of the row it was made from: it says nothing of who changed what.
        merged = record.cells if copy else merge(record.schema, record.cells, marked, base).cells
        cells = without_words(record.schema, merged, marked)
        call = record.call
        # As a whole, for words also stand in parameters given twice and in comments between them.
        self.edits.append(Edit(call.start, call.end, write_record(record.schema, cells)))
        self.rewritten[call.start] = cells
        self.changed += 1

    def leave(self, record: Record, key: str, wanted: Wanted) -> None:
        """Leave a row alone that is a person's, but for the words of a comment that was removed."""
        self.foreign.append(key or f"line {record.call.line}")
        if _is_copy(record) and holds_words(record) and (why := wanted.lost(record.cells)):
            self.mark_gone(record, why, copy=True)

    def write(self, record: Record, changes: Cells) -> None:
        self.edits += edit_record(self.host.text, record, changes)
        self.rewritten[record.call.start] = {**record.cells, **changes}


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
    work = _Work(host, bases, today)
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


def _keep_region(work: _Work, region: Region, wanted: Wanted) -> None:
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
            meant = {**_alive(schema, cells), **wanted.beside(record.cells)}
            work.keep_record(record, meant, wanted.news)
        elif why := wanted.lost(record.cells):
            work.mark_gone(record, why)
        there.add(key)
    work.excluded += [key for key in region.written if key not in there]
    _add_rows(work, region, wanted, cells_by_key, there)
    _keep_end(work, region, wanted, (*cells_by_key, *opened))


def _add_rows(
    work: _Work,
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


def _keep_end(work: _Work, region: Region, wanted: Wanted, keys: Iterable[str]) -> None:
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


def _is_copy(record: Record) -> bool:
    """Return whether the row was made from one that the bot wrote, in whatever region.

    Its cells may have been changed since: a row that is split gets another id, and is still full
    of other people's words.
    """
    return bool(normal(record.cells.get(SUM, "")))


def _alive(schema: Schema, cells: Cells) -> Cells:
    """Return the cells of a row whose matter is there."""
    return {**cells, **{name: "" for name in (GONE, REASON) if name in schema.bot}}
