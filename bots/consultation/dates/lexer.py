"""A text as tokens, for each way of reading it.

A text with a word that is not known has no reading at all: what is not understood must not be
passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import Final

from bots.consultation.dates.lexicon import TO_DASH, Lexicon, Reading, lexicon
from bots.consultation.words import fold

YEARS: Final = range(1900, 2200)
"""Other numbers of four digits are years of another calendar, or no years."""

_MOST_READINGS: Final = 256

_DIGITS: Final = re.compile(r"\d+")
_TIME: Final = re.compile(
    r",?\s*\b\d{1,2}[:h]\d{2}(?::\d{2})?(?:\s*[-–]\s*\d{1,2}[:h]\d{2})?"
    r"(?:\s*\(?(?:utc|gmt|ces?t|uhr|h|z)\b\)?)?|,?\s*\b\d{1,2}\s?uhr\b"
)
_DASHES: Final = frozenset("-–—−‐‑‒―")
_PUNCTUATION: Final = frozenset(",.،()[]\"'“”«»")
_NO_SPACES: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff]")

_CHINESE: Final = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0}
_CHINESE_NUMBER: Final = re.compile(r"[〇零一二三四五六七八九十]+(?=[年月日号號季])")
_DASHED: Final = re.compile(r"\b(\d{1,2}|\d{4})-([^\W\d_]{3,})\.?-(\d{1,2}|\d{4})\b")
"""Dashes in "18-Jul-2018" join one day."""


def prepare(text: str) -> str:
    """Return the text folded, with European digits and without times of day."""
    folded = fold(text)
    digits = "".join(str(int(c)) if c.isdecimal() else c for c in folded)
    timeless = _TIME.sub("", _CHINESE_NUMBER.sub(_in_digits, digits))
    return _DASHED.sub(r"\1 \2 \3", timeless).strip()


def _in_digits(match: re.Match[str]) -> str:
    """Return 二〇一八 and 十八 as 2018 and 18; what is neither, as it is."""
    tens, ten, units = match[0].partition("十")
    if not ten:
        return "".join(str(_CHINESE[figure]) for figure in match[0])
    if len(tens) > 1 or len(units) > 1 or units == "十":
        return match[0]
    return str(_CHINESE.get(tens, 1) * 10 + _CHINESE.get(units, 0))


def readings(text: str, language: str) -> Iterator[Reading]:
    """Return each way in which the text can be read as tokens; none, if a word is not known."""
    words = lexicon(language)
    choices: list[tuple[Reading, ...]] = []
    position = 0
    while position < len(text):
        found = _figures(text, position, words) or _word(text, position, words)
        if found is None:
            return
        choices.append(found[0])
        position = found[1]
    count = 1
    for choice in choices:
        count *= len(choice)
    if count <= _MOST_READINGS:
        for chosen in product(*choices):
            yield tuple(token for reading in chosen for token in reading)


_Found = tuple[tuple[Reading, ...], int] | None

_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_YEAR_FIRST: Final = re.compile(r"(\d{4})([./])(\d{1,2})\2(\d{1,2})(?!\d)")
_YEAR_LAST: Final = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)")
_NO_YEAR: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(?!\d)")
_WEEK: Final = re.compile(r"(\d{4})-?w(\d{2})(?!\d)")
_TWO_YEARS: Final = re.compile(r"(\d{4})\s?([-–—/])\s?(\d{4}|\d{2})(?!\d)")


def _date(year: int, month: int, day: int) -> tuple[Reading, ...]:
    return ((("year", year), ("month", month), ("number", day)),)


def _figures(text: str, start: int, words: Lexicon) -> _Found:
    """Return what the figures at this place may mean; None if there are none, or not for sure."""
    if match := _ISO.match(text, start):
        return _date(int(match[1]), int(match[2]), int(match[3])), match.end()
    if match := _YEAR_FIRST.match(text, start):
        return _date(int(match[1]), int(match[3]), int(match[4])), match.end()
    if match := _YEAR_LAST.match(text, start):
        day, month = int(match[1]), int(match[3])
        # Where both orders are usual, 5/4/2018 says nothing; 18/7/2018 does. Dots are European.
        if match[2] != "." and not words.day_first and day != month and max(day, month) <= 12:
            return None
        if month > 12 and not words.day_first:
            day, month = month, day
        return _date(int(match[4]), month, day), match.end()
    if match := _NO_YEAR.match(text, start):
        return ((("number", int(match[1])), ("month", int(match[2]))),), match.end()
    if match := _WEEK.match(text, start):
        return ((("year", int(match[1])), ("week", 0), ("number", int(match[2]))),), match.end()
    if match := _TWO_YEARS.match(text, start):
        return _years(match, words)
    if match := _DIGITS.match(text, start):
        return _number(match, words)
    return None


def _years(match: re.Match[str], words: Lexicon) -> _Found:
    """Return what "2018-19", "2018/2019" and "2018-07" may mean."""
    first, sign, last = int(match[1]), match[2], int(match[3])
    end = match.end()
    for unit, role in words.units:
        if match.string.startswith(unit, end):
            if role != "year":
                return None
            end += len(unit)
    if len(match[3]) == 4:
        pair = (("years", first),) if last == first + 1 else ()
        apart: Reading = (("year", first), ("to", 0), ("year", last))
        return ((apart, pair) if pair else (apart,)), end
    later = last > first % 100
    as_month: Reading = (("year", first), ("month", last))
    if 1 <= last <= 12 and (sign == "-" or (sign == "/" and not later)):
        return (as_month,), end  # as in ISO 8601; "2010-12" is December
    if not later or last <= 12:
        return None
    found: list[Reading] = []
    if sign != "/":
        found.append((("year", first), ("to", 0), ("year", first - first % 100 + last)))
    if last == first % 100 + 1:
        found.append((("years", first),))
    return (tuple(found), end) if found else None


def _number(match: re.Match[str], words: Lexicon) -> _Found:
    number, end = int(match[0]), match.end()
    for sign, role in words.units:
        behind = end + match.string.startswith(" ", end)
        if match.string.startswith(sign, behind):
            role = "number" if role == "day" else role
            return (((role, number),),), behind + len(sign)
    if len(match[0]) == 4:
        return (((("year", number),),), end) if number in YEARS else None
    if len(match[0]) > 2:
        return None
    if suffix := words.suffixes.match(match.string, end):
        end = suffix.end()
    return ((("bare" if words.units else "number", number),),), end


def _word(text: str, start: int, words: Lexicon) -> _Found:
    """Return what the longest known phrase at this place may mean, or the sign that stands here."""
    for end in range(min(len(text), start + words.longest), start, -1):
        phrase = text[start:end]
        if phrase in words.words and not _runs_on(text, end):
            return words.words[phrase], end
    sign = text[start]
    if sign in _DASHES:
        return ((TO_DASH,),), start + 1
    if sign == "~":
        return ((TO_DASH,), (("about", 0),)), start + 1
    if sign == "/":
        return ((("slash", 0),),), start + 1
    if sign in _PUNCTUATION:
        return ((("comma", 0),) if sign in ",،" else (),), start + 1
    return (((),), start + 1) if sign == " " else None


def _runs_on(text: str, end: int) -> bool:
    """Return whether a word goes on behind this place; Chinese has no marks between words."""
    if end >= len(text) or _NO_SPACES.match(text[end - 1]):
        return False
    return text[end].isalpha() and text[end - 1].isalpha() and not _NO_SPACES.match(text[end])
