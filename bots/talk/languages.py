"""MediaWiki's languages: how each writes dates, and what it calls namespaces.

What a language does not say of itself is that of the one it is written like.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from bots.shipped import data


@dataclass(frozen=True, slots=True)
class Words:
    """A language, or one variant of it, as it stands in dates."""

    format: str
    """The format of ``~~~~``, in the letters of MediaWiki's Language::sprintfDate."""
    formats: tuple[str, ...]
    """Other formats of the language, also seen in signatures."""
    months: tuple[str, ...]
    """As they stand alone, January first."""
    genitive: tuple[str, ...]
    abbreviated: tuple[str, ...]
    weekdays: tuple[str, ...]
    digits: str
    utc: str
    """What stands between the brackets of a time in UTC."""


def is_language(code: str) -> bool:
    """Return whether MediaWiki has a language of this code."""
    return code in data("languages")


def fact_of(language: str, key: str) -> Any:
    """Return what is known of a language, or else of the one that it is written like."""
    languages = data("languages")
    while key not in languages[language]:
        language = languages[language]["like"]
    return languages[language][key]


def with_fallbacks(language: str) -> list[str]:
    """Return a language and those that MediaWiki falls back to, English aside."""
    wider = language.partition("-")[0]
    codes = [language, *fact_of(language, "fallback"), *([wider] if wider != language else [])]
    return [code for code in dict.fromkeys(codes) if code != "en"]


def words_of(language: str) -> tuple[Words, ...]:
    """Return the language's words, then each variant's that differ."""
    variants: dict[str, dict[str, Any]] = fact_of(language, "variants")
    made = [_variant(language, {}), *(_variant(language, other) for other in variants.values())]
    return tuple(dict.fromkeys(made))


def _variant(language: str, changed: Mapping[str, Any]) -> Words:
    def fact(key: str) -> Any:
        return changed[key] if key in changed else fact_of(language, key)

    return Words(
        format=fact("format"),
        formats=tuple(fact("formats")),
        months=tuple(fact("months")),
        genitive=tuple(fact("genitive")),
        abbreviated=tuple(fact("abbreviated")),
        weekdays=tuple(dict.fromkeys([*fact("weekdays"), *fact("weekdays_abbreviated")])),
        digits=fact("digits"),
        utc=fact("utc"),
    )


@cache
def other_words() -> tuple[Words, ...]:
    """Return the words of the languages that are met most often far from their own wikis."""
    languages = [code for code in data("templates") if code in data("languages")]
    return tuple(dict.fromkeys(words for code in languages for words in words_of(code)))


@cache
def all_user_names() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what any language calls User and User talk: for wikis of many languages."""
    found: tuple[dict[str, None], dict[str, None]] = ({}, {})
    for facts in data("languages").values():
        for names, key in zip(found, ("user", "user_talk"), strict=True):
            names.update(dict.fromkeys(facts.get(key, ())))
    return tuple(found[0]), tuple(found[1])


def all_special_names() -> tuple[str, ...]:
    """Return what any language calls the namespace of special pages."""
    names = (name for facts in data("languages").values() for name in facts.get("special", ()))
    return tuple(dict.fromkeys(("Special", *names)))
