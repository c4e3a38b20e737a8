"""What goes along with an exported row, so that the file alone tells later what was changed in it.

A fingerprint a cell is enough for a three-way merge: it only asks what is equal to what.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from bots.consultation.typed.retyped import folded
from bots.page.listing import listed, listing
from bots.page.ownership import Schema, normal

KEY_SIGN: Final = "#"
"""Before a key: without it a spreadsheet would take ``12345678`` or ``12e45678`` for a number."""


class Place(NamedTuple):
    """Where a row stands."""

    page: str
    region: str


@dataclass(frozen=True, slots=True)
class Base:
    """A row as it was exported."""

    key: str
    place: Place
    prints: Mapping[str, str]
    """The fingerprints of its cells by column; empty ones have none."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file that comes back."""

    number: int
    """The line of the file, from 1."""
    key: str
    """The row's key as it stands there, perhaps mangled; or nothing."""
    place: Place
    cells: Mapping[str, str] = field(default_factory=dict)
    """What stands in the columns that the file has, by ``column``."""
    base: Base | None = None


@dataclass(frozen=True, slots=True)
class Exported:
    """A row that goes out."""

    schema: Schema
    place: Place
    cells: Mapping[str, str]
    suggestions: Mapping[str, str] = field(default_factory=dict)
    """By facet, what its words suggest."""
    withheld: frozenset[str] = frozenset()
    """The cells whose words do not go out."""

    @property
    def key(self) -> str:
        """Its key."""
        return normal(self.cells.get(self.schema.key, ""))


def column(name: str) -> str:
    """Return the name of a cell as columns compare."""
    return " ".join(name.split()).casefold()


def fingerprint(value: str) -> str:
    """Return the fingerprint of a cell, the same whatever a spreadsheet does to its spaces."""
    bare = folded(value)
    return hashlib.sha1(bare.encode(), usedforsecurity=False).hexdigest()[:8] if bare else ""


def base_text(key: str, place: Place, cells: Mapping[str, str]) -> str:
    """Return what a row's last column says: where it is from, and its cells' fingerprints.

    No spreadsheet takes it for anything but text, and no person for anything to edit.
    """
    prints = (
        f"{listing([column(name)])}={fingerprint(value)}"
        for name, value in cells.items()
        if fingerprint(value)
    )
    where = f"{listing([place.region])}@{listing([place.page])}"
    return " ".join((f"{KEY_SIGN}{listing([key])}", where, *prints))


def read_base(text: str) -> Base | None:
    """Return what the last column of a row says, or None where it is not as it was written."""
    words = text.split()
    if len(words) < len(("key", "where")) or not words[0].startswith(KEY_SIGN):
        return None
    region, at, page = words[1].partition("@")
    prints = dict(word.split("=", 1) for word in words[2:] if "=" in word)
    if not at or len(prints) != len(words) - 2:
        return None
    return Base(
        _one(words[0].removeprefix(KEY_SIGN)),
        Place(_one(page), _one(region)),
        {_one(name): value for name, value in prints.items()},
    )


def _one(word: str) -> str:
    return "".join(listed(word))
