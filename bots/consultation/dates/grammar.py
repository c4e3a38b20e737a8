"""From tokens to a period: which orders of day, month and year make a date, and which a range."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Final

from bots.consultation.dates.lexicon import Reading, Token
from bots.consultation.dates.parts import Part, period_of, read_part
from bots.consultation.dates.period import Period, since, through, until
from bots.consultation.dates.tidying import LINKS, days_in_a_row, plain, trim, weekdays_apart

_LONGEST_OVER_NEW_YEAR: Final = 183
"""A range without its first year lies over New Year only if it is shorter, in days."""


def read(reading: Reading, *, northern: bool, year: int = 0) -> Period | None:
    """Return the period that the tokens make, or None where they make none.

    ``year`` is taken where the text names none. ``northern``: seasons are those of the north.
    """
    tokens = [token for token in reading if token[0] != "about"]
    about = len(tokens) < len(reading)
    period = _bounded(trim(tokens), northern, year)
    return replace(period, approximate=True) if period and about else period


def _bounded(tokens: list[Token], northern: bool, year: int) -> Period | None:
    """Return the period, with a bound left open where a word such as "by" or "since" says so."""
    if not tokens:
        return None
    first, last = tokens[0][0], tokens[-1][0]
    if last.endswith(" behind"):
        word, rest = last.removesuffix(" behind"), tokens[:-1]
        # "自2018年7月起", "a partir de julio de 2018 en adelante" say it twice.
        if first == word or (first == "from" and word == "since"):
            rest = rest[1:]
    elif first in {"since", "until", "before", "after"}:
        word, rest = first, tokens[1:]
    else:
        return _range(tokens, northern, year)
    named = _single(trim(rest), northern, year)
    if named is None:
        return None
    if word == "until" or (word == "before" and _names_end(rest)):
        return until(named)
    if word == "since":
        return since(named)
    if last == "before behind" and named.precision == "day":
        return None  # 7月18日前 means by the 18th to some and by the 17th to others
    if word == "before":
        day = named.start - timedelta(days=1)
        return until(replace(named, precision="day", start=day, end=day))
    day = named.end + timedelta(days=1)
    return since(replace(named, precision="day", start=day, end=day))


def _names_end(tokens: Iterable[Token]) -> bool:
    """Return whether this is "the end of …": what is before it may still be in it."""
    return ("third", 2) in tokens


def _range(tokens: list[Token], northern: bool, year: int) -> Period | None:
    opened = tokens[0][0] == "from"
    tokens = days_in_a_row(weekdays_apart(plain(tokens[1:] if opened else tokens)))
    links = [index for index, token in enumerate(tokens) if token[0] in LINKS]
    if not links:
        return None if opened else _single(tokens, northern, year)
    if len(links) > 1:
        return None
    cut = links[0]
    first, last = read_part(tokens[:cut]), read_part(tokens[cut + 1 :])
    if not first or not last or first.is_empty or last.is_empty:
        return None
    found = _both(*_shared(first, last), northern, year)
    adjoins = tokens[cut][0] == "to" or opened or _has_dates(tokens, cut)
    if found is None or adjoins:
        return found and through(*found)
    # "July and August" is a stretch; "July and October" are two dates, and no period.
    return through(*found) if found[0].end + timedelta(days=1) == found[1].start else None


def _has_dates(tokens: list[Token], cut: int) -> bool:
    """Return whether a slash stands between two full dates, as in ISO 8601."""
    sides = ({role for role, _ in tokens[:cut]}, {role for role, _ in tokens[cut + 1 :]})
    return tokens[cut][0] == "slash" and all("year" in side for side in sides)


def _shared(first: Part, last: Part) -> tuple[Part, Part]:
    """Return both sides with what only one of them says and both mean."""
    if first.bare and not first.month and last.month and not (last.number or last.bare):
        first = replace(first, month=first.bare, bare=0)
    first, last = (replace(p, number=p.number or p.bare, bare=0) for p in (first, last))
    for name in ("quarter", "half", "week"):
        one, other = getattr(first, name), getattr(last, name)
        if one != other and first.number and last.number and not (first.month or last.month):
            first, last = replace(first, **{name: True}), replace(last, **{name: True})
    if not first.month and not first.year and (first.number or first.is_part_of_month):
        first = replace(first, month=last.month)
    is_day = last.number or last.exact_third is not None
    if not last.month and not last.is_numbered and (is_day or not last.year):
        last = replace(last, month=first.month if is_day or last.third is not None else 0)
    return first, last


def _both(first: Part, last: Part, northern: bool, year: int) -> tuple[Period, Period] | None:
    """Return both sides as periods; a year that only one side names is that of both.

    Where the months then run backwards, the range lies over New Year.
    """
    if not first.year and not last.year:
        if not year:
            return None
        first, last = replace(first, year=year), replace(last, year=year)
        pairs = [(first, last)]
    elif not last.year:
        pairs = [(first, replace(last, year=first.year + more)) for more in (0, 1)]
    elif not first.year:
        pairs = [(replace(first, year=last.year - less), last) for less in (0, 1)]
    else:
        pairs = [(first, last)]
    for index, (one, other) in enumerate(pairs):
        start, end = period_of(one, northern), period_of(other, northern)
        if start is None or end is None:
            return None
        days = (end.end - start.start).days
        if start.start <= end.start and (index == 0 or days < _LONGEST_OVER_NEW_YEAR):
            return start, end
    return None


def _single(tokens: list[Token], northern: bool, year: int) -> Period | None:
    part = read_part(plain(tokens))
    if part is None or part.is_empty:
        return None
    part = replace(part, number=part.number or part.bare, bare=0)
    if not part.year and not part.years:
        part = replace(part, year=year)
    return period_of(part, northern)
