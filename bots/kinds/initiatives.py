"""``initiatives``: what puts recommendations to work, how far it is, and where news is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bots.consultation.process.milestones import MILESTONE
from bots.consultation.results.initiatives import (
    INITIATIVE,
    Initiative,
    initiative_cells,
    initiative_problems,
)
from bots.consultation.results.lineage import ids
from bots.consultation.results.recommendations import RECOMMENDATION, titles
from bots.consultation.state import Consultation
from bots.kinds._records import with_id
from bots.kinds.base import Cells, Kind, RecordKind
from bots.page.ownership import AS_OF, Schema, normal
from bots.page.records import Record
from bots.page.regions import Host, Region

FILTERS = ("recommendation", "stage", "owner")
"""The start marker's parameters by which initiatives are chosen, several with semicolons."""
_COPIED = (
    "title",
    "owner",
    "next milestone",
    "next link",
    "due",
    "progress",
    "last report",
    "report link",
    "no news since",
    "was",
    "not evaluated",
)
ROW = Schema(
    template="Consultation initiative row",
    bot=("id", "page", "recommendation", "stage", *_COPIED, "gone", AS_OF),
    people=("note",),
    values=INITIATIVE.values,
)


def rows(consultation: Consultation, region: Region) -> Sequence[Cells]:
    """Return a row for each initiative that the marker asks for, by recommendation and title."""
    found = [
        Initiative(entry.key, entry.page, entry.cells)
        for entry in consultation.entries(INITIATIVE.template)
    ]
    return [
        {
            "id": one.id,
            "page": one.page,
            "recommendation": ", ".join(one.recommendations),
            "stage": one.stage,
            **{name: one.cells.get(name, "") for name in _COPIED},
            AS_OF: consultation.today.isoformat(),
        }
        for one in sorted(found, key=_place)
        if _is_asked(one, region)
    ]


def _place(found: Initiative) -> tuple[str, str, str]:
    return ", ".join(found.recommendations), found.cells.get("title", "").casefold(), found.id


def _is_asked(found: Initiative, region: Region) -> bool:
    has = {
        "recommendation": {name.lower() for name in found.recommendations},
        "stage": {found.stage},
        "owner": {normal(found.cells.get("owner", "")).lower()},
    }
    # Links are read here too, as in its records.
    pages = set(titles(region.settings.get("source", "")))
    asked = {
        name: {normal(word).lower() for word in region.settings.get(name, "").split(";")} - {""}
        for name in FILTERS
    }
    return (not pages or found.page in pages) and all(
        not words or words & has[name] for name, words in asked.items()
    )


def _initiative(consultation: Consultation, host: Host, record: Record) -> Initiative:
    named = ids(record.cells.get("milestones", ""))
    return Initiative(
        record.key,
        host.title,
        record.cells,
        [m for m in consultation.milestones if m.id in named or m.part_of == record.key],
        consultation.texts,
        consultation.language,
    )


def record_cells(consultation: Consultation, host: Host, record: Record) -> Cells:
    """Return the bot's cells of an initiative's record."""
    return initiative_cells(_initiative(consultation, host, record), consultation.today)


def record_problems(consultation: Consultation, host: Host, record: Record) -> Sequence[str]:
    """Return what in an initiative's record a person has to see to."""
    known = [entry.key for entry in consultation.standing.get(RECOMMENDATION.template, ())]
    found = _initiative(consultation, host, record)
    return initiative_problems(found, known, consultation.today)


def asked_pages(host: Host, record: Record) -> Iterable[str]:
    """Return the titles of the pages with its reports."""
    return titles(record.cells.get("reports", ""))


KIND = Kind(
    "initiatives",
    ROW,
    frozenset(),
    rows,
    record=RecordKind(
        INITIATIVE,
        record_cells,
        with_id("an initiative", record_problems),
        asks=asked_pages,
        after=frozenset({MILESTONE.template}),
    ),
    asks=FILTERS,
)
