"""Cells that a spreadsheet would take for a formula, a number or a date, and how they come back.

An apostrophe before the sign that would begin a formula makes it text; taken out again, nothing
is lost. Also behind what parts cells in another country's spreadsheet: there the middle of a cell
of ours may be the beginning of one of theirs.
"""

from __future__ import annotations

import re
from typing import Final

_PARTS: Final = r"(?:\A|[;,\t\r\n])\"*"
"""Where a cell begins, or would begin for a reader that expects other separators than ours."""
_ACTS: Final = r"[=+\-@\t\r＝＋－＠]"
_GUARDED: Final = re.compile(rf"({_PARTS})'(?='*{_ACTS})")
_UNGUARDED: Final = re.compile(rf"{_PARTS}(?='*{_ACTS})")

_NUMBER: Final = (
    r"[-+]?0\d+",  # 007 would lose its zeros
    r"\d{12,}",  # shown as 1.23E+11
    r"\d+[.,]?\d*e[-+]?\d+",  # a key such as 12e45678
    r"[\d.,' ]*[.,']\d[\d.,' ]*",  # 1,234 or 1.5
    r"\d{1,4}(?:[-/.: T]{1,3}\d{1,4}){1,6}(?: ?[ap]m|Z)?",  # 3-4 becomes 3 April
    r"[\d.,]+ *[%€$£¥]|[%€$£¥] *[\d.,]+",
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[- .]*\d+",
    r"\d+[- .]*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?:[- .]*\d+)?",
    r"true|false",
)
_CONVERTED: Final = re.compile(rf"'*(?:{'|'.join(_NUMBER)})", re.IGNORECASE | re.ASCII)
"""What comes back from a spreadsheet as something else."""
_LONGEST: Final = 40
"""No number and no date takes more characters."""


def harmless(text: str) -> str:
    """Return the text so that no spreadsheet calculates anything when it opens it."""
    return _UNGUARDED.sub(lambda match: f"{match[0]}'", text)


def restored(text: str) -> str:
    """Return the text that ``harmless`` was given."""
    return _GUARDED.sub(r"\1", text)


def kept_as_text(text: str) -> str:
    """Return the text so that no spreadsheet takes it for a number or a date either."""
    return f"'{text}" if _is_converted(text) else harmless(text)


def restored_text(text: str) -> str:
    """Return the text that ``kept_as_text`` was given."""
    if text.startswith("'") and _is_converted(text[1:]):
        return text[1:]
    return restored(text)


def _is_converted(text: str) -> bool:
    return len(text.lstrip("'")) <= _LONGEST and bool(_CONVERTED.fullmatch(text))
