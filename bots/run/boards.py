"""The talk pages on which problems with pages are told: where they are, and what they ever said."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Final

from bots.consultation.talks.sources import talk_title
from bots.page.names import COMMON
from bots.page.notices import NOTICE, Told, told_in
from bots.settings import Settings
from bots.stores.base import WIKITEXT, Revision, Store, Talking

_LOOKED_BACK: Final = 500
"""How many of the bot's own edits of a talk page are looked through for what was told."""


class Boards:
    """Pages and their talk pages as they are now, each read once."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store, self._settings = store, settings
        self._pages: dict[str, Revision | None] = {}

    def read(self, titles: Iterable[str]) -> None:
        """Read these pages at once, to have them at hand."""
        self._pages.update(self._store.read(sorted({*titles} - self._pages.keys() - {""})))

    def page(self, title: str) -> Revision | None:
        """Return a page as it is now, or None where there is none."""
        self.read([title])
        return self._pages[title]

    def talk(self, page: str) -> str:
        """Return the title of a page's talk page; of a talk page, its own."""
        store = self._store
        return store.talk_title(page) if isinstance(store, Talking) else talk_title(page)

    def of(self, page: str) -> str:
        """Return the title of the page on which problems with a page are told; nothing for none.

        A talk page that redirects to another of the consultation's talk pages means that one.
        """
        place = self.talk(page)
        revision = self.page(place) if place else None
        if revision and revision.redirect:
            place = revision.redirect.partition("#")[0].strip()
            revision = self.page(place) if self._settings.covers(place) else None
            if revision is None or revision.redirect or self.talk(place) != place:
                return ""
        if revision:
            # As the wiki calls it.
            place = revision.title
            self._pages.setdefault(place, revision)
            if revision.model != WIKITEXT:
                return ""
        return place if place and self._settings.tells_on(place) else ""

    @cached_property
    def with_notices(self) -> tuple[Revision, ...]:
        """The talk pages on which there are notices, archives included, by title."""
        titles = [
            title for title in self._store.using(NOTICE.template) if self.talk(title) == title
        ]
        self.read(titles)
        return tuple(revision for title in titles if (revision := self.page(title)))

    def told_before(self, title: str) -> frozenset[Told]:
        """Return what the bot's own edits of a page ever told there, whatever became of it."""
        store = self._store
        if isinstance(store, Talking):
            edits = store.edits_by(store.user, title, _LOOKED_BACK)
        else:
            edits = (edit for edit in store.history(title, _LOOKED_BACK) if edit.user == store.user)
        return frozenset(told for edit in edits for told in told_in(edit.text))

    @property
    def can_show(self) -> bool:
        """Whether the wiki has the template, where it has others of ours: 0.1 had none of it."""
        common, notice = f"Template:{COMMON}", f"Template:{NOTICE.template}"
        self.read([common, notice])
        return self.page(common) is None or self.page(notice) is not None
