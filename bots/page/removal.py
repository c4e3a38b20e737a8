"""Rows whose matter is gone: marked, and where words were removed on the wiki, without them.

This is the one exception to "people's cells never change", and a narrow one: a row of a template
that names cells of people among its ``words``, once, when it is found gone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bots.page.ownership import HELD, SUM, Schema, held, holding, normal
from bots.page.records import Record

Cells = Mapping[str, str]

GONE: Final = "gone"
"""The cell of a row that says since when what it stands for is found nowhere any more."""
REASON: Final = "reason"
"""The cell of a row that says why it is gone."""


def marks(record: Record, today: str, reason: str) -> dict[str, str]:
    """Return the bot's cells of a row that is gone: other people's words go, the marks come.

    Its other cells are not named, so they stay as they are.
    """
    schema = record.schema
    since = normal(record.cells.get(GONE, ""))
    found = {schema.key: record.key, GONE: since or today}
    if not since:
        found |= {name: "" for name in schema.words if name in schema.bot}
        found |= {REASON: reason} if REASON in schema.bot else {}
    return found


def holds_words(record: Record) -> bool:
    """Return whether a row that is gone is to be written anew without the words in it.

    Not once it is marked: what people write there then, they write knowing that it is gone.
    """
    schema = record.schema
    quotes = [name for name in schema.words if name in schema.bot]
    return (
        len(quotes) < len(schema.words)
        and not normal(record.cells.get(GONE, ""))
        and any(normal(record.cells.get(name, "")) for name in quotes)
    )


def without_words(schema: Schema, cells: Cells, marked: Cells) -> dict[str, str]:
    """Return the cells of the row written anew: no words, no parameters but the schema's.

    What people held of the cells that go is not held any more; the rest of ``held`` stays.
    """
    kept = {name: cells.get(name, "") for name in schema.order if name not in schema.words}
    kept |= {name: marked[name] for name in (GONE, REASON) if name in marked}
    kept[HELD] = holding(
        name for name in held(cells) if name not in (*schema.words, GONE, REASON) and name in kept
    )
    kept[SUM] = schema.checksum(kept)
    return {name: kept.get(name, "") for name in schema.order}
