"""``working groups``: all groups with their stage, their members and their conversations."""

from __future__ import annotations

from collections.abc import Sequence

from bots.consultation.groups import GROUP, group_cells
from bots.consultation.members import read_members
from bots.consultation.state import Consultation
from bots.kinds.base import Cells, Kind, Needs, RecordKind
from bots.page.ownership import AS_OF, Schema
from bots.page.records import Record
from bots.page.regions import Host, Region

ROW = Schema(
    template="Consultation working group row",
    bot=(
        "id",
        "name",
        "page",
        "stage",
        "members",
        "threads",
        "comments",
        "people",
        "latest",
        "gone",
        AS_OF,
    ),
    people=("note",),
)
_COPIED = ("name", "members", "threads", "comments", "people", "latest")


def rows(consultation: Consultation, region: Region) -> Sequence[Cells]:
    """Return a row for each working group, by name."""
    return [
        {
            "id": group.id,
            **{name: group.cells.get(name, "") for name in _COPIED},
            "page": group.page,
            "stage": group.stage,
            AS_OF: consultation.today.isoformat(),
        }
        for group in sorted(consultation.groups, key=lambda g: g.cells.get("name", "").casefold())
    ]


def record_cells(consultation: Consultation, host: Host, record: Record) -> Cells:
    """Return the bot's cells of a group's record: its members, and what its talk pages hold."""
    return group_cells(host.title, host.text, consultation.conversations, consultation.today)


def record_troubles(
    consultation: Consultation,
    host: Host,
    record: Record,
) -> Sequence[str]:
    """Return what of a working group's page a person has to see to."""
    if not record.key or len(record.key.split()) > 1:
        return ["a working group needs an id without spaces"]
    problem = read_members(host.text, consultation.today).problem
    return [f"group {record.key}: members are not counted: {problem}"] if problem else []


KIND = Kind(
    "working groups",
    ROW,
    frozenset({Needs.CONVERSATIONS}),
    rows,
    record=RecordKind(GROUP, record_cells, record_troubles, needs=frozenset({Needs.CONVERSATIONS})),
)
