"""Which questions a heading or a comment names: "Question 9", "Q9: …", "Pregunta 9", "سؤال ٩".

Pure. The words are data, by language: bots/data/question_words.json. Words of all languages count
on every page; a letter ("F9") only in English and in the page's own language, for it may stand for
something else elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final, NamedTuple

from bots.consultation.words import fold, table

OPENING: Final = 300
"""How much of a comment is looked at, markup included."""
_MOST: Final = 20
"""As many questions a range may name: "Q1-9" does, "Q2018-2019" does not."""
_BOLD: Final = "\x01"
"""Stands for bold and the like, which parts a citation from what follows it."""
_EMPHASIS: Final = re.compile(
    r"'{2,5}|</?(?:b|i|strong|em|u|big|small|span)\b[^<>]*>", re.IGNORECASE
)
_LINK: Final = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_PING: Final = re.compile(r"\{\{[^{}]*\}\}")
_HAN: Final = "一二三四五六七八九"
_ANY_NUMBER: Final = re.compile(rf"[\d{_HAN}十]")
_NUMBER: Final = rf"(?:\d{{1,3}}(?:\.\d{{1,2}})?[a-z]?|[{_HAN}十]{{1,3}})"


@lru_cache(maxsize=4096)
def cited_in_heading(heading: str, language: str) -> tuple[str, ...]:
    """Return the numbers of the questions that a heading names, at its beginning or in brackets."""
    folded, grammar = fold(heading), _grammar()
    found = grammar.heading.match(folded) or grammar.bracketed.search(folded)
    return _numbers(found, language)


@lru_cache(maxsize=4096)
def without_citation(heading: str, language: str) -> str:
    """Return the folded words of a heading without the number of a question in it."""
    folded, grammar = fold(heading), _grammar()
    found = grammar.heading.match(folded)
    if _numbers(found, language) and found:
        return _bare(folded[found.end() :])
    return _bare(grammar.bracketed.sub("", folded))


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """Return the folded words of a question without the stops around them."""
    return _bare(fold(text))


def cited_in_comment(words: str, language: str) -> tuple[str, ...]:
    """Return the numbers of the questions that a comment says at its beginning it is about."""
    if not _ANY_NUMBER.search(words, 0, OPENING):
        # Most comments: only where there is a number may one be named.
        return ()
    opening = _LINK.sub(r"\1", _PING.sub(" ", words[:OPENING]))
    return _numbers(_grammar().comment.match(fold(_EMPHASIS.sub(_BOLD, opening))), language)


def number_of(written: str) -> str:
    """Return a question's number as it compares, from "9", "Q9", "٩" or "question-9"."""
    text = fold(written.replace("-", " ").replace("_", " "))
    if re.fullmatch(_NUMBER, text):
        return _normal(text)
    found = cited_in_heading(text, "en")
    return found[0] if len(found) == 1 else ""


class _Grammar(NamedTuple):
    """How the questions are named in a language."""

    heading: re.Pattern[str]
    bracketed: re.Pattern[str]
    comment: re.Pattern[str]


@cache
def _grammar() -> _Grammar:
    """Return the expressions for all languages, made once: there are some hundred words in each."""
    ands = _either(_all("and"))
    first, one = _one("(?P<letter>{})"), _one("(?:{})")
    several = (
        rf"{first}(?:\s*[,/&+]\s*{one}|(?:\s*[/&+]\s*|\s+(?:{ands})\s+|[和与與及と、]){_NUMBER}{_APART}"
        rf"|\s+(?:{ands})\s+{one}|\s*,\s*{_NUMBER}(?=\s*(?:[,:)–—]|\Z))"
        rf"|[-–](?:{one}|{_NUMBER}{_APART}))*"
    )
    start = rf"\W*(?:(?:{_either(_all('before'))})\s*:?\s+)?"
    return _Grammar(
        # Case is not minded once more: folding makes "No" of the sign for it.
        re.compile(rf"{start}{several}", re.IGNORECASE),
        re.compile(rf"[(\[]\s*{several}\s*[)\]]\s*\Z", re.IGNORECASE),
        re.compile(rf"{start}{several}{_STOP}", re.IGNORECASE),
    )


def _one(letter: str) -> str:
    """Return an expression for one question; ``letter`` is how a letter for it is grouped."""
    words, named, letters = (_either(_all(role)) for role in ("words", "number", "short"))
    patterns = "|".join(
        _NUMBER.join(map(re.escape, pattern.split("{}"))) for pattern in _all("patterns")
    )
    return (
        rf"(?:{patterns}|(?:{words})(?:\s*(?:{named})[.\s]*|[\s.#]*){_NUMBER}"
        rf"|{letter.format(letters)}[\s.#]?{_NUMBER}){_APART}"
    )


_STOP: Final = rf"[\"'”’»)\]]*\s*(?:[:.,;،؛。、)\]!?…–—{_BOLD}-]|\Z)"
"""What stands behind what a comment says it is about."""
_APART: Final = r"(?![^\W\u3040-\u9fff\uac00-\ud7af])"
"""Behind a number stands no letter or digit, but for those of scripts that part no words."""


def _numbers(found: re.Match[str] | None, language: str) -> tuple[str, ...]:
    """Return the numbers in what was matched, ranges filled; none for another language's letter."""
    if found is None or (found["letter"] and found["letter"].lower() not in _letters(language)):
        return ()
    named = found[0]
    digits = list(re.finditer(rf"\d{{1,3}}(?:\.\d{{1,2}})?(?:[a-z]{_APART})?", named))
    if not digits:
        digits = list(re.finditer(rf"[{_HAN}十]{{1,3}}", named))
    numbers: list[str] = []
    for place, match in enumerate(digits):
        number = _normal(match[0])
        between = named[digits[place - 1].end() : match.start()] if place else ""
        if between.strip("q ") in {"-", "–"} and numbers[-1].isdecimal() and number.isdecimal():
            first, last = int(numbers[-1]), int(number)
            if first < last < first + _MOST:
                numbers += map(str, range(first + 1, last))
        numbers.append(number)
    return tuple(dict.fromkeys(numbers))


def _normal(number: str) -> str:
    """Return a number in the digits that compare: "٠٩" is 9, "二十一" is 21, "9.1a" stays."""
    if number[0] in f"{_HAN}十":
        tens, ten, ones = number.rpartition("十") if "十" in number else ("", "", number)
        value = (_HAN.find(tens) + 1 if tens else 1) * 10 if ten else 0
        return str(value + (_HAN.find(ones) + 1 if ones else 0))
    digits = re.sub(r"\d", lambda digit: str(int(digit[0])), number)
    return digits.lstrip("0") or "0"


def _bare(folded: str) -> str:
    return folded.strip(" .:;,!?¿¡…–—-()[]\"'“”«»。？！：、؟،؛")


def _of(code: str, role: str) -> Iterable[str]:
    words: Iterable[str] = table("question").get(code, {}).get(role, ())
    return words


@cache
def _letters(language: str) -> frozenset[str]:
    wider = language.partition("-")[0]
    return frozenset(fold(word) for code in ("*", "en", wider) for word in _of(code, "short"))


@cache
def _all(role: str) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(fold(word) for code in table("question") for word in _of(code, role))
    )


def _either(words: Iterable[str]) -> str:
    longest = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest) or "(?!)"
