"""Messages in pywikibot's form: a folder for each bundle, ``%(name)s`` and ``{{PLURAL:name|…}}``.

pywikibot reads these very files by itself (``i18n.set_messages_package("bots.i18n")``). Here the
same is done without it, for stores that need no wiki; a test compares the two, word for word.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from babel import Locale

from bots.i18n.messages import SOURCE, fallbacks

SUMMARIES: Final = "consultation"
"""The bundle of what the bots say in edit summaries."""
_PLURAL: Final = re.compile(r"\{\{PLURAL:([^|{}]+)\|([^{}]*)\}\}")
_FORMS: Final = ("zero", "one", "two", "few", "many", "other")
"""The forms of plurals as CLDR calls them, in the order in which messages give them."""

Values = Mapping[str, int | str]


@cache
def own_bundle(bundle: str, language: str) -> Mapping[str, str]:
    """Return a bundle's messages in one language; none where it has no file."""
    file = files("bots.i18n").joinpath(bundle, f"{language}.json")
    if not file.is_file():
        return {}
    messages = json.loads(file.read_text(encoding="utf-8"))
    return {key: value for key, value in messages.items() if not key.startswith("@")}


@cache
def speaker(bundle: str, language: str) -> str:
    """Return the language that speaks for this one: itself, or what MediaWiki falls back to."""
    return next(
        code for code in (language, *fallbacks(language), SOURCE) if own_bundle(bundle, code)
    )


def say(language: str, key: str, values: Values) -> str:
    """Return a message of a language that has the bundle, its plurals chosen, its values in it.

    A key begins with its bundle's name.
    """
    bundle = key.partition("-")[0]
    message = own_bundle(bundle, language).get(key) or own_bundle(bundle, SOURCE)[key]

    def chosen(found: re.Match[str]) -> str:
        variants = found[2].split("|")
        place = _place(language, int(values[found[1]]))
        return variants[min(place, len(variants) - 1)]

    return _PLURAL.sub(chosen, message) % values


def _place(language: str, number: int) -> int:
    """Return which of a language's plurals a number takes."""
    rule = Locale.parse(language, sep="-").plural_form
    forms: list[str] = [form for form in _FORMS if form in {*rule.tags, "other"}]
    return forms.index(rule(number))
