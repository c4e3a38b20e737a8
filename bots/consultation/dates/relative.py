"""Times told by an event, such as "after Wikimania"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final, Literal

from bots.consultation.dates.lexer import prepare
from bots.consultation.dates.lexicon import Lexicon, lexicon
from bots.consultation.dates.period import Period, since, until
from bots.consultation.words import fold, table

Relation = Literal["after", "before", "during"]

_LONGEST: Final = 200
_DATED: Final = frozenset({"month", "weekday"})
"""What no event's name is believed to hold: rather this is a date that cannot be read."""
_TIMES: Final = frozenset({"season", "quarter", "half", "number", "third"})


@dataclass(frozen=True, slots=True)
class Relative:
    """A time told by an event, such as "after Wikimania": no date until the event's is known."""

    relation: Relation
    event: str
    """The event as people named it."""

    def __str__(self) -> str:
        return f"{self.relation} {self.event}"


def resolve(relative: Relative, event: Period) -> Period:
    """Return the time that is told by the event, once the event's own time is known."""
    if relative.relation == "after":
        day = event.end + timedelta(days=1)
        return since(replace(event, precision="day", start=day, end=day, open=""))
    if relative.relation == "before":
        day = event.start - timedelta(days=1)
        return until(replace(event, precision="day", start=day, end=day, open=""))
    return event


def read_relative(text: str, language: str) -> Relative | None:
    """Return the event by which the text tells a time, or None where it names none."""
    text = " ".join(text.split()).strip(" .,")
    if len(text) > _LONGEST:
        return None
    for behind, phrase, relation, articles in _relation_words(language):
        event = _cut(text, phrase, behind=behind)
        if event is None:
            continue
        for article in articles:
            event = _cut(event, article, behind=False) or event
        return Relative(relation, event) if _names_event(event, language, relation) else None
    return None


def _relation_words(language: str) -> list[tuple[bool, str, Relation, list[str]]]:
    """Return the phrases for after, before and during, the longest first."""
    found: list[tuple[bool, str, Relation, list[str]]] = []
    for code in dict.fromkeys((language, language.partition("-")[0], "en")):
        words = table("date").get(code, {})
        relations: tuple[Relation, ...] = ("after", "before", "during")
        for relation in relations:
            for role, behind in ((relation, False), (f"{relation} behind", True)):
                found += [
                    (behind, phrase, relation, words.get("articles", []))
                    for phrase in words.get(role, ())
                ]
    return sorted(found, key=lambda item: -len(item[1]))


def _cut(text: str, phrase: str, *, behind: bool) -> str | None:
    """Return the text without the phrase at its beginning or end, or None if it is not there."""
    size = len(phrase)
    if behind:
        return text[:-size].strip() if fold(text[-size:]) == fold(phrase) else None
    if fold(text[:size]) != fold(phrase):
        return None
    runs_on = phrase[-1].isalpha() and text[size : size + 1].isalpha() and not _is_cjk(phrase)
    return None if runs_on else text[size:].strip()


def _is_cjk(text: str) -> bool:
    return "\u3400" <= text[-1] <= "\u9fff"


def _names_event(event: str, language: str, relation: Relation) -> bool:
    """Return whether this can be an event's name, and is no date that could not be read."""
    if not re.search(r"[^\W\d_]", event):
        return False
    # "at risk" names no event; "after the conference" may.
    if relation == "during" and event[0].islower():
        return False
    words, folded = lexicon(language), prepare(event)
    if any(re.search(rf"\d\s?{sign}", folded) for sign, role in words.units if role != "year"):
        return False
    roles = [_roles(word, words) for word in re.findall(r"[^\W\d_]+", folded)]
    return not any(role & _DATED for role in roles) and not all(role & _TIMES for role in roles)


def _roles(word: str, words: Lexicon) -> frozenset[str]:
    return frozenset(role for reading in words.words.get(word, ()) for role, _ in reading)
