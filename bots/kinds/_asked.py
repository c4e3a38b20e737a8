"""Which pages a region asks for in its start marker."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, NamedTuple, Protocol, TypeVar

from bots.consultation.keys import row_key
from bots.consultation.state import Consultation
from bots.consultation.talks.conversations import Conversation
from bots.consultation.talks.sources import Source, chosen, named
from bots.errors import RegionError
from bots.page.names import CONTINUES
from bots.page.regions import Region

STATEMENTS: Final = "statements"
"""The kind of the lists whose ``source`` names talk pages, and whose rows others add up."""


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


class Asked(NamedTuple):
    """What a region's ``source`` comes to."""

    found: tuple[Source, ...]
    unmatched: tuple[str, ...]
    """The names that no talk page of the consultation has."""
    gone: tuple[str, ...]
    """Those of pages that were there, as rows tell: they are deleted, and their words go."""


def sources_of(consultation: Consultation, region: Region) -> Asked:
    """Return the talk pages that a region asks for."""
    wanted = region.settings.get("source", "")
    # Asked of each page of a long list, and by several kinds.
    return consultation.once(("sources", wanted), lambda: _sources(consultation, wanted))


def _sources(consultation: Consultation, wanted: str) -> Asked:
    sources = [conversation.source for conversation in consultation.conversations]
    found, unmatched = chosen(sources, wanted)
    gone = tuple(name for name in unmatched if name in consultation.presence.deleted)
    return Asked(found, tuple(name for name in unmatched if name not in gone), gone)


def conversations_of(consultation: Consultation, region: Region) -> tuple[Conversation, ...]:
    """Return the conversations that a region's ``source`` names; all where it names none.

    Raises RegionError where a name is outside the consultation's sources.
    """
    found, unmatched, _ = sources_of(consultation, region)
    if unmatched:
        raise RegionError(
            f"region {region.id} asks for the source “{unmatched[0]}”, and none of this"
            " consultation's talk pages is called so",
            "correct source= if the page was moved, with semicolons between several names, or ask"
            " for it to be added to the sources in the settings",
            line=region.start.line,
        )
    return consultation.under(source.title for source in found)


def key_of(region: Region, source: Source) -> str:
    """Return the key of the row about a talk page: also that of before the page was moved."""
    keys = [row_key(title) for title in (source.title, *source.known_as)]
    return next((key for key in keys if key in region.written), keys[0])


def rests_without(*kinds: str) -> Callable[[Consultation, Region], bool]:
    """Return what says that a region rests as long as rows of these kinds do not count.

    What adds them up would say that nothing was coded or answered, for a bracket on one page, or
    for a name in one ``source``.
    """

    def rests(consultation: Consultation, _: Region) -> bool:
        if not consultation.unread.isdisjoint(kinds):
            return True
        return STATEMENTS in kinds and consultation.once(
            "misnamed", lambda: _misnamed(consultation)
        )

    return rests


def _misnamed(consultation: Consultation) -> bool:
    """Return whether a list with statements asks for a talk page that there is not."""
    return any(
        sources_of(consultation, region).unmatched
        for _, region in consultation.regions
        if region.kind == STATEMENTS and region.rows and CONTINUES not in region.settings
    )
