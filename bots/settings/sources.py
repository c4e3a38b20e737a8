"""The talk pages whose comments count, as the settings name them."""

from __future__ import annotations

from pydantic import model_validator

from bots.settings.tables import Table
from bots.settings.values import Abroad, Interwiki, Language, Title, Wiki


class SourceTable(Table):
    """Talk pages whose comments count: one by its title, or all whose titles begin so."""

    title: Title | None = None
    prefix: Title | None = None
    wiki: Wiki | None = None
    language: Language | None = None
    interwiki: Interwiki | None = None
    """The prefix by which this wiki links the other one on which the pages stand."""
    store: Abroad | None = None
    """Where the other wiki is read, where its name does not tell: the address of its API."""
    section: str | None = None
    """The heading of the one section that counts."""
    exclude: bool = False

    @model_validator(mode="after")
    def _one_of_two(self) -> SourceTable:
        if (self.title is None) == (self.prefix is None):
            raise ValueError("give either title or prefix")
        if self.interwiki and not self.wiki:
            raise ValueError("pages with an interwiki prefix need wiki, the name of that wiki")
        if self.store and not self.interwiki:
            raise ValueError("store is for pages of another wiki, which need an interwiki prefix")
        if self.section and not self.title:
            raise ValueError("a section is one of a page, which needs a title")
        return self

    @property
    def at(self) -> str:
        """The title, or the beginning of titles, by which we know the pages."""
        name = self.title or self.prefix or ""
        return f"{self.interwiki}:{name[:1].upper()}{name[1:]}" if self.interwiki else name

    def covers(self, title: str) -> bool:
        """Return whether this entry speaks of the page."""
        return title == self.at if self.title else title.startswith(self.at)
