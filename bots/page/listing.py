"""The list of the rows written, as it stands in a region's end marker.

Keys stand in it apart by spaces. A person may have chosen a key (``Wikimania 2018``), so what
would part it in two or would not be plain wikitext stands percent-encoded.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from typing import Final
from urllib.parse import quote, unquote

_ENCODED: Final = re.compile(r"[^\w.-]")


def listing(keys: Iterable[str]) -> str:
    """Return the value of ``rows=`` that names these keys."""
    return " ".join(_ENCODED.sub(lambda match: quote(match[0], safe=""), key) for key in keys)


def listed(value: str) -> tuple[str, ...]:
    """Return the keys that a value of ``rows=`` names, each once."""
    # Interned, for the rows bear the same keys.
    words = [sys.intern(word) for word in value.split()]
    return tuple(dict.fromkeys(map(unquote, words) if "%" in value else words))
