"""What each word of a language may mean in a date.

Words come from bots/data/date_words.json, months and weekdays from babel and MediaWiki as well.
English is understood everywhere, behind the language's own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from babel import Locale, UnknownLocaleError
from babel.dates import get_day_names, get_month_names

from bots.consultation.words import fold, table
from bots.errors import UnknownWiki
from bots.talk.site import of_language

Token = tuple[str, int]
"""A role and its number: ``("month", 7)``, ``("to", 0)``, ``("third", 2)`` for "late"."""
Reading = tuple[Token, ...]

TO_DASH: Final[Token] = ("to", 1)
"""A dash, which may also join a word: "mid-July"."""

_ALONE: Final[dict[str, Reading]] = {
    **{
        role: ((role, 0),)
        for role in "to from and until since before after about quarter half week".split()
    },
    **{
        role: ((role, 0),)
        for role in ("since behind", "until behind", "before behind", "after behind")
    },
    "early": (("third", 0),),
    "mid": (("third", 1),),
    "late": (("third", 2),),
    "skip": (),
}
"""Roles whose words are a list, with what each of these words stands for."""
_NUMBERED: Final = {
    "months": "month",
    "weekdays": "weekday",
    "ordinals": "number",
    "thirds": "exact third",
}
"""Roles whose words stand under a number, with their token's role."""
_SEASONS: Final = ("spring", "summer", "autumn", "winter")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What a language's words may mean."""

    words: dict[str, tuple[Reading, ...]]
    longest: int
    suffixes: re.Pattern[str]
    """What may follow the number of a day: "th", "er"."""
    units: tuple[tuple[str, str], ...]
    """What marks a number as year, month or day, with that role: 年 月 日."""
    day_first: bool
    northern: bool
    """Whether the language's countries lie in one hemisphere, so that a season has its months."""


@cache
def lexicon(language: str) -> Lexicon:
    """Return the words of a language, with English behind them."""
    own = table("date").get(language) or table("date").get(language.partition("-")[0], {})
    english = table("date")["en"]
    meanings: dict[str, list[Reading]] = {}
    for word, reading in _meanings(language, own):
        meanings.setdefault(fold(word).rstrip("."), []).append(reading)
    known = frozenset(meanings)
    for word, reading in _meanings("en", english):
        if fold(word).rstrip(".") not in known:
            meanings.setdefault(fold(word).rstrip("."), []).append(reading)
    for word, reading in (*_two_in_one(meanings, own), *_joined(meanings, own)):
        meanings.setdefault(word, []).append(reading)
    words = {word: tuple(dict.fromkeys(found)) for word, found in meanings.items() if word}
    suffixes = [fold(s) for s in (*own.get("day suffixes", ()), *english["day suffixes"])]
    return Lexicon(
        words=words,
        longest=max(map(len, words)),
        suffixes=re.compile(rf"\.?(?:{'|'.join(sorted(suffixes, key=len, reverse=True))})(?!\w)"),
        units=tuple(
            (fold(sign), role) for role, signs in own.get("units", {}).items() for sign in signs
        ),
        day_first=own.get("order") == "day first",
        northern=own.get("hemisphere") == "north",
    )


def _two_in_one(
    meanings: dict[str, list[Reading]], own: Mapping[str, Any]
) -> list[tuple[str, Reading]]:
    """Return "a finales de" as "a" (to) and "finales de" as well."""
    links = {fold(word) for word in own.get("to", ())}
    return [
        (phrase, (("to", 0), *reading))
        for phrase in meanings
        for link, _, rest in [phrase.partition(" ")]
        if link in links
        for reading in meanings.get(rest, ())
        if reading
    ]


def _joined(
    meanings: dict[str, list[Reading]], own: Mapping[str, Any]
) -> list[tuple[str, Reading]]:
    """Return months with the "and" that is written in one word with them, as in Arabic."""
    return [
        (fold(prefix) + word, (("and", 0), *reading))
        for prefix in own.get("joined and", ())
        for word, found in meanings.items()
        for reading in found
        if len(reading) == 1 and reading[0][0] in {"month", "third", "weekday"}
    ]


def _meanings(language: str, words: Mapping[str, Any]) -> Iterator[tuple[str, Reading]]:
    for role, reading in _ALONE.items():
        for word in words.get(role, ()):
            yield word, reading
    for role, token in _NUMBERED.items():
        for number, synonyms in words.get(role, {}).items():
            for word in synonyms:
                yield word, ((token, int(number)),)
    for number, synonyms in words.get("halves", {}).items():
        for word in synonyms:
            yield word, (("number", int(number)), ("half", 0))
    yield from _calendar(language, words.get("seasons", {}))


def _calendar(language: str, seasons: dict[str, list[str]]) -> Iterator[tuple[str, Reading]]:
    for season, synonyms in seasons.items():
        for word in synonyms:
            yield word, (("season", _SEASONS.index(season)),)
    for role, names in (*_of_unicode(language), *_of_mediawiki(language)):
        for number, name in names:
            # "7月" is read as a number with its unit.
            if not re.search(r"\d", name):
                yield name, ((role, number),)


_Names = tuple[str, Iterable[tuple[int, str]]]


def _of_unicode(language: str) -> Iterator[_Names]:
    """Return the names of months and weekdays in CLDR."""
    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return
    for width in ("wide", "abbreviated"):
        for context in ("format", "stand-alone"):
            yield "month", get_month_names(width, context, locale).items()
            yield "weekday", get_day_names(width, context, locale).items()


def _of_mediawiki(language: str) -> Iterator[_Names]:
    """Return the names of months and weekdays in MediaWiki, those of variants too."""
    try:
        variants = of_language(language).words
    except UnknownWiki:
        return
    for words in variants:
        for names in (words.months, words.genitive, words.abbreviated):
            yield "month", enumerate(names, start=1)
        # Its weeks begin on Sunday: seven full names, then the short ones.
        if len(words.weekdays) == 14:
            yield "weekday", (((i - 1) % 7, name) for i, name in enumerate(words.weekdays))
