"""Hosts: the pages in scope on which something of ours stands, at the revision they are read at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from bots.errors import ConsultationError, RegionError
from bots.kinds import KINDS, RECORD_SCHEMAS, ROWS, row_schemas
from bots.page.bases import Key, find_bases, out_of_sum
from bots.page.calls import calls
from bots.page.keep import Bases, Kept
from bots.page.names import opening
from bots.page.ownership import Schema, normal
from bots.page.problems import TRANSLATED
from bots.page.records import Record
from bots.page.regions import COMMON, FAMILY, START, Host, is_translatable, read_host
from bots.run.listening import Progress
from bots.run.moved import followed, moved_lists
from bots.run.remembered import NOTHING, Memory
from bots.settings import Settings
from bots.stores.base import WIKITEXT, Discerning, Revision, Store
from bots.stores.texts import as_saved

TRANSLATION: Final = "tpt-target-page"
"""Why MediaWiki refuses an edit of a page that Translate keeps."""


@dataclass(frozen=True, slots=True)
class HostPage:
    """A host at the revision it was read at."""

    read: Revision
    """The revision without its text: the host has that, unless something was ``typed``."""
    host: Host
    bases: Bases
    """Those of its records that people changed, as the bot last wrote them."""
    typed: Callable[[str], Kept] | None = None
    """What is first brought into people's cells, where someone on the wiki asked for it: ``host``
    is then the page with it, and ``revision`` as it stands."""

    @property
    def revision(self) -> Revision:
        """The revision with its text."""
        return self.read if self.typed else replace(self.read, text=self.host.text)


def read_page(revision: Revision, rows: Mapping[str, Schema] = ROWS) -> Host | None:
    """Return the page as a host, or None where nothing of ours stands in its own text.

    ``rows`` are those of the consultation, where it codes statements by facets of its own.
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
            sort=TRANSLATED,
        )
    host = read_host(revision.title, revision.text, rows, RECORD_SCHEMAS)
    return host if host.regions or host.records else None


def read_hosts(
    store: Store, settings: Settings, progress: Progress, memory: Memory = NOTHING
) -> tuple[list[HostPage], list[ConsultationError]]:
    """Return the hosts in scope, and why others may not be touched."""
    titles = [title for title in _using_ours(store) if settings.reaches(title)]
    rows = row_schemas(settings.rules)
    shared = _shared(rows)
    hosts: list[HostPage] = []
    refusals: list[ConsultationError] = []
    for done, (_, revision) in enumerate(store.read(titles), start=1):
        progress("Reading consultation pages", done, len(titles))
        if revision is None or revision.model != WIKITEXT:
            continue
        lent = not settings.serves(revision.title)
        look = partial(_looked_at, revision, rows, lent)
        place, setting = _place(revision.title, settings)
        try:
            host, needed = memory.recall(place, revision.text, setting, look, shared)
        except RegionError as error:
            error.unread = frozenset(
                kind for kind, row in rows.items() if opening([row.template]).search(revision.text)
            )
            refusals.append(error)
            continue
        if host:
            read = replace(revision, text="")
            hosts.append(HostPage(read, host, _bases(store, host.title, needed)))
    if moved := moved_lists(store, (page.host for page in hosts)):
        hosts = [replace(page, host=followed(page.host, moved)) for page in hosts]
    return hosts, refusals


def expect_host(memory: Memory, settings: Settings, host: Host) -> None:
    """Remember a page as this run is about to write it, so that the next one need not read it."""
    rows = row_schemas(settings.rules)
    if (text := as_saved(host.text)) != host.text:
        host = read_host(host.title, text, rows, RECORD_SCHEMAS)
    place, setting = _place(host.title, settings)
    memory.expect(place, text, setting, (host, out_of_sum(host)), _shared(rows))


def _place(title: str, settings: Settings) -> tuple[str, str]:
    """Return under which name a host is remembered, and what it follows from besides its text."""
    return f"host {title}", f"{not settings.serves(title)} {settings.rules.facets}"


def _shared(rows: Mapping[str, Schema]) -> Sequence[Schema]:
    return (*rows.values(), *RECORD_SCHEMAS.values())


def _looked_at(
    revision: Revision, rows: Mapping[str, Schema], lent: bool
) -> tuple[Host | None, Mapping[Key, frozenset[str]]]:
    """Return the page as a host, and its records that people changed, as ``out_of_sum`` does."""
    host = _read_lent(revision, rows) if lent else read_page(revision, rows)
    return host, out_of_sum(host) if host else {}


def _read_lent(revision: Revision, rows: Mapping[str, Schema]) -> Host | None:
    """Return a page in somebody's user space as a host; None without a region that may be there.

    Nothing else of ours may stand beside it, for it would count as the consultation's.
    """
    markers = [call.cells for call in calls(revision.text, FAMILY) if call.name == START]
    if not any(
        kind.lent(cells)
        for cells in markers
        for kind in [KINDS.get(normal(cells.get("kind", "")).lower())]
        if kind
    ):
        return None
    host = read_page(revision, rows)
    others = [r.start for r in host.regions if not KINDS[r.kind].lent(r.settings)] if host else []
    others += [record.call for record in host.records] if host else []
    if others:
        raise RegionError(
            "in user space only lists of what became of the user's own comments are kept",
            "take out what else of the consultation's stands there",
            title=revision.title,
            line=others[0].line,
        )
    return host


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
    return _bases(store, host.title, out_of_sum(host))


def _bases(store: Store, title: str, needed: Mapping[Key, frozenset[str]]) -> Bases:
    if not needed:
        return {}
    texts = (revision.text for revision in store.history(title))
    return find_bases(needed, texts, ROWS, RECORD_SCHEMAS)


def records_on(hosts: Iterable[HostPage]) -> Iterator[tuple[HostPage, Record]]:
    """Yield the records that stand alone, each with its page."""
    return ((page, record) for page in hosts for record in page.host.records)
