"""What a spreadsheet makes of cells untouched: dates turned around, figures, letters lost.

Each function answers for one habit. A cell that one of them explains was not changed by anybody.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Final

from bots.consultation.dates.written import read_period

_SPACES: Final = re.compile(r"[^\S\n]")
"""White space other than line breaks: no-break spaces come in wherever one pastes."""
_DROPPED: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\ufeff\ufffe\uffff]")
_LINE_ENDS: Final = re.compile(r" +(?=\n|\Z)")
_CURLY: Final = str.maketrans("‘’‚‛“”„‟", "''''\"\"\"\"")

_FIGURES: Final = re.compile(
    r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})\.?(?:[T ]\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]m)?)?",
    re.IGNORECASE,
)
_CJK: Final = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_WORDED: Final = re.compile(r"(\d{1,2})[-. ]+([^\W\d]+)[-. ]+(\d{2}|\d{4})")
_LONGEST: Final = 40
"""No day takes more characters."""
_CENTURY: Final = 2000
_SHORT: Final = 2
"""Figures of a year without its century, and of a day or month."""
_SCIENTIFIC: Final = re.compile(r"[-+]?\d+(?:[.,](\d+))?E[-+]?\d+", re.IGNORECASE)
_GROUPED: Final = re.compile(r"\d{1,3}(?:[,.' ]\d{3})+")


def cleaned(text: str) -> str:
    """Return what a person typed, without what the spreadsheet put around it."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _LINE_ENDS.sub("", _DROPPED.sub("", _SPACES.sub(" ", text))).strip()


def folded(text: str) -> str:
    """Return the text as it compares: kinds of spaces, of line breaks and of quotes not minded."""
    return cleaned(text).translate(_CURLY)


def dates(text: str, order: str = "") -> frozenset[date]:
    """Return the days that a text may mean; several, where its order of figures has two meanings.

    ``order`` is what ``order_of`` says of the file. Figures apart by points are in the order of
    the countries that write so: the day first.
    """
    text = cleaned(text)
    if len(text) > _LONGEST or not re.search(r"\d", text):
        return frozenset()
    if named := _CJK.fullmatch(text):
        day = _day(named[1], named[2], named[3])
        return frozenset({day} if day else ())
    if figures := _FIGURES.fullmatch(text):
        found = _by_order(figures)
        return frozenset({found[order]} if order in found else found.values())
    if worded := _WORDED.fullmatch(text):
        year = worded[3] if len(worded[3]) > _SHORT else f"{_CENTURY // 100}{worded[3]}"
        text = f"{worded[1]} {worded[2]} {year}"
    period = read_period(text)
    return frozenset({period.start} if period and period.start == period.end else ())


def order_of(texts: Iterable[str]) -> str:
    """Return the one order of day, month and year in which all these dates are days there are.

    Nothing where several are left, or none.
    """
    left = {"dmy", "mdy", "ymd"}
    for text in texts:
        figures = _FIGURES.fullmatch(cleaned(text))
        if figures and figures[2] != "." and len(figures[1]) <= _SHORT:
            left &= {*_by_order(figures)}
    return left.pop() if len(left) == 1 else ""


def _by_order(figures: re.Match[str]) -> dict[str, date]:
    """Return the days that three figures mean, by the order that they are taken in."""
    first, sign, second, third = figures.groups()
    orders = {"ymd": (first, second, third)}
    if len(first) <= _SHORT:
        orders = {"dmy": (third, second, first)}
        if sign != ".":
            orders["mdy"] = (third, first, second)
            if len(third) <= _SHORT:
                orders["ymd"] = (first, second, third)
    days = {order: _day(*parts) for order, parts in orders.items()}
    return {order: day for order, day in days.items() if day}


def _day(year: str, month: str, day: str) -> date | None:
    full = int(year) + (_CENTURY if len(year) <= _SHORT else 0)
    try:
        return date(full, int(month), int(day))
    except ValueError:
        return None


def numbers(text: str) -> frozenset[float]:
    """Return the numbers that a text may mean: ``1,234`` is 1234 or, elsewhere, 1.234."""
    text = cleaned(text)
    found = {text, text.replace(",", ".")}
    if _GROUPED.fullmatch(text):
        found.add(re.sub(r"\D", "", text))
    return frozenset(value for one in found if (value := _number(one)) is not None)


def _number(text: str) -> float | None:
    # Python reads underscores, "inf" and "nan" too.
    if not re.fullmatch(r"[-+]?\d+(?:\.\d*)?(?:E[-+]?\d+)?", text, re.IGNORECASE | re.ASCII):
        return None
    value = float(text)
    return value if math.isfinite(value) else None


def is_number_of(typed: str, there: str) -> bool:
    """Return whether a spreadsheet may show ``there`` as ``typed``, taking it for a number."""
    shown = _SCIENTIFIC.fullmatch(cleaned(typed))
    # 1.23E+11 stands for all numbers that are rounded to it.
    near = 0.6 * 10.0 ** -len(shown[1] or "") if shown else 0.0
    return any(
        math.isclose(one, other, rel_tol=max(near, 1e-14))
        for one in numbers(typed)
        for other in numbers(there)
    )


def lost_letters(typed: str, there: str) -> bool:
    """Return whether ``typed`` is ``there`` saved in an encoding that lacks some of its letters."""
    one, other = folded(typed), folded(there)
    return one != other and any(
        len(one) == len(form)
        and all(a == b or (a in "?\ufffd" and b > "\x7f") for a, b in zip(one, form, strict=True))
        for form in (other, unicodedata.normalize("NFD", other))
    )


def by_habit(typed: str, there: str, order: str = "") -> bool:
    """Return whether a spreadsheet alone may have made ``typed`` of ``there``."""
    return (
        folded(typed) == folded(there)
        or bool(dates(typed, order) & dates(there))
        or is_number_of(typed, there)
        or lost_letters(typed, there)
    )


def before_habits(typed: str, order: str = "") -> frozenset[str]:
    """Return what a spreadsheet may have made a text of, as far as that can be told from it."""
    # Some spreadsheets keep an apostrophe at the beginning for themselves.
    found = {typed, f"'{typed}", *(day.isoformat() for day in dates(typed, order))}
    found |= {f"{value:.0f}" for value in numbers(typed) if value.is_integer()}
    return frozenset(found)
