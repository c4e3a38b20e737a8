"""What a report begins and ends with, in words: headlines with their change, and how it counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bots.consultation.dates.written import Period
from bots.consultation.people.small_cells import People
from bots.reports.values import Headline, Report
from bots.reports.words import Words


@dataclass(frozen=True, slots=True)
class Told:
    """A headline as a reader sees it."""

    key: str
    name: str
    total: str
    hidden: bool
    changes: tuple[tuple[str, str], ...]
    """By how much it grew, and when: in the period, and in the one before."""


def period(report: Report, words: Words) -> str:
    """Return the period's days."""
    span = report.span
    if span.since is None:
        return words.say("until", words.day(span.until))
    return words.period(Period(span.since, span.until))


def told_headlines(report: Report, words: Words) -> list[Told]:
    """Return the headlines in words."""
    return [
        Told(
            headline.key,
            words.column(headline.key.replace(" ", "-")),
            _shown(headline.total, words),
            headline.total.hidden,
            tuple(_changes(headline, words)),
        )
        for headline in report.headlines
    ]


def _changes(headline: Headline, words: Words) -> Iterator[tuple[str, str]]:
    for number, when in ((headline.added, "in-period"), (headline.before, "in-period-before")):
        if number is not None:
            yield _added(number, words), words.say(when)


def _shown(number: People, words: Words) -> str:
    return words.say("hidden") if number.shown is None else words.number(number.shown)


def _added(number: People, words: Words) -> str:
    return words.say("hidden") if number.shown is None else words.added(number.shown)


def notes(report: Report, words: Words) -> list[str]:
    """Return the rules by which the report counts."""
    keys = ["note-comments", "note-people", "note-languages"]
    if report.coding.there:
        keys.append("note-statements")
    if report.threads.organized:
        keys.append("note-waiting")
    return [words.say(key, words.day(report.made)) for key in (*keys, "note-today")]
