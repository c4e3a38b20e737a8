"""What needs a person before any list is looked at: refusals, troubles, cells that people hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from bots.errors import ConsultationError
from bots.page.ownership import held
from bots.page.records import Record
from bots.page.regions import Host, Region

REFUSED: Final = "refused"
TROUBLE: Final = "trouble"
HELD: Final = "held"


class Attention(NamedTuple):
    """One thing on one page."""

    sort: str
    page: str
    what: str
    """A sentence; of a row or record whose cells are held, its id."""


class Tally(NamedTuple):
    """What a run that looked at everything came to."""

    pages: int
    """The pages with regions or records."""
    rows: int
    """The rows on them as the run leaves them, but for those that tell of the run."""


def refused(refusals: Iterable[ConsultationError]) -> Iterator[Attention]:
    """Yield the pages on which nothing may be saved, each with the reason and the line."""
    for refusal in refusals:
        if refusal.title:
            place = f"line {refusal.line}: " if refusal.line else ""
            yield Attention(REFUSED, refusal.title, f"{place}{refusal.problem} — {refusal.mend}")


def troubled(troubles: Iterable[tuple[str, str]]) -> Iterator[Attention]:
    """Yield what a person has to see to, by page and sentence."""
    return (Attention(TROUBLE, page, sentence) for page, sentence in troubles)


def held_on(hosts: Iterable[Host]) -> Iterator[Attention]:
    """Yield the rows and records of which a person keeps cells of the bot, page by page.

    One that was changed since the bot wrote it is held from this run on.
    """
    for host in hosts:
        rows = [row for region in host.regions for row in _written(region)]
        for record in (*host.records, *rows):
            if record.key and _is_held(record):
                yield Attention(HELD, host.title, record.key)


def _written(region: Region) -> Iterator[Record]:
    """Yield the rows that the bot has written: those people added are theirs, whatever they say."""
    written = frozenset(region.written)
    return (row for row in region.rows if row.key in written)


def _is_held(record: Record) -> bool:
    return bool(held(record.cells)) or not record.intact
