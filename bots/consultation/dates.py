"""Dates as people write them: a period with the precision they gave it, never more."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.dates import get_month_names

_ISO: Final = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_QUARTER: Final = re.compile(r"(?:Q|T)\s?([1-4])[\s,/-]+(\d{4})|(\d{4})[\s,/-]+(?:Q|T)\s?([1-4])")
_TOKEN: Final = re.compile(r"\d+|[^\W\d_]+|[-–—]")
_DASH: Final = frozenset("-–—")


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, both ends included; one day is a period too."""

    start: date
    end: date

    def __str__(self) -> str:
        if self.start == self.end:
            return self.start.isoformat()
        return f"{self.start.isoformat()}/{self.end.isoformat()}"


def read_period(text: str, language: str = "en") -> Period | None:
    """Return the period that the text names, or None where it cannot be read for sure.

    ISO dates, months and years and ranges of them with a slash; quarters; a month's name with
    days and a year around it, in ``language`` or English. A date without its year is not read.
    """
    text = " ".join(unicodedata.normalize("NFKC", text).split()).strip(" .,")
    return _iso_range(text) or _quarter(text) or _named_months(text, language)


def _iso_range(text: str) -> Period | None:
    first, slash, last = text.partition("/")
    start, end = _iso(first.strip()), _iso(last.strip()) if slash else None
    if not start or (slash and not end):
        return None
    return _ordered(start.start, (end or start).end)


def _iso(text: str) -> Period | None:
    match = _ISO.fullmatch(text)
    if not match:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    if not month:
        return _period(year, 1, 1, year, 12, 31)
    return _period(year, month, day, year, month, day) if day else _month(year, month)


def _quarter(text: str) -> Period | None:
    match = _QUARTER.fullmatch(text)
    if not match:
        return None
    quarter, year = int(match[1] or match[4]), int(match[2] or match[3])
    last = _month(year, 3 * quarter)
    return _ordered(date(year, 3 * quarter - 2, 1), last.end) if last else None


def _month(year: int, month: int) -> Period | None:
    if not (1 <= month <= 12 and 1 <= year < 9999):
        return None
    following = date(year + month // 12, month % 12 + 1, 1)
    return Period(date(year, month, 1), following - timedelta(days=1))


def _period(y1: int, m1: int, d1: int, y2: int, m2: int, d2: int) -> Period | None:
    try:
        return _ordered(date(y1, m1, d1), date(y2, m2, d2))
    except ValueError:
        return None


def _ordered(start: date, end: date) -> Period | None:
    return Period(start, end) if start <= end else None


@cache
def _months(language: str) -> dict[str, int]:
    """Return the months by their names and abbreviations, folded, in a language and English."""
    months: dict[str, int] = {}
    for name in (language.replace("-", "_"), "en"):
        try:
            locale = Locale.parse(name)
        except (UnknownLocaleError, ValueError):
            continue
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                names = get_month_names(width, context, locale)
                for number, month in names.items():
                    months.setdefault(month.casefold().rstrip("."), number)
    return months


def _named_months(text: str, language: str) -> Period | None:
    """Return the period of texts such as "July 18-22, 2018" or "30 April - 2 May 2018"."""
    months = _months(language)
    tokens = _TOKEN.findall(text.casefold())
    years = [int(token) for token in tokens if token.isdigit() and len(token) == 4]
    if not 1 <= len(years) <= 2 or any(
        not (token.isdigit() or token in months or token in _DASH) for token in tokens
    ):
        return None
    dashes = [index for index, token in enumerate(tokens) if token in _DASH]
    if len(dashes) > 1:
        return None
    cut = dashes[0] if dashes else len(tokens)
    first, last = _parts(tokens[:cut], months), _parts(tokens[cut + 1 :], months)
    if first is None or last is None:
        return None
    if not dashes:
        last = first
    year, month, days = first
    year2, month2, days2 = last
    month, month2 = month or month2, month2 or month
    year, year2 = year or year2, year2 or year
    if not (month and month2 and year and year2):
        return None
    if not days and not days2:
        start, end = _month(year, month), _month(year2, month2)
        return _ordered(start.start, end.end) if start and end else None
    if not days or not days2:
        return None
    return _period(year, month, days, year2, month2, days2)


def _parts(tokens: list[str], months: dict[str, int]) -> tuple[int, int, int] | None:
    """Return year, month and day among the tokens, 0 for one not there; None if one is twice."""
    year = month = day = 0
    for token in tokens:
        if token in months:
            if month:
                return None
            month = months[token]
        elif len(token) == 4:
            if year:
                return None
            year = int(token)
        else:
            if day:
                return None
            day = int(token)
    return year, month, day
