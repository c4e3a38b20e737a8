"""The words by which people's own pages are read, by language: data, kept by hand in bots/data."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Any

from bots.shipped import data


def table(name: str) -> Mapping[str, Mapping[str, Any]]:
    """Return the words of ``bots/data/<name>_words.json`` by language; ``*`` stands for all."""
    return data(f"{name}_words")


def fold(text: str) -> str:
    """Return the text as it compares: compatible forms, case, accents and spacing not minded.

    Arabic is often typed without its hamzas and French capitals without their accents; both are
    marks in Unicode's decomposition, so that one rule serves.
    """
    if text.isascii():
        return " ".join(text.casefold().split())
    # Marks of direction are no part of a word, nor is the stroke that lengthens Arabic ones.
    text = re.sub("[\u00ad\u0640\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069]", "", text)
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'").casefold())
    bare = "".join(char for char in decomposed if unicodedata.category(char) != "Mn")
    return " ".join(unicodedata.normalize("NFC", bare).split())


@cache
def every(name: str, role: str) -> dict[str, str]:
    """Return the words of a role in all languages, folded, each with a language that has it."""
    found: dict[str, str] = {}
    for language, words in table(name).items():
        for word in words.get(role, ()):
            found.setdefault(fold(word), language)
    return found


def without_comments(text: str) -> str:
    """Return the text without HTML comments; one that is never closed stays."""
    if "<!--" not in text:
        return text
    kept = []
    position = 0
    while (start := text.find("<!--", position)) >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            break
        kept.append(text[position:start])
        position = end + 3
    return "".join(kept) + text[position:]
