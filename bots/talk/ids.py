"""Ids and names of thread items, as DiscussionTools computes them.

Rules from DiscussionTools' CommentParser (computeId, computeName, truncateForId) and the settings
of Wikimedia's wikis for the switch of the times' format.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

LONGEST: Final = 80
"""Bytes that an author or a heading may take in an id."""


def stamp(moment: datetime, switch: datetime) -> str:
    """Return a moment in UTC as ids have it, before and after the wiki's switch of formats."""
    two = _TWO
    year, month, day = moment.year, two[moment.month], two[moment.day]
    hour, minute, second = two[moment.hour], two[moment.minute], two[moment.second]
    if moment < switch:
        return f"{year}-{month}-{day}T{hour}:{minute}:{second}.000Z"
    return f"{year}{month}{day}{hour}{minute}{second}"


_TWO: Final = [f"{number:02}" for number in range(60)]
"""Numbers in two digits: several times as quick as formatting each."""


def short(text: str) -> str:
    """Return an author or a heading as it stands in an id: underscores, at most 80 bytes."""
    if len(text) > LONGEST // 4 and not (text.isascii() and len(text) <= LONGEST):
        # Cut between characters, never inside one; white space at the cut goes.
        raw = text.encode(errors="surrogatepass")
        if len(raw) > LONGEST:
            text = raw[:LONGEST].decode(errors="ignore").rstrip()
    return text.replace(" ", "_")


class Taken:
    """The ids given on a page: each is handed out once, a repeated one gets a number."""

    __slots__ = ("_ids", "_next")

    def __init__(self) -> None:
        self._ids: set[str] = set()
        self._next: dict[str, int] = {}

    def take(self, wanted: str) -> str:
        """Return the id, numbered if it was given before."""
        if wanted not in self._ids:
            self._ids.add(wanted)
            return wanted
        number = self._next.get(wanted, 1)
        while (free := f"{wanted}-{number}") in self._ids:
            number += 1
        self._next[wanted] = number + 1
        self._ids.add(free)
        return free
