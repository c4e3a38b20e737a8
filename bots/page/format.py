"""In which format a wiki's pages are kept, so that earlier code leaves later code's work alone.

``Template:Consultation common`` says it: ``consult install`` brings it up to date, and every run
reads it before anything else.
"""

from __future__ import annotations

import re
from typing import Final

FORMAT: Final = 2
"""Raised when rows or markers are written in a way that earlier code would misread.

More cells in a row are enough for that: code that does not know them takes a row's ``sum`` for
wrong, and every cell that it would change for a person's. 1 is what version 0.1 wrote.
"""
_OURS: Final = "<!-- consultation-bots "
_SAID: Final = re.compile(r"<!-- consultation-bots keeps pages in format (\d{1,6}) -->")


def said_in(common: str) -> int | None:
    """Return the format that a wiki's ``Template:Consultation common`` says.

    None where that template is none of ours, so that nobody knows.
    """
    found = _SAID.search(common)
    if found:
        return int(found[1])
    return 1 if _OURS in common else None


def saying() -> str:
    """Return what that template says of this code's format, where no reader sees it."""
    return f"<noinclude><!-- consultation-bots keeps pages in format {FORMAT} --></noinclude>"
