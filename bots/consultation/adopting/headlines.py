"""What the words of a heading or of a list's item say: a title, and a date if they name one."""

from __future__ import annotations

import re
from typing import Final

from bots.consultation.dates.period import Period
from bots.consultation.dates.written import Relative, read_date, read_heading
from bots.consultation.process.milestones import Milestone, events
from bots.page.quote import cell, words

_LONGEST: Final = 200
"""Characters of a title; what people wrote stands below it in full."""


def dated(text: str, language: str) -> tuple[str, Period | None]:
    """Return the title that a heading gives, and the period that it names."""
    return read_heading(text, language)


def dated_part(text: str, whole: Milestone, language: str) -> tuple[str, str]:
    """Return the title of a part and its date, which may be told by the whole's.

    "After Wikimania: …" stays in the title, and "After Wikimania" is the date.
    """
    title, period = dated(text, language)
    if period:
        return title, str(period)
    prefix = re.split("[:：]", text)[0].strip()
    told = read_date(prefix, language)
    known = events([(words(whole.cells.get("title", "")), whole.cells.get("date", ""))], language)
    relative = isinstance(told, Relative) and known(told.event) is not None
    return title, prefix if relative and cell(prefix) == prefix else ""


def says(text: str) -> bool:
    """Return whether there is a word in it: "..." stands for things to come."""
    return bool(re.search(r"\w", text))


def short(title: str) -> str:
    """Return the title, cut where it is far longer than a name."""
    return title if len(title) <= _LONGEST else title[: _LONGEST - 1].rstrip() + "…"


def when_over(period: Period) -> str:
    """Return the condition that a period is over; none for one without an end."""
    return "" if period.open == "end" else f"date:{str(period).rpartition('/')[2]}"
