"""What of a working group's pages a person has to see to: nothing there is ever guessed."""

from __future__ import annotations

from bots.consultation.dates.written import read_period
from bots.consultation.process.evidence import STAGES
from bots.consultation.working_groups.meetings import Meetings
from bots.consultation.working_groups.members import read_members
from bots.consultation.working_groups.page import GroupPage, group_name, title_in
from bots.page.ownership import normal

_CALLING = "call open"


def group_problems(page: GroupPage) -> list[str]:
    """Return what a person has to see to, as sentences."""
    problems = []
    members = read_members(page.text, page.today)
    if members.problem:
        problems.append(f"members are not counted: {members.problem}")
    stage = normal(page.cells.get("stage", "")).lower()
    if stage and stage not in STAGES:
        problems.append(f"“{stage}” is no stage; use {', '.join(STAGES)}")
    name, seen = group_name(page.cells), normal(page.cells.get("known as", ""))
    if name and seen and name != seen:
        problems.append(f"was called {seen} until now; formerly= keeps the old name")
    return problems + _call_problems(page, stage) + _notes_problems(page)


def _call_problems(page: GroupPage, stage: str) -> list[str]:
    problems = []
    if page.call and page.call not in page.texts:
        problems.append(f"there is no page “{page.call}”, which call= names")
    elif page.call and page.sign_ups.problem:
        problems.append(f"sign-ups are not counted: {page.sign_ups.problem}")
    until = normal(page.cells.get("call until", ""))
    over = read_period(until, page.language)
    if until and over is None:
        problems.append(f"call until “{until}” cannot be read; write it as 2030-05-31")
    if over and page.today > over.end and stage == _CALLING:
        problems.append(f"the call ended on {over.end.isoformat()}, and stage= says it is open")
    places = normal(page.cells.get("places", ""))
    if places and not places.isdecimal():
        problems.append(f"places “{places}” is no number")
    return problems


def _notes_problems(page: GroupPage) -> list[str]:
    if len(page.notes) > 1:
        return [f"it has notes on {' and on '.join(page.notes)}; name one page in notes="]
    if not page.notes:
        return []
    (title,) = page.notes
    if title not in page.texts:
        named = title_in(page.cells.get("notes", ""))
        return [f"there is no page “{title}”, which notes= names"] if named else []
    if page.meetings == Meetings():
        return [f"no heading on “{title}” names the day of a meeting"]
    return []
