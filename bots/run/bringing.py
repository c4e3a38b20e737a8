"""Tables on the wiki that people ask to be imported, brought into the hosts before all else.

So lists that follow from people's codes follow from them in the same run, and no page is saved
twice.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from dataclasses import replace
from functools import partial

from bots.consultation.requests import FAILED, MISSING, NOT_YOURS, REFUSED
from bots.consultation.rules import account
from bots.errors import ConsultationError
from bots.kinds import RECORD_SCHEMAS, row_schemas
from bots.page.keep import Kept
from bots.page.regions import read_host
from bots.run.asked import Asked, Tables
from bots.run.hosts import HostPage
from bots.run.importing import importing_into
from bots.run.plan import Change
from bots.settings import Settings
from bots.stores.base import Revision

Hosts = tuple[HostPage, ...]


def bring(
    asked: Asked,
    hosts: Hosts,
    there: Mapping[str, Revision | None],
    allowed: Container[str],
    settings: Settings,
    tables: Tables,
) -> tuple[Hosts, Asked]:
    """Return the hosts with what stands in the table that a request names.

    The table counts as its last editor's, who has to be somebody who may ask.
    """
    revision = there[asked.request.titles[0]]
    if revision is None:
        return hosts, asked.not_done(REFUSED, MISSING)
    if account(revision.user) not in allowed:
        return hosts, asked.not_done(REFUSED, NOT_YOURS)
    try:
        lines = tables.read(revision.text)
    except ConsultationError as error:
        return hosts, asked.not_done(FAILED, str(error))
    importing = importing_into(hosts, settings, lines)
    changes = {change.title: change for change in importing.plan.changes}
    brought = tuple(_with(page, changes.get(page.host.title), settings) for page in hosts)
    return brought, replace(asked, pages=tuple(changes), importing=importing)


def _with(page: HostPage, change: Change | None, settings: Settings) -> HostPage:
    if change is None:
        return page
    schemas = row_schemas(settings.rules)
    host = read_host(change.title, change.kept.text, schemas, RECORD_SCHEMAS)
    return replace(page, read=page.revision, host=host, typed=partial(_both, page.typed, change))


def _both(first: Callable[[str], Kept] | None, change: Change, text: str) -> Kept:
    """Return a page's text with this change, and with the one before it if there is one."""
    if first is None:
        return change.transform(text, {})
    before = first(text)
    after = change.transform(before.text, {})
    return replace(after, added=before.added + after.added, changed=before.changed + after.changed)
