"""Timestamps as a wiki's signatures write them, found in wikitext and brought to UTC.

Every signature ends in its zone in brackets, such as ``(UTC)``: these are looked for first, which
is quick, and the date is read from there backwards.

Rules from MediaWiki's Language::sprintfDate and Parser::pstPass2, and DiscussionTools'
CommentParser (getTimestampParser).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import chain
from typing import Final, NamedTuple

from bots.talk.dateformats import MARK, SPACE, Expressions, Form, expressions, foreign
from bots.talk.looseforms import loose
from bots.talk.site import Site

LONGEST: Final = 110
"""No timestamp is longer, entities and marks included."""

WRONG_ZONE: Final = "Timestamp has timezone abbreviation for the wrong time"
OTHER_ZONE: Final = "Timestamp has the zone of another wiki"
UNLIKE: Final = "a date in a form that the wiki does not write"
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


def find(text: str, site: Site) -> Iterator[Timestamp | NoDate]:
    """Yield the timestamps of a masked text in order, and what only looks like one."""
    made = expressions(site)
    formats, days, times = made.formats, made.days, made.times
    floor = 0
    for anchor in made.anchor.finditer(text):
        at = anchor.start()
        for form in formats:
            lowest = at - form.width
            found = form.exact.search(text, max(lowest, floor), at)
            if found:
                break
        else:
            low = max(floor, at - LONGEST)
            lenient = _lenient(text, low, at, formats, site)
            if not lenient:
                if (start := _unlike(text, low, at, site)) >= 0:
                    yield NoDate(start, anchor.end(), UNLIKE)
                continue
            form, found = lenient
        start, floor = found.start(), anchor.end()
        parts = found.groups()
        zone = anchor[1]
        midnight = days.get((zone, parts[form.year], parts[form.month], parts[form.day]))
        time = times.get((parts[form.hour], parts[form.minute]))
        if midnight and time is not None:
            yield Timestamp(start, floor, midnight + time, "")
            continue
        read = _moment(parts, form, made, zone)
        if isinstance(read, str):
            yield NoDate(start, floor, read)
        else:
            yield Timestamp(start, floor, *read)


_YEAR: Final = re.compile(r"(?<!\d)\d{4}(?!\d)")


def _lenient(
    text: str, low: int, at: int, formats: tuple[Form, ...], site: Site
) -> tuple[Form, re.Match[str]] | None:
    """Return the timestamp before a zone that is not quite as the wiki writes it."""
    for form in formats:
        if found := form.lenient.search(text, low, at):
            return form, found
    if site.multilingual and _YEAR.search(text, low, at):
        for form in foreign():
            if found := form.lenient.search(text, low, at):
                return form, found
    return None


def _unlike(text: str, low: int, at: int, site: Site) -> int:
    """Return where a date begins that stands before a zone in no form of the wiki's, or -1."""
    if _YEAR.search(text, low, at):
        for form in loose(site):
            if found := form.lenient.search(text, low, at):
                return found.start()
    return -1


def find_bare(text: str, site: Site) -> Timestamp | None:
    """Return the first timestamp of a short text, whether it names a zone or not."""
    for stamp in find(text, site):
        if isinstance(stamp, Timestamp):
            return stamp
    made = expressions(site)
    for form in chain(made.formats, loose(site) if _YEAR.search(text) else ()):
        if found := form.bare.search(text):
            read = _moment(found.groups(), form, made, "")
            if not isinstance(read, str):
                return Timestamp(found.start(), found.end(), *read)
    return None


def _moment(
    parts: tuple[str, ...], form: Form, made: Expressions, zone: str
) -> tuple[datetime, str] | str:
    """Return the moment in UTC with a warning or none, or the reason why there is none."""
    year, day, hour, minute = (
        _number(parts[index], made) for index in (form.year, form.day, form.hour, form.minute)
    )
    name = parts[form.month]
    month = form.months.get(name) or form.months.get(name.lower()) or _number(name, made)
    if year > 2400:
        year -= 543  # the Thai solar calendar
    if not 1995 <= year <= 2100:
        return "no signature is of that year"
    try:
        moment = datetime(year, month, day, hour, minute, tzinfo=UTC)
    except ValueError:
        return "no such date"
    time = timedelta(hours=hour, minutes=minute)
    plain = zone if zone in made.zones else _plain(zone)
    home = made.zones.get(plain, made.home)
    warning = ""
    steady = True
    if home is made.home and home is not UTC:
        begin = _local(moment - time, home, plain)
        end = _local(moment - time + timedelta(hours=23, minutes=59), home, plain)
        steady = not begin[1] and not end[1] and end[0] - begin[0] == timedelta(minutes=1439)
        moment, warning = _local(moment, home, plain)
    elif home is not UTC:
        steady = False
        moment, warning = moment.replace(tzinfo=home).astimezone(UTC), OTHER_ZONE
    if steady:
        if len(made.days) >= _MANY:
            made.days.clear()
        made.days[zone, parts[form.year], name, parts[form.day]] = moment - time
        made.times[parts[form.hour], parts[form.minute]] = time
    return moment, warning


_MANY: Final = 20_000
"""Days remembered, all wikis' lifetimes several times over."""


def _number(digits: str, made: Expressions) -> int:
    """Return the number that some digits of any script stand for."""
    return int(digits if digits.isdecimal() else digits.translate(made.digits))


_GAP: Final = re.compile(rf"{SPACE}|{MARK.removesuffix('*')}")


def _plain(zone: str) -> str:
    """Return a zone's name with every kind of space as a plain one."""
    return " ".join(_GAP.sub(" ", zone).split())


def _local(written: datetime, home: tzinfo, zone: str) -> tuple[datetime, str]:
    """Return a moment in UTC, and a warning or none, of the time that the wiki's clocks showed.

    In the hour that comes twice the zone's name tells which one is meant.
    """
    local = written.replace(tzinfo=home)
    again = local.replace(fold=1)
    warning = ""
    if zone and local.tzname() != zone and again.tzname() != zone:
        warning = WRONG_ZONE
    elif local.utcoffset() != again.utcoffset():
        warning = DOUBLED
        if zone and local.tzname() != zone:
            local = again
    return local.astimezone(UTC), warning
