"""Which of a dump's pages are read: by namespace, by title, by how the title begins."""

from __future__ import annotations

from functools import cached_property
from typing import Final

from bots.errors import UsageError
from bots.stores.dump_header import PROJECT, Header

ALL: Final = "all"
TALK: Final = "talk"


class Selection:
    """The pages wanted of one dump, whose header is read while this is there already."""

    def __init__(
        self, header: Header, titles: tuple[str, ...], prefix: str, namespaces: tuple[str, ...]
    ) -> None:
        self._header, self._asked, self._prefix = header, titles, prefix
        if not namespaces:
            # Where people talk; what is named is looked for everywhere.
            namespaces = (ALL,) if titles or prefix else (TALK, str(PROJECT))
        self._words = namespaces

    def wants(self, namespace: int, title: str) -> bool:
        """Return whether a page is to be read.

        Raises UsageError where the dump has no such namespace as was named.
        """
        spaces = self.spaces
        return (
            (ALL in self._words or (TALK in self._words and namespace % 2 == 1))
            or namespace in spaces
        ) and (title.startswith(self._starts) and (not self._asked or title in self._titles))

    @cached_property
    def spaces(self) -> frozenset[int]:
        """The namespaces that were named one by one."""
        return frozenset(self._number(word) for word in self._words if word not in (ALL, TALK))

    def missing(self, found: set[str]) -> list[str]:
        """Return the titles that were asked for and are not among those found."""
        return [title for title in self._asked if found.isdisjoint(self._header.spellings(title))]

    @cached_property
    def _starts(self) -> tuple[str, ...]:
        return self._header.beginnings(self._prefix)

    @cached_property
    def _titles(self) -> frozenset[str]:
        return frozenset(name for title in self._asked for name in self._header.spellings(title))

    def _number(self, word: str) -> int:
        if word.isdecimal():
            return int(word)
        number = self._header.namespace(word)
        if number is None:
            names = ", ".join(name for name in self._header.namespaces.values() if name)
            raise UsageError(
                f"the dump has no namespace “{word}”", f"say {TALK}, {ALL}, a number, or: {names}"
            )
        return number
