"""Phases: stretches of the process that overlap and run side by side, each for its topic.

A phase is told like a milestone; its parts are the milestones and phases that name it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from bots.consultation.process.milestones import MILESTONE, Milestone
from bots.consultation.state import Consultation
from bots.page.ownership import Schema

PHASE: Final = Schema(
    template="Consultation phase",
    bot=MILESTONE.bot,
    people=(
        "id",
        "title",
        "track",
        "date",
        "part of",
        "depends on",
        "done when",
        "review after",
        "note",
    ),
)
_PREFIX: Final = "phase:"


def phases(consultation: Consultation) -> tuple[Milestone, ...]:
    """Return the phases of the process."""
    return tuple(
        Milestone(entry.key, entry.page, entry.cells, consultation.language)
        for entry in consultation.entries(PHASE.template)
    )


def parts_of(
    phase: str, milestones: Iterable[Milestone], phases: Iterable[Milestone]
) -> list[Milestone]:
    """Return the parts of the phase with this id.

    What a milestone calls "drafting" is a milestone of that id, if there is one, and otherwise the
    phase; "phase:drafting" is always the phase.
    """
    milestones = tuple(milestones)
    taken = any(milestone.id == phase for milestone in milestones)
    parts = [m for m in milestones if _names(m.part_of, phase, bare=not taken)]
    return parts + [p for p in phases if p.id != phase and _names(p.part_of, phase, bare=True)]


def _names(part_of: str, phase: str, *, bare: bool) -> bool:
    if part_of.lower().startswith(_PREFIX):
        return part_of[len(_PREFIX) :].strip() == phase
    return bare and part_of == phase
