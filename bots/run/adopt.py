"""What ``consult adopt`` would save: records for the milestones and groups that pages tell of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bots.consultation.adopting.adoption import Adoption, propose_elsewhere, propose_milestones
from bots.consultation.adopting.from_members import propose_group
from bots.errors import ConsultationError, Missing
from bots.kinds import RECORD_SCHEMAS, ROWS
from bots.page.keep import Bases, Kept
from bots.page.placing import Placed, brief_record, place_records
from bots.page.regions import Host, is_translatable, read_host
from bots.run.adopt_lists import adopt_listed
from bots.run.known import Known, known_records
from bots.run.plan import Change, Plan
from bots.run.skeletons import data_page_without_records
from bots.settings import Settings
from bots.stores.base import Revision, Store

_SHOWN_ALONE: Final = {"show": "{{{show|}}}"}
"""The cell that lets a page show one record of a data page."""


@dataclass(frozen=True, slots=True)
class Adopted:
    """What would become of some pages."""

    plan: Plan
    elsewhere: dict[str, str]
    """By page with Translate markup, on which nothing is written: its records as wikitext."""


def adopt_pages(
    store: Store, settings: Settings, titles: Sequence[str], *, events: bool, data_page: str = ""
) -> Adopted:
    """Return what would be saved for these pages; writes nothing.

    With a ``data_page``, milestones go there instead of to the pages that tell of them.
    """
    known = known_records(store, settings)
    changes: list[Change] = []
    refusals: list[ConsultationError] = []
    notes: list[tuple[str, str]] = []
    told: list[Revision] = []
    lists: list[Revision] = []
    for title, revision in store.read(titles):
        try:
            page = _readable(title, revision)
            if data_page or is_translatable(page.text):
                told.append(page)
                continue
            _check_scope(settings, page.title)
            found = _proposed(_host(page.title, page.text), known, events=events)
            lists.append(page)
            if found.records:
                changes.append(_change(page, known, events=events))
        except ConsultationError as error:
            refusals.append(error)
            continue
        notes += [(page.title, note) for note in found.notes]
        known = known.plus(page.title, found.records)
    apart = [change.title for change in changes]
    linked = adopt_listed(store, settings, lists, known.recommendations, apart)
    changes += linked.changes
    notes += linked.notes
    elsewhere = {}
    for page, found in _tell(told, known, events=events):
        notes += [(page.title, note) for note in found.notes]
        if found.records:
            elsewhere[page.title] = "\n".join(
                brief_record(r.template, r.cells) for r in found.records
            )
    if data_page and elsewhere:
        try:
            _check_scope(settings, data_page)
            empty = data_page_without_records(settings)
            changes.append(_data_change(store, data_page, told, known, empty, events=events))
        except ConsultationError as error:
            refusals.append(error)
        elsewhere = {}
    return Adopted(Plan(tuple(changes), {}, tuple(refusals), tuple(notes)), elsewhere)


def _readable(title: str, revision: Revision | None) -> Revision:
    if revision is None:
        raise Missing("does not exist", "check its title", title=title)
    if revision.redirect:
        raise ConsultationError("is a redirect", f"adopt {revision.redirect} instead", title=title)
    return revision


def _check_scope(settings: Settings, title: str) -> None:
    """Refuse a page on which no run would keep a record."""
    if not settings.serves(title):
        allowed = ", ".join(settings.scope.prefixes)
        raise ConsultationError(
            f"is outside the consultation's pages ({allowed})",
            "add it to prefixes under [scope] in the settings",
            title=title,
        )


def _host(title: str, text: str) -> Host:
    return read_host(title, text, ROWS, RECORD_SCHEMAS)


def _proposed(host: Host, known: Known, *, events: bool) -> Adoption:
    return propose_group(host, known.groups) + propose_milestones(
        host, known.milestones, known.language, events_end=events
    )


def _kept(host: Host, records: Sequence[Placed]) -> Kept:
    text = place_records(host, records)
    # What a run would refuse to read must never be saved.
    _host(host.title, text)
    return Kept(text, added=len(records))


def _change(page: Revision, known: Known, *, events: bool) -> Change:
    def transform(text: str, bases: Bases) -> Kept:  # noqa: ARG001
        host = _host(page.title, text)
        return _kept(host, _proposed(host, known, events=events).records)

    return Change(page.title, page, transform(page.text, {}), ("records",), transform)


def _tell(
    pages: Sequence[Revision], known: Known, *, events: bool
) -> Iterator[tuple[Revision, Adoption]]:
    """Yield what each page tells of, for a page other than itself."""
    for page in pages:
        found = propose_elsewhere(page.text, known.milestones, known.language, events_end=events)
        yield page, found
        known = known.plus("", found.records)


def _data_change(
    store: Store, title: str, told: Sequence[Revision], known: Known, empty: str, *, events: bool
) -> Change:
    ((_, base),) = store.read([title])

    def transform(text: str, bases: Bases) -> Kept:  # noqa: ARG001
        host = _host(title, text)
        place = len(text.rstrip())
        found = [adoption for _, adoption in _tell(told, known.at(host), events=events)]
        records = [
            replace(r, cells={**r.cells, **_SHOWN_ALONE}, place=place)
            for adoption in found
            for r in adoption.records
        ]
        return _kept(host, records)

    kept = transform(base.text if base else empty, {})
    return Change(title, _readable(title, base) if base else None, kept, ("records",), transform)
