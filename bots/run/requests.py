"""What people ask for on request pages: found, with who asked, and what is brought in first.

The page's history tells who asked, never a row; it is read only where a request is open.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import dropwhile
from typing import Final

from bots.consultation.requests import EXPORT, IMPORT, UPDATE, Seen, askers, is_put_back
from bots.consultation.rules import account
from bots.errors import ConsultationError
from bots.kinds import KINDS
from bots.kinds.base import Kind
from bots.run.asked import Asked, Desk, Tables
from bots.run.bringing import bring
from bots.run.exclusion import allows
from bots.run.hosts import HostPage
from bots.run.judging import Known, concerned, judged, kept_whole
from bots.settings import Settings
from bots.stores.base import Revision, Store
from bots.stores.texts import as_saved

MOST: Final = 20
"""Requests that one run carries out; the others wait for the next."""
_LOOKED_AT: Final = 50
"""How far back in a page's history it is looked for who asked."""


def take_in(
    store: Store,
    settings: Settings,
    hosts: Sequence[HostPage],
    refusals: Iterable[ConsultationError],
    kinds: Mapping[str, Kind],
    only: frozenset[str],
    tables: Tables | None,
) -> Desk:
    """Return what this run answers of what is asked for; it reads nothing where nothing is.

    What is about pages that this run does not keep as a whole is left for one that does.
    """
    allowed = {one.account for one in settings.facilitators} | {getattr(store, "hand", "")}
    allowed -= {""}
    found = [asked for page in hosts for asked in _open_on(store, page, kinds, only, allowed)]
    if not found:
        return Desk(tuple(hosts))
    known = Known(settings, allowed, hosts, {error.title for error in refusals})
    kept = kept_whole(hosts, kinds, only)
    taken = _first(
        asked
        for asked in (judged(asked, known) for asked in found)
        if asked.state
        or (
            concerned(asked, hosts) <= kept and (tables or asked.request.do not in (EXPORT, IMPORT))
        )
    )
    there = _needed(store, [asked for asked in taken if not asked.state])
    now = tuple(hosts)
    for at, asked in enumerate(taken):
        if tables and not asked.state and asked.request.do == IMPORT:
            now, taken[at] = bring(asked, now, there, known.allowed, settings, tables)
    return Desk(now, tuple(taken), there)


def _open_on(
    store: Store,
    page: HostPage,
    kinds: Mapping[str, Kind],
    only: frozenset[str],
    allowed: Container[str],
) -> list[Asked]:
    """Return what is asked for on a page, with who asked.

    Nothing where the bot has to stay away: it could not answer, and would do the same each time.
    """
    title = page.host.title
    if only and title not in only:
        return []
    found = [
        (region, request)
        for region in page.host.regions
        if region.kind in kinds
        for request in KINDS[region.kind].requests(region)
    ]
    if not found:
        return []
    history = _history(store, page.revision)
    if is_put_back(history, store.user) or not allows(page.revision.text, store.user):
        return []
    brought = askers([request.words for _, request in found], history)
    return [
        Asked((title, region.id, request.key), request, _one_of(users, allowed))
        for (region, request), users in zip(found, brought, strict=True)
    ]


def _history(store: Store, latest: Revision) -> list[Seen]:
    """Return a page's history from the revision on that was read, texts as a wiki keeps them."""
    revisions = store.history(latest.title, _LOOKED_AT)
    since = dropwhile(lambda one: one.id != latest.id, revisions)
    return [Seen(one.id, one.parent, one.user, as_saved(one.text)) for one in since]


def _one_of(users: Iterable[str], allowed: Container[str]) -> str:
    """Return who asked: of several one who may not, for then it is not certain who meant it."""
    names = [account(user) for user in users]
    return next((name for name in names if name not in allowed), names[0] if names else "")


def _first(asked: Iterable[Asked]) -> list[Asked]:
    """Return those that this run answers: all that are refused, and as many as it can carry out.

    Who asks twice for the same gets one answer.
    """
    found = []
    carried: set[object] = set()
    for one in asked:
        what = (one.request.do, one.request.titles)
        if one.state:
            found.append(one)
        elif what in carried or len(carried) < MOST:
            found.append(one)
            carried.add(what)
    return found


def _needed(store: Store, carried: Sequence[Asked]) -> dict[str, Revision | None]:
    """Return the tables to be imported, and the pages for answers, in one request."""
    wanted = [t for one in carried if one.request.do == IMPORT for t in one.request.titles]
    wanted += [one.answer for one in carried if one.request.do != UPDATE]
    return dict(store.read(dict.fromkeys(wanted))) if wanted else {}
