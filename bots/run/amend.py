"""A page with what people typed in a file merged into the rows that stand on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from bots.consultation.typed.cells import PART, Sheet
from bots.consultation.typed.exported import Line, column
from bots.consultation.typed.lines import Finding, part_key, shared_out
from bots.consultation.typed.rows import merge_row, split_off
from bots.errors import RegionError
from bots.kinds import KINDS
from bots.page.amending import Amendment, amended
from bots.page.keep import Kept
from bots.page.ownership import normal
from bots.page.records import Record
from bots.page.regions import Host, Region

CODED: Final = frozenset(name for name, kind in KINDS.items() if kind.coded)
"""The kinds of region whose rows people code."""

Place = tuple[str, str]
"""The region and the key of a row on a page."""
Rows = Mapping[Place, Sequence[Line]]
"""Lines by their row, on one page."""


def coded_rows(host: Host) -> Iterable[tuple[Region, Record]]:
    """Return the rows on a page that people code, each with its region."""
    return (
        (region, row)
        for region in host.regions
        if region.kind in CODED
        for row in region.rows
        if row.key
    )


def amend_page(host: Host, rows: Rows, sheet: Sheet) -> tuple[Kept, list[Finding]]:
    """Return a page with these lines merged into its rows, and what a person has to know."""
    there: dict[Place, Record] = {}
    findings: list[Finding] = []
    twice: Counter[Place] = Counter()
    for region, row in coded_rows(host):
        twice[region.id, row.key] += 1
        there.setdefault((region.id, row.key), row)
    written = {(region.id, key) for region in host.regions for key in region.written}
    deleted = written.difference(there)
    amendments: list[Amendment] = []
    for (region_id, key), lines in rows.items():
        record = there.get((region_id, key))
        number = twice[region_id, key]
        if record is None or number > 1:
            why = "it stands there twice" if number else "it was taken away meanwhile"
            findings.append(Finding("refused", lines[0].number, why, key=key))
            continue
        amendment, found = _amend(record, lines, sheet, (region_id, there, deleted))
        amendments += amendment
        findings += found
    sound, found = _sound(host, amendments, rows)
    findings += found
    text = amended(host, sound)
    added = sum(len(amendment.parts) for amendment in sound)
    changed = sum(1 for amendment in sound if amendment.changes)
    return Kept(text, added, changed), [replace(one, page=host.title) for one in findings]


def _amend(
    record: Record,
    lines: Sequence[Line],
    sheet: Sheet,
    among: tuple[str, Mapping[Place, Record], Collection[Place]],
) -> tuple[list[Amendment], list[Finding]]:
    """Return what becomes of a row, and of those that were split off from it.

    ``among`` is its region, with the rows of the page and those that people have deleted.
    """
    region_id, there, deleted = among
    schema = record.schema
    part = normal(record.cells.get(PART, ""))
    shared = shared_out(lines, part)
    changes, findings = merge_row(schema, record.cells, shared.lines, sheet)
    fresh: list[Mapping[str, str]] = []
    amendments: list[Amendment] = []
    for number, about in shared.parts.items():
        key = part_key(record.key, part, number)
        known = there.get((region_id, key))
        if known:
            # It was split off before: these lines are about that row, as it was then.
            more, found = merge_row(schema, known.cells, [_without_base(o) for o in about], sheet)
            amendments += [Amendment(known, more)] if more else []
        elif (region_id, key) in deleted:
            why = f"part {number} was split off before, and was taken away since"
            found = [Finding("refused", about[0].number, why, key=key)]
        else:
            cells, found = split_off(schema, record.cells, number, about, sheet)
            fresh += [{**cells, schema.key: key}] if cells else []
        findings += found
    if changes or fresh:
        amendments.append(Amendment(record, changes, tuple(fresh)))
    return amendments, findings


def _sound(
    host: Host, amendments: Sequence[Amendment], rows: Rows
) -> tuple[Sequence[Amendment], list[Finding]]:
    """Return the amendments that the page bears, and which it does not.

    Each cell was looked at by itself; but a row may be written as nobody would think of.
    """
    try:
        amended(host, amendments)
    except RegionError:
        pass
    else:
        return amendments, []
    numbers = {key: lines[0].number for (_, key), lines in rows.items()}
    sound: list[Amendment] = []
    findings: list[Finding] = []
    for amendment in amendments:
        try:
            amended(host, [amendment])
        except RegionError:
            key, cells = amendment.record.key, ", ".join(amendment.changes)
            why = "it would not be read back from this row as it was meant"
            findings.append(Finding("refused", numbers.get(key, 0), why, key=key, cell=cells))
        else:
            sound.append(amendment)
    return sound, findings


def _without_base(line: Line) -> Line:
    return replace(
        line, base=None, cells={n: v for n, v in line.cells.items() if n != column(PART)}
    )
