"""Which words of a row must not be copied to a page where their removal would not reach them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from bots.consultation.ledger.codes import codes
from bots.consultation.rules import Rules
from bots.consultation.typed.cells import DUE, MERGED, PART
from bots.page.ownership import HELD, Schema, held, normal

SIGN: Final = "…"
"""Stands in place of words that are withheld."""
_SHORT: Final = frozenset({DUE, MERGED, PART})
"""Cells of people that hold a date, a key or a number."""
_NAMES: Final = frozenset({"page", "lang", "title", "name", "kind", "status", "stage", "wiki"})
"""Cells of the bot that name a page, a record, a language, a state: no comment and no person."""
_COUNTED: Final = re.compile(r"[\d\s.,:;/%()+–→-]*")
"""What the bot counts and dates."""


def withheld(schema: Schema, cells: Mapping[str, str], rules: Rules) -> frozenset[str]:
    """Return the names of the cells whose words stay where they are.

    The bot takes words and names out of its cells when they are removed, but not out of a copy.
    Copied is what it counted and dated, and of what people wrote only what is one of a few words:
    a disposition, a code that the settings know.
    """
    return frozenset(
        name
        for name, value in cells.items()
        if normal(value) and name != schema.key and not _is_plain(schema, cells, name, rules)
    )


def _is_plain(schema: Schema, cells: Mapping[str, str], name: str, rules: Rules) -> bool:
    value = normal(cells[name])
    if value.lower() in schema.values.get(name, ()) or _is_coded(cells, name, rules):
        return True
    if name == HELD:
        return {*held(cells)} <= {*schema.order}
    if name in schema.bot:
        counted = name in _NAMES or _COUNTED.fullmatch(value) is not None
        return counted and name not in schema.words
    return name in _SHORT


def _is_coded(cells: Mapping[str, str], name: str, rules: Rules) -> bool:
    return any(
        facet.name == name and facet.keys and not facet.unknown(codes(cells, name))
        for facet in rules.codes
    )
