"""Where comments come from, and which of those places a region asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_TALK: Final = "Talk"
_INTERWIKI: Final = re.compile(r"(?:[a-z][a-z0-9_-]*:)+")


@dataclass(frozen=True, slots=True)
class Source:
    """A talk page and the wiki whose way of signing it follows."""

    title: str
    wiki: str
    language: str
    archive_of: str = ""
    """The page whose archive it is: it counts as a part of that."""
    interwiki: str = ""
    """The prefix of its wiki, such as ``w:fr``, with which its title begins; nothing at home."""
    section: str = ""
    """The heading of the one section that counts; without one the whole page does."""
    known_as: tuple[str, ...] = ()
    """The titles from which redirects lead to it: its names before it was moved."""

    @property
    def local(self) -> str:
        """The title that the page has on its own wiki."""
        return self.title.removeprefix(f"{self.interwiki}:") if self.interwiki else self.title

    def here(self, title: str) -> str:
        """Return the title, by which we know it, of another page of the same wiki."""
        return f"{self.interwiki}:{title}" if self.interwiki and title else title


def interwiki_of(title: str) -> str:
    """Return the prefix of a page on another wiki, such as ``w:fr``; nothing of one at home.

    Prefixes are lower-case, and a title at home begins with a capital, or with its namespace's.
    """
    found = _INTERWIKI.match(title)
    return found[0][:-1] if found else ""


def is_within(title: str, root: str) -> bool:
    """Return whether a page is ``root`` or one of its subpages."""
    return title == root or title.startswith(f"{root.rstrip('/')}/")


def chosen(sources: Iterable[Source], wanted: str) -> tuple[tuple[Source, ...], tuple[str, ...]]:
    """Return the sources that a region's ``source`` names, and the names that match none.

    Names are separated by semicolons; one that ends with ``*`` names all pages that begin so.
    No name at all means all sources. A page's name means its archives too, and so does a name that
    it had before it was moved.
    """
    sources = tuple(sources)
    names = named(wanted)
    if not names:
        return sources, ()
    pages_of = {name: _pages_of(sources, name) for name in names}
    matched = {
        name: {
            s.title
            for s in sources
            if s.title in pages
            or (s.archive_of and (s.archive_of in pages or _matches(s.archive_of, name)))
        }
        for name, pages in pages_of.items()
    }
    titles = set().union(*matched.values())
    unmatched = tuple(name for name, found in matched.items() if not found)
    return tuple(source for source in sources if source.title in titles), unmatched


def _pages_of(sources: Iterable[Source], name: str) -> set[str]:
    """Return the titles of the pages that a name means, archives not counted."""
    return {s.title for s in sources if any(_matches(t, name) for t in (s.title, *s.known_as))}


def may_name(wanted: str, beginning: str) -> bool:
    """Return whether a region's ``source`` may name a page whose title begins so."""
    names = named(wanted)
    return not names or any(
        name.startswith(beginning) or (name.endswith("*") and beginning.startswith(name[:-1]))
        for name in names
    )


def named(wanted: str) -> tuple[str, ...]:
    """Return the names between semicolons, as people write titles: also with ``_``, or as links."""
    found = []
    for part in wanted.split(";"):
        bare = part.strip().removeprefix("[[").removesuffix("]]").partition("|")[0]
        found.append(" ".join(bare.replace("_", " ").split()).removeprefix(":").lstrip())
    return tuple(name for name in found if name)


def _matches(title: str, name: str) -> bool:
    title, name = _folded(title), _folded(name)
    return title.startswith(name[:-1]) if name.endswith("*") else title == name


# Each list compares all talk pages with what it asks for.
@lru_cache(maxsize=1 << 16)
def _folded(title: str) -> str:
    """Return a title as it compares: the case of its namespace and first letter do not count."""
    space, colon, rest = title.partition(":")
    space, rest = (f"{space.rstrip().casefold()}:", rest.lstrip()) if colon else ("", title)
    return f"{space}{rest[:1].upper()}{rest[1:]}"


def talk_title(title: str) -> str:
    """Return the title of a page's talk page, by the names MediaWiki uses in English.

    A colon with a space behind it belongs to the name itself: MediaWiki drops the space behind a
    namespace. No namespace has a slash in it.
    """
    namespace, colon, rest = title.partition(":")
    if not colon or not namespace or rest.startswith(" ") or "/" in namespace:
        return f"{_TALK}:{title}"
    if namespace.lower() == "talk" or namespace.lower().endswith(" talk"):
        return title
    return f"{namespace} talk:{rest}"
