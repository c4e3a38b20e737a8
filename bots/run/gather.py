"""What a run reads before it plans: the hosts, the talk pages, and the state that follows.

The store is read in three batches: hosts, talk pages, and the pages that ``done when`` names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from bots.consultation.conversations import Conversation
from bots.consultation.evidence import Evidence, read_conditions
from bots.consultation.groups import GROUP, Group
from bots.consultation.members import read_members
from bots.consultation.milestones import MILESTONE, Milestone, events
from bots.consultation.presence import Presence, presence
from bots.consultation.rules import Rules
from bots.consultation.state import Consultation
from bots.errors import ConsultationError, RegionError
from bots.kinds import KINDS
from bots.kinds.base import Needs, RecordKind
from bots.page.bases import find_bases, out_of_sum
from bots.page.calls import calls
from bots.page.keep import Bases
from bots.page.merge import merge
from bots.page.ownership import Schema
from bots.page.records import Record
from bots.page.regions import COMMON, FAMILY, START, Host, is_translatable, read_host
from bots.run.listening import Hearing, Progress, read_conversations
from bots.settings import Settings
from bots.stores.base import Discerning, Revision, Store
from bots.talk.site import site
from bots.talk.threads import parse

ROWS: Final[Mapping[str, Schema]] = {name: kind.row for name, kind in KINDS.items()}
"""The rows that every consultation has; ``row_schemas`` gives them with its own facets."""
RECORDS: Final[Mapping[str, RecordKind]] = {
    kind.record.schema.template: kind.record for kind in KINDS.values() if kind.record
}
RECORD_SCHEMAS: Final[Mapping[str, Schema]] = {
    template: kind.schema for template, kind in RECORDS.items()
}


def row_schemas(rules: Rules) -> Mapping[str, Schema]:
    """Return the rows of each kind in a consultation that is run so."""
    return {name: kind.schema(rules.facets) for name, kind in KINDS.items()}


def no_progress(what: str, done: int, total: int) -> None:
    """Show nothing."""


TRANSLATION: Final = "tpt-target-page"
"""Why MediaWiki refuses an edit of a page that Translate keeps."""


@dataclass(frozen=True, slots=True)
class HostPage:
    """A host at the revision it was read at."""

    revision: Revision
    host: Host
    bases: Bases
    """Those of its records that people changed, as the bot last wrote them."""


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
) -> Gathered:
    """Return the hosts in scope and the state of the consultation.

    ``also`` names what is wanted even where no region on the wiki asks for it.
    """
    hosts, refusals = _read_hosts(store, settings, progress)
    needs = set(also)
    for page in hosts:
        for region in page.host.regions:
            needs |= KINDS[region.kind].needs
        needs |= {Needs.CONVERSATIONS for r in page.host.records if r.schema is GROUP}
    heard = Hearing()
    if Needs.CONVERSATIONS in needs:
        heard = read_conversations(
            store,
            settings,
            [region for page in hosts for region in page.host.regions],
            progress,
            closely=Needs.COMMENTS in needs,
        )
    consultation = Consultation(
        evidence=_evidence(store, settings, hosts, today),
        language=site(settings.consultation.wiki).language,
        conversations=heard.conversations,
        ambiguous=heard.ambiguous,
        discussiontools=settings.consultation.discussiontools,
        presence=_presence(store, hosts, heard.conversations, refusals),
        rules=settings.rules,
        regions=tuple((p.host.title, region) for p in hosts for region in p.host.regions),
    )
    consultation = _with_records(hosts, consultation)
    troubles = [
        (page.host.title, sentence)
        for page, record in _records(hosts)
        for sentence in RECORDS[record.schema.template].troubles(consultation, page.host, record)
    ]
    troubles += heard.troubles
    return Gathered(tuple(hosts), consultation, tuple(refusals), tuple(troubles))


def read_page(revision: Revision) -> Host | None:
    """Return the page as a host, or None where nothing of ours stands in its own text.

    Raises RegionError where the page may not be touched.
    """
    if revision.redirect:
        return None
    if is_translatable(revision.text):
        ours = [c for c in calls(revision.text, FAMILY) if c.name in {START, *RECORD_SCHEMAS}]
        if not ours:
            return None
        raise RegionError(
            f"{{{{{ours[0].name}}}}} stands on a page with Translate markup, where the bot writes"
            " nothing",
            "move it to a data page without <translate> and show that page here",
            title=revision.title,
            line=ours[0].line,
        )
    host = read_host(revision.title, revision.text, ROWS, RECORD_SCHEMAS)
    return host if host.regions or host.records else None


def _read_hosts(
    store: Store, settings: Settings, progress: Progress
) -> tuple[list[HostPage], list[ConsultationError]]:
    titles = [title for title in _using_ours(store) if settings.serves(title)]
    hosts: list[HostPage] = []
    refusals: list[ConsultationError] = []
    for done, (_, revision) in enumerate(store.read(titles), start=1):
        progress("Reading consultation pages", done, len(titles))
        if revision is None:
            continue
        try:
            host = read_page(revision)
        except RegionError as error:
            refusals.append(error)
            continue
        if host:
            hosts.append(HostPage(revision, host, bases_of(store, host)))
    return hosts, refusals


def _using_ours(store: Store) -> Iterator[str]:
    """Yield the titles of the pages that use our templates, translations left out.

    A translation is a copy that Translate alone may write; its source page is the one to look at.
    """
    if not isinstance(store, Discerning):
        yield from store.using(COMMON)
        return
    for page in store.found(COMMON):
        if page.refusal != TRANSLATION:
            yield page.title


def bases_of(store: Store, host: Host) -> Bases:
    """Return the records on a host that people changed, as the bot last wrote them.

    The page's history is asked only where a ``sum`` does not match.
    """
    needed = out_of_sum(host)
    if not needed:
        return {}
    texts = (revision.text for revision in store.history(host.title))
    return find_bases(needed, texts, ROWS, RECORD_SCHEMAS)


def _presence(
    store: Store,
    hosts: Iterable[HostPage],
    conversations: tuple[Conversation, ...],
    refusals: Iterable[ConsultationError],
) -> Presence:
    """Return what is known of the pages that rows come from, those that are not there included."""
    read = {conversation.source.title for conversation in conversations}
    asked = {
        record.cells.get("page", "").strip().replace("_", " ")
        for page in hosts
        for region in page.host.regions
        for record in region.rows
        if record.schema.words
    }
    asked -= {"", *read}
    # A page that the settings name no longer, but that is there, was only taken out.
    missing = [title for title, revision in store.read(sorted(asked)) if revision is None]
    # Asked in another way once more: one missing answer must not take people's words away.
    deleted = [title for title in missing if title not in set(store.titles(title))]
    return presence(conversations, deleted, (refusal.title for refusal in refusals))


def _records(hosts: Iterable[HostPage]) -> Iterator[tuple[HostPage, Record]]:
    return ((page, record) for page in hosts for record in page.host.records)


def _evidence(store: Store, settings: Settings, hosts: Iterable[HostPage], today: date) -> Evidence:
    """Return the evidence for all milestones, from the pages that their conditions name."""
    conditions = [
        condition
        for _, record in _records(hosts)
        for condition in read_conditions(record.cells.get("done when", ""))[0]
    ]
    titles = dict.fromkeys(condition.title for condition in conditions if condition.title)
    texts = {title: revision.text for title, revision in store.read(titles) if revision is not None}
    stages = tuple(
        record.cells.get("stage", "").strip().lower()
        for _, record in _records(hosts)
        if record.schema is GROUP
    )

    def members(title: str) -> int | None:
        found = read_members(texts.get(title, ""), today)
        return None if found.problem else len(found.names)

    def closed(title: str, heading: str) -> bool:
        source = settings.source(title)
        signing = settings.site_of(source) if source else site(settings.consultation.wiki)
        threads = parse(texts.get(title, ""), signing).threads
        return any(thread.closed and thread.heading.text == heading for thread in threads)

    return Evidence(
        today=today,
        exists=texts.__contains__,
        members=members,
        closed=closed,
        stages=stages,
        when=events(
            [
                (record.cells.get("title", ""), record.cells.get("date", ""))
                for _, record in _records(hosts)
                if record.schema is MILESTONE
            ],
            site(settings.consultation.wiki).language,
        ),
    )


def _with_records(hosts: Iterable[HostPage], consultation: Consultation) -> Consultation:
    """Return the consultation with its milestones and groups as this run leaves their records.

    A region that lists them shows what their records will say, so that a second run finds nothing
    to do. A milestone's progress follows from its parts, so those come first.
    """
    groups = []
    milestones: list[Milestone] = []
    waiting = []
    for page, record in _records(hosts):
        if record.schema is GROUP:
            cells = _merged(page, record, consultation)
            groups.append(Group(record.key, page.host.title, cells))
        elif record.schema is MILESTONE and record.key:
            waiting.append((page, record))
    consultation = replace(consultation, groups=tuple(groups))
    while waiting:
        wholes = {record.cells.get("part of", "").strip() for _, record in waiting}
        # In a circle of parts none is free to go first: then all go as they stand.
        free = [(p, r) for p, r in waiting if r.key not in wholes] or waiting
        for page, record in free:
            cells = _merged(page, record, consultation)
            milestones.append(Milestone(record.key, page.host.title, cells, consultation.language))
        waiting = [item for item in waiting if item not in free]
        consultation = replace(consultation, milestones=tuple(milestones))
    return consultation


def _merged(page: HostPage, record: Record, consultation: Consultation) -> Mapping[str, str]:
    wanted = RECORDS[record.schema.template].cells(consultation, page.host, record)
    base = page.bases.get((record.schema.template, record.key))
    return merge(record.schema, record.cells, wanted, base).cells
