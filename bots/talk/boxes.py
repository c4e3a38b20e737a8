"""Templates that say something of a thread or a comment: closed, resolved, outdented, unsigned.

All of them are found in one pass over the page; which names they have is data.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from bots.talk.blocks import either
from bots.talk.site import Site


class Boxes(NamedTuple):
    """Where such templates are called, each list in order."""

    outdent: list[int]
    closed: list[int]
    resolved: list[int]
    unsigned: list[re.Match[str]]
    """Whole calls, with their ``arguments``."""
    sent: list[int]
    """Where a note says that the message before it was sent to many pages."""


def find(text: str, masked: str, site: Site) -> Boxes:
    """Return the calls in a page; notes of mass messages are comments, so the text is asked."""
    found = Boxes([], [], [], [], [])
    for call in _calls(site).finditer(masked):
        role = call.lastgroup
        if role == "outdent":
            found.outdent.append(call.start())
        elif role == "closed":
            found.closed.append(call.start())
        elif role == "resolved":
            found.resolved.append(call.start())
        else:
            found.unsigned.append(call)
    at = text.find(_SENT)
    while at >= 0:
        found.sent.append(at)
        at = text.find(_SENT, at + 1)
    return found


_SENT: Final = "<!-- Message sent by User:"
"""MassMessage ends what it posts with this note, in every language."""


@lru_cache(maxsize=256)
def _calls(site: Site) -> re.Pattern[str]:
    known = site.templates
    return re.compile(
        rf"\{{\{{\s*(?:(?:subst:\s*)?(?:{either(known.unsigned)})\s*(?P<arguments>\|[^{{}}]*)?\}}\}}"
        rf"|(?:(?P<outdent>{either(known.outdent)})|(?P<closed>{either(known.closed)})"
        rf"|(?P<resolved>{either(known.resolved)}))\s*(?=[|}}]))",
        re.IGNORECASE,
    )
