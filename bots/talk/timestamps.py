"""Timestamps as a wiki's signatures write them, found in wikitext and brought to UTC.

Every signature ends in its zone in brackets, such as ``(UTC)``: these are looked for first, which
is quick, and the date is read from there backwards. An expression per date format is built from
the site's data, twice: as MediaWiki writes it, and more lenient, because people copy, translate
and repair signatures: hours of one digit, all forms of a month's name, weekday and full stops
optional, entities and no-break spaces for spaces, invisible marks of direction anywhere.

Rules from MediaWiki's Language::sprintfDate and Parser::pstPass2, and DiscussionTools'
CommentParser (getTimestampRegexp, getTimestampParser).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
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


class Timestamp(NamedTuple):
    """A moment written in a signature."""

    start: int
    end: int
    moment: datetime
    """In UTC."""
    warning: str = ""


class NoDate(NamedTuple):
    """Something that has a timestamp's shape and is no moment."""

    start: int
    end: int
    reason: str


class _Format(NamedTuple):
    exact: re.Pattern[str]
    """As MediaWiki writes it, up to where it is told to end."""
    lenient: re.Pattern[str]
    """As people write it, up to where it is told to end."""
    bare: re.Pattern[str]
    """As people write it, anywhere and without a zone."""
    width: int
    """How far before its end the exact form may begin."""
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
    months: dict[str, int]
    zones: dict[str, tzinfo]
    """What may stand in the brackets: the site's own zone, or a fixed one."""
    home: tzinfo
    digits: dict[int, str]
    days: dict[tuple[int, int, int], tuple[str, timedelta] | None]
    """The zone's name and distance from UTC on a day, None where they change during it."""


def find(text: str, site: Site) -> Iterator[Timestamp | NoDate]:
    """Yield the timestamps of a masked text in order, and what only looks like one."""
    made = expressions(site)
    formats = made.formats
    floor = 0
    for anchor in made.anchor.finditer(text):
        at = anchor.start()
        for form in formats:
            lowest = at - form.width
            found = form.exact.search(text, max(floor, lowest), at)
            if found:
                break
        else:
            lowest = max(floor, at - LONGEST)
            for form in formats:
                found = form.lenient.search(text, lowest, at)
                if found:
                    break
            else:
                continue
        floor = anchor.end()
        read = _moment(found.groups(), form, made, anchor[1])
        if isinstance(read, str):
            yield NoDate(found.start(), floor, read)
        else:
            yield Timestamp(found.start(), floor, read[0], read[1])


def find_bare(text: str, site: Site) -> Timestamp | None:
    """Return the first timestamp of a short text, whether it names a zone or not."""
    for stamp in find(text, site):
        if isinstance(stamp, Timestamp):
            return stamp
    made = expressions(site)
    for form in made.formats:
        if found := form.bare.search(text):
            read = _moment(found.groups(), form, made, "")
            if not isinstance(read, str):
                return Timestamp(found.start(), found.end(), *read)
    return None


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
    if not 1995 <= year <= 2100:
        return "no signature is of that year"
    try:
        moment = datetime(year, month, day, hour, minute, tzinfo=UTC)
    except ValueError:
        return "no such date"
    home = made.zones.get(zone)
    if home is UTC:
        return moment, ""
    if home is None:
        zone = _plain(zone)
        home = made.zones.get(zone, made.home)
    if home is not made.home:
        return moment.replace(tzinfo=home).astimezone(UTC), "" if home is UTC else OTHER_ZONE
    key = (year, month, day)
    if key not in made.days:
        made.days[key] = _day(year, month, day, home)
    known = made.days[key]
    if known and (not zone or known[0] == zone):
        return moment - known[1], ""
    return _local(moment.replace(tzinfo=home), zone)


def _plain(zone: str) -> str:
    """Return a zone's name with every kind of space as a plain one."""
    return " ".join(re.sub(f"{SPACE}|{MARK}", " ", zone).split())


def _day(year: int, month: int, day: int, home: tzinfo) -> tuple[str, timedelta] | None:
    """Return the zone's name and distance from UTC if they hold from midnight to midnight."""
    begin = datetime(year, month, day, tzinfo=home)
    end = begin.replace(hour=23, minute=59, fold=1)
    name, distance = begin.tzname(), begin.utcoffset()
    if name is None or distance is None or (name, distance) != (end.tzname(), end.utcoffset()):
        return None
    return name, distance


def _local(local: datetime, zone: str) -> tuple[datetime, str]:
    """Return a moment near a change of the clocks, or with the wrong zone, in UTC.

    In the hour that comes twice the zone's name tells which one is meant.
    """
    again = local.replace(fold=1)
    warning = ""
    if zone and local.tzname() != zone and again.tzname() != zone:
        warning = WRONG_ZONE
    elif local.utcoffset() != again.utcoffset():
        warning = DOUBLED
        if zone and local.tzname() != zone:
            local = again
    return local.astimezone(UTC), warning


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
    anchor = "|".join(
        (SPACE + "+").join(re.escape(part) for part in name.split())
        for name in sorted(zones, key=len, reverse=True)
    )
    months: dict[str, int] = {}
    digits: dict[int, str] = {}
    for words in site.words:
        digits |= {ord(digit): str(number) for number, digit in enumerate(words.digits)}
        for name, number in words.months:
            months.setdefault(name, number)
    odd = "".join(chr(code) for code in digits if not chr(code).isdecimal())
    formats: dict[str, _Format] = {}
    for words in site.words:
        for date_format in (words.format, *words.formats):
            form = _format(date_format, words, odd)
            formats.setdefault(form.exact.pattern, form)
    return Expressions(
        re.compile(rf"\([ \u00a0]*({anchor})[ \u00a0]*\)"),
        tuple(formats.values()),
        months,
        zones,
        home,
        digits,
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


def _format(date_format: str, words: Words, odd_digits: str) -> _Format:
    """Return the expressions for a date format, and what their groups stand for."""
    digit = rf"[\d{odd_digits}]" if odd_digits else r"\d"
    names = sorted((name for name, _ in words.months), key=len, reverse=True)
    month = "|".join(map(re.escape, names))
    days = sorted(map(re.escape, words.weekdays), key=len, reverse=True)
    # Some wikis left the weekday out for years, and people forget it.
    weekday = rf"(?:[^\d\n]{{0,24}}?|[^\d\n]{{0,3}}(?:{'|'.join(days)})[^\d\n]{{0,3}})"
    exact: list[str] = []
    lenient: list[str] = []
    letters: list[str] = []
    width = 4
    for token in _TOKEN.finditer(date_format):
        code = token["code"]
        if token["weekday"]:
            exact.append(weekday)
            lenient.append(weekday)
            width += 8 + max(map(len, words.weekdays))
        elif code in _NUMBERS:
            letter, many = _NUMBERS[code]
            letters.append(letter)
            exact.append(f"({digit}{many})")
            lenient.append(f"({digit}{many if many == '{4}' or letter == 'minute' else '{1,2}'})")
            width += 4
        elif code in ("F", "M", "xg"):
            letters.append("month")
            exact.append(f"({month})")
            lenient.append(f"({month})")
            width += max(map(len, names), default=0)
        else:
            literal = token["quoted"] or token["escaped"] or token["literal"] or code or ""
            literal = "x" if literal == "xx" else literal
            exact.append(re.escape(literal))
            lenient.extend(map(_literal, literal))
            width += len(literal)
    written, repaired = "".join(exact), MARK.join(lenient)
    return _Format(
        re.compile(rf"{written} ?\Z"),
        re.compile(rf"{repaired}{MARK}{SPACE}*{MARK}\Z"),
        re.compile(repaired),
        width,
        *(letters.index(name) for name in ("year", "month", "day", "hour", "minute")),
    )


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
