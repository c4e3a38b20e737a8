"""The numbers that a report begins with, and how each has changed since the period before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from bots.consultation.answers import Answer
from bots.consultation.coded import Coded
from bots.consultation.conversations import Conversation
from bots.consultation.past import as_of
from bots.consultation.rules import Rules
from bots.consultation.small_cells import People
from bots.consultation.waiting import last_words
from bots.reports.counts import headline_counts
from bots.reports.crowds import change
from bots.reports.spans import Span
from bots.reports.values import Headline

PEOPLE = "people"
_DAY = timedelta(days=1)


def headlines(
    heard: Sequence[Conversation],
    statements: Sequence[Coded] | None,
    answers: Sequence[Answer],
    rules: Rules,
    span: Span,
    everybody: People,
) -> Iterator[Headline]:
    """Yield the headlines; those of statements and answers where there can be any.

    ``everybody`` is the number of people as it is shown elsewhere in the report.
    """

    def told(day: date) -> dict[str, int]:
        found = headline_counts(heard, day)
        if statements is not None:
            found["statements"] = sum(statement.day <= day for statement in statements)
        if rules.organizers:
            found["answers"] = sum(answer.day <= day for answer in answers)
            found["waiting"] = sum(
                waiting.turn == "organizers" for waiting in last_words(as_of(heard, day), rules)
            )
        return found

    now = told(span.until)
    start, earlier = _at_start(told, span.since), _at_start(told, span.before)
    for key, total in now.items():
        added = total - start[key] if start else None
        before = start[key] - earlier[key] if start and earlier else None
        if key == PEOPLE:
            yield _of_people(everybody, added, before)
        else:
            yield Headline(key, People(total), _shown(added), _shown(before))


def _at_start(
    told: Callable[[date], Mapping[str, int]], first: date | None
) -> Mapping[str, int] | None:
    return told(first - _DAY) if first else None


def _of_people(everybody: People, added: int | None, before: int | None) -> Headline:
    grown = [None if number is None else change(number) for number in (added, before)]
    if everybody.hidden and grown[0]:
        # In the first period everybody is new.
        grown[0] = People(None)
    return Headline(PEOPLE, everybody, grown[0], grown[1])


def _shown(number: int | None) -> People | None:
    return None if number is None else People(number)
