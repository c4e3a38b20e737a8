"""What ``consult import`` would save: what people typed in a file, merged into their own cells.

A plan like any other: shown, asked about, saved by the one way to write, in the journal, undone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from bots.consultation.typed.cells import DUE, Sheet
from bots.consultation.typed.exported import Line, Place, column
from bots.consultation.typed.lines import Finding, placed
from bots.consultation.typed.retyped import order_of
from bots.errors import ConsultationError, RegionError
from bots.kinds import KINDS, RECORD_SCHEMAS, row_schemas
from bots.page.keep import Bases, Kept
from bots.page.ownership import AS_OF
from bots.page.regions import read_host
from bots.run.amend import CODED, Rows, amend_page, coded_rows
from bots.run.hosts import HostPage, read_hosts
from bots.run.listening import Progress
from bots.run.plan import Change, Plan
from bots.run.save import check_stop_page
from bots.run.site import check_site
from bots.settings import Settings
from bots.stores.base import Store

_KIND: Final = "coding"
"""What edit summaries call what is done here."""
_DATES: Final = ("date", DUE, "gone", AS_OF)


@dataclass(slots=True)
class Importing:
    """An import: what it would save, and what a person has to know of it."""

    plan: Plan
    lines: Sequence[Finding]
    """What was found before any page was looked at."""
    by_page: dict[str, Sequence[Finding]] = field(default_factory=dict)
    """What was found on a page, when its text was last made: while saving it may be again."""

    @property
    def findings(self) -> list[Finding]:
        """All that a person has to know, page by page."""
        return [*self.lines, *(found for page in self.by_page.values() for found in page)]

    @property
    def failed(self) -> bool:
        """Whether something that people typed does not go to the wiki."""
        return any(found.what != "notice" for found in self.findings)


def plan_import(
    store: Store, settings: Settings, lines: Sequence[Line], progress: Progress
) -> Importing:
    """Return what these lines change on the pages in scope. Writes nothing.

    Raises Stopped where the stop page says so.
    """
    check_site(store, settings)
    check_stop_page(store, settings.consultation.stop)
    hosts, refusals = read_hosts(store, settings, progress)
    return importing_into(hosts, settings, lines, refusals)


def importing_into(
    hosts: Iterable[HostPage],
    settings: Settings,
    lines: Sequence[Line],
    refusals: Iterable[ConsultationError] = (),
) -> Importing:
    """Return what these lines change on the pages read; ``refusals`` are those that could not be.

    Any of these may hold a row of the file.
    """
    hosts, refusals = tuple(hosts), list(refusals)
    places: dict[str, list[Place]] = {}
    for page in hosts:
        for region, row in coded_rows(page.host):
            places.setdefault(row.key, []).append(Place(page.host.title, region.id))
    there = {key: tuple(dict.fromkeys(found)) for key, found in places.items()}
    schemas = (KINDS[name].schema(settings.rules.facets) for name in CODED)
    peoples = {column(name) for schema in schemas for name in schema.people}
    rows, problems = placed(lines, there, peoples)
    dates = (cell for line in lines for name in _DATES if (cell := line.cells.get(name, "")))
    sheet = Sheet(keys=there.keys(), order=order_of(dates))
    by_page: dict[str, dict[tuple[str, str], Sequence[Line]]] = {}
    for (place, key), about in rows.items():
        by_page.setdefault(place.page, {})[place.region, key] = about
    importing = Importing(Plan((), {}, (), ()), problems)
    changes: list[Change] = []
    for page in hosts:
        if page.host.title in by_page:
            try:
                change = _change(page, by_page[page.host.title], settings, sheet, importing)
            except RegionError as error:
                refusals.append(error)
                continue
            if change.kept.text != page.host.text:
                changes.append(change)
    importing.plan = Plan(tuple(changes), {}, tuple(refusals), ())
    return importing


def _change(
    page: HostPage, rows: Rows, settings: Settings, sheet: Sheet, importing: Importing
) -> Change:
    title = page.host.title
    schemas = row_schemas(settings.rules)

    def transform(text: str, bases: Bases) -> Kept:  # noqa: ARG001
        host = read_host(title, text, schemas, RECORD_SCHEMAS)
        kept, found = amend_page(host, rows, sheet)
        importing.by_page[title] = found
        return kept

    return Change(title, page.revision, transform(page.host.text, {}), (_KIND,), transform)
