"""Timestamps as a wiki's signatures write them, found in wikitext and brought to UTC.

Every signature ends in its zone in brackets, such as ``(UTC)``: these are looked for first, which
is quick, and the date is read from there backwards. An expression per date format is built from
the site's data, more lenient than MediaWiki writes, because people copy, translate and repair
signatures: all forms of a month's name, weekday and full stops optional, entities and no-break
spaces for spaces, invisible direction marks anywhere.

Rules from MediaWiki's Language::sprintfDate and Parser::pstPass2, and DiscussionTools'
CommentParser (getTimestampRegexp, getTimestampParser).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from bots.talk.site import Site, Words

MARK: Final = r"(?:[\u200e\u200f\u202a-\u202e\u2066-\u2069\0]|&[lr][mr]m;|&\#820[67];)*"
"""Invisible marks of direction, and what masking left of a comment."""

SPACE: Final = r"(?:[ \u00a0\u2009\u202f\u3000_]|&nbsp;|&\#160;|&\#32;|&thinsp;)"

LONGEST: Final = 110
"""No timestamp is longer, entities and marks included."""

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

WRONG_ZONE: Final = "Timestamp has timezone abbreviation for the wrong time"
OTHER_ZONE: Final = "Timestamp has the zone of another wiki"
DOUBLED: Final = "Ambiguous time at DST switchover was parsed"


@dataclass(frozen=True, slots=True)
class Timestamp:
    """A moment written in a signature."""

    start: int
    end: int
    moment: datetime
    """In UTC."""
    warning: str = ""


class NoDate(NamedTuple):
    """Something that has a timestamp's shape, or its zone, and is no moment."""

    start: int
    end: int
    reason: str


class _Format(NamedTuple):
    pattern: re.Pattern[str]
    """Ends where it is told to end."""
    year: int
    month: int
    day: int
    hour: int
    minute: int


class Expressions(NamedTuple):
    """A site's timestamps as expressions."""

    anchor: re.Pattern[str]
    """A zone in its brackets."""
    formats: tuple[_Format, ...]
    bare: tuple[_Format, ...]
    """The same formats, found anywhere and without a zone: for templates' arguments."""
    months: dict[str, int]
    zones: dict[str, tzinfo]
    """What may stand in the brackets, spaces plain: the site's own zone, or a fixed one."""
    home: tzinfo
    digits: dict[int, str]


def find(text: str, site: Site) -> Iterator[Timestamp | NoDate]:
    """Yield the timestamps of a masked text in order, and what only looks like one."""
    made = expressions(site)
    floor = 0
    for anchor in made.anchor.finditer(text):
        at = anchor.start()
        lowest = max(floor, at - LONGEST)
        for form in made.formats:
            if found := form.pattern.search(text, lowest, at):
                start, floor = found.start(), anchor.end()
                read = _moment(found.groups(), form, made, _plain(anchor[1]))
                if isinstance(read, str):
                    yield NoDate(start, floor, read)
                else:
                    yield Timestamp(start, floor, *read)
                break


def find_bare(text: str, site: Site) -> Timestamp | None:
    """Return the first timestamp of a short text, whether it names a zone or not."""
    made = expressions(site)
    for stamp in find(text, site):
        if isinstance(stamp, Timestamp):
            return stamp
    for form in made.bare:
        if found := form.pattern.search(text):
            read = _moment(found.groups(), form, made, "")
            if not isinstance(read, str):
                return Timestamp(found.start(), found.end(), *read)
    return None


def _plain(zone: str) -> str:
    """Return a zone's name with every kind of space as a plain one."""
    return zone if zone.isalnum() else " ".join(re.sub(f"{SPACE}|{MARK}", " ", zone).split())


def _moment(
    groups: tuple[str, ...], form: _Format, made: Expressions, zone: str
) -> tuple[datetime, str] | str:
    """Return the moment in UTC with a warning or none, or the reason why there is none."""
    try:
        year = int(groups[form.year])
        day = int(groups[form.day])
        hour, minute = int(groups[form.hour]), int(groups[form.minute])
    except ValueError:
        year, day, hour, minute = (
            int(groups[index].translate(made.digits))
            for index in (form.year, form.day, form.hour, form.minute)
        )
    name = groups[form.month]
    month = made.months.get(name) or int(name.translate(made.digits))
    if year > 2400:
        year -= 543  # the Thai solar calendar
    home = made.zones.get(zone, made.home)
    try:
        local = datetime(year, month, day, hour, minute, tzinfo=home)
    except ValueError:
        return "no such date"
    if not 1995 <= year <= 2100:
        return "no signature is of that year"
    if home is UTC:
        return local, ""
    if home is not made.home:
        return local.astimezone(UTC), OTHER_ZONE
    warning = ""
    if zone and local.tzname() != zone:
        again = local.replace(fold=1)
        if again.tzname() == zone:
            local, warning = again, DOUBLED
        else:
            warning = WRONG_ZONE
    elif zone and local.replace(fold=1).tzname() != zone:
        warning = DOUBLED
    return local.astimezone(UTC), warning


@lru_cache(maxsize=256)
def expressions(site: Site) -> Expressions:
    """Return the expressions for a site's timestamps, built once a site."""
    home: tzinfo = UTC if site.zone == "UTC" else ZoneInfo(site.zone)
    zones: dict[str, tzinfo] = {
        name: UTC if not minutes else timezone(timedelta(minutes=minutes))
        for name, minutes in ELSEWHERE.items()
    }
    zones |= dict.fromkeys(_own_zones(home), home)
    zones |= {words.utc: UTC for words in site.words}
    names = sorted(zones, key=len, reverse=True)
    anchor = "|".join(
        (SPACE + "+").join(re.escape(part) for part in name.split()) for name in names
    )
    patterns: dict[str, tuple[str, list[str]]] = {}
    months: dict[str, int] = {}
    digits: dict[int, str] = {}
    for words in site.words:
        for number, digit in enumerate(words.digits):
            digits[ord(digit)] = str(number)
        for name, number in words.months:
            months.setdefault(name, number)
    odd = "".join(chr(code) for code in digits if not chr(code).isdecimal())
    for words in site.words:
        for date_format in (words.format, *words.formats):
            pattern, letters = _pattern(date_format, words, odd)
            patterns.setdefault(pattern, (pattern, letters))
    return Expressions(
        anchor=re.compile(rf"\(({anchor})\)"),
        formats=tuple(
            _compiled(rf"{pattern}{MARK}{SPACE}*{MARK}\Z", letters)
            for pattern, letters in patterns.values()
        ),
        bare=tuple(_compiled(pattern, letters) for pattern, letters in patterns.values()),
        months=months,
        zones=zones,
        home=home,
        digits=digits,
    )


def _own_zones(home: tzinfo) -> dict[str, None]:
    """Return the abbreviations that a zone had since there are wikis."""
    return {
        str(datetime(year, month, 1, tzinfo=home).tzname()): None
        for year in range(2000, 2031)
        for month in (1, 4, 7, 10)
    }


_NUMBERS: Final = {
    "d": ("day", "{1,2}"),
    "j": ("day", "{1,2}"),
    "n": ("month", "{1,2}"),
    "m": ("month", "{1,2}"),
    "Y": ("year", "{4}"),
    "xkY": ("year", "{4}"),
    "G": ("hour", "{1,2}"),
    "H": ("hour", "{1,2}"),
    "i": ("minute", "{2}"),
}
_TOKEN: Final = re.compile(
    r"(?P<weekday>[(（]?[Dl][)）]?,?\s*)|(?P<code>xkY|xg|x.|[A-Za-z])"
    r'|"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<literal>.)',
    re.DOTALL,
)


def _pattern(date_format: str, words: Words, odd_digits: str) -> tuple[str, list[str]]:
    """Return the expression for a date format, and what its groups stand for."""
    digit = rf"[\d{odd_digits}]" if odd_digits else r"\d"
    names = sorted((name for name, _ in words.months), key=len, reverse=True)
    month = "|".join(map(re.escape, names))
    parts: list[str] = []
    letters: list[str] = []
    for token in _TOKEN.finditer(date_format):
        code = token["code"]
        if token["weekday"]:
            # Some wikis left the weekday out for years, and people forget it.
            parts.append(r"[^\d\n]{0,24}?")
        elif code in _NUMBERS:
            letter, width = _NUMBERS[code]
            letters.append(letter)
            parts.append(f"({digit}{width})")
        elif code in ("F", "M", "xg"):
            letters.append("month")
            parts.append(f"({month})")
        elif code == "xx":
            parts.append("x")
        else:
            literal = token["quoted"] or token["escaped"] or token["literal"] or code or ""
            parts.extend(_literal(char) for char in literal)
    return MARK.join(parts), letters


def _literal(char: str) -> str:
    """Return the expression for a character that stands between the parts of a date."""
    if char in "\u200e\u200f":
        return ""
    if char.isspace():
        return SPACE + "+"
    if char == ".":
        return r"\.?"
    if char in ",،":
        return "[,،]?"
    return re.escape(char)


def _compiled(pattern: str, letters: list[str]) -> _Format:
    return _Format(
        re.compile(pattern),
        *(letters.index(name) for name in ("year", "month", "day", "hour", "minute")),
    )
