"""Which pages a region asks for in its start marker."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from bots.consultation.conversations import Conversation
from bots.consultation.keys import row_key
from bots.consultation.sources import Source, chosen, named
from bots.consultation.state import Consultation
from bots.errors import RegionError
from bots.page.regions import Region


class _OnAPage(Protocol):
    @property
    def page(self) -> str: ...


_Told = TypeVar("_Told", bound=_OnAPage)


def names_in(region: Region, parameter: str) -> tuple[str, ...]:
    """Return the names in a parameter of the start marker, with semicolons between them."""
    return named(region.settings.get(parameter, ""))


def pages_named(region: Region) -> frozenset[str]:
    """Return the pages that a region's ``source`` names, whose records count."""
    return frozenset(names_in(region, "source"))


def of_pages_named(region: Region, found: Iterable[_Told]) -> list[_Told]:
    """Return those that stand on a page that ``source`` names; all where it names none."""
    pages = pages_named(region)
    return [told for told in found if not pages or told.page in pages]


def conversations_of(consultation: Consultation, region: Region) -> tuple[Conversation, ...]:
    """Return the conversations that a region's ``source`` names; all where it names none.

    Raises RegionError where a name is outside the consultation's sources.
    """
    sources = [conversation.source for conversation in consultation.conversations]
    found, unmatched = chosen(sources, region.settings.get("source", ""))
    if unmatched:
        raise RegionError(
            f"region {region.id} asks for the source “{unmatched[0]}”, and none of this"
            " consultation's talk pages is called so",
            "correct source= if the page was moved, or ask for it to be added to the sources in the"
            " settings",
            line=region.start.line,
        )
    return consultation.under(source.title for source in found)


def key_of(region: Region, source: Source) -> str:
    """Return the key of the row about a talk page: also that of before the page was moved."""
    keys = [row_key(title) for title in (source.title, *source.known_as)]
    return next((key for key in keys if key in region.written), keys[0])
