"""Dates in a form that the wiki does not write, or wrote in other years.

Wikis wrote otherwise in their first years, and the words of small languages came later than their
pages: ``15 Mai 2006 10:23 (CEST)``, ``10:23, 15 May 2006 (UTC)``. What all of them have is a time
of the day, a day, a month by its name and a year, in one order or another. DiscussionTools passes
over them, so they make no comments, but the account tells of them; in the arguments of a template
for unsigned comments they are as good as any.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from bots.talk.dateformats import MARK, SPACE, Form, expressions, month_names, month_numbers
from bots.talk.languages import words_of
from bots.talk.site import Site

_GAP: Final = r"[^\d\n\[\]{}|<>()]{1,14}?"
"""What may stand between two parts: commas, articles, the word for o’clock."""

_ORDERS: Final = ("day month year", "month day year", "year month day")


@lru_cache(maxsize=256)
def loose(site: Site) -> tuple[Form, ...]:
    """Return such dates as forms, in a site's language and in English.

    Built only when there is a year before a zone, and no date in the wiki's own form.
    """
    languages = (*site.words, *words_of("en"))
    months = month_numbers(languages)
    odd = "".join(chr(code) for code in expressions(site).digits if not chr(code).isdecimal())
    digit = rf"[\d{odd}]"
    number = rf"({digit}{{1,2}})"
    part = {
        "day": rf"(?<!{digit}){number}",
        "month": rf"{month_names(languages)}(?![^\W\d_])",
        "year": rf"(?<!{digit})({digit}{{4}})(?!{digit})",
    }
    time = rf"(?<!{digit}){number}[:.h]({digit}{{2}})(?::{digit}{{2}})?(?!{digit})"
    dates = [(order, _GAP.join(part[name] for name in order.split())) for order in _ORDERS]
    dates.append(("year month day", rf"{part['year']}-{number}-{number}"))
    if any("n" in words.format for words in site.words):
        dates.append(("day month year", rf"{part['day']}\. ?{number}\. ?{part['year']}"))
    return tuple(
        _form(written, groups.split(), months)
        for order, date in dates
        for written, groups in (
            (rf"{time}{_GAP}{date}", f"hour minute {order}"),
            (rf"{date}{_GAP}{time}", f"{order} hour minute"),
        )
    )


def _form(written: str, groups: list[str], months: dict[str, int]) -> Form:
    zone_follows = rf"{written}[^\s\d\[\]{{}}|<>()]{{0,6}}{MARK}{SPACE}*{MARK}\Z"
    whole = re.compile(zone_follows, re.IGNORECASE)
    return Form(
        whole,
        whole,
        re.compile(written, re.IGNORECASE),
        0,
        months,
        *(groups.index(name) for name in ("year", "month", "day", "hour", "minute")),
    )
