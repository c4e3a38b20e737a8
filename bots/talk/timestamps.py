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
from typing import Final, NamedTuple

from bots.talk.dateformats import MARK, SPACE, Expressions, Form, expressions
from bots.talk.site import Site

LONGEST: Final = 110
"""No timestamp is longer, entities and marks included."""

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
    groups: tuple[str, ...], form: Form, made: Expressions, zone: str
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
    month = made.months.get(name) or made.months.get(name.lower())
    if not month:
        month = int(name.translate(made.digits))
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
    if home is UTC:
        return moment, ""
    if home is not made.home:
        return moment.replace(tzinfo=home).astimezone(UTC), OTHER_ZONE
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
