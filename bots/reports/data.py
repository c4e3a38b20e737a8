"""What a report says, as values: ``make_report`` takes them from the state of a consultation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from bots.consultation.archives import together
from bots.consultation.conversations import Conversation
from bots.consultation.sources import is_within, talk_title
from bots.consultation.state import Consultation
from bots.errors import ConsultationError
from bots.page.ownership import normal
from bots.page.plain import plain
from bots.reports.counts import Counts, count, headline_counts
from bots.reports.progress import milestone_lines
from bots.reports.small_cells import People, follow, hide_small
from bots.reports.spans import Bucket, Span, Step, cut, fitting_step
from bots.reports.values import GroupLine, Headline, LanguageLine, PageLine, Report, Trouble


def make_report(
    consultation: Consultation,
    *,
    name: str,
    wiki: str,
    span: Span,
    refusals: Sequence[ConsultationError] = (),
    troubles: Sequence[tuple[str, str]] = (),
) -> Report:
    """Return the report of a consultation; no comment after ``span.until`` counts in it."""
    whole = together(consultation.conversations)
    heard = [c for c in whole if count([c], span.until).comments]
    by_language: dict[str, list[Conversation]] = {}
    for conversation in heard:
        by_language.setdefault(conversation.source.language, []).append(conversation)
    first = _first(heard, span)
    step = fitting_step(first or span.until, span.until)
    people = hide_small(
        {language: count(every, span.until).people for language, every in by_language.items()}
    )
    languages = [
        _language(language, every, span, people[language], _buckets(every, step, first, span))
        for language, every in by_language.items()
    ]
    return Report(
        name=name,
        wiki=wiki,
        language=consultation.language,
        made=consultation.today,
        span=span,
        first=first,
        headlines=tuple(_headlines(heard, span)),
        step=step,
        buckets=_buckets(heard, step, first, span),
        languages=tuple(sorted(languages, key=lambda x: (-x.comments, x.language))),
        pages=tuple(_page(c, span, people[c.source.language], consultation) for c in heard),
        groups=tuple(_groups(consultation, heard, span, people)),
        milestones=tuple(milestone_lines(consultation.milestones, consultation.language)),
        troubles=(
            *(Trouble(e.title, e.line, e.problem, e.mend, refused=True) for e in refusals),
            *(Trouble(page, 0, sentence, "", refused=False) for page, sentence in troubles),
        ),
    )


def _first(heard: Iterable[Conversation], span: Span) -> date | None:
    said = [a.day for c in heard for a in c.activity if a.day <= span.until]
    return span.since if said and span.since else min(said, default=None)


def _buckets(
    heard: Iterable[Conversation], step: Step, first: date | None, span: Span
) -> tuple[Bucket, ...]:
    if first is None:
        return ()
    said = ((a.day, a.comments) for c in heard for a in c.activity)
    return tuple(cut(step, first, span.until, said))


def _headlines(heard: Sequence[Conversation], span: Span) -> Iterable[Headline]:
    now = headline_counts(heard, span.until)
    start = _counts_before(heard, span.since)
    earlier = _counts_before(heard, span.before)
    for key, total in now.items():
        added = total - start[key] if start else None
        before = start[key] - earlier[key] if start and earlier else None
        yield Headline(key, total, added, before)


def _counts_before(heard: Sequence[Conversation], day: date | None) -> dict[str, int] | None:
    return headline_counts(heard, day - timedelta(days=1)) if day else None


def _added(heard: Sequence[Conversation], counted: Counts, span: Span) -> int | None:
    if span.since is None:
        return None
    return counted.comments - count(heard, span.since - timedelta(days=1)).comments


def _language(
    language: str,
    heard: Sequence[Conversation],
    span: Span,
    people: People,
    buckets: tuple[Bucket, ...],
) -> LanguageLine:
    counted = count(heard, span.until)
    added = _added(heard, counted, span)
    pages, threads, comments = len(heard), counted.threads, counted.comments
    return LanguageLine(language, pages, threads, comments, added, people, buckets)


def _page(
    conversation: Conversation, span: Span, people: People, consultation: Consultation
) -> PageLine:
    counted = count([conversation], span.until)
    latest = conversation.latest
    known = latest is not None and latest.timestamp.date() <= span.until
    return PageLine(
        title=conversation.source.title,
        language=conversation.source.language,
        threads=counted.threads,
        comments=counted.comments,
        added=_added([conversation], counted, span),
        people=follow(counted.people, [people]),
        latest=counted.latest,
        latest_link=consultation.link(latest) if latest and known else "",
    )


def _groups(
    consultation: Consultation,
    heard: Sequence[Conversation],
    span: Span,
    people: dict[str, People],
) -> Iterable[GroupLine]:
    for group in sorted(consultation.groups, key=lambda g: (g.cells.get("name", ""), g.id)):
        talk = talk_title(group.page)
        own = [c for c in heard if is_within(c.source.title, talk)]
        counted = count(own, span.until)
        members = normal(group.cells.get("members", ""))
        yield GroupLine(
            id=group.id,
            name=plain(group.cells.get("name", "")) or group.id,
            page=group.page,
            stage=group.stage,
            members=int(members) if members.isdecimal() else None,
            threads=counted.threads,
            comments=counted.comments,
            people=follow(counted.people, [people[c.source.language] for c in own]),
            latest=counted.latest,
        )
