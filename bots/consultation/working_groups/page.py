"""A working group's own page, with its record and the pages that belong to it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from bots.consultation.working_groups.lists import SignUps, deliverables, notes_pages, sign_ups
from bots.consultation.working_groups.meetings import Meetings, read_meetings
from bots.page.ownership import normal


@dataclass(frozen=True, slots=True)
class GroupPage:
    """A group's own page, with what its record says there and the pages that belong to it."""

    title: str
    text: str
    cells: Mapping[str, str]
    texts: Mapping[str, str]
    """The pages that ``pages_of`` names, as far as they exist."""
    groups: Collection[str]
    """The names of all groups: a call may be one for several of them."""
    language: str
    today: date

    @property
    def call(self) -> str:
        """The title of the page with the call for members, or nothing."""
        return title_in(self.cells.get("call", ""))

    @property
    def sign_ups(self) -> SignUps:
        """Who has answered that call."""
        return sign_ups(self.texts.get(self.call, ""), group_name(self.cells), self.groups)

    @property
    def notes(self) -> tuple[str, ...]:
        """The titles under which it keeps its notes: as its record says, or as its page links."""
        named = title_in(self.cells.get("notes", ""))
        return (named,) if named else notes_pages(self.text, self.title)

    @property
    def meetings(self) -> Meetings:
        """What its notes tell of its meetings."""
        text = self.texts.get(self.notes[0], "") if len(self.notes) == 1 else ""
        return read_meetings(text, self.language, self.today)


def pages_of(title: str, text: str, cells: Mapping[str, str]) -> tuple[str, ...]:
    """Return the titles of the pages that tell of a group besides its own."""
    page = GroupPage(title, text, cells, {}, (), "en", date.min)
    return tuple(filter(None, (page.call, *page.notes, *deliverables(text, title))))


def group_name(cells: Mapping[str, str]) -> str:
    """Return the name that people use for a group."""
    return normal(cells.get("name", ""))


def title_in(written: str) -> str:
    """Return the title of the page that a cell names, with or without brackets around it."""
    bare = written.strip().removeprefix("[[").removesuffix("]]").partition("|")[0]
    return " ".join(bare.partition("#")[0].replace("_", " ").split())
