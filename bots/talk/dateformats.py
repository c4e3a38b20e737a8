"""A site's timestamps as expressions, built from its date formats, words, digits and zone.

Each format is built three times: as MediaWiki writes it; more lenient, because people copy, move
and repair signatures (hours of one digit, weekday and full stops optional, entities and no-break
spaces for spaces, invisible marks of direction anywhere); and bare, without a zone, for the
arguments of templates.

Rules from MediaWiki's Language::sprintfDate and DiscussionTools' CommentParser
(getTimestampRegexp).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from bots.talk.languages import Words, other_words
from bots.talk.site import Site

MARK: Final = r"(?:[\u200e\u200f\u202a-\u202e\u2066-\u2069\0]|&[lr][mr]m;|&\#820[67];)*"
"""Invisible marks of direction, and what masking left of a comment."""

SPACE: Final = r"(?:[ \u00a0\u2009\u202f\u3000_]|&nbsp;|&\#160;|&\#32;|&thinsp;)"

ELSEWHERE: Final = {
    "UTC": 0,
    "GMT": 0,
    "WET": 0,
    "WEST": 60,
    "BST": 60,
    "CET": 60,
    "CEST": 120,
    "MEZ": 60,
    "MESZ": 120,
    "EET": 120,
    "EEST": 180,
    "MSK": 180,
    "MSD": 240,
    "IDT": 180,
    "JST": 540,
    "KST": 540,
    "EST": -300,
    "EDT": -240,
    "PST": -480,
    "PDT": -420,
}
"""Minutes east of UTC of zones that are met on wikis of other zones, after a move or a copy."""


class Form(NamedTuple):
    """A date format as expressions."""

    exact: re.Pattern[str]
    """As MediaWiki writes it, up to where it is told to end."""
    lenient: re.Pattern[str]
    """As people write it, up to where it is told to end."""
    bare: re.Pattern[str]
    """As people write it, with any form of the month's name, anywhere and without a zone."""
    width: int
    """How far before its end the exact form may begin."""
    months: dict[str, int]
    """By their names, as this format writes them first of all."""
    year: int
    month: int
    day: int
    hour: int
    minute: int


class Expressions(NamedTuple):
    """A site's timestamps as expressions."""

    anchor: re.Pattern[str]
    """A zone in its brackets."""
    formats: tuple[Form, ...]
    zones: dict[str, tzinfo]
    """What may stand in the brackets: the site's own zone, or a fixed one."""
    home: tzinfo
    digits: dict[int, str]
    days: dict[tuple[str, str, str, str], datetime]
    """Midnight in UTC of days met before, by zone, year, month and day as they are written.

    A day on which the clocks change is none of them.
    """
    times: dict[tuple[str, str], timedelta]
    """What is added to midnight, by hour and minute as they are written."""


@lru_cache(maxsize=1)
def foreign() -> tuple[Form, ...]:
    """Return the formats of many languages, for signatures pasted from their wikis to others.

    Built only when such a signature is met.
    """
    forms: dict[str, Form] = {}
    for words in other_words():
        built = _form(words.format, words, "")
        forms.setdefault(built.exact.pattern, built)
    return tuple(forms.values())


@lru_cache(maxsize=256)
def expressions(site: Site) -> Expressions:
    """Return the expressions for a site's timestamps, built once a site."""
    home: tzinfo = UTC if site.zone == "UTC" else ZoneInfo(site.zone)
    zones: dict[str, tzinfo] = {
        name: timezone(timedelta(minutes=minutes)) if minutes else UTC
        for name, minutes in ELSEWHERE.items()
    }
    zones |= dict.fromkeys(_own_zones(home), home)
    zones |= {words.utc: UTC for words in site.words}
    if site.multilingual:
        zones = {words.utc: UTC for words in other_words()} | zones
    anchor = "|".join(
        (SPACE + "+").join(re.escape(part) for part in name.split())
        for name in sorted(zones, key=len, reverse=True)
    )
    digits: dict[int, str] = {}
    for words in site.words:
        digits |= {ord(digit): str(number) for number, digit in enumerate(words.digits)}
    odd = "".join(chr(code) for code in digits if not chr(code).isdecimal())
    formats: dict[str, Form] = {}
    for words in site.words:
        for date_format in (words.format, *words.formats):
            built = _form(date_format, words, odd)
            formats.setdefault(built.exact.pattern, built)
    return Expressions(
        re.compile(rf"\([ \u00a0]*({anchor})[ \u00a0]*\)"),
        tuple(formats.values()),
        zones,
        home,
        digits,
        {},
        {},
    )


def _own_zones(home: tzinfo) -> dict[str, None]:
    """Return the abbreviations that a zone had since there are wikis."""
    return {
        str(datetime(year, month, 1, tzinfo=home).tzname()): None
        for year in range(2000, 2031)
        for month in (1, 4, 7, 10)
    }


_NUMBERS: Final = {
    "d": ("day", "{2}"),
    "j": ("day", "{1,2}"),
    "n": ("month", "{1,2}"),
    "m": ("month", "{2}"),
    "Y": ("year", "{4}"),
    "xkY": ("year", "{4}"),
    "G": ("hour", "{1,2}"),
    "H": ("hour", "{2}"),
    "i": ("minute", "{2}"),
}
_TOKEN: Final = re.compile(
    r"(?P<weekday>\s?[(（]?[Dl][)）]?,?\s*)|(?P<code>xkY|xg|x.|[A-Za-z])"
    r'|"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<literal>.)',
    re.DOTALL,
)


def _form(date_format: str, words: Words, odd_digits: str) -> Form:
    """Return the expressions for a date format, and what their groups stand for."""
    digit = rf"[\d{odd_digits}]" if odd_digits else r"\d"
    days = sorted(map(re.escape, words.weekdays), key=len, reverse=True)
    # Some wikis left the weekday out for years, and people forget it.
    weekday = rf"(?:[^\d\n]{{0,24}}?|[^\d\n]{{0,3}}(?:{'|'.join(days)})[^\d\n]{{0,3}})"
    exact: list[str] = []
    lenient: list[str] = []
    bare: list[str] = []
    every = month_names((words,))
    letters: list[str] = []
    months: dict[str, int] = {}
    width = 4
    for token in _TOKEN.finditer(date_format):
        code = token["code"]
        if token["weekday"]:
            exact.append(weekday)
            lenient.append(weekday)
            bare.append(weekday)
            width += 8 + max(map(len, words.weekdays))
        elif code in _NUMBERS:
            letter, many = _NUMBERS[code]
            letters.append(letter)
            exact.append(f"({digit}{many})")
            lenient.append(f"({digit}{many if many == '{4}' or letter == 'minute' else '{1,2}'})")
            bare.append(lenient[-1])
            width += 4
        elif code in ("F", "M", "xg"):
            letters.append("month")
            tables = {"M": [words.abbreviated], "F": [words.months, words.genitive]}.get(
                code, [words.genitive, words.months]
            )
            _learn(months, tables)
            names = [name for table in tables for name in table]
            stopless = [name.rstrip(".") for name in names]
            exact.append(_month(names))
            lenient.append(_month((*names, *stopless)))
            bare.append(every)
            width += max(map(len, names))
        else:
            literal = token["quoted"] or token["escaped"] or token["literal"] or code or ""
            literal = "x" if literal == "xx" else literal
            exact.append(re.escape(literal))
            lenient.extend(map(_literal, literal))
            bare.extend(map(_literal, literal))
            width += len(literal)
    months = {**month_numbers((words,)), **months}
    written, repaired = "".join(exact), MARK.join(lenient)
    return Form(
        re.compile(rf"{written} ?\Z"),
        re.compile(rf"{repaired}{MARK}{SPACE}*{MARK}\Z"),
        re.compile(MARK.join(bare), re.IGNORECASE),
        width,
        months,
        *(letters.index(name) for name in ("year", "month", "day", "hour", "minute")),
    )


def month_names(languages: Iterable[Words]) -> str:
    """Return the expression for a month's name in any form that some languages have."""
    names = [
        name for words in languages for name in (*words.abbreviated, *words.genitive, *words.months)
    ]
    return _month((*names, *(name.rstrip(".") for name in names)))


def month_numbers(languages: Iterable[Words]) -> dict[str, int]:
    """Return which month each form of a month's name is."""
    months: dict[str, int] = {}
    for words in languages:
        _learn(months, [words.months, words.genitive, words.abbreviated])
    return months


def _learn(months: dict[str, int], tables: list[tuple[str, ...]]) -> None:
    """Add months' names that are not known yet, also in lower case and without a full stop."""
    for names in tables:
        for number, name in enumerate(names, 1):
            for form in (name, name.lower(), name.rstrip("."), name.lower().rstrip(".")):
                months.setdefault(form, number)


def _month(names: Iterable[str]) -> str:
    """Return the expression for one of some months' names, the longest that fits."""
    longest = sorted(filter(None, set(names)), key=lambda name: (-len(name), name))
    return f"({'|'.join(map(re.escape, longest))})"


def _literal(char: str) -> str:
    """Return the lenient expression for a character that stands between the parts of a date."""
    if char in "\u200e\u200f":
        return ""
    if char.isspace():
        return SPACE + "+"
    if char == ".":
        return r"\.?"
    if char in ",،":
        return "[,،]?"
    return re.escape(char)
