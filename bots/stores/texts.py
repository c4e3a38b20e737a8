"""The text of a page as MediaWiki stores it."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_NO_TEXT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TRIMMED: Final = " \t\n"


def as_saved(text: str) -> str:
    """Return what MediaWiki makes of a text on saving: NFC, LF, the page's end trimmed.

    Control characters become U+FFFD. Only spaces, tabs and line breaks are trimmed: a no-break
    space at the end stays. What MediaWiki expands on saving (``~~~~``, ``subst:``, the pipe trick)
    is left alone, for that depends on who saves and where.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _NO_TEXT.sub("\ufffd", lines)).rstrip(_TRIMMED)
