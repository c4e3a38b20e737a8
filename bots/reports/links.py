"""Addresses of pages on the wiki that a report speaks of."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote, urlsplit

from bots.errors import UsageError

_SAFE: Final = "/:@!$*,;()~-._"
"""What MediaWiki leaves as it is in the address of a page."""


class Links:
    """The addresses of pages, from one like ``https://meta.wikimedia.org/wiki/$1``."""

    def __init__(self, pattern: str = "") -> None:
        """Without a pattern there are no addresses, and titles are shown as text.

        Raises UsageError where the pattern is none.
        """
        parts = urlsplit(pattern)
        if pattern and not (parts.scheme in ("http", "https") and parts.netloc and "$1" in pattern):
            raise UsageError(
                f"“{pattern}” is no address of a wiki's pages",
                "write it with $1 for the title, such as https://meta.wikimedia.org/wiki/$1",
            )
        self._pattern = pattern

    def to(self, target: str) -> str:
        """Return the address of a page, or of a place on it after ``#``; nothing without one.

        What is an address already stays one.
        """
        if target.startswith(("https://", "http://")):
            return target
        if not self._pattern or not target:
            return ""
        title, hash_sign, fragment = target.partition("#")
        address = self._pattern.replace("$1", quote(title.replace(" ", "_"), safe=_SAFE))
        return f"{address}{hash_sign}{quote(fragment, safe=_SAFE + '%&=+?')}"
