"""What a dump says of its wiki: who it is, what it calls its namespaces, how it spells titles."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final
from urllib.parse import urlsplit

from bots.errors import InvalidTitle, UnknownWiki
from bots.stores.site_data import site_of
from bots.stores.titles import SUBJECTS, normalize, normalize_prefix
from bots.talk.site import Site, site, with_siteinfo

PROJECT: Final = 4
_SENSITIVE: Final = "case-sensitive"
_CANONICAL: Final = {-2: "Media", -1: "Special", 0: "", 1: "Talk"} | {
    2 * place + half: subject + (" talk" if half else "")
    for place, subject in enumerate(SUBJECTS, 1)
    for half in (0, 1)
}


@dataclass
class Header:
    """A dump's ``<siteinfo>``, filled as it is read."""

    language: str = ""
    wiki: str = ""
    """The name of its database, such as frwiki."""
    base: str = ""
    """The address of its main page."""
    case: str = ""
    namespaces: dict[int, str] = field(default_factory=dict)
    aliases: list[tuple[int, str]] = field(default_factory=list)

    @cached_property
    def site(self) -> Site:
        """How people sign on this wiki: by its name if it is Wikimedia's, else by its language.

        Raises UnknownWiki where the dump says neither.
        """
        info = {
            "general": {"lang": self.language, "wikiid": self.wiki},
            "namespaces": {
                str(number): {"id": number, "name": name, "canonical": _CANONICAL.get(number, "")}
                for number, name in self.namespaces.items()
            },
            "namespacealiases": [{"id": number, "alias": name} for number, name in self.aliases],
        }
        if not self.base and self.wiki:
            with suppress(UnknownWiki):
                return with_siteinfo(site(self.wiki), info)
        if not self.language and not self.wiki:
            raise UnknownWiki("the dump does not say which wiki it is of", "say --wiki frwiki")
        return site_of(urlsplit(self.base).hostname or "", info)

    def namespace(self, word: str) -> int | None:
        """Return the namespace that a word means here: in English, its own name, or an alias."""
        return self._numbers.get(word.strip(" ").replace("_", " ").casefold())

    def spellings(self, asked: str) -> Iterator[str]:
        """Yield the titles under which a page that is asked for may stand in the dump."""
        with suppress(InvalidTitle):
            usual = normalize(asked)
            if self.case == _SENSITIVE:
                usual = " ".join(asked.replace("_", " ").split())
            yield usual
            word, colon, name = usual.partition(":")
            if colon and (local := self._local(word)) is not None:
                name = name.strip(" ")
                yield local + (name if self.case == _SENSITIVE else normalize(name))

    def beginnings(self, prefix: str) -> tuple[str, ...]:
        """Return how titles in the dump begin that begin with ``prefix``; none if none can."""
        try:
            usual = normalize_prefix(prefix) if prefix else ""
            if self.case == _SENSITIVE:
                usual = prefix.replace("_", " ")
            word, colon, name = usual.partition(":")
            if not colon or (local := self._local(word)) is None:
                return (usual,)
            name = name.lstrip(" ")
            if name and self.case != _SENSITIVE:
                name = normalize_prefix(name)
            return tuple({usual, local + name})
        except InvalidTitle:
            return ()

    def canonical(self, name: str) -> str:
        """Return a title, or the name in a call, with its namespace in English."""
        colon = ":" if name.startswith(":") else ""
        word, found, rest = name.removeprefix(":").partition(":")
        number = self.namespace(word) if found and word else None
        return f"{colon}{_CANONICAL[number]}:{rest}" if number in _CANONICAL and number else name

    def _local(self, word: str) -> str | None:
        number = self.namespace(word)
        return f"{self.namespaces[number]}:" if number and number in self.namespaces else None

    @cached_property
    def _numbers(self) -> dict[str, int]:
        names = {name: number for number, name in _CANONICAL.items() if number in self.namespaces}
        names |= {name: number for number, name in self.aliases}
        names |= {name: number for number, name in self.namespaces.items()}
        return {name.casefold(): number for name, number in names.items() if name}
