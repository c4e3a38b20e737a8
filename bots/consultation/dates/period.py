"""A stretch of days with the precision that people gave it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Literal

Precision = Literal["day", "month", "year"]
Open = Literal["", "start", "end"]

_LENGTH: Final[dict[Precision, int]] = {"day": 10, "month": 7, "year": 4}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, both ends included; one day is a period too.

    As text it is a date of ISO 8601-2 (EDTF): ``2018-07``, ``2018-07-18/2018-07-22``,
    ``2018-09~/2018-12~`` for late 2018, ``../2018-05-31`` for "by May 31, 2018".
    """

    start: date
    end: date
    precision: Precision = "day"
    """Whether people named days, months or years: "July 2018" is no claim about July 1."""
    approximate: bool = False
    """Whether they named its bounds only about: "late 2018", "around July 20, 2018"."""
    open: Open = ""
    """The bound that they left open: "start" for "by May 2018", "end" for "from May 2018"."""

    def __str__(self) -> str:
        mark = "~" if self.approximate else ""
        first, last = (
            day.isoformat()[: _LENGTH[self.precision]] + mark for day in (self.start, self.end)
        )
        if self.open == "start":
            return f"../{last}"
        if self.open == "end":
            return f"{first}/.."
        return first if first == last else f"{first}/{last}"

    @property
    def begun_by(self) -> date:
        """The last day on which it may begin: "July 2018" may begin on July 31."""
        return _unit(self.start, self).end

    @property
    def not_over_before(self) -> date:
        """The first day on which it may end: "July 2018" may end on July 1."""
        return _unit(self.end, self).start


def _unit(day: date, period: Period) -> Period:
    """Return the day, month or year around a bound of a period, whichever people named."""
    if period.precision == "year":
        return of_year(day.year)
    if period.precision == "month" or period.approximate:
        return of_months(day.year, day.month, 1) or Period(day, day)
    return Period(day, day)


def of_day(year: int, month: int, day: int) -> Period | None:
    """Return the day as a period, or None where there is no such day."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return Period(found, found)


def of_month(year: int, month: int) -> Period | None:
    """Return the month as a period, or None where there is no such month."""
    return of_months(year, month, 1)


def of_months(year: int, month: int, count: int) -> Period | None:
    """Return ``count`` months from this one, over New Year where they reach so far."""
    if not 1 <= month <= 12:
        return None
    following = date(year + (month - 1 + count) // 12, (month - 1 + count) % 12 + 1, 1)
    return Period(date(year, month, 1), following - timedelta(days=1), "month")


def of_year(year: int) -> Period:
    """Return the year as a period."""
    return Period(date(year, 1, 1), date(year, 12, 31), "year")


def of_week(year: int, week: int) -> Period | None:
    """Return the week by its number in ISO 8601, Monday to Sunday."""
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    return Period(monday, monday + timedelta(days=6))


def through(first: Period, last: Period) -> Period | None:
    """Return the stretch from one period through another, or None where they do not make one."""
    if first.start > last.start or first.end > last.end or first.precision != last.precision:
        return None
    return replace(first, end=last.end, approximate=first.approximate or last.approximate, open="")


def until(named: Period) -> Period:
    """Return the time up to a period's end; of its beginning nothing is known."""
    first = named.end.replace(
        day=1 if named.precision != "day" else named.end.day,
        month=1 if named.precision == "year" else named.end.month,
    )
    return replace(named, start=first, open="start")


def since(named: Period) -> Period:
    """Return the time from a period's start; of its end nothing is known."""
    first = named.start
    whole = {
        "day": named,
        "month": of_months(first.year, first.month, 1),
        "year": of_year(first.year),
    }[named.precision]
    last = first if named.precision == "day" or whole is None else whole.end
    return replace(named, end=last, open="end")


def third(whole: Period, which: int) -> Period | None:
    """Return the early, mid or late third (0, 1, 2) of a month, or of some months."""
    months = (whole.end.year - whole.start.year) * 12 + whole.end.month - whole.start.month + 1
    if whole.precision == "day":
        return None
    if months == 1:
        first = whole.start.replace(day=(1, 11, 21)[which])
        last = whole.end if which == 2 else whole.start.replace(day=(10, 20)[which])
        return Period(first, last)
    return _share(whole, months, 3, which)


def half(whole: Period, which: int) -> Period | None:
    """Return the first or second half (1, 2) of a month, up to its 15th, or of a year."""
    if whole.precision == "month" and (whole.start.year, whole.start.month) == (
        whole.end.year,
        whole.end.month,
    ):
        if which == 1:
            return Period(whole.start, whole.start.replace(day=15))
        return Period(whole.start.replace(day=16), whole.end)
    return _share(whole, 12, 2, which - 1) if whole.precision == "year" else None


def quarter(year: int, which: int) -> Period | None:
    """Return a quarter of the calendar's year."""
    return _share(of_year(year), 12, 4, which - 1) if 1 <= which <= 4 else None


def _share(whole: Period, months: int, parts: int, which: int) -> Period | None:
    if months % parts:
        return None
    count = months // parts
    month = whole.start.month - 1 + which * count
    return of_months(whole.start.year + month // 12, month % 12 + 1, count)
