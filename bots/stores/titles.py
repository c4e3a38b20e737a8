"""Titles as MediaWiki normalizes them, and which titles no page can have.

Rules from MediaWikiTitleCodec, each tried on MediaWiki 1.39. Two settings are Wikimedia's: first
letters are upper-case, and letters that Unicode gained an upper case for later stay as they are.
"""

from __future__ import annotations

import html
import re
import unicodedata
from contextlib import suppress
from html.entities import html5
from typing import Final

from bots.errors import InvalidTitle

SUBJECTS: Final = ("User", "Project", "File", "MediaWiki", "Template", "Help", "Category")
NAMESPACES: Final = frozenset(
    {"Talk", "Module", "Module talk", *SUBJECTS, *(f"{subject} talk" for subject in SUBJECTS)}
)
"""The canonical namespaces that hold pages. A wiki's own names for them are not known here."""

_PAGELESS: Final = frozenset({"special", "media"})
_CANONICAL: Final = {name.casefold(): name for name in NAMESPACES} | {"image": "File"}

_ENTITY: Final = re.compile(r"&(?:#\d+|#x[\da-f]+|[a-z\d]+);", re.IGNORECASE | re.ASCII)
_DIRECTION_MARKS: Final = re.compile(r"[\u200e\u200f\u202a-\u202e]")
_SPACES: Final = re.compile(
    r"[ _\u00a0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+",
)
_ILLEGAL: Final = re.compile(
    r"[<>\[\]{}|#\x00-\x1f\x7f\ud800-\udfff\ufffd\ufffe\uffff]"
    r"|%[\da-f]{2}"
    r"|~~~"
    r"|&(?:#\d+|#x[\da-f]+|[a-z\d\x80-\U0010ffff]+);",
    re.IGNORECASE | re.ASCII,
)
_RELATIVE: Final = re.compile(r"(?:^|/)\.{1,2}(?:/|$)")
_MOST_BYTES: Final = 255


def normalize(title: str) -> str:
    """Return the title as MediaWiki writes it: ``talk:some_page`` is ``Talk:Some page``.

    Raises InvalidTitle where no page can have it; ``Special:`` and ``Media:`` have no pages.
    """
    plain = _ENTITY.sub(_decoded, title)
    plain = unicodedata.normalize("NFC", _DIRECTION_MARKS.sub("", plain))
    plain = _SPACES.sub(" ", plain).strip(" ")
    if bad := _ILLEGAL.search(plain):
        raise _invalid(title, f"a title cannot contain {bad[0]!r}")
    namespace, name = _split(plain)
    if namespace.casefold() in _PAGELESS:
        raise _invalid(title, f"{namespace}: has no pages of its own")
    if not name:
        raise _invalid(title, "a title cannot be empty")
    if name.startswith(":"):
        raise _invalid(title, "a title cannot begin with a colon")
    if namespace == "Talk" and _split(name)[0]:
        raise _invalid(title, "a talk page cannot have another namespace behind Talk:")
    if _RELATIVE.search(name):
        raise _invalid(title, "a part of a title cannot be . or ..")
    name = _upper_first(name)
    if len(name.encode()) > _MOST_BYTES:
        raise _invalid(title, f"a title cannot be longer than {_MOST_BYTES} bytes")
    return f"{namespace}:{name}" if namespace else name


def normalize_prefix(prefix: str) -> str:
    """Return what titles begin with that begin with ``prefix``: ``talk:a_`` is ``Talk:A ``.

    Raises InvalidTitle where none can.
    """
    # With a letter behind it the prefix is a title, and a space or a colon at its end stays.
    with suppress(InvalidTitle):
        return normalize(f"{prefix}x")[:-1]
    return normalize(prefix)


def _decoded(entity: re.Match[str]) -> str:
    """Return the character that a reference stands for; an unknown one stays, and is illegal."""
    if entity[0].startswith("&#"):
        return html.unescape(entity[0])
    return html5.get(entity[0][1:], entity[0])


def _split(title: str) -> tuple[str, str]:
    """Return the canonical namespace, empty for the main one, and the name in it."""
    prefix, colon, name = title.partition(":")
    known = prefix.rstrip(" ").casefold()
    if colon and known in _PAGELESS:
        return known.capitalize(), name.strip(" ")
    if colon and known in _CANONICAL:
        return _CANONICAL[known], name.strip(" ")
    return "", title


def _upper_first(name: str) -> str:
    upper = name[0].upper()
    # Where the upper case is two letters (German sharp s) or Georgian capitals, which no one
    # begins words with, Wikimedia leaves the letter ($wgOverrideUcfirstCharacters).
    if len(upper) > 1 or "\u1c90" <= upper <= "\u1cbf":
        return name
    return unicodedata.normalize("NFC", upper + name[1:])


def _invalid(title: str, problem: str) -> InvalidTitle:
    return InvalidTitle(problem, mend="choose another title", title=title)
