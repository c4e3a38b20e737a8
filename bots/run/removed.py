"""Words that were removed on the wiki, in older texts of our pages: never put back, and found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from bots.consultation.links.relinking import COMMENT
from bots.consultation.state import Consultation
from bots.consultation.talks.presence import minute_of, name_of
from bots.errors import ConsultationError, RegionError
from bots.kinds import KINDS, RECORD_SCHEMAS, row_schemas
from bots.kinds.base import Needs
from bots.page.keep import Wanted, keep
from bots.page.ownership import normal
from bots.page.records import Record
from bots.page.regions import COMMON, Host, Region, read_host
from bots.page.removal import GONE, REASON
from bots.run.gather import gather
from bots.settings import Settings
from bots.stores.base import Store

Cells = Mapping[str, str]

_ALL: Final = 100_000
"""Revisions of a page that are looked through for words removed: every one."""


def without_removed(title: str, before: str, current: str, consultation: Consultation) -> str:
    """Return an older text of a page without the words of comments that are gone.

    Gone is what is marked so in the page's current text, and what is gone by now. Raises
    ConsultationError where the older text cannot be looked through.
    """
    try:
        host = _host(title, before, consultation)
        known = _known(_host(title, current, consultation), consultation)
        return keep(
            host,
            {
                region.id: Wanted(
                    rows=(),
                    frame=KINDS[region.kind].frame,
                    continued=normal(region.end.cells.get("next", "")),
                    lost=partial(_why, region, known, consultation),
                )
                for region in host.regions
                if region.schema.words
            },
            {},
            {},
            consultation.today.isoformat(),
        ).text
    except RegionError as error:
        raise ConsultationError(
            "its earlier text cannot be looked through for words that were removed since:"
            f" {error.problem}",
            "take the edit back by hand from the page's history",
            title=title,
            line=error.line,
        ) from error


@dataclass(frozen=True, slots=True)
class Holding:
    """A revision of one of our pages that still holds words of a comment that is gone."""

    title: str
    revision: int
    user: str
    keys: tuple[str, ...]
    """The rows that hold them."""


def words_removed(
    store: Store, settings: Settings, today: date, progress: Callable[[str, int, int], None]
) -> Iterator[Holding]:
    """Yield the revisions, hidden ones left out, that hold words of comments that are gone.

    For those who may hide revisions; no word of them is in what is yielded.
    """
    also = frozenset({Needs.CONVERSATIONS})
    consultation = gather(store, settings, today, progress, also).consultation
    titles = [title for title in store.using(COMMON) if settings.reaches(title)]
    for done, title in enumerate(titles, start=1):
        progress("Looking through histories", done, len(titles))
        known: _Known | None = None
        for revision in store.history(title, _ALL):
            try:
                host = _host(title, revision.text, consultation)
            except RegionError:
                continue
            known = known or _known(host, consultation)
            keys = tuple(
                dict.fromkeys(
                    row.key
                    for region in host.regions
                    for row in region.rows
                    if _speaks(row) and _why(region, known, consultation, row.cells)
                )
            )
            if keys:
                yield Holding(title, revision.id, revision.user, keys)


def _host(title: str, text: str, consultation: Consultation) -> Host:
    return read_host(title, text, row_schemas(consultation.rules), RECORD_SCHEMAS)


@dataclass(frozen=True, slots=True)
class _Known:
    """What a page's latest text tells of the rows of its older ones."""

    marked: Cells
    """Why rows are gone, by key."""
    kept: Cells
    """When the comments were said that are still there, by the keys of rows about them."""
    alive: AbstractSet[tuple[str, str]]
    """The region and key of each row that is about no comment, and as true as ever."""


def _known(host: Host, consultation: Consultation) -> _Known:
    return _Known(_marked(host), _kept(host, consultation), _alive(host, consultation))


def _marked(host: Host) -> dict[str, str]:
    """Return why rows are gone, by key, as far as they are marked so on the page."""
    return {
        row.key: normal(row.cells.get(REASON, "")) or "not found"
        for region in host.regions
        for row in region.rows
        if row.schema.words and normal(row.cells.get(GONE, ""))
    }


def _kept(host: Host, consultation: Consultation) -> dict[str, str]:
    """Return when the comments were said that are still there, by the keys of rows about them.

    An older text may know the same comment by another name of its author's.
    """
    return {
        row.key: minute_of(name_of(row.cells[COMMENT]))
        for region in host.regions
        for row in region.rows
        if row.cells.get(COMMENT) and not KINDS[region.kind].lost(consultation, row.cells)
    }


def _alive(host: Host, consultation: Consultation) -> set[tuple[str, str]]:
    """Return the rows that sums are made of today: only of others is it asked why they are lost."""
    return {
        (region.id, normal(cells.get(region.schema.key, "")))
        for region in host.regions
        if region.schema.words and COMMENT not in region.schema.bot
        for cells in _rows(region, consultation)
    }


def _rows(region: Region, consultation: Consultation) -> Sequence[Cells]:
    try:
        return KINDS[region.kind].rows(consultation, region)
    except RegionError:
        # Of a region that cannot be made now, nothing is known to be true.
        return ()


def _why(region: Region, known: _Known, consultation: Consultation, cells: Cells) -> str:
    key = normal(cells.get(region.schema.key, ""))
    if (region.id, key) in known.alive:
        return ""
    minute = minute_of(name_of(cells.get(COMMENT, "")))
    if minute and known.kept.get(key) == minute:
        return ""
    return KINDS[region.kind].lost(consultation, cells) or known.marked.get(key, "")


def _speaks(record: Record) -> bool:
    """Return whether other people's words stand in the row."""
    return any(normal(record.cells.get(name, "")) for name in record.schema.words)
