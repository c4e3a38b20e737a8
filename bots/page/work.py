"""The edits that keep a page, as they come together, row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import chain

from bots.page.merge import Merged, merge
from bots.page.opening import is_plain, take_on
from bots.page.ownership import SUM, normal
from bots.page.records import Edit, Record, edit_record, write_record
from bots.page.regions import Host
from bots.page.removal import holds_words, marks, without_words
from bots.page.wanted import Bases, Cells, Wanted, no_news


@dataclass(slots=True)
class Work:
    """What is to be written on a page, and what is to be told of it."""

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
        news: Callable[[Cells, Cells], Cells] = no_news,
    ) -> None:
        """Bring the bot's cells of a record to those wanted, but for what people made theirs."""
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
        """Write these cells in place, and remember what the record holds then."""
        self.edits += edit_record(self.host.text, record, changes)
        self.rewritten[record.call.start] = {**record.cells, **changes}


def _is_copy(record: Record) -> bool:
    """Return whether the row was made from one that the bot wrote, in whatever region.

    Its cells may have been changed since: a row that is split gets another id, and is still full
    of other people's words.
    """
    return bool(normal(record.cells.get(SUM, "")))
