"""Which pages comments are read from: the settings' sources, and where those lead.

A talk page leads to its archives and to the pages that it shows (``{{/Sub}}``, ``{{Talk:X}}``,
``{{:X}}``), as far as those are in scope.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Final

from bots.consultation.talks.archives import Pattern, archive_patterns, archived_page
from bots.consultation.talks.sources import Source, is_within, talk_title
from bots.errors import InvalidTitle
from bots.run.abroad import Pages
from bots.settings import Settings
from bots.stores.base import Revision
from bots.stores.titles import normalize
from bots.stores.transclusions import resolve, shown

_SHOWS: Final = re.compile(r"\{\{[^{}|\[\]<>#\n/:]{0,100}[/:]")
"""What a call of a page has and a template's own name seldom: worth a closer look."""


class Places:
    """The pages to read: each is handed out once, and those it leads to wait for the next round."""

    def __init__(self, store: Pages, settings: Settings) -> None:
        self._store, self._settings = store, settings
        self._sources: dict[str, Source] = {}
        self._waiting: list[str] = []
        self._listed: dict[str, Sequence[str]] = {}
        """Titles by what all of them begin with."""
        self._archives: dict[str, str] = {}
        """Archives that templates name, each with its page."""
        self._goals: dict[str, str] = {}
        """Where the redirects lead that were read."""
        self.led: set[str] = set()
        """The pages that are read only because another page shows them."""
        self.troubles: list[tuple[str, str]] = []
        self._declared()

    def waiting(self) -> list[str]:
        """Return the titles found since this was asked last, in order."""
        titles, self._waiting = sorted(self._waiting), []
        return titles

    def look(self, title: str, revision: Revision) -> Source | None:
        """Return the source that a page is, after a look at where it leads; None for none."""
        source = self._sources[title]
        if revision.redirect:
            self._show(revision.redirect, source)
            with suppress(InvalidTitle):
                goal = normalize(revision.redirect.partition("#")[0])
                self._goals[title] = source.here(goal)
            return None
        names = self._settings.site_of(source).templates.archives
        for pattern in archive_patterns(revision.text, source.local, names):
            self._archive(pattern, source)
        if not source.section and _SHOWS.search(revision.text):
            for name in shown(revision.text):
                self._show(resolve(name, source.local), source)
                if ":" in name:
                    # In the wiki's own words for its namespaces.
                    self._show(name, source)
        return source

    def final(self, source: Source, read: Container[str]) -> Source:
        """Return the source with its earlier names, and the page it is an archive of, if read."""
        names = tuple(sorted(name for name in self._goals if self._end(name) == source.title))
        source = replace(source, known_as=names)
        seen = [source.title]
        while page := self._page_of(seen[-1], read):
            if page in seen:
                # Pages that call each other their archives are none.
                return replace(source, archive_of="")
            seen.append(page)
        return replace(source, archive_of=seen[-1] if seen[1:] else "")

    def _end(self, title: str) -> str:
        """Return where redirects lead to from a page, one after the other."""
        seen = set()
        while title in self._goals and title not in seen:
            seen.add(title)
            title = self._goals[title]
        return title

    def _page_of(self, title: str, read: Container[str]) -> str:
        pages = (archived_page(title), self._archives.get(title, ""))
        return next((page for page in pages if page in read), "")

    def _declared(self) -> None:
        """Take in what the settings name, with the archives of the pages that they name alone."""
        settings = self._settings
        entries = [entry for entry in settings.sources if not entry.exclude]
        titles: set[str] = set()
        for prefix in sorted(entry.at for entry in entries if entry.prefix):
            found = self._titles(prefix)
            titles.update(found)
            if all(title.startswith(prefix) for title in found):
                self._listed.setdefault(prefix, found)
        for alone in (entry.at for entry in entries if entry.title):
            below = self._titles(f"{alone}/")
            titles |= {alone, *(title for title in below if archived_page(title) == alone)}
        # A page comes before its archives, whose titles begin with its own.
        for title in sorted(titles):
            page = self._sources.get(archived_page(title))
            self._add(title, self._like(title, page) if page else settings.source(title))

    def _titles(self, beginning: str) -> Sequence[str]:
        """Return the titles that begin so; of titles listed already nobody is asked again.

        A source in each of a hundred languages is no reason for a hundred questions.
        """
        for prefix, titles in self._listed.items():
            # "Talk" begins titles of the main namespace, "Talk:X" begins none of those.
            if beginning.startswith(prefix) and (":" in prefix or ":" not in beginning):
                return [title for title in titles if title.startswith(beginning)]
        return list(self._store.titles(beginning))

    def _add(self, title: str, source: Source | None) -> bool:
        if source is None or title in self._sources:
            return False
        self._sources[title] = source
        self._waiting.append(title)
        return True

    def _like(self, title: str, other: Source) -> Source | None:
        """Return a page as a source that signs as another does, unless the settings say more."""
        entry = self._settings.entry(title)
        if entry is None or entry.covers(other.title):
            return replace(other, title=title)
        if entry.exclude or entry.wiki or entry.language:
            return self._settings.source(title)
        return replace(other, title=title)

    def _archive(self, pattern: Pattern, page: Source) -> None:
        """Take in the archives that a page's template speaks of."""
        outside = 0
        for title in self._titles(page.here(pattern.beginning)):
            local = replace(page, title=title).local
            if not pattern.covers(local) or is_within(page.title, title):
                continue
            if title not in self._sources and not self._in_scope(title, page):
                outside += 1
                continue
            self._archives.setdefault(title, page.title)
            source = self._like(title, page)
            if source and title in self._sources:
                # It stands behind its page in the order of titles, so it is yet to be read.
                self._sources[title] = source
            self._add(title, source)
        if outside:
            count = "one archive" if outside == 1 else f"{outside} archives"
            where = f"“{pattern.beginning}” is outside the consultation's sources"
            self.troubles.append((page.title, f"{count} not read: {where}"))

    def _show(self, name: str, by: Source) -> None:
        """Take in a page that another one shows, if it is in scope and no template."""
        title = ""
        with suppress(InvalidTitle):
            title = normalize(name) if name else ""
        if not title or title.startswith("Template:"):
            return
        title = by.here(title)
        if title in self._sources:
            return
        if self._in_scope(title, by) and self._add(title, self._like(title, by)):
            self.led.add(title)

    def _in_scope(self, title: str, by: Source) -> bool:
        """Return whether a page may be read because a source leads to it."""
        settings = self._settings
        entry = settings.entry(title)
        if entry is not None:
            return not entry.exclude
        scope = settings.scope
        if any(
            is_within(title, root) or is_within(title, talk_title(root)) for root in scope.exclude
        ):
            return False
        roots = (by.title, *scope.prefixes, *map(talk_title, scope.prefixes))
        return any(is_within(title, root) for root in roots)
