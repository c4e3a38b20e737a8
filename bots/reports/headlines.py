"""The numbers that a report begins with, and how each has changed since the period before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from bots.consultation.answers.answers import Answer
from bots.consultation.answers.waiting import last_words
from bots.consultation.ledger.coded import Coded
from bots.consultation.people.small_cells import People
from bots.consultation.reported.offwiki import Reported
from bots.consultation.rules import Rules
from bots.consultation.talks.conversations import Conversation
from bots.consultation.talks.past import as_of
from bots.reports.counts import count, headline_counts
from bots.reports.crowds import ALL, GROWN, GROWN_BEFORE, Crowds, Key
from bots.reports.offwiki_lines import ended
from bots.reports.spans import Span
from bots.reports.values import Headline

PEOPLE = "people"
_DAY = timedelta(days=1)


def headline_crowds(crowds: Crowds, heard: Sequence[Conversation], span: Span) -> None:
    """Add by how many people the total grew, where the report has a beginning."""
    if span.since and span.before:
        days = (span.until, span.since - _DAY, span.before - _DAY)
        crowds.add_growth(*(count(heard, day).people for day in days))


def headlines(
    heard: Sequence[Conversation],
    statements: Sequence[Coded] | None,
    reported: Sequence[Reported],
    answers: Sequence[Answer],
    rules: Rules,
    span: Span,
    people: Mapping[Key, People],
) -> Iterator[Headline]:
    """Yield the headlines; those of statements and answers where there can be any.

    ``people`` are the numbers of people as they are shown.
    """

    def told(day: date) -> dict[str, int]:
        found = headline_counts(heard, day)
        if statements is not None:
            found["statements"] = sum(statement.day <= day for statement in statements)
        if reported:
            found["reported"] = sum(ended(statement.period, day) for statement in reported)
        if rules.organizers:
            found["answers"] = sum(answer.day <= day for answer in answers)
            found["waiting"] = sum(
                waiting.turn == "organizers" for waiting in last_words(as_of(heard, day), rules)
            )
        return found

    now = told(span.until)
    start, earlier = _at_start(told, span.since), _at_start(told, span.before)
    for key, total in now.items():
        if key == PEOPLE:
            yield Headline(key, people[ALL], people.get(GROWN), people.get(GROWN_BEFORE))
            continue
        added = People(total - start[key]) if start else None
        before = People(start[key] - earlier[key]) if start and earlier else None
        yield Headline(key, People(total), added, before)


def _at_start(
    told: Callable[[date], Mapping[str, int]], first: date | None
) -> Mapping[str, int] | None:
    return told(first - _DAY) if first else None
