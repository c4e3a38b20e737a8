"""What ``consult import --to`` would save: rows that people typed elsewhere, at a list's end."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from bots.consultation.typed.lines import Finding
from bots.errors import RegionError, UsageError
from bots.kinds import KINDS, RECORD_SCHEMAS, row_schemas
from bots.kinds.base import Kind
from bots.page.adding import with_rows
from bots.page.keep import Bases, Kept
from bots.page.ownership import Schema
from bots.page.regions import Host, Region, read_host
from bots.run.hosts import HostPage, read_hosts
from bots.run.importing import Importing
from bots.run.listening import Progress
from bots.run.plan import Change, Plan
from bots.run.room import MOST_BYTES, MOST_INCLUDED, MOST_ROWS, all_included
from bots.run.save import check_stop_page
from bots.run.site import check_site
from bots.settings import Settings
from bots.stores.base import Store

TYPED: Final[Mapping[str, Kind]] = {
    name: kind for name, kind in KINDS.items() if kind.typed and kind.told_by
}
"""The kinds of list in which people type the rows, and which a table may bring."""


def typed_schemas(settings: Settings) -> list[Schema]:
    """Return the rows that people type, with the consultation's own facets."""
    return [kind.schema(settings.rules.facets) for kind in TYPED.values()]


Rows = tuple[Sequence[Mapping[str, str]], Sequence[Finding]]
"""People's cells of rows to add, and what a person has to know of those that are none."""
Read = Callable[[Schema, str], Rows]
"""Gives the rows to add, from their schema and the cell that each must have."""


def plan_adding(
    store: Store,
    settings: Settings,
    title: str,
    region: str,
    read: Read,
    progress: Progress,
) -> Importing:
    """Return the change that adds these rows to the list on a page. Writes nothing.

    ``region`` is its id, which may be left out where there is only one. Raises UsageError where
    there is no such list, and Stopped where the stop page says so.
    """
    check_site(store, settings)
    check_stop_page(store, settings.consultation.stop)
    hosts, refusals = read_hosts(store, settings, progress)
    page = next((page for page in hosts if page.host.title == title), None)
    refused = tuple(refusal for refusal in refusals if refusal.title == title)
    if page is None:
        if refused:
            return Importing(Plan((), {}, refused, ()), ())
        raise _no_list(title, hosts)
    chosen = _list_on(page.host, region, hosts)
    name, kind = chosen.id, KINDS[chosen.kind]
    schemas = row_schemas(settings.rules)
    rows, findings = read(schemas[kind.name], kind.told_by[0])
    findings = [replace(finding, page=title) for finding in findings]

    def transform(text: str, bases: Bases) -> Kept:  # noqa: ARG001
        host = read_host(title, text, schemas, RECORD_SCHEMAS)
        there = next((each for each in _lists(host) if each.id == name), None)
        if there is None:
            raise RegionError(
                f"the list {name} was taken away meanwhile", "look who did, and why", title=title
            )
        kept = with_rows(host, there, rows, kind.told_by)
        after = read_host(title, kept.text, schemas, RECORD_SCHEMAS)
        if (
            len(there.rows) + kept.added > MOST_ROWS
            or len(kept.text.encode()) > MOST_BYTES
            or all_included(after) > MOST_INCLUDED
        ):
            raise RegionError(
                f"with these rows the list {name} would be longer than {MOST_ROWS} rows, or its"
                f" page than {MOST_BYTES // 1000} KB, or more than a wiki shows on a page",
                "put another list on another page, and import part of the file there",
                title=title,
                line=there.start.line,
            )
        return kept

    try:
        kept = transform(page.host.text, {})
    except RegionError as error:
        return Importing(Plan((), {}, (error,), ()), findings)
    if kept.text == page.host.text:
        return Importing(Plan((), {title: kept}, (), ()), findings)
    change = Change(title, page.revision, kept, (kind.name,), transform)
    return Importing(Plan((change,), {title: kept}, (), ()), findings)


def _lists(host: Host) -> list[Region]:
    return [region for region in host.regions if region.kind in TYPED]


def _list_on(host: Host, name: str, hosts: Sequence[HostPage]) -> Region:
    found = [region for region in _lists(host) if name in ("", region.id)]
    if not found:
        raise _no_list(host.title, hosts)
    if len(found) > 1:
        ids = ", ".join(region.id for region in found)
        raise UsageError(
            f"has several lists in which people type: {ids}",
            "name one with --region",
            title=host.title,
        )
    return found[0]


def _no_list(title: str, hosts: Sequence[HostPage]) -> UsageError:
    there = sorted(page.host.title for page in hosts if _lists(page.host))
    kinds = " or ".join(f"kind={name}" for name in TYPED)
    mend = (
        f"these pages have one: {', '.join(there)}" if there else f"put a region of {kinds} there"
    )
    return UsageError("has no such list in which people type the rows", mend, title=title)
