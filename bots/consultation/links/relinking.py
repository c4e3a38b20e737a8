"""Rows and the comments that they are about, brought together again after talk pages changed.

A row knows its comment by DiscussionTools' name and id, and by its words. The name stays when a
comment is archived or moved, its heading renamed or its text edited; it changes when its author
is renamed in the signature, and then the minute and the words tell. Two comments with the same
few words are never taken for each other: what is not sure is not linked, but told.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from bots.consultation.talks.presence import Place, name_of
from bots.page.ownership import held, normal
from bots.page.quote import words

COMMENT: Final = "comment"
"""The cell of a row that says which comment it is about."""
OPENED: Final = "opened"
"""The cell that says since when the bot keeps a row that a person opened or split off."""
_WORDS: Final = ("quote", "heading")
"""The cells that hold a comment's own words, or its thread's heading."""


class Seen(NamedTuple):
    """Where a row says that its comment stands, and in which words."""

    page: str
    comment: str
    words: str


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

    @property
    def seen(self) -> Seen:
        """What the row says of its comment."""
        return Seen(self.page, self.cell, self.words)


class Matter(NamedTuple):
    """What a row can be about: a comment, or a thread by its first comment that is in."""

    place: Place
    name: str
    first: str
    """The name that a new row's key is made of: that of the thread's first comment."""
    home: str
    """Its page; of an archive, its page."""
    words: str = ""
    names: Collection[str] = ()
    """The names of all comments that a row about it accounts for."""
    comments: int | None = None
    """How many they are; None where each comment has a row of its own."""


@dataclass(frozen=True, slots=True)
class Relinking:
    """Which row of a list is about what."""

    keys: Mapping[Place, str] = field(default_factory=dict)
    """The key of the row about a comment, or about the thread that the comment opens."""
    own: frozenset[str] = frozenset()
    """The keys of the rows that the bot has made."""
    rows: frozenset[str] = frozenset()
    """The keys of all rows: none of them is given to another."""
    doubts: Mapping[str, tuple[Place, ...]] = field(default_factory=dict)
    """Rows, by key, of which nobody can tell which of these comments they are about."""
    missing: frozenset[str] = frozenset()
    """The keys of rows whose comment is nowhere."""
    places: Mapping[Seen, Place] = field(default_factory=dict)
    """Where the comments stand that rows are about, by what the rows say of them."""
    unsure: frozenset[Seen] = frozenset()
    """The same of rows whose comment may be there under another name."""

    @property
    def withheld(self) -> frozenset[Place]:
        """Comments that one of the rows may be about: there is no new row for them."""
        return frozenset(place for places in self.doubts.values() for place in places)

    @property
    def pages(self) -> frozenset[str]:
        """The titles of the pages with what the rows are about."""
        return frozenset(place.page for place in self.keys)

    def place(self, cells: Mapping[str, str]) -> Place | None:
        """Return where the comment stands that a row is about; None where that is not known."""
        return self.places.get(seen(cells))

    def knows(self, cells: Mapping[str, str]) -> bool:
        """Return whether a row's comment is there, or may be, whatever its name is now."""
        return seen(cells) in self.places or seen(cells) in self.unsure


def seen(cells: Mapping[str, str]) -> Seen:
    """Return what a row says of its comment; no words where a person wrote them."""
    page, comment = (normal(cells.get(name, "")) for name in ("page", COMMENT))
    cell = next((name for name in _WORDS if name in cells), "")
    theirs = not cell or cell in held(cells)
    said = "" if theirs else words(cells[cell].strip().removesuffix("…"))
    return Seen(page.replace("_", " "), comment, said)


UNLINKED: Final = Relinking()
"""That of a list of which nothing is known: its keys follow from what it lists."""


def sentence(key: str, places: Sequence[Place]) -> str:
    """Return what a person is told of a row that may be about several comments, or about none."""
    found = ", ".join(f"[[{page}#{comment}]]" for page, comment in places)
    return (
        f"row {key}: its comment is not there under its name, and may be {found}; put the id of the"
        " right one into comment=, or delete the row if its comment was removed"
    )
