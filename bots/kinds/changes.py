"""``changes``: what has changed since a day, a revision or a run, each with a link to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

from bots.consultation.changes import (
    FIRST_SEEN,
    WHATS,
    Change,
    in_order,
    of_milestones,
    read_since,
    revision_of,
    said_since,
)
from bots.consultation.keys import take_key
from bots.consultation.lists import list_of
from bots.consultation.state import Consultation
from bots.consultation.talks.conversations import anchor
from bots.errors import RegionError
from bots.kinds._asked import conversations_of
from bots.kinds._threads import lost_comment
from bots.kinds.base import Cells, Kind, Needs
from bots.page.ownership import AS_OF, SUM, Schema, normal
from bots.page.quote import cell
from bots.page.regions import Region

SINCE: Final = "since"
"""The start marker's parameter that says from when on changes count."""
ROW = Schema(
    template="Consultation change row",
    bot=(
        "id",
        "what",
        "day",
        "page",
        "heading",
        "comment",
        "link",
        "lang",
        "comments",
        "people",
        "was",
        "gone",
        "reason",
        AS_OF,
    ),
    people=("note",),
    words=("heading", "comment", "link", "note"),
    values={"what": WHATS},
)
_NAMED: Final = ("title", "name", "text")
"""The cells that say what a record is called, of whatever template."""


def rows(consultation: Consultation, region: Region) -> Sequence[Cells]:
    """Return a row for each change, by sort and then by day.

    With ``source`` only what was said on those talk pages counts.
    """
    since = _since(consultation, region)
    found = list(said_since(conversations_of(consultation, region), since, consultation.rules))
    if not region.settings.get("source", "").strip():
        found += of_milestones(consultation.milestones, since)
        # When the list is filled for the first time, everything would be new.
        found += _first_seen(consultation, since) if region.written else ()
    taken: set[str] = set()
    there = _there(consultation, region)
    return [_row(consultation, change, there, taken) for change in in_order(found)]


def _there(consultation: Consultation, region: Region) -> dict[tuple[str, str], str]:
    """Return the keys of a list's rows, by what each tells and its comment as it is named today.

    A comment has another name when its author is renamed, and the row stays all the same.
    """
    regions = [part for _, part in consultation.regions if list_of(part) == list_of(region)]
    found: dict[tuple[str, str], str] = {}
    for row in (row for part in regions or [region] for row in part.rows):
        told = {name: normal(row.cells.get(name, "")) for name in ("what", "comment")}
        places = (each.place(row.cells) for each in consultation.relinked.values())
        place = next(filter(None, places), None)
        if told["comment"]:
            comment = anchor(place.id) if place else told["comment"]
            found.setdefault((told["what"], comment), row.key)
    return found


def _since(consultation: Consultation, region: Region) -> datetime:
    try:
        return read_since(region.settings.get(SINCE, ""), consultation.times, consultation.language)
    except ValueError as error:
        raise RegionError(
            f"region {region.id}: {error}",
            "write since=2018-06-01, since=run: with a run's id, or since=rev: with a revision's"
            " number",
            line=region.start.line,
        ) from None


def _first_seen(consultation: Consultation, since: datetime) -> Iterator[Change]:
    """Yield the records that no run has written to yet: this one is the first to see them."""
    for template, what in FIRST_SEEN.items():
        for entry in consultation.standing.get(template, ()):
            if not normal(entry.cells.get(SUM, "")) and consultation.today >= since.date():
                named = (normal(entry.cells.get(name, "")) for name in _NAMED)
                title = next(filter(None, named), entry.key)
                yield Change(
                    what, consultation.today, entry.page, title, key=(entry.key, entry.page)
                )


def _row(
    consultation: Consultation,
    change: Change,
    there: Mapping[tuple[str, str], str],
    taken: set[str],
) -> Cells:
    comment = change.comment
    key = there.get((change.what, anchor(comment.id)), "") if comment else ""
    if not key or key in taken:
        key = take_key(taken, "\n".join((change.what, change.key[0])), *change.key[1:])
    taken.add(key)
    # A record's title is wikitext of this wiki's own people; a heading may be anybody's.
    title = cell(change.title) if comment else change.title
    return {
        "id": key,
        "what": change.what,
        "day": change.day.isoformat(),
        "page": change.page,
        "heading": title,
        "comment": anchor(comment.id) if comment else "",
        "link": consultation.link(comment) if comment else "",
        "lang": change.language,
        "comments": str(change.comments) if comment else "",
        "people": str(change.people) if comment else "",
        "was": change.was,
        AS_OF: consultation.today.isoformat(),
    }


def lost(consultation: Consultation, cells: Cells) -> str:
    """Return why a change is gone: its comment stands nowhere in the sources; else it stays."""
    return lost_comment(consultation, cells) if normal(cells.get("comment", "")) else ""


def dated(region: Region) -> Iterable[int]:
    """Return the revision that a start marker counts from, if it names one."""
    return filter(None, [revision_of(region.settings.get(SINCE, ""))])


KIND = Kind(
    "changes",
    ROW,
    frozenset({Needs.CONVERSATIONS, Needs.COMMENTS}),
    rows,
    lost=lost,
    dated=dated,
    asks=(SINCE,),
)
