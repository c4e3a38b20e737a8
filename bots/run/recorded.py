"""The records that stand alone on pages, as this run leaves them.

A region that lists them shows what their records will say, so that a second run finds nothing to
do. What follows from other records comes after them: a whole after its parts, a recommendation
after its milestones.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from graphlib import TopologicalSorter

from bots.consultation.state import Consultation, Entry
from bots.kinds import RECORDS
from bots.page.merge import merge
from bots.page.ownership import held, normal
from bots.page.records import Record
from bots.page.regions import Host
from bots.run.hosts import HostPage, records_on


def standing(hosts: Iterable[HostPage]) -> Mapping[str, tuple[Entry, ...]]:
    """Return all records that have a key as they stand on the wiki, by template."""
    found: dict[str, tuple[Entry, ...]] = {}
    for page, record in records_on(hosts):
        if record.key:
            template = record.schema.template
            entry = Entry(template, record.key, page.host.title, record.cells)
            found[template] = (*found.get(template, ()), entry)
    return found


def with_records(hosts: Iterable[HostPage], consultation: Consultation) -> Consultation:
    """Return the consultation with all records that have a key."""
    waiting: dict[str, list[tuple[HostPage, Record]]] = {}
    for page, record in records_on(hosts):
        if record.key:
            waiting.setdefault(record.schema.template, []).append((page, record))
    rows = [row for _, region in consultation.regions for row in region.rows]
    listed = frozenset((row.key, normal(row.cells.get("page", ""))) for row in rows)
    waiting = {template: _once(found, listed) for template, found in waiting.items()}
    order = TopologicalSorter({template: kind.after for template, kind in RECORDS.items()})
    for template in order.static_order():
        consultation = _settle(template, waiting.get(template, []), consultation)
    return consultation


def _once(
    found: list[tuple[HostPage, Record]], listed: Container[tuple[str, str]]
) -> list[tuple[HostPage, Record]]:
    """Return each record once: of copies, the one whose page the lists show already.

    Somebody who copies a page means no second milestone.
    """
    chosen: dict[str, tuple[HostPage, Record]] = {}
    for page, record in found:
        known = chosen.get(record.key)
        if known is None or (
            (record.key, page.host.title) in listed
            and (record.key, known[0].host.title) not in listed
        ):
            chosen[record.key] = (page, record)
    return [*chosen.values()]


def _settle(
    template: str, waiting: list[tuple[HostPage, Record]], consultation: Consultation
) -> Consultation:
    """Return the consultation with the records of one template, parts before wholes."""
    part_of = RECORDS[template].part_of
    while waiting:
        # "phase:drafting" names the record "drafting".
        wholes = {record.cells.get(part_of, "").rpartition(":")[2].strip() for _, record in waiting}
        # In a circle of parts none is free to go first: then all go as they stand.
        free = [(p, r) for p, r in waiting if not part_of or r.key not in wholes] or waiting
        settled = tuple(
            Entry(template, record.key, page.host.title, _merged(page, record, consultation))
            for page, record in free
        )
        known = consultation.entries(template)
        records = {**consultation.records, template: known + settled}
        consultation = replace(consultation, records=records)
        waiting = [item for item in waiting if item not in free]
    return consultation


def cells_of_record(
    consultation: Consultation, host: Host, record: Record, base: Mapping[str, str] | None
) -> Mapping[str, str]:
    """Return the bot's cells of a record as they should be today.

    Where a person has set one of them, what follows from it follows from their word.
    """
    told = RECORDS[record.schema.template].cells
    wanted = told(consultation, host, record)
    merged = merge(record.schema, record.cells, wanted, base, intact=record.intact)
    if not any(merged.cells.get(name) != wanted.get(name) for name in held(merged.cells)):
        return wanted
    following = told(consultation, host, replace(record, cells=merged.cells))
    # Theirs differ from what was wanted, which is how they are known to be theirs.
    return {**following, **{name: wanted[name] for name in merged.newly_held if name in wanted}}


def _merged(page: HostPage, record: Record, consultation: Consultation) -> Mapping[str, str]:
    base = page.bases.get((record.schema.template, record.key))
    wanted = cells_of_record(consultation, page.host, record, base)
    return merge(record.schema, record.cells, wanted, base, intact=record.intact).cells
