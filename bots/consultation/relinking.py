"""Rows and the comments that they are about, brought together again after talk pages changed.

A row knows its comment by DiscussionTools' name and id, and by its words. The name stays when a
comment is archived or moved, its heading renamed or its text edited; it changes when its author
is renamed in the signature, and then the minute and the words tell. Two comments with the same
few words are never taken for each other: what is not sure is not linked, but told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from bots.consultation.presence import Place, name_of


class Trace(NamedTuple):
    """What a row says of the comment that it is about."""

    key: str
    cell: str
    """Its cell for the comment, as it stands there."""
    page: str
    """The page on which the comment was last seen."""
    home: str
    """That page; of an archive, its page."""
    words: str = ""
    """The words that it quotes, or a thread's heading."""
    comments: int = 0
    """How many comments it accounts for."""
    sound: bool = True
    """Whether the cell for the comment is sure to be the bot's, not a person's."""

    @property
    def name(self) -> str:
        """The name of its comment."""
        return name_of(self.cell)


class Matter(NamedTuple):
    """What a row can be about: a comment, or a thread by its first comment that is in."""

    place: Place
    name: str
    first: str
    """The name that a new row's key is made of: that of the thread's first comment."""
    home: str
    """Its page; of an archive, its page."""
    words: str = ""
    names: frozenset[str] = frozenset()
    """The names of all comments that a row about it accounts for."""
    comments: int = 0


@dataclass(frozen=True, slots=True)
class Relinking:
    """Which row of a list is about what."""

    keys: Mapping[Place, str] = field(default_factory=dict)
    """The key of the row about a comment, or about the thread that the comment opens."""
    rows: frozenset[str] = frozenset()
    """The keys of all rows: none of them is given to another."""
    doubts: Mapping[str, tuple[Place, ...]] = field(default_factory=dict)
    """Rows, by key, of which nobody can tell which of these comments they are about."""
    missing: frozenset[str] = frozenset()
    """The keys of rows whose comment is nowhere."""
    places: Mapping[str, Place] = field(default_factory=dict)
    """Where the comments stand that rows name, by what stands in their cell for it."""
    unsure: frozenset[str] = frozenset()
    """What stands in that cell of rows whose comment may be there under another name."""

    @property
    def withheld(self) -> frozenset[Place]:
        """Comments that one of the rows may be about: there is no new row for them."""
        return frozenset(place for places in self.doubts.values() for place in places)

    @property
    def pages(self) -> frozenset[str]:
        """The titles of the pages with what the rows are about."""
        return frozenset(place.page for place in self.keys)

    def knows(self, cell: str) -> bool:
        """Return whether the comment in a cell is there, or may be, whatever its name is now."""
        return cell.strip() in self.places or cell.strip() in self.unsure


UNLINKED: Final = Relinking()
"""That of a list of which nothing is known: its keys follow from what it lists."""


def sentence(key: str, places: Sequence[Place]) -> str:
    """Return what a person is told of a row that may be about several comments, or about none."""
    found = ", ".join(f"[[{page}#{comment}]]" for page, comment in places)
    return (
        f"row {key}: its comment is not there under its name, and may be {found}; put the id of the"
        " right one into comment=, or delete the row if its comment was removed"
    )
