"""Meetings of a working group, from the headings of its notes and what they say of the next one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from bots.consultation.dates.written import read_heading, read_period
from bots.consultation.pages.headed import Section, items, sections
from bots.consultation.words import every, fold
from bots.page.plain import plain
from bots.talk.masking import mask

_LONGEST: Final = 300
"""Characters of a line in which a date is looked for."""
_MOST_WORDS: Final = 12
_ENDS: Final = re.compile(r"[.;。；,،](?=\s|$)|[(（]")


@dataclass(frozen=True, slots=True)
class Meetings:
    """What a page of notes tells of a group's meetings."""

    last: date | None = None
    """The day of the latest meeting that is noted."""
    heading: str = ""
    """The heading under which its notes stand, as the page shows it."""
    next: date | None = None
    """The day of the next one, where the notes name it."""
    open: int = 0
    """How many items of the latest notes are said to be open."""


def read_meetings(text: str, language: str, today: date) -> Meetings:
    """Return the meetings that a page of notes tells of; a heading without a day is none."""
    live = mask(text)
    dated: list[tuple[date, Section, str]] = []
    for section in sections(text, live):
        shown = plain(section.heading)
        day = find_day(shown, language)
        if day:
            dated.append((day, section, shown))
    past = [found for found in dated if found[0] <= today]
    coming = [day for day, _, _ in dated if day > today]
    if not past:
        return Meetings(next=min(coming, default=None))
    # Of two meetings on a day, the first on the page: notes begin with the newest.
    last, section, shown = max(past, key=lambda found: found[0])
    noted = text[section.start : section.end]
    coming += [day for day in _announced(noted, language) if day > today]
    block = (section.start, section.end)
    still_open = sum(_is_open(item) for item in items(text, live, block))
    return Meetings(last, shown, min(coming, default=None), still_open)


def _announced(noted: str, language: str) -> Iterator[date]:
    """Yield the days that lines such as "Next meeting: 28 February" name."""
    for line in noted.splitlines():
        folded = fold(plain(line[:_LONGEST]))
        for phrase in every("group", "next meeting"):
            _, found, rest = folded.partition(phrase)
            if found and (day := find_day(rest.lstrip(" :：-–—"), language)):
                yield day
                break


def _is_open(item: str) -> bool:
    word = re.split("[:：]", fold(plain(item[:_LONGEST])), maxsplit=1)
    return len(word) > 1 and word[0].strip() in every("group", "open")


def find_day(text: str, language: str) -> date | None:
    """Return the one day that these words begin or end with, or are; None where they name none."""
    shown = " ".join(text[:_LONGEST].split())
    candidates = [shown, _ENDS.split(shown)[0]]
    words = shown.split(" ")[:_MOST_WORDS]
    candidates += [" ".join(words[:n]).rstrip(".,;:") for n in range(len(words) - 1, 0, -1)]
    tail = shown.split(" ")[-_MOST_WORDS:]
    candidates += [" ".join(tail[n:]).strip("().,;:") for n, _ in enumerate(pairwise(tail), 1)]
    for candidate in candidates:
        period = read_period(candidate, language) if candidate else None
        if period and period.precision == "day" and period.start == period.end:
            return period.start
    _, period = read_heading(shown, language)
    named = period and period.precision == "day" and not period.open and not period.approximate
    return period.start if period and named else None
