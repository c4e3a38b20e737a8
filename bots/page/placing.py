"""New records put on a page of people's own, on lines of their own, and not a byte besides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bots.errors import RegionError
from bots.page.edited import edited
from bots.page.records import Edit
from bots.page.regions import Host

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Placed:
    """A record to put on a page."""

    template: str
    cells: Cells
    """People's cells; the bot adds its own at its first run."""
    place: int
    """The offset of the line break behind which it goes, of the text's end, or 0."""


def place_records(host: Host, records: Sequence[Placed]) -> str:
    """Return the host's text with these records put in; several at one place keep their order.

    Raises RegionError as ``edited`` does.
    """
    edits = []
    for record in records:
        written = brief_record(record.template, record.cells)
        # The line break comes along with the record, so that taking both out leaves the page.
        text = f"\n{written}" if record.place else f"{written}\n"
        edits.append(Edit(record.place, record.place, text))
    try:
        return edited(host, edits, {}, [(record.template, record.cells) for record in records])
    except RegionError as error:
        error.title = host.title
        raise


def brief_record(template: str, cells: Cells) -> str:
    """Return a record of these cells alone, one a line."""
    lines = "".join(f"|{name}={value}\n" for name, value in cells.items())
    return f"{{{{{template}\n{lines}}}}}"
