"""Events: the conferences and calls at which the process is present, and whether they are over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from bots.consultation.process.evidence import Evidence
from bots.consultation.process.milestones import (
    IN_PROGRESS,
    OVERDUE,
    POSTPONED,
    PRELIMINARY,
    UPCOMING,
    milestone_cells,
)
from bots.consultation.reported.occasions import WAYS
from bots.consultation.reported.offwiki import Reported
from bots.page.ownership import AS_OF, Schema, normal

PAST: Final = "past"
CANCELED: Final = "canceled"
STATUSES: Final = (PRELIMINARY, UPCOMING, POSTPONED, IN_PROGRESS, PAST, CANCELED)
EVENT: Final = Schema(
    template="Consultation event",
    bot=("status", "statements", "seen", "was", AS_OF),
    people=("id", "title", "date", "place", "kind", "people", "details", "note"),
    values={"status": STATUSES, "kind": ("conference", *WAYS)},
)


def event_cells(
    key: str,
    cells: Mapping[str, str],
    reported: Iterable[Reported],
    evidence: Evidence,
    language: str,
) -> dict[str, str]:
    """Return the bot's cells of an event's record as they should be today.

    Its date may slip as a milestone's may. ``reported`` are the statements from off the wiki: those
    from conversations that name this event are counted.
    """
    found = milestone_cells({**cells, "done when": ""}, (), evidence, language)
    status = PAST if found["status"] == OVERDUE else found["status"]
    return {
        **{name: found[name] for name in ("seen", "was", AS_OF)},
        "status": status,
        "statements": str(sum(_is_from(statement, key) for statement in reported) or ""),
    }


def _is_from(statement: Reported, event: str) -> bool:
    occasion = statement.occasion
    return occasion is not None and normal(occasion.cells.get("event", "")) == event
