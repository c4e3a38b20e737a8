"""``milestones``: every milestone of the process with its status, wherever its record stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bots.consultation.process.dependencies import named
from bots.consultation.process.evidence import read_conditions
from bots.consultation.process.milestones import (
    MILESTONE,
    milestone_cells,
    to_review,
    unreadable,
)
from bots.consultation.process.roadmap import in_order, start
from bots.consultation.state import Consultation
from bots.kinds._asked import of_pages_named
from bots.kinds._records import doubled
from bots.kinds.base import Cells, Kind, RecordKind
from bots.page.ownership import AS_OF, Schema, held, normal
from bots.page.records import Record
from bots.page.regions import Host, Region

ROW = Schema(
    template="Consultation milestone row",
    bot=(
        "id",
        "title",
        "page",
        "part of",
        "date",
        "status",
        "progress",
        "was",
        "evidence",
        "by hand",
        "gone",
        AS_OF,
    ),
    people=("note",),
)


def rows(consultation: Consultation, region: Region) -> Sequence[Cells]:
    """Return a row for each milestone by date, its parts behind it.

    ``source`` names the pages whose records count, separated by semicolons; all, without it.
    """
    milestones = of_pages_named(region, consultation.milestones)
    wholes = {m.id for m in consultation.milestones}
    return [
        {
            "id": milestone.id,
            "title": milestone.cells.get("title", ""),
            "page": milestone.page,
            "part of": milestone.part_of if milestone.part_of in wholes else "",
            "date": milestone.cells.get("date", ""),
            "status": milestone.status,
            "progress": milestone.cells.get("progress", ""),
            "was": milestone.cells.get("was", ""),
            "evidence": milestone.cells.get("evidence", ""),
            "by hand": "status" if "status" in held(milestone.cells) else "",
            AS_OF: consultation.today.isoformat(),
        }
        for milestone in in_order(milestones, start)
    ]


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
        *doubled(consultation, host, record),
        *unreadable(record.cells, consultation.language),
        *to_review(record.cells, consultation.language, consultation.today),
        *whole_troubles(consultation, record),
    ]
    return [f"milestone {record.key}: {problem}" for problem in problems]


def whole_troubles(consultation: Consultation, record: Record) -> Sequence[str]:
    """Return what is wrong with the whole that a record says it is a part of."""
    part_of = normal(record.cells.get("part of", ""))
    if not part_of or named(consultation, part_of, record.schema.template).found:
        return []
    return [f"part of “{part_of}”, which is no record's id"]


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
