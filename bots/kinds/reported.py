"""``reported``: what was said off the wiki, typed in by people, and what became of it.

With the record of the conversation, wherever it was held. A person writes the rows; the bot gives
each a key, and brings from the conversation's record what tells readers how far to trust it.
"""

from __future__ import annotations

from collections.abc import Sequence

from bots.consultation.ledger.codes import written
from bots.consultation.ledger.dispositions import DISPOSITIONS, wrong_word
from bots.consultation.ledger.selection import STANCES
from bots.consultation.reported.occasions import CONVERSATION, may_name, unreadable
from bots.consultation.reported.offwiki import (
    REPORTED,
    TOLD_BY,
    Spot,
    conversation_cells,
    keys_of,
    occasions,
    reported_strays,
    source_of,
)
from bots.consultation.state import Consultation
from bots.kinds._answers import changes_named, wrong_answers
from bots.kinds._records import with_id
from bots.kinds.base import Cells, Kind, RecordKind, row_named
from bots.kinds.statements import FACET
from bots.page.ownership import AS_OF, Schema
from bots.page.records import Record
from bots.page.regions import Host, Region

_BROUGHT = ("kind", "date", "place", "lang", "meetings", "reported by", "consent")
"""The cells of the conversation that each of its statements shows."""
ROW = Schema(
    template="Consultation reported statement",
    bot=("id", "conversation", "title", "page", "present", *_BROUGHT, AS_OF),
    people=(
        "source",
        "context",
        "content",
        "said by",
        "people",
        "stance",
        FACET,
        "response",
        "assigned to",
        "due",
        "disposition",
        "change",
        "note",
        "merged into",
        "excluded",
    ),
    values={**CONVERSATION.values, "stance": STANCES, "disposition": DISPOSITIONS},
)


def keys(region: Region) -> Sequence[str]:
    """Return the keys of a region's rows, those that this run gives them included."""
    return keys_of(region.rows)


def outward(cells: Cells) -> Cells:
    """Return a row without the name of whoever said it, unless they agreed to be named."""
    return cells if may_name(cells) else {**cells, "said by": ""}


def rows(consultation: Consultation, region: Region) -> Sequence[Cells]:
    """Return the bot's cells of the rows that people have typed, in their order."""
    return [
        {"id": key, **_brought(consultation, source_of(row.cells, region.settings))}
        for row, key in zip(region.rows, keys_of(region.rows), strict=True)
    ]


def _brought(consultation: Consultation, source: str) -> Cells:
    """Return what the record of a conversation says of its statements; nothing without one."""
    found = occasions(consultation).get(source)
    if found is None:
        return dict.fromkeys((name for name in ROW.bot if name not in ("id", AS_OF)), "")
    return {
        "conversation": found.id,
        "title": found.title,
        "page": found.page,
        "present": found.cells.get("people", ""),
        **{name: found.cells.get(name, "") for name in _BROUGHT},
        AS_OF: consultation.today.isoformat(),
    }


def troubles(consultation: Consultation, region: Region) -> Sequence[str]:
    """Return what in the rows only a person can mend: missing words, and names too many.

    And what is wrong with the answers that they write there.
    """
    known = occasions(consultation)
    problems = []
    strays = reported_strays(consultation)
    for row, key in zip(region.rows, keys(region), strict=True):
        where = row_named(row, key)
        stance = written(row.cells, "stance").lower()
        if stance and stance not in STANCES:
            problems.append(f"{where}: the stance “{stance}” is none; use {', '.join(STANCES)}")
        wrong = (wrong_word(row.cells), strays.get(Spot(region.title, region.id, key), ""))
        answers = [*filter(None, wrong), *wrong_answers(consultation, row.cells)]
        problems += (f"{where}: {sentence}" for sentence in answers)
        occasion = known.get(source_of(row.cells, region.settings))
        if not written(row.cells, "content"):
            problems.append(f"{where}: a reported statement lacks its content")
        if written(row.cells, "said by") and not (occasion and occasion.may_name):
            problems.append(
                f"{where}: said by names somebody, and no consent=names in the record"
                " of a conversation says that they agreed; take the name out"
            )
    return problems


def record_cells(consultation: Consultation, host: Host, record: Record) -> Cells:
    """Return the bot's cells of a conversation's record."""
    if "reported" in consultation.unread:
        # What is counted would be what is left of it.
        return {}
    return conversation_cells(record.key, consultation)


def record_problems(consultation: Consultation, host: Host, record: Record) -> Sequence[str]:
    """Return what of a conversation a person has to see to."""
    return unreadable(record.cells, consultation.language)


KIND = Kind(
    REPORTED,
    ROW,
    frozenset(),
    rows,
    table=False,
    appends=True,
    typed=keys,
    told_by=TOLD_BY,
    outward=outward,
    troubles=troubles,
    revisions=changes_named,
    coded=FACET,
    record=RecordKind(CONVERSATION, record_cells, with_id("a conversation", record_problems)),
)
