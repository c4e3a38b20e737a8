"""The words that readers see, by language, with MediaWiki's fallbacks."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from babel import Locale, UnknownLocaleError

from bots.shipped import data

SOURCE: Final = "en"
"""The language in which every message exists."""
DOCUMENTATION: Final = "qqq"
"""The code under which translators are told what each message is for."""


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that have messages, sorted; the source among them."""
    names = (item.name for item in files("bots.i18n").iterdir() if item.name.endswith(".json"))
    codes = sorted(name.removesuffix(".json") for name in names)
    return tuple(code for code in codes if code != DOCUMENTATION)


@cache
def own_messages(language: str) -> Mapping[str, str]:
    """Return the messages that a language itself has; none for a language without a file."""
    if language not in (*languages(), DOCUMENTATION):
        return {}
    text = files("bots.i18n").joinpath(f"{language}.json").read_text(encoding="utf-8")
    return {key: value for key, value in json.loads(text).items() if not key.startswith("@")}


@cache
def fallbacks(language: str) -> tuple[str, ...]:
    """Return the languages that are asked in turn when this one has no message, as MediaWiki."""
    chain = data("languages").get(language, {}).get("fallback", [])
    return tuple(code for code in dict.fromkeys([*chain, SOURCE]) if code != language)


def messages(language: str) -> dict[str, str]:
    """Return all messages in the language, those it lacks from the languages it falls back to."""
    found: dict[str, str] = {}
    for code in reversed((language, *fallbacks(language))):
        found |= own_messages(code)
    return {key: found[key] for key in own_messages(SOURCE)}


def speakers(language: str) -> tuple[str, ...]:
    """Return the codes that are served by this language's messages, its own first.

    The others are the languages without messages whose chain of fallbacks meets this one first.
    """
    ours = languages()
    others = (
        code
        for code in sorted(data("languages"))
        if code not in ours and next(c for c in fallbacks(code) if c in ours) == language
    )
    return (language, *others)


def is_rtl(language: str) -> bool:
    """Return whether the language is written from right to left."""
    try:
        return Locale.parse(language, sep="-").text_direction == "rtl"
    except (UnknownLocaleError, ValueError):
        return False
