r"""Titles to file names and back: no two titles in one file, nothing outside the folder.

- ``/`` makes folders, a space becomes ``_``, letters of any script stay readable.
- What is unsafe on any platform is percent-encoded as in URLs: ``: ? * " < > | \ %``, control
  characters, a dot at either end of a part, the first letter of a name Windows reserves (CON).
- A part is never empty: the slash that would make it so is encoded and goes with the next part,
  ``A//B`` is ``A/%2FB``, ``A/`` is ``A%2F``.
- A part too long for a file name goes on in a folder: a lone ``%`` at its end says so.
- A folder never ends in ``.wikitext``: pages ``A`` and ``A/B`` stand side by side, and so do
  ``A`` and ``A.wikitext/B``.

No part begins with a dot, so whatever does is no page's and stays free for the store's own use.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import quote, unquote

from bots.errors import InvalidTitle, StoreError
from bots.stores.titles import normalize

EXTENSION: Final = ".wikitext"

# File systems allow 255 bytes; an encoded edge, the extension and a suffix need room.
_LONGEST: Final = 200
_CONTINUES: Final = "%"

_SEPARATOR: Final = re.compile(r"(?<=[^/])/(?!\Z)")
_UNSAFE: Final = re.compile(r'[/:?*"<>|\\%\x00-\x1f\x7f-\x9f]')
_RESERVED: Final = re.compile(
    r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?=\.|\Z)", re.IGNORECASE
)
_LIKE_A_PAGE: Final = re.compile(r"\.(?=wikitext\Z)", re.IGNORECASE)


@lru_cache(maxsize=1 << 12)
def path_of(title: str) -> PurePosixPath:
    """Return the path, from the folder, of the file that holds the page of a normalized title."""
    *folders, last = (part for name in _SEPARATOR.split(title) for part in _parts(name))
    return PurePosixPath(*map(_folder, folders), last + EXTENSION)


def title_of(path: PurePosixPath) -> str:
    """Return the title of the page that a file holds, given its path from the folder.

    Raises StoreError where that title's page has its file elsewhere: a file named by hand, such as
    ``Talk:Some page.wikitext``. It would hold a page that is never found under its title.
    """
    try:
        title = normalize(_decode(path.as_posix().removesuffix(EXTENSION)))
    except (InvalidTitle, UnicodeDecodeError):
        raise StoreError(
            "no page can have the title that this file name stands for",
            mend=f"rename the file, or give it another extension than {EXTENSION}",
            title=str(path),
        ) from None
    proper = path_of(title)
    if proper != path:
        raise StoreError(
            f"this is not the file name of the page {title}",
            mend=f"rename the file to {proper}",
            title=str(path),
        )
    return title


def _parts(name: str) -> list[str]:
    """Return one part of a title, encoded; several where it is too long for one file name."""
    parts: list[str] = []
    start = size = 0
    for place, character in enumerate(name):
        length = len(_encode(character).encode())
        if size + length > _LONGEST:
            parts.append(_guard(name[start:place]) + _CONTINUES)
            start, size = place, 0
        size += length
    return [*parts, _guard(name[start:])]


def _encode(text: str) -> str:
    return _UNSAFE.sub(lambda unsafe: quote(unsafe[0], safe=""), text).replace(" ", "_")


def _guard(piece: str) -> str:
    """Return a piece encoded so that no platform hides, trims or reserves the name it makes."""
    encoded = _encode(piece)
    if encoded.endswith("."):
        encoded = f"{encoded[:-1]}%2E"
    if encoded.startswith("."):
        encoded = f"%2E{encoded[1:]}"
    if _RESERVED.match(encoded):
        encoded = f"%{ord(encoded[0]):02X}{encoded[1:]}"
    return encoded


def _folder(part: str) -> str:
    return _LIKE_A_PAGE.sub("%2E", part)


def _decode(path: str) -> str:
    title = ""
    for part in path.split("/"):
        text = unquote(part.removesuffix(_CONTINUES), errors="strict")
        title += text if part.endswith(_CONTINUES) else f"{text}/"
    return title.removesuffix("/").replace("_", " ")
