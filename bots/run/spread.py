"""Regions that have filled their page: which row stands on which page.

Rows stay where they are; new ones fill the last page, and a further page is made when that is
full. The first page's start marker speaks for all of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from typing import Final

from bots.consultation.state import Consultation
from bots.errors import ConsultationError, RegionError
from bots.kinds import RECORD_SCHEMAS
from bots.kinds.base import LATE, Cells, Kind
from bots.page.merge import is_as_wanted
from bots.page.names import CONTINUES
from bots.page.ownership import normal
from bots.page.problems import ASKS
from bots.page.records import write_record
from bots.page.regions import END, START, Region, read_host
from bots.run.hosts import HostPage
from bots.run.room import Room, all_included, included
from bots.run.unheard import is_unheard
from bots.stores.base import Revision

_MEND: Final = "mend that page first, or correct continues= or next= in the markers"

_NEVER: Final = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Spread:
    """Where each row of a region stands, which may go on over several pages."""

    first: str
    rows: Mapping[str, Sequence[Cells]]
    """The rows of each page, as the first one asked for them when the plan was made."""
    pages: Mapping[str, str]
    """The page of each row, by its key."""
    following: Mapping[str, str]
    """The page on which the region goes on, by page."""
    last: str

    def on(self, title: str) -> Sequence[Cells]:
        """Return the rows that stand on this page: only the first page's marker counts."""
        return self.rows.get(title, ())

    def of(self, title: str, rows: Sequence[Cells], key: str) -> list[Cells]:
        """Return those of these rows that stand on this page.

        A row unknown when the plan was made, for someone has changed ``source`` since, goes to
        the end.
        """
        return [row for row in rows if self.pages.get(row[key], self.last) == title]


@dataclass(slots=True)
class _Page:
    """One of the pages over which a region's rows are spread."""

    title: str
    known: set[str]
    room: Room


def first_page(title: str, region: Region) -> str:
    """Return the page on which a region begins, from any of its pages."""
    return region.settings.get(CONTINUES, "").strip().replace("_", " ") or title


def spread_regions(
    hosts: Sequence[HostPage], consultation: Consultation, kinds: Mapping[str, Kind]
) -> tuple[dict[tuple[str, str], Spread], list[HostPage], list[ConsultationError]]:
    """Return where the rows of regions stand, the pages to create, and refusals.

    The regions are named by the page they begin on and their id.
    """
    pages_of: dict[tuple[str, str], list[tuple[HostPage, Region]]] = {}
    for page in hosts:
        for region in page.host.regions:
            # What people type stays where they typed it.
            kind = kinds.get(region.kind)
            if kind and kind.typed is None and not is_unheard(consultation, kind.needs, region):
                key = (first_page(page.host.title, region), region.id)
                pages_of.setdefault(key, []).append((page, region))
    spreads: dict[tuple[str, str], Spread] = {}
    created: list[HostPage] = []
    refusals: list[ConsultationError] = []
    part_of = {
        (page.host.title, name): first
        for (first, name), pages in pages_of.items()
        for page, _ in pages
    }
    for (first, name), pages in pages_of.items():
        pages.sort(key=lambda item: (item[0].host.title != first, _number(item[0].host.title)))
        elsewhere = {title: of for (title, same), of in part_of.items() if same == name}
        if problem := _incomplete(first, pages, consultation, elsewhere):
            # Whoever does not see all the rows would write those unseen once more.
            refusals += [
                RegionError(
                    f"region {name} {problem}", _MEND, title=page.host.title, line=part.start.line
                )
                for page, part in pages
            ]
            continue
        kind = kinds[pages[0][1].kind]
        try:
            rows = kind.rows(consultation, pages[0][1])
        except RegionError as error:
            error.title, error.sort = pages[0][0].host.title, error.sort or ASKS
            refusals.append(error)
            continue
        spread, new = _spread(first, pages, kind, rows)
        if spread:
            spreads[first, name] = spread
        created += new
    return spreads, created, refusals


def _incomplete(
    first: str,
    pages: Sequence[tuple[HostPage, Region]],
    consultation: Consultation,
    begun: Mapping[str, str],
) -> str:
    """Return what of a region could not be read, or nothing.

    ``begun`` are the pages on which regions of its id begin, by all of their pages.
    """
    there = {page.host.title for page, _ in pages}
    if first not in there:
        return f"continues one on {first}, which is not there or cannot be read"
    following = {normal(part.end.cells.get("next", "")).replace("_", " ") for _, part in pages}
    lacking = sorted(following - there)
    for title in lacking:
        if title in consultation.presence.unread:
            return f"goes on on {title}, which cannot be read"
        if title in begun:
            return f"goes on on {title}, whose region is a part of one on {begun[title]}"
    return ""


def _number(title: str) -> int:
    tail = title.rpartition("/")[2]
    return int(tail) if tail.isdecimal() else 0


def _spread(
    first: str, pages: Sequence[tuple[HostPage, Region]], kind: Kind, rows: Sequence[Cells]
) -> tuple[Spread | None, list[HostPage]]:
    """Return where each row goes, and pages to create; None where nobody can tell yet."""
    region = pages[0][1]
    parts = [
        _Page(
            page.host.title,
            {*part.written, *(row.key for row in part.rows)},
            Room(len(part.rows), page.host.packed.size),
        )
        for page, part in pages
    ]
    # Only the last page takes on rows.
    parts[-1].room.included = all_included(pages[-1][0].host)
    home = {key: part.title for part in parts for key in part.known}
    there = {row.key: row for _, part in pages for row in part.rows if row.intact}
    placed: dict[str, str] = {}
    on: dict[str, list[Cells]] = {}
    for row in rows:
        key = row[kind.row.key]
        if key not in home:
            size = len(write_record(region.schema, row).encode()) + 1
            shown = included(region.schema, row)
            if not parts[-1].room.has(size, shown):
                parts.append(_Page(f"{first}/{region.id}/{len(parts) + 1}", set(), Room()))
            parts[-1].room.take(size, shown)
            home[key] = parts[-1].title
        placed[key] = home[key]
        if key in there and is_as_wanted(there[key].cells, row):
            # Nothing changes here, and one of the two is enough: there may be 50,000 rows.
            row = there[key].cells
        on.setdefault(home[key], []).append(row)
    if len(parts) == 1:
        if kind.needs & LATE:
            # Its page is planned when more is known.
            return None, []
        return Spread(first, {first: rows}, placed, {}, first), []
    titles = [part.title for part in parts]
    new = [_new_page(title, first, region) for title in titles[len(pages) :]]
    return Spread(first, on, placed, dict(pairwise(titles)), titles[-1]), new


def _new_page(title: str, first: str, region: Region) -> HostPage:
    """Return a page on which a region goes on, as it is before its rows are put in."""
    asked = "".join(f"|{name}={value}" for name, value in region.settings.items())
    text = f"{{{{{START}{asked}|{CONTINUES}={first}}}}}\n{{{{{END}|id={region.id}}}}}"
    host = read_host(title, text, {region.kind: region.schema}, RECORD_SCHEMAS)
    return HostPage(Revision(title, 0, "", "", _NEVER), host, {})
