"""``working groups``: all groups with their stage, their members and their conversations."""

from __future__ import annotations

from collections.abc import Sequence

from bots.consultation.state import Consultation
from bots.kinds.base import Cells, Kind, Needs
from bots.page.ownership import AS_OF, Schema
from bots.page.regions import Region

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


def rows(consultation: Consultation, region: Region) -> Sequence[Cells]:  # noqa: ARG001
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


KIND = Kind("working groups", ROW, frozenset({Needs.GROUPS}), rows)
