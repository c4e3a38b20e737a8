"""Which version of a template stands on a wiki, and whether the wiki has changed it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from bots import __version__
from bots.stores.base import Revision
from bots.stores.texts import as_saved

_MARK: Final = "consultation-bots"
_STAMP: Final = re.compile(
    rf"\n?(?:<noinclude><!-- {_MARK} (\S+) ([0-9a-f]{{12}}) --></noinclude>"
    rf"|/\* {_MARK} (\S+) ([0-9a-f]{{12}}) \*/)[ \t\n]*\Z"
)


class Standing(Enum):
    """How what is on the wiki stands to what is shipped."""

    SAME = "same"
    MISSING = "missing"
    OLDER = "older"
    """Another version of ours that nobody has changed on the wiki."""
    CHANGED = "changed"
    """Changed on the wiki, or made there: not to be overwritten unless a person says so."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One page to be installed, beside what is there."""

    title: str
    standing: Standing
    shipped: str
    base: Revision | None
    """What stands on the wiki; None where there is no such page."""
    version: str = ""
    """The version of ours that the wiki's text was, or was made from; empty if none was."""

    @property
    def before(self) -> str:
        """The text on the wiki."""
        return self.base.text if self.base else ""

    @property
    def safe(self) -> bool:
        """Whether it may be saved without asking: nothing that people wrote is lost."""
        return self.standing in (Standing.MISSING, Standing.OLDER)


def stamped(text: str) -> str:
    """Return the text with its version and its checksum in the last line, which nobody sees."""
    body = as_saved(text)
    mark = f"{_MARK} {__version__} {_checksum(body)}"
    is_css = body.startswith("/*")
    return f"{body}\n/* {mark} */" if is_css else f"{body}<noinclude><!-- {mark} --></noinclude>"


def differences(
    shipped: Mapping[str, str], on_wiki: Iterable[tuple[str, Revision | None]]
) -> list[Difference]:
    """Return for each page of ``on_wiki`` how it stands to the page that is shipped.

    ``on_wiki`` is what ``store.read(shipped)`` yields.
    """
    return [_difference(title, shipped[title], revision) for title, revision in on_wiki]


def _difference(title: str, shipped: str, base: Revision | None) -> Difference:
    if base is None:
        return Difference(title, Standing.MISSING, shipped, None)
    version, checksum, body = _read(base.text)
    if body == _read(shipped)[2]:
        standing = Standing.SAME
    elif checksum == _checksum(body):
        standing = Standing.OLDER
    else:
        standing = Standing.CHANGED
    return Difference(title, standing, shipped, base, version)


def _read(text: str) -> tuple[str, str, str]:
    """Return a stamped text's version, checksum and body; the first two empty without a stamp."""
    saved = as_saved(text)
    match = _STAMP.search(saved)
    if not match:
        return "", "", saved
    version, checksum = (match[1], match[2]) if match[1] else (match[3], match[4])
    return version, checksum, as_saved(saved[: match.start()])


def _checksum(body: str) -> str:
    return hashlib.sha1(body.encode(), usedforsecurity=False).hexdigest()[:12]
