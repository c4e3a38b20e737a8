"""The keys of rows: short, and the same in every run."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence


def row_key(*parts: str) -> str:
    """Return the key of a row: eight hexadecimal digits that follow from what the row is about."""
    text = "\n".join(parts)
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()[:8]


def take_key(taken: set[str], *parts: str) -> str:
    """Return a key of as few of these parts as make one that is not taken, and take it."""
    key = row_key(parts[0])
    for count in range(2, len(parts) + 1):
        if key not in taken:
            break
        key = row_key(*parts[:count])
    number = 2
    while key in taken:
        key = row_key(*parts, str(number))
        number += 1
    taken.add(key)
    return key


def opened_key(taken: set[str], comment: str, part: str) -> str:
    """Return a key of a row that a person opened for a comment of this name, and take it."""
    return take_key(taken, f"opened\n{comment}", part)


def typed_keys(
    rows: Sequence[Mapping[str, str]], told_by: Sequence[str], written: Iterable[str] = ()
) -> list[str]:
    """Return the keys of rows that people type: their own, else one made from these cells.

    Of two rows with one id, as when a row was copied to make the next, the second gets a new one;
    none of those ``written`` before is given again.
    """
    own = [row.get("id", "").strip() for row in rows]
    first = set(own) - {""}
    taken = {*first, *written}
    keys = []
    for row, typed in zip(rows, own, strict=True):
        if typed in first:
            first.remove(typed)
            keys.append(typed)
        else:
            keys.append(take_key(taken, *(row.get(name, "").strip() for name in told_by)))
    return keys
