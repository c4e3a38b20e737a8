"""An example talk page on which problems were told."""

from __future__ import annotations

from bots.page.notices import Notice, with_mended, with_notices
from bots.page.problems import MARKERS, TWICE, UNCLEAR

PAGE = "Strategy/2030/Timeline"
LOST = Notice(
    PAGE,
    MARKERS,
    "line 12: region dates begins here but does not end",
    "put {{Consultation region end|id=dates}} behind its rows",
    1,
)
SOONISH = Notice(
    PAGE,
    UNCLEAR,
    "milestone after: the date “soonish” cannot be read",
    "write it as 2030-07-18",
    1,
)
DOUBLE = Notice(
    PAGE,
    TWICE,
    "line 31: two records {{Consultation milestone}} have the id spring (first in line 4)",
    "give the second one an id of its own",
    1,
)
HEADING = "Something to mend on the page"


def notices() -> str:
    """A problem that is mended, and two that are told in one section."""
    text = with_notices("", HEADING, [DOUBLE], "2018-11-05")
    text, _ = with_mended(text, {DOUBLE.told}, "2018-11-06")
    return with_notices(text, HEADING, [LOST, SOONISH], "2019-01-07")


def pages() -> dict[str, str]:
    """The example pages by the last part of their title."""
    return {"notices": notices()}


ARABIC = {HEADING: "في الصفحة ما يحتاج إلى إصلاح"}
"""The words of people on these pages that are not Arabic yet, and what they are in Arabic."""
