"""What was said in each language, on each talk page and to each working group, as lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from bots.consultation.people.small_cells import People
from bots.consultation.state import Consultation
from bots.consultation.talks.conversations import Conversation
from bots.consultation.talks.sources import is_within, talk_title
from bots.page.ownership import normal
from bots.page.plain import plain
from bots.reports.counts import Counts, active, count
from bots.reports.crowds import ALL, Crowds, Key
from bots.reports.spans import Bucket, Span, Step, end_of
from bots.reports.values import GroupLine, LanguageLine, PageLine


def by_language(heard: Iterable[Conversation]) -> dict[str, list[Conversation]]:
    """Return the conversations by language."""
    found: dict[str, list[Conversation]] = {}
    for conversation in heard:
        found.setdefault(conversation.source.language, []).append(conversation)
    return found


def said_crowds(
    crowds: Crowds,
    consultation: Consultation,
    heard: Sequence[Conversation],
    span: Span,
    step: Step,
    buckets: Sequence[Bucket],
) -> None:
    """Add the numbers of people of languages, pages, groups and times."""

    def add(key: Key, some: Iterable[Conversation]) -> None:
        crowds.counts[key] = count(some, span.until).people

    add(ALL, heard)
    for conversation in heard:
        add(("page", conversation.source.title), [conversation])
    languages = by_language(heard)
    for language, every in languages.items():
        add(("language", language), every)
        crowds.add_up(("language", language), (("page", c.source.title) for c in every))
    crowds.add_up(ALL, (("language", language) for language in languages))
    for group in consultation.groups:
        own = of_group(group.page, heard)
        add(("group", group.id), own)
        crowds.add_up(("group", group.id), (("page", c.source.title) for c in own))
    for bucket in buckets:
        first = max(bucket.start, span.since or bucket.start)
        last = min(end_of(step, bucket.start), span.until)
        crowds.counts["time", bucket.start.isoformat()] = active(heard, first, last)
    if span.since is None:
        crowds.add_up(ALL, (("time", bucket.start.isoformat()) for bucket in buckets))


def of_group(page: str, heard: Iterable[Conversation]) -> list[Conversation]:
    """Return the conversations on a group's talk pages."""
    talk = talk_title(page)
    return [c for c in heard if is_within(c.source.title, talk)]


def language_line(
    language: str,
    heard: Sequence[Conversation],
    span: Span,
    people: Mapping[Key, People],
    buckets: tuple[Bucket, ...],
) -> LanguageLine:
    """Return what was said in one language."""
    counted = count(heard, span.until)
    return LanguageLine(
        language=language,
        pages=len(heard),
        threads=counted.threads,
        comments=counted.comments,
        added=_added(heard, counted, span),
        people=people["language", language],
        buckets=buckets,
    )


def page_line(
    conversation: Conversation, span: Span, people: Mapping[Key, People], consultation: Consultation
) -> PageLine:
    """Return what was said on one talk page."""
    title = conversation.source.title
    counted = count([conversation], span.until)
    latest = conversation.latest
    known = latest is not None and latest.timestamp.date() <= span.until
    return PageLine(
        title=title,
        language=conversation.source.language,
        threads=counted.threads,
        comments=counted.comments,
        added=_added([conversation], counted, span),
        people=people["page", title],
        latest=counted.latest,
        latest_link=consultation.link(latest) if latest and known else "",
    )


def group_lines(
    consultation: Consultation,
    heard: Sequence[Conversation],
    span: Span,
    people: Mapping[Key, People],
) -> Iterable[GroupLine]:
    """Yield the working groups by name, with what was said on their talk pages."""
    for group in sorted(consultation.groups, key=lambda g: (g.cells.get("name", ""), g.id)):
        counted = count(of_group(group.page, heard), span.until)
        members = normal(group.cells.get("members", ""))
        yield GroupLine(
            id=group.id,
            name=plain(group.cells.get("name", "")) or group.id,
            page=group.page,
            stage=group.stage,
            members=int(members) if members.isdecimal() else None,
            threads=counted.threads,
            comments=counted.comments,
            people=people["group", group.id],
            latest=counted.latest,
        )


def _added(heard: Sequence[Conversation], counted: Counts, span: Span) -> int | None:
    if span.since is None:
        return None
    return counted.comments - count(heard, span.since - timedelta(days=1)).comments
