"""A report's tables, cell by cell, in words: what figures show is here as numbers too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bots.reports.links import Links
from bots.reports.progress import MilestoneLine
from bots.reports.small_cells import LEAST, People
from bots.reports.timeline import slipped
from bots.reports.values import Report
from bots.reports.words import Words


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as a reader sees it."""

    text: str
    href: str = ""
    language: str = ""
    """The language of the text, where it may be another one than the report's."""
    kind: str = ""
    """What the style may want to know."""
    more: tuple[str, ...] = ()
    """Further lines below."""
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells below their columns' names; the first cell of a row is its heading."""

    caption: str
    columns: tuple[tuple[str, bool], ...]
    """Each one's name, and whether it holds numbers."""
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] = ()
    wide: bool = False
    """Whether it may be wider than a phone, and then scrolls in itself."""


class Tables:
    """The tables of one report in one language."""

    def __init__(self, report: Report, words: Words, links: Links) -> None:
        self._report, self._words, self._links = report, words, links

    def over_time(self) -> Table:
        """Return the comments of each week, month or year."""
        report, words = self._report, self._words
        rows = [
            (Cell(words.step(report.step, bucket.start)), self._number(bucket.comments))
            for bucket in report.buckets
        ]
        return self._table("over-time", ("when", "comments"), rows)

    def by_language_over_time(self) -> Table:
        """Return the comments of each week, month or year in each language."""
        report, words = self._report, self._words
        rows = [
            (
                Cell(words.step(report.step, bucket.start)),
                *(self._number(line.buckets[index].comments) for line in report.languages),
            )
            for index, bucket in enumerate(report.buckets)
        ]
        names = [words.language_name(line.language) for line in report.languages]
        columns = ((words.say("column-when"), False), *((name, True) for name in names))
        return Table(words.say("by-language"), columns, tuple(rows), wide=len(names) > 3)

    def languages(self) -> Table:
        """Return what was said in each language, and by how many."""
        rows = [
            (
                Cell(self._words.language_name(line.language)),
                self._number(line.pages),
                self._number(line.threads),
                self._number(line.comments),
                *self._added(line.added),
                self._people(line.people),
            )
            for line in self._report.languages
        ]
        totals = {headline.key: headline for headline in self._report.headlines}
        total = (
            Cell(self._words.say("total")),
            self._number(totals["talk pages"].total),
            self._number(totals["threads"].total),
            self._number(totals["comments"].total),
            *self._added(totals["comments"].added),
            self._number(totals["people"].total),
        )
        columns = ("language", "talk-pages", "threads", "comments", *self._new(), "people")
        return self._table("by-language", columns, rows, total)

    def pages(self) -> Table:
        """Return the talk pages with what was said on each."""
        rows = [
            (
                Cell(line.title, self._links.to(line.title), "und", "title"),
                Cell(self._words.language_name(line.language)),
                self._number(line.threads),
                self._number(line.comments),
                *self._added(line.added),
                self._people(line.people),
                self._day(line.latest, line.latest_link),
            )
            for line in self._report.pages
        ]
        columns = ("talk-page", "language", "threads", "comments", *self._new(), "people", "latest")
        return self._table("talk-pages", columns, rows)

    def groups(self) -> Table:
        """Return the working groups with their stage, members and conversations."""
        rows = [
            (
                Cell(line.name, self._links.to(line.page), self._report.language, "title"),
                Cell(self._words.stage(line.stage)),
                self._number(line.members),
                self._number(line.threads),
                self._number(line.comments),
                self._people(line.people),
                self._day(line.latest),
            )
            for line in self._report.groups
        ]
        columns = ("group", "stage", "members", "threads", "comments", "people", "latest")
        return self._table("working-groups", columns, rows)

    def milestones(self) -> Table:
        """Return the milestones with their dates, status and slips."""
        rows = [self._milestone(line) for line in self._report.milestones]
        columns = ("milestone", "date", "status", "progress", "slips")
        return self._table("milestones", columns, rows)

    def _milestone(self, line: MilestoneLine) -> tuple[Cell, ...]:
        words, links = self._words, self._links
        slips = [
            words.say(
                "slip",
                words.period(slip.was) if slip.was else slip.before,
                words.day(date.fromisoformat(slip.seen)),
            )
            for slip in line.slips
        ]
        by = slipped(line, words)
        moved = Cell(by or slips[0], more=tuple(slips[0 if by else 1 :])) if slips else Cell("")
        return (
            Cell(
                line.title,
                links.to(line.page),
                self._report.language,
                "title",
                indent=min(line.depth, 3),
            ),
            Cell(words.period(line.period) if line.period else line.date),
            Cell(words.status(line.status), kind=f"status {line.status.replace(' ', '-')}"),
            Cell(self._parts_done(line.progress)),
            moved,
        )

    def _parts_done(self, progress: str) -> str:
        done, slash, of = progress.partition("/")
        if not (slash and done.isdecimal() and of.isdecimal()):
            return progress
        number = self._words.number
        return self._words.say("parts-done", number(int(done)), number(int(of)))

    def _table(
        self,
        name: str,
        columns: Sequence[str],
        rows: Sequence[tuple[Cell, ...]],
        total: tuple[Cell, ...] = (),
    ) -> Table:
        numbers = {"talk-pages", "threads", "comments", "new", "people", "members"}
        named = tuple((self._words.say(f"column-{c}"), c in numbers) for c in columns)
        return Table(self._words.say(name), named, tuple(rows), total)

    def _number(self, number: int | None) -> Cell:
        if number is None:
            return Cell("")
        return Cell(self._words.number(number), kind="" if number else "zero")

    def _added(self, number: int | None) -> tuple[Cell, ...]:
        if number is None:
            return ()
        return (Cell(self._words.added(number) if number else "", kind="added"),)

    def _new(self) -> tuple[str, ...]:
        return ("new",) if self._report.span.since else ()

    def _people(self, people: People) -> Cell:
        if people.hidden == "small":
            return Cell(self._words.say("fewer-than", self._words.number(LEAST)), kind="hidden")
        if people.hidden:
            return Cell(self._words.say("hidden"), kind="hidden")
        return self._number(people.shown)

    def _day(self, day: date | None, target: str = "") -> Cell:
        return Cell(self._words.day(day), self._links.to(target), kind="day") if day else Cell("")
