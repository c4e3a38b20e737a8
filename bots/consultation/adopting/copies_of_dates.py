"""Dates that people wrote into translations of a page and that its records no longer have.

On Meta the Arabic timeline showed other dates than the English one for a year. What stands in a
record is right; a copy is behind where it names a date that a milestone has given up, or says of a
milestone by its title another date than the record does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bots.consultation.dates.period import Period
from bots.consultation.dates.written import read_heading, read_period
from bots.consultation.pages.outline import read_outline
from bots.consultation.process.milestones import Milestone
from bots.consultation.process.slips import read_slips
from bots.consultation.words import fold
from bots.page.plain import plain
from bots.talk.masking import mask

_WORD: Final = re.compile(r"\S+")
_CALL: Final = re.compile(r"\{\{[^{}]*\}\}")
_BEFORE: Final = 4
"""Words before a figure that may belong to its date: "by the end of July"."""
_BEHIND: Final = 5
_JOINED: Final = re.compile(
    r"[\d年月日号號至到～~–—-]*\d[\d年月日号號至到～~–—-]*(?:底|初|中旬|末)?"
)
"""A date in a script that puts no spaces between words."""
_CLINGS: Final = ".,;:!?()[]«»“”'\"،؛。，；：（）"
_LONGEST: Final = 400


@dataclass(frozen=True, slots=True)
class Behind:
    """A date on a copy that is not the record's."""

    line: int
    shown: str
    """The date as the copy has it."""
    milestone: str
    """The id of the milestone that it is of."""
    now: str
    """The date that the record has."""
    since: str = ""
    """The day on which a run saw the date move, where that is known."""

    @property
    def sentence(self) -> str:
        """What a person is told of it."""
        moved = f", since {self.since}" if self.since else ""
        has = f"milestone {self.milestone} has {self.now}{moved}"
        return f"line {self.line} says “{self.shown}”; {has}"


def dates_behind(text: str, language: str, milestones: Sequence[Milestone]) -> list[Behind]:
    """Return the dates on a copy in this language that milestones no longer have."""
    found = [*_by_title(text, language, milestones), *_given_up(text, language, milestones)]
    # One date is told of once, and by its title where it has one.
    first: dict[int, Behind] = {}
    for behind in found:
        first.setdefault(behind.line, behind)
    return [first[line] for line in sorted(first)]


def _by_title(text: str, language: str, milestones: Sequence[Milestone]) -> Iterator[Behind]:
    """Yield headings and items that name a milestone by its title, with another date."""
    titled = {fold(plain(m.cells.get("title", ""))): m for m in milestones if m.period}
    for section in read_outline(text, (), lambda _line: False):
        for shown, line in [
            (section.text, section.line),
            *((i.text, i.line) for i in section.items),
        ]:
            title, period = read_heading(shown, language)
            milestone = titled.get(fold(title))
            if period and milestone and milestone.period and not _meet(period, milestone.period):
                said = shown.removeprefix(title).strip(" ,،:：()（）")
                yield Behind(line, said, milestone.id, milestone.cells.get("date", "").strip())


def _given_up(text: str, language: str, milestones: Sequence[Milestone]) -> Iterator[Behind]:
    """Yield dates anywhere on a page that a milestone once had and none has now."""
    old = [
        (period, milestone, slip.seen)
        for milestone in milestones
        for slip in read_slips(milestone.cells.get("was", ""))
        if (period := read_period(slip.old, milestone.language)) and period.precision != "year"
    ]
    if not old:
        return
    current = [milestone.period for milestone in milestones if milestone.period]
    for line, shown, period in _dates(text, language):
        if any(_within(now, period) for now in current):
            continue
        for was, milestone, seen in old:
            if _within(was, period) and not (milestone.period and _meet(period, milestone.period)):
                now = milestone.cells.get("date", "").strip()
                yield Behind(line, shown, milestone.id, now, seen)
                break


def _dates(text: str, language: str) -> Iterator[tuple[int, str, Period]]:
    """Yield the dates of a page, days and months only, with the lines that they stand on."""
    live = _CALL.sub(lambda call: " " * len(call[0]), mask(text))
    for number, line in enumerate(live.splitlines(), start=1):
        if any(character.isdecimal() for character in line):
            yield from ((number, *found) for found in _in_line(plain(line[:_LONGEST]), language))


def _in_line(line: str, language: str) -> Iterator[tuple[str, Period]]:
    words = [word.strip(_CLINGS) for word in _WORD.findall(line)]
    position = 0
    while position < len(words):
        if not any(character.isdecimal() for character in words[position]):
            position += 1
            continue
        taken = _longest(words, position, language)
        if taken:
            shown, period, position = taken
            yield shown, period
            continue
        for joined in _JOINED.findall(words[position]):
            if named := _exact(joined, language):
                yield joined, named
        position += 1


def _longest(words: Sequence[str], position: int, language: str) -> tuple[str, Period, int] | None:
    """Return the longest date around a figure, and the place behind it."""
    for length in range(_BEFORE + _BEHIND, 0, -1):
        for start in range(max(0, position - _BEFORE), position + 1):
            end = start + length
            if position < end <= len(words):
                period = _exact(" ".join(words[start:end]), language)
                if period:
                    return _shortest(words[start:end], period, language), period, end
    return None


def _shortest(words: Sequence[str], period: Period, language: str) -> str:
    """Return a date's words without those beside it that change nothing: "in", "on"."""
    for less in (words[1:], words[:-1]):
        if less and _exact(" ".join(less), language) == period:
            return _shortest(less, period, language)
    return " ".join(words)


def _exact(shown: str, language: str) -> Period | None:
    period = read_period(shown, language)
    return period if period and period.precision != "year" and not period.open else None


def _within(inner: Period, outer: Period) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _meet(one: Period, other: Period) -> bool:
    return one.start <= other.end and other.start <= one.end
