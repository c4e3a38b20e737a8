"""Talk pages of other wikis: read where they stand, known by their titles behind a prefix.

Nothing is ever written there. A wiki that cannot be read tells nothing: none of its pages counts
as deleted, and whatever would count them stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from bots.consultation.talks.sources import interwiki_of
from bots.errors import ConsultationError
from bots.settings import Settings
from bots.stores.base import Revision
from bots.stores.folder import FolderStore
from bots.stores.web import WebStore

T = TypeVar("T")


class Pages(Protocol):
    """What is needed of a wiki to read its talk pages; every store has it."""

    def read(self, titles: Iterable[str]) -> Iterator[tuple[str, Revision | None]]:
        """Yield each title with its latest revision, as a store does."""

    def titles(self, prefix: str = "") -> Iterator[str]:
        """Yield the titles that begin so, as a store does."""


def open_abroad(name: str) -> Pages:
    """Return where another wiki is read: ``folder:PATH``, or the address of its API."""
    kind, _, path = name.partition(":")
    return FolderStore(Path(path).expanduser()) if kind == "folder" else WebStore(name)


def _read(pages: Pages, titles: Iterable[str]) -> Iterator[tuple[str, Revision | None]]:
    return pages.read(titles)


class Wikis:
    """The pages at home and those of other wikis, by titles of which the latter have a prefix."""

    def __init__(
        self, home: Pages, settings: Settings, opened: Callable[[str], Pages] = open_abroad
    ) -> None:
        self._home, self._opened = home, opened
        self._places: Mapping[str, str] = settings.abroad
        self._known: dict[str, Pages] = {}
        self._failed: dict[str, ConsultationError] = {}

    def read(self, titles: Iterable[str]) -> Iterator[tuple[str, Revision | None]]:
        """Yield each title with its revision or None; nothing of a wiki that cannot be read."""
        apart: dict[str, list[str]] = {"": []}
        for title in dict.fromkeys(titles):
            apart.setdefault(self._prefix(title), []).append(title)
        yield from self._home.read(apart.pop(""))
        for prefix, asked in apart.items():
            local = [title.removeprefix(f"{prefix}:") for title in asked]
            for title, revision in self._told(prefix, partial(_read, titles=local)):
                there = revision and replace(revision, title=f"{prefix}:{revision.title}")
                yield f"{prefix}:{title}", there

    def titles(self, prefix: str = "") -> Iterator[str]:
        """Yield the titles that begin so, sorted; none of a wiki that cannot be read."""
        wiki = self._prefix(prefix)
        if not wiki:
            yield from self._home.titles(prefix)
            return
        local = prefix.removeprefix(f"{wiki}:")
        yield from (f"{wiki}:{t}" for t in self._told(wiki, lambda pages: pages.titles(local)))

    @property
    def unread(self) -> tuple[ConsultationError, ...]:
        """The wikis that could not be read, each with the reason; ``title`` is the prefix."""
        return tuple(self._failed.values())

    def _prefix(self, title: str) -> str:
        """Return the prefix of a page on one of the other wikis; nothing of any other page."""
        prefix = interwiki_of(title)
        return prefix if prefix in self._places else ""

    def _told(self, prefix: str, ask: Callable[[Pages], Iterable[T]]) -> list[T]:
        """Return what another wiki answers; nothing, now and later, where it fails once."""
        if prefix in self._failed:
            return []
        try:
            if prefix not in self._known:
                self._known[prefix] = self._opened(self._places[prefix])
            return list(ask(self._known[prefix]))
        except ConsultationError as error:
            self._failed[prefix] = ConsultationError(
                f"this wiki cannot be read ({error.problem}), so what counts its pages stays as"
                " it is",
                error.mend or "try again later",
                title=f"{prefix}:",
            )
            return []
