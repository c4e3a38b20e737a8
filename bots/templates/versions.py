"""Which version of a template stands on a wiki, and whether the wiki has changed it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from bots import __version__
from bots.stores.base import Revision
from bots.stores.texts import as_saved
from bots.templates.merging import merged

_MARK: Final = "consultation-bots"
_STAMP: Final = re.compile(
    rf"\n?(?:<noinclude><!-- {_MARK} (\S+) ([0-9a-f]{{12}}) --></noinclude>"
    rf"|/\* {_MARK} (\S+) ([0-9a-f]{{12}}) \*/)[ \t\n]*\Z"
)


class Standing(Enum):
    """How what is on the wiki stands to what is shipped."""

    SAME = "as shipped"
    MISSING = "missing"
    OLDER = "of an earlier version"
    """Another version of ours that nobody has changed on the wiki."""
    MERGED = "changed on the wiki, to be brought up to date with these changes in it"
    ADAPTED = "as shipped, with this wiki's own changes"
    CHANGED = "changed on the wiki"
    """Changed there, or made there, and not to be overwritten unless a person says so."""
    NEWER = "of a later version than this one"


@dataclass(frozen=True, slots=True)
class Difference:
    """One page to be installed, beside what is there."""

    title: str
    standing: Standing
    wanted: str
    """What is to be saved: the text that is shipped, or that with the wiki's own changes."""
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
        return self.standing in (Standing.MISSING, Standing.OLDER, Standing.MERGED)

    @property
    def settled(self) -> bool:
        """Whether nothing is to be done about it."""
        return self.standing in (Standing.SAME, Standing.ADAPTED)


def stamped(text: str) -> str:
    """Return the text with its version and its checksum in the last line, which nobody sees."""
    body = as_saved(text)
    return _marked(body, _checksum(body))


def _marked(body: str, checksum: str) -> str:
    mark = f"{_MARK} {__version__} {checksum}"
    is_css = body.startswith("/*")
    return f"{body}\n/* {mark} */" if is_css else f"{body}<noinclude><!-- {mark} --></noinclude>"


def differences(
    shipped: Mapping[str, str], on_wiki: Iterable[tuple[str, Revision | None]]
) -> list[Difference]:
    """Return for each page of ``on_wiki`` how it stands to the page that is shipped.

    ``on_wiki`` is what ``store.read(shipped)`` yields.
    """
    return [_difference(title, shipped[title], revision) for title, revision in on_wiki]


def reconciled(difference: Difference, older: Iterable[str]) -> Difference:
    """Return the difference with the wiki's own changes brought into what is shipped.

    ``older`` are earlier texts of the page, the newest first: among them is the version of ours
    that people changed. As it was where there is none, or where both changed the same lines.
    """
    if difference.standing is not Standing.CHANGED or not difference.version:
        return difference
    _, made_from, theirs = _read(difference.before)
    ours = _read(difference.wanted)[2]
    pristine: dict[str, str] = {}
    for _, checksum, body in map(_read, older):
        if checksum and checksum == _checksum(body):
            pristine.setdefault(checksum, body)
            if checksum == made_from:
                break
    base = pristine.get(made_from) or next(iter(pristine.values()), "")
    both = merged(base, theirs, ours) if base else None
    if both is None:
        return difference
    # With the checksum of what is shipped, so that the next look knows what this was made from.
    return replace(difference, standing=Standing.MERGED, wanted=_marked(both, _checksum(ours)))


def _difference(title: str, shipped: str, base: Revision | None) -> Difference:
    if base is None:
        return Difference(title, Standing.MISSING, shipped, None)
    version, checksum, body = _read(base.text)
    ours = _read(shipped)[2]
    if body == ours:
        standing = Standing.SAME
    elif _number(version) > _number(__version__):
        standing = Standing.NEWER
    elif checksum == _checksum(body):
        standing = Standing.OLDER
    elif checksum == _checksum(ours):
        standing = Standing.ADAPTED
    else:
        standing = Standing.CHANGED
    return Difference(title, standing, shipped, base, version)


def _number(version: str) -> tuple[int, ...]:
    """Return a version as it compares; what is none comes before all others."""
    parts = version.split(".")
    return tuple(map(int, parts)) if all(map(str.isdecimal, parts)) else ()


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
