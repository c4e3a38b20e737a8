"""``milestones``: every milestone of the process with its status, wherever its record stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from bots.consultation.evidence import read_conditions
from bots.consultation.milestones import (
    MILESTONE,
    Milestone,
    milestone_cells,
    to_review,
    unreadable,
)
from bots.consultation.state import Consultation
from bots.kinds.base import Cells, Kind, RecordKind
from bots.page.ownership import AS_OF, Schema
from bots.page.records import Record
from bots.page.regions import Host, Region

ROW = Schema(
    template="Consultation milestone row",
    bot=("id", "title", "page", "part of", "date", "status", "progress", "was", "gone", AS_OF),
    people=("note",),
)


def rows(consultation: Consultation, region: Region) -> Sequence[Cells]:
    """Return a row for each milestone by date, its parts behind it.

    ``source`` names the pages whose records count, separated by semicolons; all, without it.
    """
    pages = {p.strip().replace("_", " ") for p in region.settings.get("source", "").split(";")}
    milestones = [m for m in consultation.milestones if pages == {""} or m.page in pages]
    return [
        {
            "id": milestone.id,
            "title": milestone.cells.get("title", ""),
            "page": milestone.page,
            "part of": milestone.part_of,
            "date": milestone.cells.get("date", ""),
            "status": milestone.status,
            "progress": milestone.cells.get("progress", ""),
            "was": milestone.cells.get("was", ""),
            AS_OF: consultation.today.isoformat(),
        }
        for milestone in _in_order(milestones)
    ]


def _in_order(milestones: Sequence[Milestone]) -> list[Milestone]:
    ids = {milestone.id for milestone in milestones}
    parts: dict[str, list[Milestone]] = {}
    for milestone in sorted(milestones, key=_start):
        whole = milestone.part_of
        parts.setdefault(whole if whole in ids and whole != milestone.id else "", []).append(
            milestone
        )
    ordered: list[Milestone] = []
    waiting = parts.pop("", [])[::-1]
    while waiting:
        milestone = waiting.pop()
        ordered.append(milestone)
        waiting += parts.pop(milestone.id, [])[::-1]
    # Milestones that are parts of each other in a circle would otherwise be lost.
    return ordered + [milestone for circle in parts.values() for milestone in circle]


def _start(milestone: Milestone) -> date:
    return milestone.period.start if milestone.period else date.max


def record_cells(consultation: Consultation, host: Host, record: Record) -> Cells:
    """Return the bot's cells of a milestone's record."""
    parts = [m for m in consultation.milestones if m.part_of == record.key != m.id]
    return milestone_cells(record.cells, parts, consultation.evidence, consultation.language)


def asked_pages(host: Host, record: Record) -> Iterable[str]:
    """Return the titles of the pages that tell whether a milestone is done."""
    conditions, _ = read_conditions(record.cells.get("done when", ""))
    return [condition.title for condition in conditions if condition.title]


def record_troubles(
    consultation: Consultation,
    host: Host,
    record: Record,
) -> Sequence[str]:
    """Return what in a milestone's record a person has to see to."""
    if not record.key:
        return ["a milestone has no id; give it a short one without spaces"]
    if len(record.key.split()) > 1:
        return [f"the milestone id “{record.key}” has spaces; use hyphens"]
    problems = [
        *unreadable(record.cells, consultation.language),
        *to_review(record.cells, consultation.language, consultation.today),
    ]
    return [f"milestone {record.key}: {problem}" for problem in problems]


KIND = Kind(
    "milestones",
    ROW,
    frozenset(),
    rows,
    record=RecordKind(
        MILESTONE,
        record_cells,
        record_troubles,
        asks=asked_pages,
        part_of="part of",
    ),
)
