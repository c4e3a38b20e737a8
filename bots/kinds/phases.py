"""``phases``: the roadmap. Every phase with its dates to scale, and what it waits for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bots.consultation.keys import row_key
from bots.consultation.process.dependencies import (
    is_over,
    needed,
    too_early,
)
from bots.consultation.process.milestones import (
    MILESTONE,
    Milestone,
    milestone_cells,
    to_review,
    unreadable,
)
from bots.consultation.process.phases import PHASE, parts_of, phases
from bots.consultation.process.roadmap import Scale, by_track, scale_of, track_of, whole_of
from bots.consultation.state import Consultation, Entry
from bots.consultation.wikilinks import wikilink
from bots.kinds import milestones
from bots.kinds._asked import of_pages_named
from bots.kinds._records import with_id
from bots.kinds.base import Cells, Kind, RecordKind
from bots.page.names import FAMILY
from bots.page.ownership import AS_OF, Schema, held
from bots.page.records import Record
from bots.page.regions import Host, Region

ROW = Schema(
    template="Consultation phase row",
    bot=(
        "id",
        "title",
        "page",
        "track",
        "part of",
        "date",
        "begins at",
        "lasts",
        "marks",
        "from",
        "until",
        "status",
        "progress",
        "was",
        "evidence",
        "depends on",
        "waits for",
        "too early",
        "by hand",
        "gone",
        AS_OF,
    ),
    people=("note",),
)
SCALE = row_key("roadmap", "scale")
"""The key of the row with the scale."""


def rows(consultation: Consultation, region: Region) -> Sequence[Cells]:
    """Return the scale, then a row for each phase: track by track, by date, parts behind wholes.

    ``source`` names the pages whose records count, separated by semicolons; all, without it.
    """
    shown = of_pages_named(region, phases(consultation))
    scale = scale_of(phase.period for phase in shown if phase.period)
    return [
        *([_scale(consultation, scale)] if scale else []),
        *(_row(consultation, phase, scale) for phase in by_track(shown)),
    ]


def _scale(consultation: Consultation, scale: Scale) -> Cells:
    return {
        "id": SCALE,
        "marks": "/".join(scale.marks),
        "from": scale.start.isoformat(),
        "until": scale.end.isoformat(),
        AS_OF: consultation.today.isoformat(),
    }


def _row(consultation: Consultation, phase: Milestone, scale: Scale | None) -> Cells:
    entry = Entry(PHASE.template, phase.id, phase.page, phase.cells)
    begins, length = scale.place(phase.period) if scale and phase.period else (0, 0)
    found = [each.entry for each in needed(consultation, entry) if each.entry]
    waiting = [] if is_over(entry) else [each for each in found if not is_over(each)]
    return {
        "id": phase.id,
        "title": phase.cells.get("title", ""),
        "page": phase.page,
        "track": track_of(phase),
        "part of": whole_of(phase),
        "date": phase.cells.get("date", ""),
        "begins at": str(begins) if length else "",
        "lasts": str(length) if length else "",
        "status": phase.status,
        **{name: phase.cells.get(name, "") for name in ("progress", "was", "evidence")},
        "depends on": _links(each for each in found if each not in waiting),
        "waits for": _links(waiting),
        "too early": _links(too_early(consultation, entry)),
        "by hand": "status" if "status" in held(phase.cells) else "",
        AS_OF: consultation.today.isoformat(),
    }


def _links(entries: Iterable[Entry]) -> str:
    return "; ".join(
        wikilink(
            entry.page,
            f"{entry.template.replace(FAMILY, 'consultation-').replace(' ', '-')}-{entry.key}",
            _label(entry),
        )
        for entry in entries
    )


def _label(entry: Entry) -> str:
    """Return what a record is called; of phases, several may be "Drafting"."""
    title, track = entry.cells.get("title", "") or entry.key, entry.cells.get("track", "").strip()
    return f"{title} ({track})" if track else title


def record_cells(consultation: Consultation, host: Host, record: Record) -> Cells:
    """Return the bot's cells of a phase's record."""
    parts = parts_of(record.key, consultation.milestones, phases(consultation))
    return milestone_cells(record.cells, parts, consultation.evidence, consultation.language)


def record_problems(consultation: Consultation, host: Host, record: Record) -> Sequence[str]:
    """Return what in a phase's record a person has to see to."""
    return [
        *unreadable(record.cells, consultation.language),
        *to_review(record.cells, consultation.language, consultation.today),
        *milestones.whole_troubles(consultation, record),
    ]


KIND = Kind(
    "phases",
    ROW,
    frozenset(),
    rows,
    record=RecordKind(
        PHASE,
        record_cells,
        with_id("a phase", record_problems),
        asks=milestones.asked_pages,
        after=frozenset({MILESTONE.template}),
        part_of="part of",
    ),
)
