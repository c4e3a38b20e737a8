"""Ids that the bot proposes for records: short, readable, and not taken."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import count
from typing import Final

from bots.consultation.words import fold

_LONGEST: Final = 48


def slug(text: str) -> str:
    """Return an id made from the words of a text, in whatever script: ``wikimania-2018``."""
    words = re.findall(r"[^\W_]+", fold(text).replace("'", ""))
    made = ""
    for word in words:
        longer = f"{made}-{word}" if made else word[:_LONGEST]
        if len(longer) > _LONGEST:
            break
        made = longer
    return made


def fresh_slug(text: str, taken: Collection[str], otherwise: str) -> str:
    """Return ``slug(text)``, or ``otherwise`` for no words, with a number where it is taken."""
    made = slug(text) or otherwise
    numbered = (f"{made}-{number}" for number in count(2))
    return made if made not in taken else next(name for name in numbered if name not in taken)
