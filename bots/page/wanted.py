"""What a region is to show, and what became of the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from bots.page.insertion import Frame

Cells = Mapping[str, str]
Bases = Mapping[tuple[str, str], Cells]
"""Records as the bot last wrote them, by template and key."""


def _found_nowhere(_: Cells) -> str:
    return "not found"


def _not_opened(_: Cells, __: AbstractSet[str]) -> Cells | None:
    return None


def no_news(_: Cells, __: Cells) -> Cells:
    """Return no cells: nothing is told of what happened to a row."""
    return {}


def _nothing_beside(_: Cells) -> Cells:
    return {}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a region is to show."""

    rows: Sequence[Cells]
    """The bot's cells of each row, its key among them, in the order wanted. Of several rows with
    one key the first counts; a row without a key cannot be kept and is left out."""
    frame: Frame
    appends: bool = False
    """Whether new rows go to the end, in order of arrival, instead of to their place."""
    continued: str = ""
    """The subpage on which the region goes on."""
    lost: Callable[[Cells], str] = _found_nowhere
    """Says of a row that is not among ``rows`` why it is gone; nothing where it is not gone, or
    where nobody can tell."""
    settled: Mapping[str, Cells] = field(default_factory=dict)
    """The bot's cells of rows that are not made anew but kept where they stand, by key."""
    keys: Sequence[str] | None = None
    """The keys of the rows that are there, in their order, where people type rows without one;
    their own, if it is not given."""
    opened: Callable[[Cells, AbstractSet[str]], Cells | None] = _not_opened
    """Gives the bot's cells of a row that is none of these, where a person has opened it for
    something that can be told; its key, if it has none of its own, is none of those given."""
    news: Callable[[Cells, Cells], Cells] = no_news
    """Says in further cells what happened to a row, from its cells before and after."""
    beside: Callable[[Cells], Cells] = _nothing_beside
    """Gives the bot's cells of a row that follow from what people wrote in it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A page's new text and what was done to it."""

    text: str
    added: int = 0
    changed: int = 0
    held: tuple[str, ...] = ()
    """What people changed of the bot's cells and now keep, as ``row: cell, cell``."""
    excluded: tuple[str, ...] = ()
    """The keys of rows that people deleted."""
    foreign: tuple[str, ...] = ()
    """The keys of rows that the bot did not write and leaves alone."""
