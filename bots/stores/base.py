"""What every store can do, and the revision, the one value that stores hand out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Final, Protocol, runtime_checkable

from bots.shipped import data

WIKITEXT: Final = "wikitext"


@cache
def _redirect() -> re.Pattern[str]:
    """Return an expression for how a redirect begins, on wikis of all languages.

    No other word will do: a list of votes may begin with ``#Yes [[User:Ana|Ana]]``.
    """
    words = "|".join(map(re.escape, sorted(data("redirect_words")["redirect"], reverse=True)))
    target = r"\[\[([^\[\]|\n]+)(?:\|[^\[\]\n]*)?\]\]"
    return re.compile(rf"\s*#(?:{words})\s*:?\s*{target}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Revision:
    """One state of one page: text and id belong together and are never fetched apart."""

    title: str
    """The page's own title, normalized: spaces, not underscores."""
    id: int
    """Positive; no two revisions of a store share it."""
    text: str
    user: str
    timestamp: datetime
    """With a time zone, UTC."""
    summary: str = ""
    parent: int = 0
    """The id of the revision before, 0 for a page's first."""
    model: str = WIKITEXT
    """What the wiki takes the text for; in other models nothing of it is a comment or a call."""

    @property
    def sha1(self) -> str:
        """The hash MediaWiki gives this text, in hexadecimal: equal texts, equal hashes."""
        return hashlib.sha1(self.text.encode(), usedforsecurity=False).hexdigest()

    @property
    def redirect(self) -> str:
        """The title this page redirects to, or nothing."""
        found = _redirect().match(self.text)
        return found[1].strip().replace("_", " ") if found else ""


@dataclass(frozen=True, slots=True)
class Found:
    """A page that uses a template, and whether this account may edit it."""

    title: str
    revision: int
    redirect: bool
    language: str
    refusal: str = ""
    """Why an edit would be refused, such as ``tpt-target-page`` on a translation; or nothing."""


class Store(Protocol):
    """Pages that can be read, found and saved.

    ``tests/stores/contract/`` is this protocol as a suite: every store passes it.
    """

    @property
    def name(self) -> str:
        """How ``--store`` names this store, such as ``folder:/srv/strategy``."""

    @property
    def user(self) -> str:
        """The account whose name the store's own edits carry."""

    def read(self, titles: Iterable[str]) -> Iterator[tuple[str, Revision | None]]:
        """Yield each title as asked for, once, in order, with its latest revision.

        The revision is None where there is no such page, or where there can be none. Redirects
        are not followed: ``Revision.redirect`` tells. Reads in batches, so that any number of
        titles may be asked for, and yields as it reads.
        """

    def titles(self, prefix: str = "") -> Iterator[str]:
        """Yield the titles of the pages that begin with ``prefix``, sorted; redirects included."""

    def using(self, template: str) -> Iterator[str]:
        """Yield, sorted, the titles of the pages that transclude ``Template:<template>``.

        At any depth, as MediaWiki's ``embeddedin``: pages that transclude such a page as well.
        """

    def history(self, title: str, limit: int = 50) -> Iterator[Revision]:
        """Yield the revisions of a page, newest first, at most ``limit``; none if missing."""

    def save(
        self, title: str, text: str, *, base: Revision | None, summary: str, minor: bool = False
    ) -> Revision:
        """Save a text made from ``base`` and return the revision it became.

        ``base=None`` creates the page, and only then is a page created. The same text as the
        latest revision's makes no revision: that one is returned.

        Raises Conflict where the page is no longer at ``base`` (or exists, when it was to be
        created), Missing where it is gone, InvalidTitle where no page can have this title.
        """


@runtime_checkable
class Numbered(Protocol):
    """What a store may have besides: it knows each revision by its number alone."""

    def pages_of(self, revisions: Iterable[int]) -> Mapping[int, str]:
        """Return the titles of the pages of these revisions, of those that exist.

        A revision whose text is hidden exists; one of a deleted page does not.
        """

    def times_of(self, revisions: Iterable[int]) -> Mapping[int, datetime]:
        """Return when these revisions were made, in UTC, of those that exist."""


@runtime_checkable
class Discerning(Protocol):
    """What a store may have besides: it tells pages that nobody may edit from those one may."""

    def found(self, template: str) -> list[Found]:
        """Return the pages that transclude ``Template:<template>``, sorted."""


@runtime_checkable
class Templated(Protocol):
    """What a store may have besides: it tells which templates its pages transclude."""

    def templates_on(self, titles: list[str], templates: list[str]) -> Mapping[str, frozenset[str]]:
        """Return which of these templates each page transcludes, at any depth; all for no names.

        Names come without their namespace, and a redirect to a template counts as the template.
        """


@runtime_checkable
class Talking(Protocol):
    """What a store may have besides: it knows its talk pages' names, and edits by who made them."""

    def talk_title(self, title: str) -> str:
        """Return the title of a page's talk page, in the wiki's own names; of a talk page, its own.

        Nothing where pages of that sort have none.
        """

    def edits_by(self, user: str, title: str, limit: int = 50) -> Iterator[Revision]:
        """Yield the revisions of a page that one account made, as ``history`` does all."""
