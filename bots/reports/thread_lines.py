"""A report's threads, made from the conversations: new ones, answers, and what waits how long."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from bots.consultation.answers.answers import Answer
from bots.consultation.answers.waiting import Waiting, last_words
from bots.consultation.state import Consultation
from bots.consultation.talks.conversations import Conversation
from bots.consultation.talks.past import as_of, reference
from bots.reports.spans import Span
from bots.reports.thread_values import (
    AGES,
    AgeLine,
    AnswerLine,
    NewLine,
    Threads,
    WaitingLine,
)


def thread_lines(
    consultation: Consultation,
    heard: Sequence[Conversation],
    answers: Iterable[Answer],
    span: Span,
) -> Threads:
    """Return what is said of threads; what waits, as of the last day of the period."""
    organized = bool(consultation.rules.organizers)
    waiting: list[WaitingLine] = []
    if organized:
        last = last_words(as_of(heard, span.until), consultation.rules)
        waiting = [_waiting(consultation, w, span) for w in last if w.turn == "organizers"]
    return Threads(
        organized=organized,
        ages=tuple(_ages(waiting)),
        waiting=tuple(sorted(waiting, key=lambda w: (w.since, w.page, w.heading, w.link))),
        new=tuple(_new(consultation, heard, span)),
        answers=tuple(_answers(consultation, answers, span)),
    )


def _waiting(consultation: Consultation, waiting: Waiting, span: Span) -> WaitingLine:
    return WaitingLine(
        page=waiting.thread.page,
        heading=waiting.thread.heading,
        language=waiting.conversation.source.language,
        since=waiting.since,
        days=(span.until - waiting.since).days,
        link=consultation.link(reference(waiting.thread.page, waiting.last)),
        late=span.until > waiting.escalate_after(consultation.rules),
    )


def _ages(waiting: Sequence[WaitingLine]) -> Iterable[AgeLine]:
    if not waiting:
        return
    for language in ("", *sorted({line.language for line in waiting})):
        own = [line for line in waiting if language in ("", line.language)]
        classes = [bisect_left(AGES, line.days) for line in own]
        counts = tuple(classes.count(n) for n in range(len(AGES) + 1))
        yield AgeLine(language, counts, sum(line.late for line in own))


def _new(
    consultation: Consultation, heard: Iterable[Conversation], span: Span
) -> Iterable[NewLine]:
    """Yield the threads begun in the period, by day."""
    found = [
        NewLine(
            page=thread.page,
            heading=thread.heading,
            language=conversation.source.language,
            started=thread.first.timestamp.date(),
            comments=thread.comments,
            link=consultation.link(thread.first),
        )
        for conversation in as_of(heard, span.until)
        for thread in conversation.threads
        if span.holds(thread.first.timestamp.date())
    ]
    return sorted(found, key=lambda line: (line.started, line.page, line.heading, line.link))


def _answers(
    consultation: Consultation, answers: Iterable[Answer], span: Span
) -> Iterable[AnswerLine]:
    found = [
        AnswerLine(
            page=answer.thread.page,
            heading=answer.thread.heading,
            language=answer.conversation.source.language,
            asked=answer.asked.timestamp.date(),
            answered=answer.day,
            link=consultation.link(reference(answer.thread.page, answer.said)),
        )
        for answer in answers
        if span.holds(answer.day)
    ]
    return sorted(found, key=lambda line: (line.answered, line.page, line.heading, line.link))
