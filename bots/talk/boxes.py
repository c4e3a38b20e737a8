"""Templates that say something of a thread or a comment: closed, resolved, outdented, unsigned.

All of them are found in one pass over the page; which names they have is data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from bots.talk.site import Site


class Boxes(NamedTuple):
    """Where such templates are called, each list in order."""

    outdent: list[int]
    closed: list[int]
    resolved: list[int]
    unsigned: list[re.Match[str]]
    """Whole calls, with their ``arguments``."""
    quotes: list[tuple[int, int]]
    """Whole calls of templates that quote."""
    sent: list[int]
    """Where a note says that the message before it was sent to many pages."""


_CALL: Final = re.compile(r"\{\{\s*(?:subst:\s*)?([^\[\]{}|<>\n]{1,80})(?=[|}])", re.IGNORECASE)
_ARGUMENTS: Final = re.compile(r"\{\{[^{}|]*(?P<arguments>\|(?:[^{}]|\{\{[^{}]*\}\})*+)?\}\}")
_SENT: Final = "<!-- Message sent by User:"
"""MassMessage ends what it posts with this note, in every language."""


def find(text: str, masked: str, site: Site) -> Boxes:
    """Return the calls in a page; notes of mass messages are comments, so the text is asked."""
    found = Boxes([], [], [], [], [], [])
    places = {"outdent": found.outdent, "closed": found.closed, "resolved": found.resolved}
    roles = _roles(site)
    quotes: set[int] = set()
    for call in _CALL.finditer(masked):
        role = roles.get(call[1].replace("_", " ").strip().lower())
        if role == "unsigned":
            if whole := _ARGUMENTS.match(masked, call.start()):
                found.unsigned.append(whole)
        elif role == "quote":
            quotes.add(call.start())
        elif role:
            places[role].append(call.start())
    if quotes:
        found.quotes.extend(_whole(masked, quotes))
    at = text.find(_SENT)
    while at >= 0:
        found.sent.append(at)
        at = text.find(_SENT, at + 1)
    return found


def _whole(masked: str, starts: set[int]) -> Iterator[tuple[int, int]]:
    """Yield the calls that begin at some places, with their ends, as far as they have any."""
    opened: list[int] = []
    for brace in _BRACES.finditer(masked):
        if brace[0] == "{{":
            opened.append(brace.start())
        elif opened:
            start = opened.pop()
            if start in starts:
                yield start, brace.end()


_BRACES: Final = re.compile(r"\{\{|\}\}")


@lru_cache(maxsize=256)
def _roles(site: Site) -> dict[str, str]:
    """Return what a template is called to, by its name in lower case."""
    known = site.templates
    roles: dict[str, str] = {}
    for role, names in (
        ("unsigned", known.unsigned),
        ("outdent", known.outdent),
        ("closed", known.closed),
        ("resolved", known.resolved),
        ("quote", known.quote),
    ):
        for name in names:
            roles.setdefault(name.lower(), role)
    return roles
