"""What a report says of conversations off the wiki: as reported, and apart from comments."""

from __future__ import annotations

from dataclasses import dataclass

from bots.consultation.dates.written import Period
from bots.consultation.people.small_cells import People


@dataclass(frozen=True, slots=True)
class OccasionLine:
    """A conversation off the wiki, in one meeting or in several."""

    id: str
    title: str
    kind: str
    """As people wrote it: event, call …; or nothing."""
    place: str
    date: str
    """As people wrote it."""
    period: Period | None
    language: str
    people: People | None
    """How many took part, as reported; None where that is not said."""
    meetings: int | None
    statements: int
    """How many are reported from it."""
    open: int
    """How many of them nobody has dealt with."""
    link: str
    """The target of a link to its record."""


@dataclass(frozen=True, slots=True)
class ReportedLine:
    """A statement that somebody reports from off the wiki."""

    key: str
    occasion: str
    """The id of its conversation; nothing where that has no record."""
    source: str
    """Where it was said, as people call it."""
    context: str
    content: str
    codes: tuple[tuple[str, ...], ...]
    """What it is coded as, for each facet of the report in their order."""
    response: str
    disposition: str
    standing: str
    """handled, merged, set aside or not yet handled."""
    link: str
    """The target of a link to its row."""


@dataclass(frozen=True, slots=True)
class OffWiki:
    """All that is reported from off the wiki."""

    occasions: tuple[OccasionLine, ...] = ()
    statements: tuple[ReportedLine, ...] = ()
