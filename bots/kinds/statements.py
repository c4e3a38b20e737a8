"""``statements``: the ledger. Each row accounts for a thread or a comment, and people code it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from functools import cache

from bots.consultation.ledger.codes import written
from bots.consultation.ledger.dispositions import (
    DISPOSITIONS,
    SEEN,
    last_seen,
    steps_of,
    wrong_step,
)
from bots.consultation.ledger.merging import MERGED, read_rows, strays
from bots.consultation.ledger.selection import Selection, read_selection
from bots.consultation.ledger.statement_rows import opened_cells, statement_cells
from bots.consultation.ledger.statements import Statement, matters, statements
from bots.consultation.ledger.statements import opened as quoted
from bots.consultation.ledger.suggestions import SUGGESTED
from bots.consultation.links.relinking import COMMENT, OPENED, UNLINKED, Relinking
from bots.consultation.links.traces import relinked
from bots.consultation.links.whereabouts import EVENTS, NOTES, RELINKED, WIKI, news
from bots.consultation.lists import list_of
from bots.consultation.rules import Rules
from bots.consultation.state import Consultation
from bots.consultation.talks.conversations import Conversation
from bots.consultation.talks.presence import Place
from bots.consultation.talks.sources import chosen
from bots.errors import RegionError
from bots.kinds._answers import changes_named, wrong_answers
from bots.kinds._asked import conversations_of
from bots.kinds._threads import doubts, lost_comment
from bots.kinds.base import Cells, Kind, Needs, row_named
from bots.page.ownership import AS_OF, Schema, normal
from bots.page.regions import Region
from bots.page.removal import GONE

FACET = "theme"
"""The facet that every consultation has; those of the settings follow it."""
ROW = Schema(
    template="Consultation statement",
    bot=(
        "id",
        "comment",
        "rev",
        "author",
        "date",
        "lang",
        "quote",
        "comments",
        "people",
        "stances",
        "link",
        "page",
        WIKI,
        *NOTES,
        OPENED,
        SEEN,
        SUGGESTED,
        "gone",
        "reason",
        AS_OF,
    ),
    people=(
        FACET,
        "summary",
        "assigned to",
        "due",
        "disposition",
        "response",
        "change",
        "note",
        "part",
        "merged into",
        "excluded",
    ),
    words=(
        "comment",
        "author",
        "quote",
        "link",
        FACET,
        "summary",
        "assigned to",
        "response",
        "note",
        "excluded",
        SUGGESTED,
    ),
    follows=(("rev", "quote"),),
    notes=NOTES,
    opens=(COMMENT,),
    values={RELINKED: EVENTS, "disposition": DISPOSITIONS},
)


def selection_of(region: Region, rules: Rules) -> Selection:
    """Return which comments a region takes in; raises RegionError where its marker is unclear."""
    try:
        return read_selection(region.settings, rules)
    except ValueError as error:
        raise RegionError(
            f"region {region.id}: {error}",
            "correct it in the start marker; docs/kinds/statements.md says what can stand there",
            line=region.start.line,
        ) from None


def rows(consultation: Consultation, region: Region) -> Sequence[Cells]:
    """Return a row for each statement that is in, by page and then as the page has them."""
    there = _there(consultation, region)
    return [
        statement_cells(consultation, statement, there.get(statement.key, {}))
        for statement in _statements(consultation, region)
    ]


def _statements(consultation: Consultation, region: Region) -> Iterable[Statement]:
    selection = selection_of(region, consultation.rules)
    asked = {c.source.title for c in conversations_of(consultation, region)}
    found = consultation.relinking(region)
    conversations = consultation.under(asked | found.pages)
    return statements(conversations, selection, found, asked)


def _whole(consultation: Consultation, region: Region, row: Cells) -> Statement | None:
    """Return the statement that a row was split off from, as it is now; None where it was not."""
    place = consultation.relinking(region).place(row)
    if place is None or not normal(row.get("part", "")):
        return None
    # Further pages of a list have its marker as it was when they were made.
    parts = (part for _, part in consultation.regions if list_of(part) == list_of(region))
    first = next((part for part in parts if list_of(part)[0] == part.title), region)

    def make() -> dict[Place, Statement]:
        every = _statements(consultation, first)
        return {Place(s.conversation.source.title, s.opening.id): s for s in every}

    return consultation.once(("wholes", list_of(region)), make).get(place)


def _there(consultation: Consultation, region: Region) -> dict[str, Cells]:
    """Return the rows of a list as they stand on its pages, by key."""
    regions = (part for _, part in consultation.regions if list_of(part) == list_of(region))
    return {row.key: row.cells for part in (*regions, region) for row in part.rows}


def relink(consultation: Consultation, regions: Sequence[Region]) -> Relinking:
    """Return which rows of a list are about which statements."""
    try:
        selection = selection_of(regions[0], consultation.rules)
        asked = [c.source.title for c in conversations_of(consultation, regions[0])]
    except RegionError:
        # The list is refused when its rows are asked for.
        return UNLINKED
    return relinked(
        consultation,
        regions,
        asked,
        lambda conversations, home: matters(conversations, selection, home),
    )


def gone_in(consultation: Consultation, region: Region) -> Callable[[Cells], bool]:
    """Return what says of a list's rows whether this run leaves them without their comment."""

    @cache
    def linked() -> frozenset[str]:
        return frozenset(consultation.relinking(region).keys.values())

    def gone(cells: Cells) -> bool:
        if normal(cells.get(ROW.key, "")) in linked():
            return False
        return bool(normal(cells.get(GONE, "")) or lost_comment(consultation, cells))

    return gone


def opened(
    consultation: Consultation, region: Region, row: Cells, taken: AbstractSet[str]
) -> Cells | None:
    """Return the cells of a row that a person opened; None where it names no comment."""
    whole = _whole(consultation, region, row)
    return opened_cells(consultation, consultation.relinking(region), row, taken, whole)


def troubles(consultation: Consultation, region: Region) -> Sequence[str]:
    """Return which rows a person has to look at, for their comment cannot be told."""
    found, ours = consultation.relinking(region), frozenset(region.written)
    unknown = [
        f"{row_named(row, row.key)}: no comment is “{typed}”; put its id or a link into comment="
        for row in region.rows
        if row.key not in ours
        for typed in [normal(row.cells.get(COMMENT, ""))]
        if typed and not found.knows(row.cells)
    ]
    return [
        *doubts(consultation, region),
        *unknown,
        *_strays(consultation, region),
        *_answers(consultation, region),
    ]


def _strays(consultation: Consultation, region: Region) -> Iterable[str]:
    """Yield which rows people merged into one that cannot speak for them."""
    there = {row.key for row in region.rows if written(row.cells, MERGED)}
    if there:
        gone = gone_in(consultation, region)
        for key, why in strays(read_rows(_there(consultation, region).values(), gone), gone):
            if key in there:
                yield f"row {key}: {why}"


def _answers(consultation: Consultation, region: Region) -> Iterable[str]:
    """Yield what is wrong with what people wrote in rows, with what they may write."""
    steps, ours = steps_of(consultation.rules), frozenset(region.written)
    for row in region.rows:
        if normal(row.cells.get(GONE, "")):
            continue
        where = row_named(row, row.key)
        if row.key in ours and (wrong := wrong_step(row.cells, steps)):
            yield f"{where}: {wrong}"
        for wrong in wrong_answers(consultation, row.cells):
            yield f"{where}: {wrong}"


def beside(consultation: Consultation, row: Cells) -> Cells:
    """Return the disposition that a row has by allowed steps, for the next run to go on from."""
    return {SEEN: last_seen(row, steps_of(consultation.rules))}


def quotes(rules: Rules, region: Region, conversation: Conversation) -> Iterable[str]:
    """Return the ids of the comments of a conversation whose words the rows show."""
    if not chosen([conversation.source], region.settings.get("source", ""))[0]:
        return ()
    try:
        return quoted(conversation, read_selection(region.settings, rules))
    except ValueError:
        # The region is refused when its rows are asked for.
        return ()


KIND = Kind(
    "statements",
    ROW,
    frozenset({Needs.CONVERSATIONS, Needs.COMMENTS}),
    rows,
    table=False,
    appends=True,
    lost=lost_comment,
    quotes=quotes,
    relink=relink,
    opened=opened,
    news=news,
    troubles=troubles,
    beside=beside,
    revisions=changes_named,
    coded=FACET,
)
