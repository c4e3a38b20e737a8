"""Occasions off the wiki on which people talked: an event, seven calls, an etherpad, by record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from bots.consultation.dates.written import Period, read_period
from bots.consultation.ledger.codes import written
from bots.consultation.words import fold, without_comments
from bots.page.ownership import AS_OF, Schema, normal

WAYS: Final = (
    "event",
    "workshop",
    "call",
    "interview",
    "survey",
    "etherpad",
    "chat",
    "social media",
    "mail",
)
"""How people talk off the wiki; others may be written as well."""
NAMES: Final = "names"
CONSENTS: Final = ("no names", NAMES)
"""What those who took part agreed to: that their words are published, or their names as well."""
CONVERSATION: Final = Schema(
    template="Consultation conversation",
    bot=("statements", "handled", AS_OF),
    people=(
        "id",
        "title",
        "kind",
        "date",
        "place",
        "lang",
        "people",
        "meetings",
        "event",
        "reported by",
        "consent",
        "details",
        "note",
    ),
    values={"kind": WAYS, "consent": CONSENTS},
)
_NUMBER: Final = re.compile(r"\d+(?:[.,'’٬\s]\d{3}(?!\d))*")
_MOST_DIGITS: Final = 9
"""More people than these can say are at no meeting, and no table of numbers can hold them."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """A conversation off the wiki, in one meeting or in several."""

    id: str
    page: str
    """The page on which its record stands."""
    cells: Mapping[str, str]
    language: str = "en"
    """The language in which its date is written, if not in English."""

    @property
    def title(self) -> str:
        """What people call it."""
        return normal(self.cells.get("title", "")) or self.id

    @property
    def period(self) -> Period | None:
        """When it was, where that can be read."""
        return read_period(self.cells.get("date", ""), self.language)

    @property
    def people(self) -> int | None:
        """How many took part, as reported; None where that is not said."""
        return number(self.cells.get("people", ""))

    @property
    def meetings(self) -> int | None:
        """How many meetings it was; None where that is not said."""
        return number(self.cells.get("meetings", ""))

    @property
    def link(self) -> str:
        """The target of a link to its record."""
        return f"{self.page}#consultation-conversation-{self.id}"

    @property
    def may_name(self) -> bool:
        """Whether those who took part agreed that their names are shown."""
        return may_name(self.cells)


def may_name(cells: Mapping[str, str]) -> bool:
    """Return whether those who took part agreed to be named, by the cell ``consent``."""
    return fold(cells.get("consent", "")) == NAMES


def people_at(occasions: Iterable[Occasion]) -> int:
    """Return how many people took part as reported; who came twice counts twice."""
    return sum(occasion.people or 0 for occasion in occasions)


def number(written: str) -> int | None:
    """Return the number in words such as "about 1,200"; None where there is none, or not one."""
    found = _NUMBER.findall(without_comments(written)[:200])
    digits = re.sub(r"\D", "", found[0]) if len(found) == 1 else ""
    return int(digits) if 0 < len(digits) <= _MOST_DIGITS else None


def unreadable(cells: Mapping[str, str], language: str) -> list[str]:
    """Return what in a conversation's record a person has to mend, as sentences."""
    problems = []
    when = written(cells, "date")
    if when and read_period(when, language) is None:
        problems.append(f"the date “{when}” cannot be read; write it as 2030-07-18/2030-07-22")
    for name in ("people", "meetings"):
        told = written(cells, name)
        if told and number(told) is None:
            problems.append(f"“{told}” in {name} is not one number; write one, such as 14")
    consent = written(cells, "consent")
    if fold(consent) not in CONSENTS:
        said = f"“{consent}” is none" if consent else "it is not said what people agreed to"
        problems.append(f"consent: {said}; write “{CONSENTS[0]}” or “{NAMES}”")
    return problems
