"""The rows that ``consult export`` gives out, as the next update would leave them.

So nothing goes out that was removed on the wiki since the last one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bots.consultation.ledger.coded import coded
from bots.consultation.ledger.suggestions import Suggestions, suggest, suggest_from, told, uncoded
from bots.consultation.lists import list_of
from bots.consultation.people.assignees import assignees
from bots.consultation.rules import Rules
from bots.consultation.state import Consultation
from bots.consultation.talks.sources import Source, chosen
from bots.consultation.typed.exported import Exported, Place
from bots.errors import ConsultationError, UsageError
from bots.kinds import KINDS, RECORD_SCHEMAS, row_schemas
from bots.kinds.base import Needs
from bots.kinds.coverage import ledgers
from bots.kinds.statements import KIND as STATEMENTS
from bots.page.ownership import Schema, normal
from bots.page.quote import words
from bots.page.records import Record
from bots.page.regions import Region, read_host
from bots.run.amend import CODED
from bots.run.gather import Gathered, gather
from bots.run.listening import Progress
from bots.run.plan import Plan, make_plan
from bots.settings import Settings
from bots.stores.base import Store

_NEEDS: Final = frozenset({Needs.CONVERSATIONS, Needs.COMMENTS, Needs.HINTS})


@dataclass(frozen=True, slots=True)
class Asked:
    """Which rows are asked for; of what is empty, all."""

    pages: frozenset[str] = frozenset()
    """The pages with the lists; a list's further pages come with it."""
    regions: frozenset[str] = frozenset()
    sources: str = ""
    """Talk pages, as ``source=`` of a region names them."""
    languages: frozenset[str] = frozenset()
    assigned: frozenset[str] = frozenset()
    """Those to whom a row is assigned, as accounts are written."""
    uncoded: bool = False
    """Whether only rows are asked for that are not coded by every facet."""


@dataclass(frozen=True, slots=True)
class Exporting:
    """The rows that go out, and the pages that could not be read."""

    rows: tuple[Exported, ...]
    schemas: tuple[Schema, ...]
    """The rows that the lists asked for may have; those of statements, where there is none."""
    refusals: tuple[ConsultationError, ...]


def rows_to_export(
    store: Store, settings: Settings, today: date, asked: Asked, progress: Progress
) -> Exporting:
    """Return the rows of all lists that people code, in the order of pages and rows.

    Raises UsageError where something is asked for that there is not.
    """
    gathered = gather(store, settings, today, progress, _NEEDS)
    plan = make_plan(gathered, KINDS, frozenset(), allow_shrink=True)
    return rows_of(gathered, plan, settings, asked)


def rows_of(gathered: Gathered, plan: Plan, settings: Settings, asked: Asked) -> Exporting:
    """Return the rows as this plan leaves them; raises UsageError as ``rows_to_export`` does."""
    consultation = gathered.consultation
    regions = []
    for page in gathered.hosts:
        if page.host.title in plan.kept:
            text = plan.kept[page.host.title].text or page.host.text
            host = read_host(page.host.title, text, row_schemas(settings.rules), RECORD_SCHEMAS)
            regions += [
                (region, {row.key for row in before.rows})
                for region, before in zip(host.regions, page.host.regions, strict=True)
                if region.kind in CODED
            ]
    _check_asked([region for region, _ in regions], asked)
    titles = _titles(consultation, asked.sources)
    said = {one.key: one.said for one in coded(consultation.conversations, ledgers(consultation))}
    wanted = [(region, there) for region, there in regions if _is_asked(region, asked)]
    found = [
        _exported(region, row, suggest(said.get(row.key, ()), settings.rules), settings.rules)
        for region, there in wanted
        for row in _each_once(region.rows)
        # A row that only the next update adds is not on the wiki yet.
        if row.key in there and _is_wanted(row, asked, titles, settings.rules)
    ]
    kinds = sorted({region.kind for region, _ in wanted}) or [STATEMENTS.name]
    schemas = (KINDS[name].schema(settings.rules.facets) for name in kinds)
    return Exporting(tuple(found), tuple(schemas), plan.refusals)


def _each_once(rows: Sequence[Record]) -> Iterator[Record]:
    """Yield the rows that have a key; of several with one key the first, which is the bot's."""
    seen = {""}
    for row in rows:
        if row.key not in seen:
            seen.add(row.key)
            yield row


def _exported(region: Region, row: Record, suggestions: Suggestions, rules: Rules) -> Exported:
    open_facets = uncoded(row.cells, rules)
    if open_facets and not suggestions:
        # No comment that was read: a row of people's own, with words of their own.
        said = words(normal(row.cells.get("quote") or row.cells.get("content", "")))
        suggestions = suggest_from(said, normal(row.cells.get("lang", "")), rules)
    return Exported(
        row.schema,
        Place(region.title, region.id),
        KINDS[region.kind].outward(row.cells),
        {facet: told(suggestions[facet]) for facet in open_facets if suggestions.get(facet)},
    )


def _is_asked(region: Region, asked: Asked) -> bool:
    first, name = list_of(region)
    pages = asked.pages
    return (not pages or region.title in pages or first in pages) and (
        not asked.regions or name in asked.regions
    )


def _check_asked(regions: Sequence[Region], asked: Asked) -> None:
    """Raise UsageError where a page or a region is asked for on which nobody codes anything."""
    known = {region.title for region in regions}
    if unknown := sorted(asked.pages - known):
        there = ", ".join(sorted({list_of(region)[0] for region in regions})) or "none"
        raise UsageError(f"“{unknown[0]}” has no list of statements", f"these have: {there}")
    if unknown := sorted(asked.regions - {region.id for region in regions}):
        there = ", ".join(sorted({region.id for region in regions})) or "none"
        raise UsageError(f"no list of statements has the id “{unknown[0]}”", f"there are: {there}")


def _titles(consultation: Consultation, sources: str) -> frozenset[str] | None:
    """Return the titles of the talk pages asked for; None where all are."""
    if not sources:
        return None
    known: list[Source] = [page.source for page in consultation.conversations]
    found, unmatched = chosen(known, sources)
    if unmatched:
        raise UsageError(
            f"“{unmatched[0]}” is none of this consultation's talk pages",
            "name one as it is on the wiki, or the beginning of several with a star",
        )
    return frozenset(source.title for source in found)


def _is_wanted(row: Record, asked: Asked, titles: frozenset[str] | None, rules: Rules) -> bool:
    """Return whether a row is among those asked for."""

    def cell(name: str) -> str:
        return normal(row.cells.get(name, ""))

    language = cell("lang").lower()
    spoken = {language, language.partition("-")[0]}
    return (
        (titles is None or cell("page").replace("_", " ") in titles)
        and (not asked.languages or bool(spoken & {one.lower() for one in asked.languages}))
        and (not asked.assigned or bool(assignees(cell("assigned to")) & asked.assigned))
        and (not asked.uncoded or bool(uncoded(row.cells, rules)))
    )
