"""An index of pages: what each page of a consultation is, and in which languages it is there.

Pure. What a page is follows from what stands on it, else from the words of its title, which are
data by language: bots/data/page_words.json.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import Final

from bots.consultation.words import every, fold
from bots.talk.languages import is_language

TALK: Final = "talk page"
ARCHIVE: Final = "archive"
LIST: Final = "list"
PAGE: Final = "page"
ROUND: Final = "round"
REPORT: Final = "report"
BY_RECORD: Final = {
    f"Consultation {name}": name
    for name in ("working group", "recommendation", "initiative", "question")
}
"""What a page is by the record on it, where there is one of the kind."""
SORTS: Final = (ROUND, REPORT, *BY_RECORD.values(), LIST, PAGE, TALK, ARCHIVE)
"""What pages are, in the order in which they are listed."""
_FEW: Final = 3
"""Words of a name such as "The second round"; "Phase out the old forms" is no phase."""


@lru_cache(maxsize=4096)
def sort_by_title(title: str) -> str:
    """Return what a page is by its title: a report, a round or just a page.

    The nearest part of the title that says so counts: "Reports/2018-06" is a report.
    """
    for part in reversed(title.split("/")[1:] or [title]):
        words = fold(part)
        if _named(words, "report"):
            return REPORT
        numbered = any(unicodedata.category(char) in ("Nd", "Nl") for char in words)
        if _named(words, "round") and (numbered or len(words.split()) <= _FEW):
            return ROUND
    return PAGE


def _named(words: str, role: str) -> bool:
    return any(
        re.search(rf"(?<!\w){re.escape(word)}(?!\w)", words)
        if word[0] < "\u3000"
        else word in words
        for word in every("page", role)
    )


def translations(titles: Iterable[str], apart: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """Return the languages in which pages are there besides their own, by the page's title.

    ``Page/fr`` is a translation of ``Page``; the pages ``apart`` are none, whatever their titles.
    """
    there = set(titles)
    found: dict[str, list[str]] = {}
    for title in sorted(there - set(apart)):
        page, slash, code = title.rpartition("/")
        if slash and page in there and is_language(code):
            found.setdefault(page, []).append(code)
    return {page: tuple(codes) for page, codes in found.items()}
