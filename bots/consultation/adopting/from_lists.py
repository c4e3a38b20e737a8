"""The records that the working groups and recommendations on a list get, each on its own page."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bots.consultation.adopting.listed import Listed
from bots.consultation.adopting.slugs import fresh_slug, slug
from bots.consultation.pages.outline import behind_lead, read_outline
from bots.consultation.results.lineage import PARENTS
from bots.consultation.results.recommendations import RECOMMENDATION
from bots.consultation.words import fold
from bots.consultation.working_groups.groups import GROUP
from bots.page.placing import Placed
from bots.page.quote import cell
from bots.page.regions import Host

_ANCHOR: Final = re.compile(
    r"<span\b[^>]*\bid\s*=\s*[\"']?([^\"'\s>/]+)|\{\{\s*anchor\s*\|([^{}|]+)"
)


@dataclass(frozen=True, slots=True)
class ForPage:
    """A record that a page is to get because another one lists it."""

    page: str
    part: str
    """The heading or anchor below which it goes; nothing for the top of the page."""
    template: str
    cells: Mapping[str, str]
    name: str
    """What the list calls it."""


def for_pages(listed: Iterable[Listed], taken: Collection[str]) -> tuple[list[ForPage], list[str]]:
    """Return the records for the pages that a list links, and what is not proposed, as sentences.

    ``taken`` are the ids of recommendations that have a record: these are not proposed again.
    """
    listed = list(listed)
    ids = _ids(listed, taken)
    found: list[ForPage] = []
    without: dict[str, list[str]] = {}
    for one in listed:
        if not one.page:
            without.setdefault(one.role, []).append(f"“{one.name}”")
        elif one.role == "groups":
            cells = {"id": slug(one.name) or "group", "name": cell(one.name), "stage": ""}
            found.append(ForPage(one.page, one.part, GROUP.template, cells, one.name))
        elif ids[id(one)] not in taken:
            cells = _recommendation(one, ids)
            found.append(ForPage(one.page, one.part, RECOMMENDATION.template, cells, one.name))
    notes = [
        f"no record for {', '.join(names)}: the list links no page of"
        f" {'its' if len(names) == 1 else 'their'} own"
        for names in without.values()
    ]
    return found, notes


def _ids(listed: Sequence[Listed], taken: Collection[str]) -> dict[int, str]:
    """Return the ids of recommendations: ``2-4`` for the fourth of the second iteration."""
    made: dict[int, str] = {}
    for one in listed:
        if one.role != "recommendations":
            continue
        plain = "-".join(filter(None, (one.iteration, one.number))) if one.number else ""
        used = set(made.values())
        if plain and plain not in used:
            made[id(one)] = plain
        else:
            name = slug(plain or one.name)
            # A record that has this id already is taken for this one's.
            made[id(one)] = (
                name if name in taken and name not in used else fresh_slug(name, used, "draft")
            )
    return made


def _recommendation(one: Listed, ids: Mapping[int, str]) -> dict[str, str]:
    before = "; ".join(ids[id(other)] for other in one.before)
    return {
        "id": ids[id(one)],
        "title": cell(one.name),
        "group": "",
        "iteration": one.iteration,
        "stage": "",
        **({PARENTS[0]: before} if before else {}),
    }


def place_for(host: Host, wanted: ForPage) -> Placed | None:
    """Return the record in its place on the page, or None where it has one already.

    A page, or a part of one, that people have given a record is not given another.
    """
    start, end, place = _stretch(host.text, wanted.part)
    for record in host.records:
        same = record.schema.template == wanted.template
        if same and (start <= record.call.start < end or record.key == wanted.cells["id"]):
            return None
    return Placed(wanted.template, wanted.cells, place)


def _stretch(text: str, part: str) -> tuple[int, int, int]:
    """Return the stretch of a page that a list links, and where in it a record goes.

    A heading's stretch, or that of an anchor just above one; else the whole page.
    """
    told = fold(part)
    for section in read_outline(text, (), lambda _line: False) if part else ():
        above = text[: section.start].rstrip().rpartition("\n")[2]
        anchors = [fold(found[1] or found[2]) for found in _ANCHOR.finditer(above)]
        if fold(section.text) == told or told in anchors:
            return section.start, section.end, section.below
    return 0, len(text), behind_lead(text)
