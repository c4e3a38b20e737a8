"""``recommendations``: each with its lineage, what people say of it, and what became of that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bots.consultation.answers.voices import voices
from bots.consultation.ledger.coverage import Account, total
from bots.consultation.results.lineage import Lineage, by_number, lineage, rank
from bots.consultation.results.recommendations import (
    LINEAGE,
    RECOMMENDATION,
    VOICES,
    Recommendation,
    endorsements,
    unknown_words,
)
from bots.consultation.state import Consultation
from bots.consultation.talks.conversations import anchor
from bots.kinds._asked import names_in, of_pages_named, rests_without
from bots.kinds._records import with_id
from bots.kinds.base import Cells, Kind, Needs, RecordKind
from bots.kinds.coverage import account_of
from bots.page.ownership import AS_OF, Schema
from bots.page.quote import cell
from bots.page.records import Record
from bots.page.regions import Host, Region

FILTERS = ("group", "iteration", "stage", "direction", "agreement")
"""The start marker's parameters by which recommendations are chosen, several with semicolons."""
ANCHOR = "consultation-recommendation-"
"""What the anchors begin with that the template of the record sets."""
ROW = Schema(
    template="Consultation recommendation row",
    bot=(
        "id",
        "title",
        "page",
        *FILTERS,
        *LINEAGE,
        *VOICES,
        "handled",
        "endorsements",
        "gone",
        AS_OF,
    ),
    people=("note",),
    values=RECOMMENDATION.values,
)
_COPIED = ("title", *LINEAGE, *VOICES, "endorsements")
_READ = frozenset({Needs.CONVERSATIONS, Needs.COMMENTS})


def rows(consultation: Consultation, region: Region) -> Sequence[Cells]:
    """Return a row for each recommendation that the marker asks for, by iteration and id."""
    asked = _asked(consultation, region)
    about = {found.id: found.about(consultation.conversations) for found in asked}
    needed = {page.source.title: page for pages in about.values() for page in pages}
    accounts = {
        account.pages[0].source.title: account
        for account in account_of(consultation, needed.values(), planned=True)
    }
    return [
        {
            "id": found.id,
            "page": found.page,
            **{name: found.said(name) for name in FILTERS},
            **{name: found.cells.get(name, "") for name in _COPIED},
            "group": found.cells.get("group", ""),
            "handled": _handled(accounts[page.source.title] for page in about[found.id]),
            AS_OF: consultation.today.isoformat(),
        }
        for found in sorted(asked, key=_place)
    ]


def _handled(accounts: Iterable[Account]) -> str:
    """Return for how many of the comments in scope something accounts, as ``31/40``."""
    counts = total(accounts).counts
    asked = counts.total() - counts["out of scope"]
    return f"{asked - counts['not yet handled']}/{asked}" if asked else ""


def _place(found: Recommendation) -> tuple[float, Sequence[tuple[int, str]]]:
    iteration = rank(found.said("iteration"))
    return (float("inf") if iteration is None else iteration), by_number(found.id)


def _known(consultation: Consultation) -> list[Recommendation]:
    return [
        Recommendation(entry.key, entry.page, entry.cells)
        for entry in consultation.entries(RECOMMENDATION.template)
    ]


def _asked(consultation: Consultation, region: Region) -> list[Recommendation]:
    wanted = {name: set(_words(region, name)) for name in FILTERS}
    return [
        found
        for found in of_pages_named(region, _known(consultation))
        if all(not words or found.said(name) in words for name, words in wanted.items())
    ]


def _words(region: Region, name: str) -> list[str]:
    return [word.lower() for word in names_in(region, name)]


def _lineage(consultation: Consultation) -> Lineage:
    """Return the lineage as people have written it, on whichever record."""
    return lineage(
        Recommendation(entry.key, entry.page, entry.cells).draft
        for entry in consultation.standing.get(RECOMMENDATION.template, ())
    )


def record_cells(consultation: Consultation, host: Host, record: Record) -> Cells:
    """Return the bot's cells of a recommendation's record."""
    family = _lineage(consultation)
    found = Recommendation(record.key, host.title, record.cells)
    said = voices(found.about(consultation.conversations), consultation.rules)
    ways = {
        "from": family.parents.get(found.id, ()),
        "into": family.children.get(found.id, ()),
        "origins": family.origins(found.id),
        "outcomes": family.outcomes(found.id),
    }
    count = endorsements(record.cells.get("endorsed by", ""))
    return {
        **{name: _links(consultation, others) for name, others in ways.items()},
        **said.cells(consultation.link(said.latest) if said.latest else ""),
        "endorsements": str(count) if count else "",
        AS_OF: consultation.today.isoformat(),
    }


def _links(consultation: Consultation, others: Iterable[str]) -> str:
    """Return links to the records of others, wherever these stand."""
    standing = consultation.standing.get(RECOMMENDATION.template, ())
    pages = {entry.key: entry.page for entry in reversed(standing)}
    return ", ".join(
        f"[[:{pages[name]}#{ANCHOR}{anchor(name)}|{cell(name)}]]"
        for name in sorted(others, key=by_number)
    )


def record_problems(consultation: Consultation, host: Host, record: Record) -> Sequence[str]:
    """Return what in a recommendation's record a person has to see to."""
    found = Recommendation(record.key, host.title, record.cells)
    return [
        *unknown_words(found),
        *_lineage(consultation).problems(found.id),
        *_unread(consultation, found),
    ]


def _unread(consultation: Consultation, found: Recommendation) -> list[str]:
    """Return which of the talk pages that people named are not read."""
    if not found.cells.get("talk", "").strip():
        return []
    read = [c.source.archive_of or c.source.title for c in consultation.conversations]
    return [
        f"“{name}” in talk= is none of the consultation's talk pages"
        for name in found.talk
        if not any(
            title.startswith(name[:-1]) if name.endswith("*") else title == name for title in read
        )
    ]


def troubles(consultation: Consultation, region: Region) -> Sequence[str]:
    """Return which words in the marker no recommendation can have."""
    return [
        f"region {region.id}: “{word}” is no {name}; use {', '.join(allowed)}"
        for name, allowed in RECOMMENDATION.values.items()
        for word in _words(region, name)
        if word not in allowed
    ]


KIND = Kind(
    "recommendations",
    ROW,
    _READ,
    rows,
    record=RecordKind(
        RECOMMENDATION, record_cells, with_id("a recommendation", record_problems), needs=_READ
    ),
    troubles=troubles,
    asks=FILTERS,
    rests=rests_without("statements"),
)
