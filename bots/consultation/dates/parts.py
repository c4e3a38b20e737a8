"""One side of a range, or a date that is none: what it says, and the period that this makes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from bots.consultation.dates.lexer import YEARS
from bots.consultation.dates.lexicon import Token
from bots.consultation.dates.period import (
    Period,
    half,
    of_day,
    of_month,
    of_months,
    of_week,
    of_year,
    quarter,
    third,
)


@dataclass(frozen=True, slots=True)
class Part:
    """What one side of a range says; 0 and None stand for what it does not say."""

    year: int = 0
    years: int = 0
    """The first of two years that a winter lies in."""
    month: int = 0
    number: int = 0
    """A day, or which quarter, half or week."""
    bare: int = 0
    """A number without its unit, in a language that has one: the 7 of "7-9月"."""
    weekday: int | None = None
    third: int | None = None
    exact_third: int | None = None
    season: int | None = None
    quarter: bool = False
    half: bool = False
    week: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing."""
        return self == Part()

    @property
    def is_numbered(self) -> bool:
        """Whether its number is that of a quarter, half or week."""
        return self.quarter or self.half or self.week

    @property
    def is_part_of_month(self) -> bool:
        """Whether it may be the early, mid or late part of a month."""
        return self.third is not None or self.exact_third is not None


def read_part(tokens: Sequence[Token]) -> Part | None:
    """Return what the tokens of one side say, or None where they say one thing twice."""
    values: dict[str, int | bool] = {}
    for role, number in tokens:
        if role == "comma":
            continue
        name = role.replace(" ", "_")
        if name in values or name not in Part.__slots__:
            return None
        values[name] = True if name in {"quarter", "half", "week"} else number
    if "number" in values and "bare" in values:
        return None
    order = [name for name in values if name in {"year", "month", "number"}]
    if len(order) == 3 and order[1] == "year":
        return None  # nobody writes "July 2018 18"
    return Part(**values)  # type: ignore[arg-type]


def period_of(part: Part, northern: bool) -> Period | None:
    """Return the period that a side names, its year given."""
    if part.season is not None:
        return _season(part, northern)
    if part.year not in YEARS or part.years:
        return None
    found = _unit(part)
    if found is None:
        return None
    if part.weekday is not None and (
        found.start != found.end or found.start.weekday() != part.weekday
    ):
        return None  # a weekday that is not that day's: one of them is wrong
    if part.exact_third is not None:
        return third(found, part.exact_third - 1) if part.month else None
    if part.third is not None:
        found = third(found, part.third)
        return replace(found, approximate=True) if found else None
    return found


def _unit(part: Part) -> Period | None:
    """Return the day, week, month, half, quarter or year."""
    if part.week:
        bare = not (part.month or part.quarter or part.half)
        return of_week(part.year, part.number) if bare and part.number > 0 else None
    if part.quarter:
        which = 4 if part.number == -1 else part.number
        return None if part.month or part.half else quarter(part.year, which)
    whole = of_month(part.year, part.month) if part.month else of_year(part.year)
    if part.half:
        which = 2 if part.number == -1 else part.number
        return half(whole, which) if whole and which in {1, 2} else None
    if part.number:
        return of_day(part.year, part.month, part.number) if part.month else None
    return whole


_SUMMER: Final = 1
_WINTER: Final = 3
_SEASON_STARTS: Final = (3, 6, 9, 12)


def _season(part: Part, northern: bool) -> Period | None:
    """Return the months of a season, about, where its words leave no doubt which they are.

    Over New Year lie the winter of the north and the summer of the south: "winter 2018/19" is
    clear, "winter 2018" never is.
    """
    if part.month or part.number or part.quarter or part.half or part.third is not None:
        return None
    found = None
    if part.years:
        over_new_year = part.season == _WINTER or (part.season == _SUMMER and not northern)
        found = of_months(part.years, 12, 3) if over_new_year else None
    elif northern and part.season != _WINTER and part.year in YEARS:
        found = of_months(part.year, _SEASON_STARTS[part.season or 0], 3)
    return replace(found, approximate=True) if found else None
