"""Dates as people write them: a period with the precision they gave it, never more.

What cannot be read for sure is None and is to be reported: a date without its year, an order of
figures that has two meanings, a season that half of the world has at another time, a weekday that
is not that day's.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Final

from bots.consultation.dates import grammar
from bots.consultation.dates.lexer import YEARS, prepare, readings
from bots.consultation.dates.lexicon import lexicon
from bots.consultation.dates.period import Period, since, until
from bots.consultation.dates.relative import Relative, read_relative
from bots.consultation.words import without_comments

__all__ = ["Period", "Relative", "read_date", "read_heading", "read_period"]

_LONGEST: Final = 200
"""No date takes more characters."""
_MARKUP: Final = re.compile(r"</?(?:sup|small|bdi|abbr|span|nowiki|b|i)\b[^>]*>|'{2,}")


def read_period(text: str, language: str = "en", year: int | None = None) -> Period | None:
    """Return the period that the text names, or None where it cannot be read for sure.

    The words are those of ``language`` or English. ``year`` is the year of a text that names none;
    without it such a text is not read.
    """
    text = _plain(text)
    if not 0 < len(text) <= _LONGEST:
        return None
    if text.startswith("../"):
        named = read_period(text[3:], language)
        return until(named) if named and not named.open else None
    if text.endswith("/.."):
        named = read_period(text[:-3], language)
        return since(named) if named and not named.open else None
    northern = lexicon(language).northern
    found = {
        grammar.read(reading, northern=northern, year=year or 0)
        for reading in readings(prepare(text), language)
    } - {None}
    return found.pop() if len(found) == 1 else None


def _plain(text: str) -> str:
    """Return the text without comments, tags around single words, bold and entities.

    A text that is too long to be a date is cut, but stays too long.
    """
    bare = without_comments(text).strip()[: 10 * _LONGEST]
    return html.unescape(_MARKUP.sub("", bare)).strip()


def read_date(text: str, language: str = "en", year: int | None = None) -> Period | Relative | None:
    """Return the period that the text names, or the event it is told by, or None."""
    return read_period(text, language, year) or read_relative(_plain(text), language)


_BREAKS: Final = re.compile(r"\s*[,،:，：]\s*|\s+[-–—|]\s+|\s*[(（]")
_LONGEST_HEADING: Final = 1000
_MOST_BREAKS: Final = 20
_YEAR: Final = re.compile(r"(?<![\d/–-])\d{4}(?!\d|\s?[/–-]\s?\d)")
"""The year in a title; "2018-20" is more than one."""


def read_heading(text: str, language: str = "en") -> tuple[str, Period | None]:
    """Return a heading's title, and the period that it names behind or before the title.

    "Wikimedia Conference 2018, April 20-22" takes its year from the title; a year within the
    title alone ("Wikimania 2018") is a name, not a date.
    """
    text = " ".join(text.split())
    if len(text) > _LONGEST_HEADING:
        return text, None
    for title, date in _splits(text):
        years = {int(year) for year in _YEAR.findall(prepare(title))} & set(YEARS)
        year = years.pop() if len(years) == 1 else None
        period = read_period(date, language, year)
        if period and re.search(r"[^\W\d_]", title):
            return title, period
        if _names_day(date, language):
            break  # a part of what cannot be read must not be read as the whole
    return text, None


def _names_day(text: str, language: str) -> bool:
    """Return whether the text is made of nothing but words of dates, a month among them."""
    return len(text) <= _LONGEST and any(
        role == "month" for reading in readings(prepare(text), language) for role, _ in reading
    )


def _splits(text: str) -> Iterator[tuple[str, str]]:
    """Return each way to cut a title and a date apart, the longest date first."""
    breaks = list(_BREAKS.finditer(text))[:_MOST_BREAKS]
    for cut in breaks:
        tail = text[cut.end() :]
        closed = tail[-1:] in {")", "）"} and cut[0].strip() in {"(", "（"}
        yield text[: cut.start()].strip(), tail[:-1] if closed else tail
    for cut in reversed(breaks):
        yield text[cut.end() :].strip(), text[: cut.start()]
