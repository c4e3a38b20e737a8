"""What people wrote into the cells of a row, and the keys by which they coded it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from bots.consultation.words import without_comments
from bots.page.ownership import normal

_SEPARATOR: Final = re.compile("[;；؛,،、，]")


def written(cells: Mapping[str, str], name: str) -> str:
    """Return what people wrote in a cell, without HTML comments."""
    value = cells.get(name, "")
    # Most cells of people are empty, and there may be a million of them.
    return normal(without_comments(value)) if value else ""


def codes(cells: Mapping[str, str], facet: str) -> tuple[str, ...]:
    """Return what people coded a row as by a facet: one key, several, or none."""
    if not (value := written(cells, facet)):
        return ()
    values = _SEPARATOR.split(" ".join(value.split()))
    return tuple(dict.fromkeys(value.strip().lower() for value in values if value.strip()))
