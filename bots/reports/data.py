"""What a report says, as values: ``make_report`` takes them from the state of a consultation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from bots.consultation.answers.answers import answers
from bots.consultation.ledger.coded import coded
from bots.consultation.ledger.coverage import STANDINGS, Account, accounts, by_language, total
from bots.consultation.ledger.ledger import Ledger
from bots.consultation.process.phases import phases
from bots.consultation.state import Consultation
from bots.consultation.talks.archives import together
from bots.consultation.talks.conversations import Conversation
from bots.consultation.talks.past import as_of
from bots.errors import ConsultationError
from bots.kinds.coverage import ledgers, link_to
from bots.reports import said
from bots.reports.coding import coding, coding_crowds, facets_of
from bots.reports.counts import count
from bots.reports.crowds import Crowds
from bots.reports.headlines import headline_crowds, headlines
from bots.reports.offwiki_lines import off_wiki, reported_until
from bots.reports.progress import milestone_lines
from bots.reports.spans import Bucket, Span, Step, cut, fitting_step
from bots.reports.thread_lines import thread_lines
from bots.reports.values import AccountLine, Report, Trouble


def make_report(
    consultation: Consultation,
    *,
    name: str,
    wiki: str,
    span: Span,
    address: str = "",
    refusals: Sequence[ConsultationError] = (),
    troubles: Sequence[tuple[str, str]] = (),
) -> Report:
    """Return the report of a consultation; no comment after ``span.until`` counts in it."""
    then = as_of(consultation.conversations, span.until)
    heard = [c for c in together(then) if count([c], span.until).comments]
    lists = ledgers(consultation)
    statements = coded(then, lists)
    facets = facets_of(consultation)
    answered = list(answers(heard, consultation.rules))
    reported = reported_until(consultation, span.until)

    first = _first(heard, span)
    step = fitting_step(first or span.until, span.until)
    buckets = _buckets(heard, step, first, span)
    crowds = Crowds()
    headline_crowds(crowds, heard, span)
    said.said_crowds(crowds, consultation, heard, span, step, buckets)
    coding_crowds(crowds, statements, facets, _whole_pages(then, heard))
    people = crowds.shown()

    languages = [
        said.language_line(code, every, span, people, _buckets(every, step, first, span))
        for code, every in said.by_language(heard).items()
    ]
    return Report(
        name=name,
        wiki=wiki,
        address=address,
        language=consultation.language,
        made=consultation.today,
        span=span,
        first=first,
        headlines=tuple(
            headlines(
                heard,
                statements if lists else None,
                reported,
                answered,
                consultation.rules,
                span,
                people,
            )
        ),
        step=step,
        buckets=buckets,
        active=tuple(people["time", bucket.start.isoformat()] for bucket in buckets),
        languages=tuple(sorted(languages, key=lambda x: (-x.comments, x.language))),
        pages=tuple(said.page_line(c, span, people, consultation) for c in heard),
        groups=tuple(said.group_lines(consultation, heard, span, people)),
        coding=coding(consultation, statements, reported, facets, people, span),
        off_wiki=off_wiki(consultation, reported, facets, span.until),
        threads=thread_lines(consultation, heard, answered, span),
        accounts=tuple(_accounts(consultation, then, lists)) if lists else (),
        milestones=tuple(
            milestone_lines(consultation.milestones, consultation.language, phases(consultation))
        ),
        troubles=(
            *(Trouble(e.title, e.line, e.problem, e.mend, refused=True) for e in refusals),
            *(Trouble(page, 0, sentence, "", refused=False) for page, sentence in troubles),
        ),
    )


def _first(heard: Iterable[Conversation], span: Span) -> date | None:
    days = [a.day for c in heard for a in c.activity if a.day <= span.until]
    return span.since if days and span.since else min(days, default=None)


def _buckets(
    heard: Iterable[Conversation], step: Step, first: date | None, span: Span
) -> tuple[Bucket, ...]:
    if first is None:
        return ()
    found = ((a.day, a.comments) for c in heard for a in c.activity)
    return tuple(cut(step, first, span.until, found))


def _whole_pages(every: Iterable[Conversation], heard: Iterable[Conversation]) -> dict[str, str]:
    """Return the title under which each page counts: an archive counts under its page's."""
    titles = {conversation.source.title for conversation in heard}
    return {
        source.title: source.archive_of if source.archive_of in titles else source.title
        for source in (conversation.source for conversation in every)
    }


def _accounts(
    consultation: Consultation, then: Sequence[Conversation], lists: Sequence[Ledger]
) -> Iterable[AccountLine]:
    """Yield what became of all comments by then, by the rows that stand on the wiki now."""
    found = accounts(then, lists, consultation.rules, consultation.ambiguous)
    yield _account(consultation, "", total(found))
    for language, account in by_language(found).items():
        yield _account(consultation, language, account)


def _account(consultation: Consultation, language: str, account: Account) -> AccountLine:
    return AccountLine(
        language=language,
        comments=account.comments,
        standings=tuple(account.counts[standing] for standing in STANDINGS),
        next_link=link_to(consultation, account.open[0]) if account.open else "",
    )
