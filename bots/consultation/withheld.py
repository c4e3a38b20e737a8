"""Which words of a row must not be copied to a page where their removal would not reach them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bots.consultation.codes import codes
from bots.consultation.rules import Rules
from bots.consultation.typed_cells import DUE, MERGED, PART
from bots.page.ownership import HELD, Schema, normal

SIGN: Final = "…"
"""Stands in place of words that are withheld."""
_SHORT: Final = frozenset({DUE, MERGED, PART})
"""Cells of people that hold a date, a key or a number."""
_MESSAGES: Final = frozenset({"what", "mend"})
"""Cells of the bot that may quote what anybody wrote, until the matter is mended."""


def withheld(schema: Schema, cells: Mapping[str, str], rules: Rules) -> frozenset[str]:
    """Return the names of the cells whose words stay where they are.

    Copied is what the bot counted and dated, and of what people wrote only what is one of a few
    words: a disposition, a code that the settings know.
    """
    return frozenset(
        name
        for name, value in cells.items()
        if normal(value)
        and normal(value).lower() not in schema.values.get(name, ())
        and (
            name in schema.words or name in _MESSAGES or name not in (*schema.bot, schema.key, HELD)
        )
        and name not in _SHORT
        and not _is_coded(cells, name, rules)
    )


def _is_coded(cells: Mapping[str, str], name: str, rules: Rules) -> bool:
    return any(
        facet.name == name and facet.keys and not facet.unknown(codes(cells, name))
        for facet in rules.codes
    )
