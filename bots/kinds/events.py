"""``events``: the calendar of conferences and calls at which the process is present."""

from __future__ import annotations

from collections.abc import Sequence

from bots.consultation.process.events import EVENT, STATUSES, event_cells
from bots.consultation.process.milestones import Milestone, unreadable
from bots.consultation.process.roadmap import in_order, start
from bots.consultation.reported.occasions import CONVERSATION
from bots.consultation.reported.offwiki import reported_statements
from bots.consultation.state import Consultation
from bots.kinds._asked import of_pages_named
from bots.kinds._records import with_id
from bots.kinds.base import Cells, Kind, RecordKind
from bots.page.ownership import AS_OF, Schema, held
from bots.page.records import Record
from bots.page.regions import Host, Region

_COPIED = ("title", "date", "place", "kind", "people", "details", "status", "was", "statements")
ROW = Schema(
    template="Consultation event row",
    bot=("id", "page", *_COPIED, "by hand", "gone", AS_OF),
    people=("note",),
    values=EVENT.values,
)


def rows(consultation: Consultation, region: Region) -> Sequence[Cells]:
    """Return a row for each event by date.

    ``source`` names the pages whose records count, separated by semicolons; all, without it.
    """
    events = [
        Milestone(entry.key, entry.page, entry.cells, consultation.language)
        for entry in of_pages_named(region, consultation.entries(EVENT.template))
    ]
    return [
        {
            "id": event.id,
            "page": event.page,
            **{name: event.cells.get(name, "") for name in _COPIED},
            "status": event.status,
            "by hand": "status" if "status" in held(event.cells) else "",
            AS_OF: consultation.today.isoformat(),
        }
        for event in in_order(events, start)
    ]


def record_cells(consultation: Consultation, host: Host, record: Record) -> Cells:
    """Return the bot's cells of an event's record."""
    cells = event_cells(
        record.key,
        record.cells,
        reported_statements(consultation),
        consultation.evidence,
        consultation.language,
    )
    unknown = {"statements"} if "reported" in consultation.unread else set()
    return {name: value for name, value in cells.items() if name not in unknown}


def record_problems(consultation: Consultation, host: Host, record: Record) -> Sequence[str]:
    """Return what in an event's record a person has to see to."""
    return unreadable(record.cells, consultation.language, STATUSES)


KIND = Kind(
    "events",
    ROW,
    frozenset(),
    rows,
    record=RecordKind(
        EVENT,
        record_cells,
        with_id("an event", record_problems),
        after=frozenset({CONVERSATION.template}),
    ),
)
