"""The members of a working group, counted from the table or list on its own page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from bots.consultation.pages.headed import Section, items, sections, within
from bots.consultation.pages.people import Person, read_person
from bots.consultation.pages.tables import Table, read_tables
from bots.consultation.words import every, fold
from bots.page.plain import plain
from bots.talk.masking import mask


@dataclass(frozen=True, slots=True)
class Members:
    """Who is in a working group."""

    names: tuple[str, ...]
    """The members as the page shows them, in its order."""
    problem: str = ""
    """Why they cannot be told, if so; ``names`` is empty then."""
    left: tuple[str, ...] = ()
    """Those who are struck out or said to have left."""


@lru_cache(maxsize=32)
def read_members(text: str, today: date | None = None) -> Members:
    """Return the members from the one table with a column of names, else from the one list.

    Tables and lists under a heading such as "Former members" do not count. Two tables, merged
    cells, a row without a name's cell, two people in one cell …: what leaves a doubt is a problem
    to report, and nothing is guessed. ``today`` tells whether "(until May 2030)" has come. The
    latest pages are remembered: milestones ask for the same few again and again.
    """
    live = mask(text)
    every_section = list(sections(text, live))
    former = [section for section in every_section if section.is_headed("member", "former")]
    present = [s for s in every_section if not within(s.start, former)]
    headed = [section for section in present if section.is_headed("member", "members")]
    headed = [section for section in headed if not within(section.start, headed)]
    tables = [table for table in read_tables(text) if not within(table.start, former)]
    inside = [table for table in tables if within(table.start, headed)]
    if len(headed) == 1 and inside:
        # A table elsewhere may be one of events, whose names are no members.
        tables = inside
    named = [(table, column) for table in tables if (column := _name_column(table)) is not None]
    blocks = [items(text, live, block) for block in _blocks(headed, present, former)]
    listed = [block for block in blocks if block]
    problem = _doubt(len(named), len(headed), len(inside), len(listed))
    if named and not problem and listed and not within(named[0][0].start, headed):
        problem = "there is a table of names, and a list of members elsewhere"
    if problem:
        return Members((), problem)
    if named:
        return _from_table(*named[0], today)
    people = [[read_person(item, today) for item in block] for block in listed]
    if len(people) > 1 and not all(
        person and person.account for block in people for person in block
    ):
        return Members((), "lists under several headings, not all of whose items are users")
    return _count(person for block in people for person in block)


def _doubt(named: int, headed: int, inside: int, listed: int) -> str:
    """Return why the members cannot be told from so many tables, sections and lists, if so."""
    if named > 1:
        return f"{named} tables have a column of names"
    if named:
        return ""
    if not headed:
        return "there is neither a table with a column of names nor a list of members"
    if headed > 1:
        return f"{headed} sections are headed as members"
    if inside:
        return "no column of the table of members is headed as that of names"
    return "" if listed else "the section of members has neither a list nor a table of names"


def _blocks(
    headed: Iterable[Section], present: list[Section], former: list[Section]
) -> Iterator[tuple[int, int]]:
    """Return what stands under the headings of members, and under each heading below them."""
    for section in headed:
        cuts = [s.start for s in (*present, *former) if section.start < s.start < section.end]
        starts = sorted({section.start, *cuts})
        for start, end in zip(starts, [*starts[1:], section.end], strict=True):
            if not any(start == gone.start or within(start, [gone]) for gone in former):
                yield start, end


def _label(wikitext: str) -> str:
    return fold(plain(wikitext))


def _name_column(table: Table) -> int | None:
    """Return which column is headed as that of names.

    "Name / organization" is such a heading, "Name of the project" is not.
    """
    phrases = every("member", "name")
    for index, cell in enumerate(table.rows[0] if table.rows else ()):
        label = _label(cell.text)
        if label in phrases or re.split(r"\s*[/(,&،、:]\s*", label)[0] in phrases:
            return index
    return None


def _from_table(table: Table, column: int, today: date | None) -> Members:
    if table.merged:
        return Members((), "the members table has merged cells")
    head = table.rows[0]
    if any(cell.header for cell in head) and not all(cell.header for cell in head):
        return Members((), "the first row of the members table holds headings and names")
    labels = [_label(cell.text) for cell in head]
    people = []
    for row in table.rows[1:]:
        if [_label(cell.text) for cell in row] == labels:
            continue  # the headings once more, for a long table
        if len(row) <= column:
            shown = " ".join(row[0].text.split())
            return Members((), f"a row of the members table has no cell for the name (“{shown}”)")
        people.append(read_person(row[column].text, today))
    return _count(people)


def _count(people: Iterable[Person | None]) -> Members:
    """Return the people as members; whoever is named twice counts once."""
    here: dict[str, str] = {}
    left: dict[str, str] = {}
    for person in people:
        if person is None:
            continue
        if person.problem:
            return Members((), person.problem)
        group = left if person.left else here
        group.setdefault(person.account or fold(person.name), person.name)
    return Members(tuple(here.values()), left=tuple(left.values()))
