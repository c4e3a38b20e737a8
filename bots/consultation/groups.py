"""Working groups: what the record of one becomes today, from its page and its talk pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from bots.consultation.conversations import Conversation
from bots.consultation.members import read_members
from bots.consultation.sources import is_within, talk_title
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

    @property
    def stage(self) -> str:
        """Its stage as people have set it."""
        return normal(self.cells.get("stage", "")).lower()


def group_cells(
    page: str, text: str, conversations: Iterable[Conversation], today: date
) -> dict[str, str]:
    """Return the bot's cells of a group's record as they should be today.

    The group's conversations are those on its page's talk page and on the subpages of that.
    Members that cannot be told are left out, so that the number on the page stays as it is.
    """
    talk = talk_title(page)
    own = [c for c in conversations if is_within(c.source.archive_of or c.source.title, talk)]
    latest = max((c.latest.timestamp for c in own if c.latest), default=None)
    members = read_members(text, today)
    return {
        **({} if members.problem else {"members": str(len(members.names))}),
        "threads": str(sum(len(c.threads) for c in own)),
        "comments": str(sum(c.comments for c in own)),
        "people": str(len(frozenset().union(*(c.authors for c in own)))),
        "latest": latest.date().isoformat() if latest else "",
        "as of": today.isoformat(),
    }
