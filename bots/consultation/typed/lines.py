"""Lines of a file, brought to the rows that they are about."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bots.consultation.typed.cells import PART, Sheet, What, find_key, prepared
from bots.consultation.typed.exported import Line, Place, fingerprint
from bots.consultation.typed.retyped import before_habits, cleaned


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a file that a person has to know of."""

    what: What
    line: int
    """The line of the file."""
    why: str
    page: str = ""
    """The page with the row."""
    key: str = ""
    cell: str = ""
    mine: str = ""
    """What the file says."""
    theirs: str = ""
    """What the wiki says."""

    @property
    def sentence(self) -> str:
        """Where it is and what it is about, but for the page."""
        row = f"row {self.key}, " if self.key else ""
        cell = f", {self.cell}" if self.cell else ""
        return f"{row}line {self.line}{cell}: {self.why}"


class Found(NamedTuple):
    """The lines that are about a row, or about one that is to be split off from it."""

    lines: tuple[Line, ...]
    parts: Mapping[str, tuple[Line, ...]]
    """By the number of the part."""


def placed(
    lines: Iterable[Line], places: Mapping[str, Sequence[Place]], peoples: Collection[str]
) -> tuple[dict[tuple[Place, str], list[Line]], list[Finding]]:
    """Return the lines by their rows' place and key, and what became of lines without a row.

    ``places`` are the places of all rows on the wiki, by key; ``peoples`` the columns that people
    fill. A line in which nobody typed anything needs no row.
    """
    found: dict[tuple[Place, str], list[Line]] = {}
    problems: list[Finding] = []
    for line in lines:
        key, place, why = _row_of(line, places)
        if not (place or is_touched(line, peoples)):
            continue
        if place:
            found.setdefault((place, key), []).append(line)
        else:
            page = line.base.place.page if line.base else line.place.page
            problems.append(Finding("refused", line.number, why, page, key))
    return found, problems


def _row_of(line: Line, places: Mapping[str, Sequence[Place]]) -> tuple[str, Place | None, str]:
    """Return the key and the place of the row that a line is about, or why there is none."""
    key = find_key(line.key, places) if line.key else ""
    if line.base:
        if key and key != line.base.key:
            why = "its first and its last column are of different rows; sort whole rows only"
            return key, None, why
        key = line.base.key
    if key not in places:
        named = key or cleaned(line.key)
        why = "no such row is on the pages that could be read" if named else "it names no row"
        return named, None, f"{why}; it may have been deleted or moved" if named else why
    wanted = line.base.place if line.base else line.place
    there = places[key]
    exact = [place for place in there if place == wanted]
    same_page = [place for place in there if place.page == wanted.page]
    for among in (exact, same_page, there):
        if len(among) == 1:
            return key, among[0], ""
    pages = ", ".join(sorted({place.page for place in there}))
    return key, None, f"it stands in several lists ({pages}), and the file does not say which"


def is_touched(line: Line, peoples: Collection[str]) -> bool:
    """Return whether a cell of people's is not as it was exported, as far as the line tells."""
    prints = line.base.prints if line.base else {}
    return any(
        not is_as_exported(value, prints.get(name, ""))
        for name, value in line.cells.items()
        if name in peoples
    )


def is_as_exported(value: str, before: str) -> bool:
    """Return whether a value in a file is the one of this fingerprint, or comes of it."""
    return fingerprint(value) == before or any(
        fingerprint(form) == before for form in before_habits(value)
    )


def shared_out(lines: Sequence[Line], part: str) -> Found:
    """Return which lines of one key are the row's own, and which are parts split off from it.

    ``part`` is the row's own number, if it has one. Of lines with different numbers the row's own
    are those with its number, else those with none, else with the lowest.
    """
    if len(lines) == 1:
        return Found(tuple(lines), {})
    by_part: dict[str, list[Line]] = {}
    for line in lines:
        number = prepared(PART, line.cells.get(PART, ""), Sheet())[0]
        by_part.setdefault(number, []).append(line)
    own = min(by_part, key=lambda one: (one != part, one != "", len(one), one))
    rest = {number: tuple(found) for number, found in by_part.items() if number != own}
    return Found(tuple(by_part[own]), rest)


def part_key(key: str, part: str, number: str) -> str:
    """Return the key of a part that is split off from a row, which is a part itself or is not."""
    return f"{key.removesuffix(f'-{part}') if part else key}-{number}"
