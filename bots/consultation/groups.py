"""Working groups: what the record of one becomes today, from its page and its talk pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bots.consultation.members import Members
from bots.page.ownership import Schema, normal

GROUP: Final = Schema(
    template="Consultation working group",
    bot=("members", "threads", "comments", "people", "latest", "as of"),
    people=("id", "name", "stage", "call until", "contact", "note"),
)


@dataclass(frozen=True, slots=True)
class Group:
    """A working group as its record stands after this run."""

    id: str
    page: str
    """The page on which its record and its members stand."""
    cells: Mapping[str, str]
    members: Members

    @property
    def stage(self) -> str:
        """Its stage as people have set it."""
        return normal(self.cells.get("stage", "")).lower()
