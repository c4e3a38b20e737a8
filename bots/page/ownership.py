"""Whose cell is whose: declared here once for each record, and followed everywhere.

``sum`` is the bot's signature under its own cells. Where it does not match what stands on the
page, a person has changed a cell of the bot.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

SUM: Final = "sum"
HELD: Final = "held"
AS_OF: Final = "as of"
"""The bot's date of its last change to a record: it never changes alone."""


_COMMA: Final = re.compile("[,;،؛、，；]")
"""People add to ``held`` by hand, with the comma that their keyboard has."""


@dataclass(frozen=True, slots=True)
class Schema:
    """The cells of one record template: which the bot keeps, and which belong to people."""

    template: str
    """The template's name without its namespace."""
    bot: tuple[str, ...]
    people: tuple[str, ...]
    key: str = "id"
    """The cell that identifies a record; it belongs to whoever makes the record."""
    words: tuple[str, ...] = ()
    """The cells that hold other people's words or name their author, which go when those are
    removed; and cells of people, in which they write of those words."""
    follows: tuple[tuple[str, str], ...] = ()
    """Cells of the bot that say of another one where it was read: they change only with it."""
    notes: tuple[str, ...] = ()
    """Cells of the bot that say what happened to the row: a person who has read it may empty them,
    and they are not held for that."""
    opens: tuple[str, ...] = ()
    """Cells of the bot in which a person who adds a row says what it is about: the bot takes the
    row on, and writes them as it writes its own."""
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    """What cells usually hold, where that is one of a few words: forms offer them."""

    @property
    def order(self) -> tuple[str, ...]:
        """The cells in the order in which a new record is written: the key, then its owner's.

        Between the bot's cells and people's stands ``held``, a line that seldom changes: it keeps
        MediaWiki's own merge from taking two edits for a conflict.
        """
        bot, people = (
            tuple(name for name in names if name != self.key) for names in (self.bot, self.people)
        )
        if self.key in self.bot:
            return (self.key, *bot, SUM, HELD, *people)
        return (self.key, *people, HELD, SUM, *bot)

    def owned(self, cells: Mapping[str, str]) -> dict[str, str]:
        """Return the bot's own cells that hold something, normalized for comparing."""
        owned = {name: normal(cells.get(name, "")) for name in self.bot}
        return {name: value for name, value in owned.items() if value}

    def checksum(self, cells: Mapping[str, str]) -> str:
        """Return the ``sum`` of these cells: six hexadecimal digits.

        Empty cells do not count, so that a later version may add cells to a record without
        making every record on the wiki look as if people had changed it.
        """
        own = ((name, normal(cells.get(name, ""))) for name in sorted(self.bot))
        lines = [f"{name}={value}" for name, value in own if value]
        return hashlib.sha1("\n".join(lines).encode(), usedforsecurity=False).hexdigest()[:6]

    def in_sum(self, cells: Mapping[str, str]) -> bool:
        """Return whether the bot's cells are as the bot left them.

        A record on which no run has written yet has no ``sum`` and none of the bot's cells.
        """
        written = cells.get(SUM, "").strip()
        return written == self.checksum(cells) if written else not self.owned(cells)


def normal(value: str) -> str:
    """Return the value as it compares: NFC, LF, trimmed."""
    if not value:
        return ""
    if "\r" in value:
        value = value.replace("\r\n", "\n").replace("\r", "\n")
    return (value if value.isascii() else unicodedata.normalize("NFC", value)).strip()


def held(cells: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of the cells that are people's until someone clears ``held``."""
    if not (value := cells.get(HELD, "")):
        return ()
    names = (" ".join(name.split()) for name in _COMMA.split(value))
    return tuple(name for name in names if name)


def holding(names: Iterable[str]) -> str:
    """Return the value of ``held`` that names these cells."""
    return ", ".join(names)
