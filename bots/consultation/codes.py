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
    return normal(without_comments(cells.get(name, "")))


def codes(cells: Mapping[str, str], facet: str) -> tuple[str, ...]:
    """Return what people coded a row as by a facet: one key, several, or none."""
    values = _SEPARATOR.split(" ".join(written(cells, facet).split()))
    return tuple(dict.fromkeys(value.strip().lower() for value in values if value.strip()))
