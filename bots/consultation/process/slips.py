"""How a milestone's date has moved: each old date with the new one and the day a run saw it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bots.consultation.dates.written import read_date, read_period
from bots.consultation.words import without_comments

_SLIP: Final = re.compile(r"(?P<old>.+?) → (?P<new>.+?) \((?P<seen>\d{4}-\d\d-\d\d)\)")


@dataclass(frozen=True, slots=True)
class Slip:
    """A date that became another one."""

    old: str
    new: str
    """Both as people wrote them."""
    seen: str
    """The day on which a run first saw the new one, in ISO 8601."""

    def __str__(self) -> str:
        return f"{self.old} → {self.new} ({self.seen})"


def read_slips(was: str) -> tuple[Slip, ...]:
    """Return the slips that ``was`` keeps, the first one first."""
    matches = map(_SLIP.fullmatch, was.split("; "))
    return tuple(Slip(**match.groupdict()) for match in matches if match)


def one_line(written: str) -> str:
    """Return what a cell shows of a date, on one line."""
    return " ".join(without_comments(written).split())


def with_slip(was: str, seen: str, written: str, today: date, language: str) -> str:
    """Return ``was`` with one slip more if the date is another one than the last one known.

    ``seen`` is the date as the last run saw it. Where a person keeps that cell, the last slip
    tells what is known already. One date written in two ways is no slip.
    """
    slips = read_slips(was)
    last = slips[-1].new if slips else seen
    if last and same_date(seen, last, language):
        last = seen
    if not last or not written or same_date(last, written, language):
        return was
    slip = Slip(last, written, today.isoformat())
    return "; ".join(filter(None, (was, str(slip))))


def same_date(first: str, second: str, language: str) -> bool:
    """Return whether two texts name one date, or are one text."""
    if first == second:
        return True
    meant = read_date(first, language)
    return meant is not None and meant == read_date(second, language)


def moved_later(slips: Sequence[Slip], written: str, language: str) -> bool:
    """Return whether the date now ends later than the first one that can be read.

    "2018-05" after "2018" is said more exactly, and no delay.
    """
    now = read_period(written, language)
    planned = [period for slip in slips if (period := read_period(slip.old, language))]
    return bool(now and planned and now.end > planned[0].end)
