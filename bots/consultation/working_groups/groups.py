"""Working groups: what the record of one becomes today, from its pages and its talk pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from bots.consultation.answers.waiting import last_words
from bots.consultation.process.evidence import STAGES
from bots.consultation.process.slips import Slip
from bots.consultation.rules import Rules
from bots.consultation.talks.conversations import Conversation, anchor
from bots.consultation.talks.sources import is_within, talk_title
from bots.consultation.words import fold
from bots.consultation.working_groups.lists import (
    deliverables,
    existing,
    headed_items,
    question_section,
)
from bots.consultation.working_groups.members import read_members
from bots.consultation.working_groups.page import GroupPage, group_name
from bots.page.ownership import Schema, normal
from bots.page.plain import plain
from bots.page.quote import cell

GROUP: Final = Schema(
    template="Consultation working group",
    bot=(
        "members",
        "names",
        "joined",
        "left",
        "known as",
        "formerly",
        "sign-ups",
        "next meeting",
        "minutes",
        "minutes link",
        "questions",
        "questions link",
        "deliverables",
        "threads",
        "comments",
        "people",
        "unanswered",
        "latest",
        "as of",
    ),
    people=(
        "id",
        "name",
        "stage",
        "call",
        "call until",
        "places",
        "notes",
        "contact",
        "note",
        "show",
    ),
    values={"stage": STAGES},
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
    page: GroupPage, conversations: Iterable[Conversation], rules: Rules
) -> dict[str, str]:
    """Return the bot's cells of a group's record as they should be today.

    The group's conversations are those on its page's talk page and on the subpages of that.
    What cannot be told is left out, so that the cell on the page stays as it is.
    """
    talk = talk_title(page.title)
    own = [c for c in conversations if is_within(c.source.archive_of or c.source.title, talk)]
    latest = max((c.latest.timestamp for c in own if c.latest), default=None)
    waiting = sum(found.turn == "organizers" for found in last_words(own, rules))
    return {
        **_members(page),
        **_name_history(page.cells, page.today),
        **_sign_ups(page),
        **_meetings(page),
        **_work(page),
        "threads": str(sum(len(c.threads) for c in own)),
        "comments": str(sum(c.comments for c in own)),
        "people": str(len(frozenset().union(*(c.authors for c in own)))),
        "unanswered": str(waiting),
        "latest": latest.date().isoformat() if latest else "",
        "as of": page.today.isoformat(),
    }


def _members(page: GroupPage) -> dict[str, str]:
    """Return who is in the group, and who has come and gone since a run first saw it."""
    members = read_members(page.text, page.today)
    if members.problem:
        return {}
    names = [cell(plain(name)).replace(";", ",") for name in members.names]
    before = _names(page.cells.get("names", ""))
    day = page.today.isoformat()
    joined, left = (page.cells.get(name, "").strip() for name in ("joined", "left"))
    return {
        "members": str(len(names)),
        "names": "; ".join(names),
        "joined": _with_changes(joined, names, before, day) if before else joined,
        "left": _with_changes(left, before, names, day) if names else left,
    }


def _name_history(cells: Mapping[str, str], today: date) -> dict[str, str]:
    """Return the name as a run last saw it, and each earlier one with the day it was given up."""
    name, seen = group_name(cells), normal(cells.get("known as", ""))
    formerly = normal(cells.get("formerly", ""))
    if name and seen and name != seen:
        formerly = "; ".join(filter(None, (formerly, str(Slip(seen, name, today.isoformat())))))
    return {"known as": name or seen, "formerly": formerly}


def _sign_ups(page: GroupPage) -> dict[str, str]:
    if page.call not in page.texts:
        return {} if page.call else {"sign-ups": ""}
    found = page.sign_ups
    return {} if found.problem else {"sign-ups": str(found.count)}


def _meetings(page: GroupPage) -> dict[str, str]:
    if len(page.notes) != 1:
        return {} if page.notes else dict.fromkeys(("next meeting", "minutes", "minutes link"), "")
    meetings = page.meetings
    link = (
        f"{page.notes[0]}#{anchor(meetings.heading.replace(' ', '_'))}" if meetings.heading else ""
    )
    return {
        "next meeting": meetings.next.isoformat() if meetings.next else "",
        "minutes": meetings.last.isoformat() if meetings.last else "",
        "minutes link": link,
    }


def _work(page: GroupPage) -> dict[str, str]:
    """Return what is still open, and which deliverables are there."""
    place = question_section(page.text)
    count = len(headed_items(page.text, "questions")) + page.meetings.open
    targets = deliverables(page.text, page.title)
    done = existing(targets, page.texts)
    return {
        "questions": str(count) if count or place else "",
        "questions link": f"{page.title}#{anchor(plain(place.heading).replace(' ', '_'))}"
        if place
        else "",
        "deliverables": f"{done}/{len(targets)}" if targets else "",
    }


def _with_changes(told: str, names: Iterable[str], before: Iterable[str], day: str) -> str:
    """Return a history of names, ``Ana (2018-06-01); …``, with those not there before."""
    known = {fold(name) for name in before}
    fresh = [f"{name} ({day})" for name in names if fold(name) not in known]
    return "; ".join(filter(None, (told, *fresh)))


def _names(told: str) -> tuple[str, ...]:
    """Return the names in a cell, which are separated by semicolons."""
    return tuple(name.strip() for name in told.split(";") if name.strip())
