"""The milestones that a page of plain headings and bullets tells of, as records to put on it.

A heading such as "Wikimania 2018, July 18-22" is a milestone; the items of the list below it are
its parts. What has a record already is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from bots.consultation.adopting.headlines import dated, dated_part, says, short, when_over
from bots.consultation.adopting.slugs import fresh_slug, slug
from bots.consultation.pages.outline import Item, Section, read_outline
from bots.consultation.process.milestones import MILESTONE, Milestone
from bots.consultation.words import fold
from bots.page.ownership import normal
from bots.page.placing import Placed
from bots.page.quote import cell, words
from bots.page.records import Record
from bots.page.regions import Host

Cells = Mapping[str, str]
_TRANSLATE: Final = re.compile(
    r"</?(?:translate|tvar|languages)\b[^>\n]*>|<!--T:[^>\n]*-->[ \t]*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Adoption:
    """What a page's headings and lists would become."""

    records: tuple[Placed, ...] = ()
    notes: tuple[str, ...] = ()
    """What is not proposed, and why, as sentences for a person."""

    def __add__(self, other: Adoption) -> Adoption:
        return Adoption(self.records + other.records, self.notes + other.notes)


def propose_milestones(
    host: Host, known: Iterable[Milestone], language: str, *, events_end: bool = False
) -> Adoption:
    """Return the milestones to put on the page.

    ``known`` are the milestones of the consultation; of this page's own its text tells. With
    ``events_end`` a heading's milestone is taken to be done when its date is over.
    """
    here = [r for r in host.records if r.schema is MILESTONE]
    regions = [(r.start.start, r.end.end) for r in host.regions]
    elsewhere = [each for each in known if each.page != host.title]
    work = _Work(language, events_end, elsewhere, [milestone(host.title, r) for r in here])
    for section in read_outline(host.text, regions, work.is_dated):
        own = [r for r in here if section.start <= r.call.start < section.end]
        if own:
            work.add_parts(section, milestone(host.title, own[0]), _behind(own))
        else:
            work.add_section(section)
    return work.done()


def propose_elsewhere(
    text: str, known: Iterable[Milestone], language: str, *, events_end: bool = False
) -> Adoption:
    """Return the milestones that a page tells of, for a data page: their places mean nothing.

    So it is done for a page with Translate markup, whose tags are no part of what it says.
    """
    work = _Work(language, events_end, list(known), [])
    for section in read_outline(_TRANSLATE.sub("", text), (), work.is_dated):
        whole = work.known_by(dated(section.text, language)[0], work.elsewhere)
        if whole:
            work.add_parts(section, whole, 0)
        else:
            work.add_section(section)
    return work.done()


def milestone(page: str, record: Record) -> Milestone:
    """Return the milestone that a record on a page stands for, as it is now."""
    return Milestone(record.key, page, record.cells)


@dataclass(slots=True)
class _Work:
    language: str
    events_end: bool
    elsewhere: list[Milestone]
    """Milestones on other pages."""
    here: list[Milestone]
    records: list[Placed] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    undated: list[Section] = field(default_factory=list)
    settled: list[Section] = field(default_factory=list)
    """Those whose heading has a record and none of whose items has."""
    taken: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.taken = {m.id for m in (*self.elsewhere, *self.here)}

    def done(self) -> Adoption:
        """Return what was proposed, and what was not in a sentence for each reason."""
        if self.undated:
            self.notes.append(
                f"no milestone from {_named(self.undated)}: a date that can be read for sure is"
                " wanted, such as “July 18-22, 2030”"
            )
        if self.settled:
            self.notes.append(
                f"no parts from the lists below {_named(self.settled)}: these have records of their"
                " own, and none of the items has"
            )
        return Adoption(tuple(self.records), tuple(self.notes))

    def is_dated(self, text: str) -> bool:
        """Return whether a line's words name a date."""
        return dated(text, self.language)[1] is not None

    def add_section(self, section: Section) -> None:
        """Propose a heading without a record, and its parts."""
        title, period = dated(section.text, self.language)
        if period is None:
            if section.text and (section.proper or section.items):
                self.undated.append(section)
            return
        if standing := self.known_by(title, self.elsewhere):
            self.notes.append(
                f"“{section.text}” (line {section.line}) is not proposed: {standing.page} has a"
                f" record of that title, {standing.id}"
            )
            return
        done = when_over(period) if self.events_end else ""
        cells = self._add(section.below, title, {"date": str(period), "done when": done})
        for item in section.items:
            self._add_part(item, Milestone(cells["id"], "", cells), section.below)

    def add_parts(self, section: Section, whole: Milestone, place: int) -> None:
        """Propose the parts that are new in a section whose heading has a record.

        Where none of its items has one, people have decided so: then none is proposed.
        """
        parts = [m for m in (*self.here, *self.elsewhere) if m.part_of == whole.id]
        said = [item for item in section.items if says(item.text)]
        fresh = [
            item
            for item in said
            if not self.known_by(dated_part(item.text, whole, self.language)[0], parts)
        ]
        if whole.id and len(fresh) < len(said):
            for item in fresh:
                self._add_part(item, whole, place)
        elif fresh:
            self.settled.append(section)

    def known_by(self, title: str, among: Sequence[Milestone]) -> Milestone | None:
        """Return the one of these milestones that has this title, or the id made from it."""
        told, made = fold(short(title)), slug(title)
        for each in among:
            if fold(words(normal(each.cells.get("title", "")))) == told or each.id == made != "":
                return each
        return None

    def _add_part(self, item: Item, whole: Milestone, place: int) -> None:
        if says(item.text):
            title, date = dated_part(item.text, whole, self.language)
            self._add(place, title, {"date": date, "part of": whole.id, "done when": ""})

    def _add(self, place: int, title: str, more: Cells) -> Cells:
        made = fresh_slug(title, self.taken, "milestone")
        self.taken.add(made)
        cells = {"id": made, "title": cell(short(title)), **more}
        self.records.append(Placed(MILESTONE.template, cells, place))
        return cells


def _named(sections: Sequence[Section]) -> str:
    return ", ".join(f"“{section.text}” (line {section.line})" for section in sections)


def _behind(own: Sequence[Record]) -> int:
    """Return where further parts go: behind the heading's record and those of its parts."""
    whole = own[0].key
    family = [r for r in own[1:] if normal(r.cells.get("part of", "")) == whole]
    return max(r.call.end for r in (own[0], *family))
