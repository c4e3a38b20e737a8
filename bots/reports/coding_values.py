"""What a report says of statements: by what people coded them as, one by one, and suggested."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bots.consultation.ledger.statements import COUNTED
from bots.consultation.people.small_cells import People

STANCES = COUNTED


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """The statements that people coded alike."""

    value: str
    """Nothing for those not coded."""
    labels: Mapping[str, str]
    """What readers see in place of it, by language."""
    statements: int
    added: int | None
    """How many of them were first made in the period; None where the report has no beginning."""
    reported: int
    """How many statements from off the wiki are coded so, besides."""
    comments: int
    people: People
    stances: tuple[int, ...] | None
    """For, against and neutral, one for each person and statement; None where ``people`` is hidden.
    """
    answered: int


@dataclass(frozen=True, slots=True)
class FacetLines:
    """The statements by one way to code them."""

    name: str
    themes: tuple[ThemeLine, ...]
    people: People
    """How many people all statements come from."""


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One statement, and what people made of it."""

    key: str
    page: str
    language: str
    day: date
    link: str
    """The target of a link to the comment that it quotes."""
    heading: str
    """The heading of its thread."""
    comments: int
    codes: tuple[tuple[str, ...], ...]
    """What it is coded as, for each facet of the report in their order."""
    summary: str
    disposition: str
    response: str
    change: str


@dataclass(frozen=True, slots=True)
class SuggestionLine:
    """What the words of a statement suggest where people have not coded it."""

    key: str
    """The statement's."""
    page: str
    link: str
    heading: str
    facet: str
    value: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coding:
    """All that a report says of statements; nothing where the wiki has no list of them."""

    names: tuple[str, ...] = ()
    """The names of all facets, be there statements or not."""
    facets: tuple[FacetLines, ...] = ()
    statements: tuple[StatementLine, ...] = ()
    suggestions: tuple[SuggestionLine, ...] = ()

    @property
    def there(self) -> bool:
        """Whether the wiki has a list of statements with a row in it."""
        return bool(self.statements)
