"""``requests``: what facilitators ask the bots for on the wiki, answered by the next run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from bots.consultation.requests import (
    ACTIONS,
    ANSWERING,
    ASKING,
    REASONS,
    STATES,
    TEMPLATE,
    Request,
    action_of,
    is_unanswered,
    keys_of,
    titles_of,
    words_of,
)
from bots.consultation.state import Consultation
from bots.kinds.base import Cells, Kind, row_named
from bots.page.ownership import AS_OF, Schema
from bots.page.quote import cell
from bots.page.records import Record
from bots.page.regions import Region

ROW = Schema(
    template=TEMPLATE,
    bot=("id", *ANSWERING, AS_OF),
    people=ASKING,
    values={"do": ACTIONS, "state": STATES, "why": REASONS},
)


def keys(region: Region) -> Sequence[str]:
    """Return the keys of a region's rows, those that an answer will give them included."""
    return keys_of(region.id, [row.cells for row in region.rows], region.written)


def requests(region: Region) -> Sequence[Request]:
    """Return what is asked for and not answered yet, in the order of rows.

    A row that was answered once is settled, whatever became of its answer.
    """
    return [
        Request(key, action_of(row.cells), titles_of(row.cells), words_of(row.cells))
        for key, row in _keyed(region)
        if key not in region.written and is_unanswered(row.cells)
    ]


def rows(consultation: Consultation, region: Region) -> Sequence[Cells]:
    """Return the rows that are settled already: what was said of them stays said."""
    return [{"id": key} for key in keys(region) if key in region.written]


def opened(
    consultation: Consultation, region: Region, row: Cells, taken: AbstractSet[str]
) -> Cells | None:
    """Return the bot's cells of a row that this run answers; an open one stays as it was typed.

    So of the very words that were read: somebody may have changed them meanwhile.
    """
    reply = consultation.replies.get((region.title, region.id, row.get("id", "")))
    if reply is None or reply.words != words_of(row) or not is_unanswered(row):
        return None
    today = consultation.today.isoformat()
    answer = (reply.state, cell(reply.by), today, reply.page, cell(reply.why))
    told = dict(zip(ANSWERING, answer, strict=True))
    return {"id": row["id"], **told, AS_OF: today}


def troubles(consultation: Consultation, region: Region) -> Sequence[str]:
    """Return what keeps requests from being carried out: nobody may ask, or an answer is gone."""
    problems = []
    if not consultation.rules.facilitators:
        problems.append(
            f"region {region.id}: nobody may ask for anything here — name facilitators in the"
            " settings"
        )
    problems += [
        f"{row_named(row, key)}: it was answered, and its answer was taken out — to ask once more,"
        " add a new row without id"
        for key, row in _keyed(region)
        if key in region.written and is_unanswered(row.cells)
    ]
    return problems


def lost(consultation: Consultation, cells: Cells) -> str:
    """Return nothing: no request is gone but one that a person takes out."""
    return ""


def _keyed(region: Region) -> Iterator[tuple[str, Record]]:
    return zip(keys(region), region.rows, strict=True)


KIND = Kind(
    "requests",
    ROW,
    frozenset(),
    rows,
    table=False,
    appends=True,
    lost=lost,
    typed=keys,
    opened=opened,
    troubles=troubles,
    requests=requests,
)
