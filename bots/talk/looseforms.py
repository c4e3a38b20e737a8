"""Dates in a form that the wiki does not write, or wrote in other years.

Wikis wrote otherwise in their first years, and the words of small languages came later than their
pages: ``15 Mai 2006 10:23 (CEST)``, ``10:23, 15 May 2006 (UTC)``. What all of them have is a time
of the day, a day, a month by its name and a year, in one order or another. DiscussionTools passes
over them, so they make no comments; but the account shall tell of them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from bots.talk.dateformats import MARK, SPACE, expressions, month_names
from bots.talk.languages import words_of
from bots.talk.site import Site

_GAP: Final = r"[^\d\n\[\]{}|<>()]{1,14}?"
"""What may stand between two parts: commas, articles, the word for o’clock."""

_ORDERS: Final = ("day month year", "month day year", "year month day")


@lru_cache(maxsize=256)
def loose(site: Site) -> tuple[re.Pattern[str], ...]:
    """Return such dates as expressions, in a site's language and in English, up to the zone.

    Built only when there is a year before a zone, and no date in the wiki's own form.
    """
    names = month_names((*site.words, *words_of("en")))
    odd = "".join(chr(code) for code in expressions(site).digits if not chr(code).isdecimal())
    digit = rf"[\d{odd}]"
    part = {
        "day": rf"(?<!{digit}){digit}{{1,2}}",
        "month": rf"{names}(?![^\W\d_])",
        "year": rf"(?<!{digit}){digit}{{4}}(?!{digit})",
    }
    time = rf"(?<!{digit}){digit}{{1,2}}[:.h]{digit}{{2}}(?::{digit}{{2}})?(?!{digit})"
    number = rf"{digit}{{1,2}}"
    dates = [_GAP.join(part[name] for name in order.split()) for order in _ORDERS]
    dates.append(rf"{part['year']}-{number}-{number}")
    if any("n" in words.format for words in site.words):
        dates.append(rf"{part['day']}\. ?{number}\. ?{part['year']}")
    return tuple(
        re.compile(rf"{written}[^\s\d\[\]{{}}|<>()]{{0,6}}{MARK}{SPACE}*{MARK}\Z", re.IGNORECASE)
        for date in dates
        for written in (rf"{time}{_GAP}{date}", rf"{date}{_GAP}{time}")
    )
