"""Tables as readers see them: rows of cells in words, for a page or for wikitext."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bots.consultation.people.small_cells import People
from bots.reports.words import Words

MOST: Final = 100
"""Rows of a list of threads or statements; all of them are in the data."""
NUMBERS: Final = frozenset(
    """
    talk-pages threads comments new people members statements support oppose neutral answered
    reported meetings days waiting late covered merged set-aside out-of-scope not-yet-handled
    """.split()
)
"""The columns that hold numbers."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as a reader sees it."""

    text: str
    target: str = ""
    """The page, or the place on one, that it leads to; or an address."""
    language: str = ""
    """The language of the text, where it may be another one than the report's."""
    kind: str = ""
    """What the style may want to know."""
    more: tuple[str, ...] = ()
    """Further lines below."""
    indent: int = 0
    sort: str = ""
    """What it sorts by, where that is not its text."""


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
    rest: str = ""
    """A sentence about rows that are left out."""


class Cells:
    """Cells and tables in one language."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.say = words.say

    def number(self, number: int | None) -> Cell:
        """Return a number; an empty cell where there is none."""
        if number is None:
            return Cell("")
        kind = "" if number else "zero"
        return Cell(self.words.number(number), kind=kind, sort=str(number))

    def added(self, number: int | None) -> tuple[Cell, ...]:
        """Return what came in the period, nothing where that is nothing; no cell without one."""
        if number is None:
            return ()
        shown = self.words.added(number) if number else ""
        return (Cell(shown, kind="added", sort=str(number)),)

    def people(self, people: People) -> Cell:
        """Return a number of people, or the word that stands for it."""
        return self.hidden() if people.hidden else self.number(people.shown)

    def hidden(self) -> Cell:
        """Return the word that stands for a number that is not shown."""
        return Cell(self.say("hidden"), kind="hidden", sort="0")

    def day(self, day: date | None, target: str = "") -> Cell:
        """Return a day, which may lead to what was said on it."""
        if day is None:
            return Cell("")
        return Cell(self.words.day(day), target, kind="day", sort=day.isoformat())

    def title(self, title: str, target: str = "", language: str = "und", indent: int = 0) -> Cell:
        """Return a title as people wrote it; without a target it leads to the page of it."""
        return Cell(title, target or title, language, "title", indent=indent)

    def thread(self, heading: str, link: str, language: str) -> Cell:
        """Return a thread's heading, which leads to a comment in it."""
        return Cell(heading or self.say("no-heading"), link, language if heading else "", "title")

    def language(self, code: str) -> Cell:
        """Return the name of a language."""
        return Cell(self.words.language_name(code), kind="language")

    def table(
        self,
        name: str,
        columns: Sequence[str],
        rows: Iterable[tuple[Cell, ...]],
        total: tuple[Cell, ...] = (),
        caption: str = "",
        most: int = 0,
    ) -> Table:
        """Return a table with the columns of these names; of ``most`` rows at most."""
        every = tuple(rows)
        named = tuple((self.words.column(c), c in NUMBERS) for c in columns)
        shown = every[:most] if most else every
        left = len(every) - len(shown)
        rest = self.say("rest", self.words.number(left)) if left else ""
        return Table(caption or self.say(name), named, shown, total, rest=rest)
