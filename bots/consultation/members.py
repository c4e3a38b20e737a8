"""The members of a working group, counted from the table or list on its own page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from bots.consultation.people import Person, read_person
from bots.consultation.tables import Table, read_tables
from bots.consultation.words import every, fold
from bots.page.plain import plain
from bots.talk.masking import mask

_HEADING: Final = re.compile(r"^(={1,6})[ \t]*(.+?)[ \t]*\1[\s\0]*$", re.MULTILINE)
_ITEM: Final = re.compile(r"^[*#](?![*#:;])(.*)$", re.MULTILINE)
_COUNT: Final = re.compile(r"\s*(?:\(.*\)|:)?\s*\d*\s*:?$")


@dataclass(frozen=True, slots=True)
class Members:
    """Who is in a working group."""

    names: tuple[str, ...]
    """The members as the page shows them, in its order."""
    problem: str = ""
    """Why they cannot be told, if so; ``names`` is empty then."""
    left: tuple[str, ...] = ()
    """Those who are struck out or said to have left."""


def read_members(text: str, today: date | None = None) -> Members:
    """Return the members from the one table with a column of names, else from the one list.

    Tables and lists under a heading such as "Former members" do not count. Two tables, merged
    cells, a row without a name's cell, two people in one cell …: what leaves a doubt is a problem
    to report, and nothing is guessed. ``today`` tells whether "(until May 2030)" has come.
    """
    live = mask(text)
    sections = list(_sections(text, live))
    former = [(section.start, section.end) for section in sections if section.is_headed("former")]
    found = [
        (table, column)
        for table in read_tables(text)
        if not _within(table.start, former) and (column := _name_column(table)) is not None
    ]
    if len(found) > 1:
        return Members((), f"{len(found)} tables have a column of names")
    if found:
        return _from_table(*found[0], today)
    current = [s for s in sections if s.is_headed("members") and not _within(s.start, former)]
    current = [s for s in current if not any(o.start < s.start < o.end for o in current)]
    if not current:
        return Members((), "there is neither a table with a column of names nor a list of members")
    if len(current) > 1:
        return Members((), f"{len(current)} sections are headed as members")
    items = [
        text[item.start(1) : item.end(1)]
        for item in _ITEM.finditer(live, current[0].start, current[0].end)
        if not _within(item.start(), former)
    ]
    if not items:
        return Members((), "the section of members has neither a list nor a table of names")
    return _count(read_person(item, today) for item in items)


@dataclass(frozen=True, slots=True)
class _Section:
    """A heading's text and what stands under it, its subsections included."""

    heading: str
    start: int
    end: int

    def is_headed(self, role: str) -> bool:
        """Return whether the heading is one of the phrases of this role, in any language."""
        bare = fold(plain(self.heading))
        phrases = every("member", role)
        return bare in phrases or _COUNT.sub("", bare) in phrases


def _sections(text: str, live: str) -> Iterator[_Section]:
    headings = [(len(m[1]), m) for m in _HEADING.finditer(live)]
    for index, (level, match) in enumerate(headings):
        following = (m.start() for other, m in headings[index + 1 :] if other <= level)
        end = next(following, len(text))
        yield _Section(text[match.start(2) : match.end(2)], match.end(), end)


def _within(position: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in spans)


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
