"""How much room a page has for rows: by their number, their bytes, and what a wiki includes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from bots.page.ownership import HELD, Schema
from bots.page.regions import Host
from bots.templates.included import share
from bots.templates.parameters import SCHEMAS, parameters

MOST_ROWS: Final = 200
"""Rows a page: 1,000 take MediaWiki 7 s to parse, 2,000 fail (DESIGN, section 3)."""
MOST_BYTES: Final = 200_000
"""Bytes a page."""
MOST_INCLUDED: Final = 2_097_152 * 2 // 5
"""Two fifths of what Wikimedia's wikis let a page include: beyond all of it, rows are not shown.
The rest is for whatever else stands there, and for words that run longer than expected."""
WORDS: Final = 100
"""Bytes that are kept for each cell in which people will write sentences."""


@dataclass(slots=True)
class Room:
    """What is on a page already."""

    rows: int = 0
    size: int = 0
    included: int = 0

    def has(self, size: int, included: int) -> bool:
        """Return whether a row of this size fits; the first one always does."""
        return not self.rows or (
            self.rows < MOST_ROWS
            and self.size + size <= MOST_BYTES
            and self.included + included <= MOST_INCLUDED
        )

    def take(self, size: int, included: int) -> None:
        """Count a row of this size."""
        self.rows += 1
        self.size += size
        self.included += included


def included(schema: Schema, cells: Mapping[str, str]) -> int:
    """Return what a row takes of a page's include size when people have filled their cells."""
    facets, written = _peoples(schema)
    filled = frozenset(name for name in (*schema.bot, HELD) if cells.get(name))
    words = {name: cells.get(name, "").ljust(WORDS) for name in written}
    return share(schema.template, filled.union(schema.people), facets).of({**cells, **words})


def all_included(host: Host) -> int:
    """Return what the rows of a page's regions take together."""
    return sum(included(region.schema, row.cells) for region in host.regions for row in region.rows)


@cache
def _peoples(schema: Schema) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the cells that the settings name, and those in which people write sentences."""
    facets = tuple(name for name in schema.people if name not in SCHEMAS[schema.template].people)
    forms = parameters(schema.template, facets)
    return facets, tuple(one.name for one in forms if not one.by_bot and one.type == "content")
