"""What a run reads before it plans: the hosts, the talk pages, and the state that follows.

The store is read in three batches: hosts, talk pages, and the pages that records ask for.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from bots.consultation.attention import held_on, refused, troubled
from bots.consultation.ledger.diffs import Revisions
from bots.consultation.links.relinking import COMMENT
from bots.consultation.process.dependencies import dependency_troubles
from bots.consultation.state import Consultation
from bots.consultation.talks.conversations import Conversation
from bots.consultation.talks.presence import Presence, presence
from bots.consultation.talks.sources import interwiki_of
from bots.errors import ConsultationError, RegionError
from bots.kinds import KINDS, RECORDS
from bots.kinds.base import Needs
from bots.run.abroad import Pages, Wikis
from bots.run.evidence import evidence_from
from bots.run.hosts import HostPage, read_hosts, records_on
from bots.run.listening import Hearing, Progress, read_conversations
from bots.run.recorded import standing, with_records
from bots.run.relinked import with_relinked
from bots.run.remembered import NOTHING, Memory
from bots.run.unheard import is_unheard
from bots.settings import Settings
from bots.stores.base import Numbered, Store
from bots.talk.site import site


def no_progress(what: str, done: int, total: int) -> None:
    """Show nothing."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that a run has read, and the consultation that it makes."""

    hosts: tuple[HostPage, ...]
    consultation: Consultation
    refusals: tuple[ConsultationError, ...]
    """Pages on which nothing may be saved, each with the reason."""
    troubles: tuple[tuple[str, str], ...]
    """What a person has to see to, as page and sentence; the page is kept all the same."""


def gather(
    store: Store,
    settings: Settings,
    today: date,
    progress: Progress = no_progress,
    also: frozenset[Needs] = frozenset(),
    memory: Memory = NOTHING,
    read: tuple[Sequence[HostPage], Sequence[ConsultationError]] | None = None,
) -> Gathered:
    """Return the hosts in scope and the state of the consultation.

    ``also`` names what is wanted even where no region on the wiki asks for it; ``read`` is what
    ``read_hosts`` returned, where that was asked before.
    """
    found = read or read_hosts(store, settings, progress, memory)
    hosts, refusals = list(found[0]), list(found[1])
    heard = _hear(store, settings, hosts, progress, also, memory)
    wikis = Wikis(store, settings)
    asked = dict.fromkeys(
        title
        for page, record in records_on(hosts)
        for title in RECORDS[record.schema.template].asks(page.host, record)
        if title
    )
    texts = _texts(wikis, asked)
    consultation = Consultation(
        evidence=evidence_from(texts, settings, hosts, today, heard.conversations),
        language=site(settings.consultation.wiki).language,
        conversations=heard.conversations,
        ambiguous=heard.ambiguous,
        discussiontools=settings.consultation.discussiontools,
        presence=_presence(wikis, hosts, heard.conversations, refusals, _heard(settings, heard)),
        rules=settings.rules,
        regions=tuple((p.host.title, region) for p in hosts for region in p.host.regions),
        texts=texts,
        host=getattr(store, "host", ""),
        times=_times(store, hosts),
        pages=_pages(store, settings, hosts, heard.conversations),
        standing=standing(hosts),
        unread=frozenset[str]().union(*(e.unread for e in refusals if isinstance(e, RegionError))),
        unheard=tuple(error.title for error in heard.unread),
    )
    consultation = replace(with_relinked(consultation), revisions=_revisions(store, consultation))
    consultation = with_records(hosts, consultation)
    refusals += heard.unread
    troubles = [
        (page.host.title, sentence)
        for page, record in records_on(hosts)
        for sentence in (
            *RECORDS[record.schema.template].troubles(consultation, page.host, record),
            *dependency_troubles(consultation, record.schema.template, record.key),
        )
    ]
    troubles += [
        (title, sentence)
        for title, region in consultation.regions
        if not is_unheard(consultation, KINDS[region.kind].needs, region)
        for sentence in KINDS[region.kind].troubles(consultation, region)
    ]
    troubles += heard.troubles
    troubles += settings.troubles
    attention = (
        *refused(refusals),
        *troubled(troubles),
        *held_on(page.host for page in hosts),
    )
    consultation = replace(consultation, attention=attention)
    return Gathered(tuple(hosts), consultation, tuple(refusals), tuple(troubles))


def _texts(pages: Pages, titles: Iterable[str]) -> dict[str, str]:
    """Return the texts of the pages of these titles; of a page that was moved, where it is now."""
    found = {title: revision for title, revision in pages.read(titles) if revision is not None}
    goals = {title: r.redirect.partition("#")[0] for title, r in found.items() if r.redirect}
    there = dict(pages.read(sorted({*goals.values()} - {""})))
    moved = {title: there.get(goal) or found[title] for title, goal in goals.items()}
    return {title: revision.text for title, revision in {**found, **moved}.items()}


def _heard(settings: Settings, heard: Hearing) -> frozenset[str]:
    """Return the prefixes of the other wikis that could be read."""
    return frozenset(settings.abroad) - {error.title.rstrip(":") for error in heard.unread}


def _hear(
    store: Store,
    settings: Settings,
    hosts: Iterable[HostPage],
    progress: Progress,
    also: frozenset[Needs],
    memory: Memory,
) -> Hearing:
    """Return what was said, as closely as the regions and records on the wiki need it."""
    regions = [region for page in hosts for region in page.host.regions]
    needs = also.union(
        *(KINDS[region.kind].needs for region in regions),
        *(RECORDS[record.schema.template].needs for _, record in records_on(hosts)),
    )
    if not needs & {Needs.CONVERSATIONS, Needs.COMMENTS}:
        return Hearing()
    if settings.statements.suggest:
        needs |= {Needs.HINTS}
    return read_conversations(store, settings, regions, progress, needs, memory)


def _revisions(store: Store, consultation: Consultation) -> Revisions:
    """Return which of the revisions exist that rows name; none where the store cannot tell."""
    asked = {
        number
        for _, region in consultation.regions
        for number in KINDS[region.kind].revisions(consultation, region)
    }
    if not asked or not isinstance(store, Numbered):
        return {}
    found = store.pages_of(sorted(asked))
    return {number: found.get(number) for number in asked}


def _pages(
    store: Store,
    settings: Settings,
    hosts: Iterable[HostPage],
    conversations: Iterable[Conversation],
) -> Mapping[str, tuple[str, ...]]:
    """Return the pages that start markers ask for by the beginnings of their titles."""
    hosts = tuple(hosts)
    asked = {
        beginning
        for page in hosts
        for region in page.host.regions
        for beginning in KINDS[region.kind].begins(region)
        if settings.covers(beginning)
    }
    found = {beginning: tuple(store.titles(beginning)) for beginning in sorted(asked)}
    # What was read already is no redirect.
    known = {page.host.title for page in hosts} | {c.source.title for c in conversations}
    others = {title for titles in found.values() for title in titles} - known
    redirects = {t for t, revision in store.read(sorted(others)) if revision and revision.redirect}
    return {
        beginning: tuple(title for title in titles if title not in redirects)
        for beginning, titles in found.items()
    }


def _times(store: Store, hosts: Iterable[HostPage]) -> Mapping[int, datetime]:
    """Return when the revisions were made that start markers count from."""
    regions = [region for page in hosts for region in page.host.regions]
    asked = {number for region in regions for number in KINDS[region.kind].dated(region)}
    return store.times_of(sorted(asked)) if asked and isinstance(store, Numbered) else {}


def _presence(
    store: Pages,
    hosts: Iterable[HostPage],
    conversations: tuple[Conversation, ...],
    refusals: Iterable[ConsultationError],
    abroad: Container[str],
) -> Presence:
    """Return what is known of the pages that rows come from, those that are not there included."""
    read = {conversation.source.title for conversation in conversations}
    rows = [
        record.cells
        for page in hosts
        for region in page.host.regions
        for record in region.rows
        if record.schema.words
    ]
    asked = {cells.get("page", "").strip().replace("_", " ") for cells in rows} - {"", *read}
    # Of a wiki that could not be read, or that the settings name no longer, nobody knows.
    asked = {title for title in asked if interwiki_of(title) in abroad or not interwiki_of(title)}
    # A page that the settings name no longer, but that is there, was only taken out.
    missing = [title for title, revision in store.read(sorted(asked)) if revision is None]
    # Asked in another way once more: one missing answer must not take people's words away.
    deleted = [title for title in missing if title not in set(store.titles(title))]
    comments = (cells.get(COMMENT, "") for cells in rows)
    return presence(conversations, deleted, (refusal.title for refusal in refusals), comments)
