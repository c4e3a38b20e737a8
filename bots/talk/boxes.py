"""Templates that say something of a thread or a comment: closed, resolved, outdented, unsigned.

All of them are found in one pass over the page; which names they have is data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from bots.talk.masking import Hidden
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
    tables: bool
    """Whether there may be a table."""


_CALL: Final = re.compile(
    r"\{(?:\{\s*(?:(?:safe)?subst:\s*)?([^\[\]{}|<>\n]{1,80})(?=[|}]|\n\|)|\|)", re.IGNORECASE
)
_FORM: Final = re.compile(r"[ _-]*(?:ip)?[ _-]*\d?\Z")
_FORMS: Final = frozenset("p0123456789")
"""What tells apart the forms of a template: ``Unsigned IP``, ``Unsigned2``."""
_ARGUMENTS: Final = re.compile(r"\{\{[^{}|]*(?P<arguments>\|(?:[^{}]|\{\{[^{}]*\}\})*+)?\}\}")
_MANY: Final = 20_000
"""Names remembered, so that a dump of a whole wiki does not fill the memory."""
_SENT: Final = "<!-- Message sent by User:"
"""MassMessage ends what it posts with this note, in every language."""


def find(text: str, masked: str, hidden: list[Hidden], site: Site) -> Boxes:
    """Return the calls in a page; notes of mass messages are comments, so these are asked."""
    places: dict[str, list[int]] = {"outdent": [], "closed": [], "resolved": [], "quote": []}
    unsigned: list[re.Match[str]] = []
    tables = False
    roles, prefix, met = _roles(site)
    if len(met) >= _MANY:
        met.clear()
    for call in _CALL.finditer(masked):
        name = call[1]
        if name is None:
            tables = True
            continue
        role = met.get(name)
        if role is None:
            role = met[name] = _role(name, roles, prefix)
        if role == "unsigned":
            if whole := _ARGUMENTS.match(masked, call.start()):
                unsigned.append(whole)
        elif role:
            places[role].append(call.start())
    quotes = list(_whole(masked, places["quote"])) if places["quote"] else []
    sent = [stretch.start for stretch in hidden if text.startswith(_SENT, stretch.start)]
    return Boxes(
        places["outdent"], places["closed"], places["resolved"], unsigned, quotes, sent, tables
    )


def _role(called: str, roles: dict[str, str], prefix: re.Pattern[str]) -> str:
    """Return what a template is called to, by its name as it is typed, or nothing."""
    name = called.replace("_", " ").strip().lower()
    if ":" in name:
        name = prefix.sub("", name)
    if name not in roles and name[-1:] in _FORMS and roles.get(_FORM.sub("", name)) == "unsigned":
        return "unsigned"
    return roles.get(name, "")


def _whole(masked: str, starts: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the outer ones of the calls that begin at some places in order, with their ends."""
    end = 0
    for place, start in enumerate(starts):
        if start < end:
            continue
        depth = 0
        for brace in _BRACES.finditer(masked, start):
            depth += 1 if brace[0] == "{{" else -1
            if not depth:
                end = brace.end()
                yield start, end
                break
        else:
            # A call without an end: those after it are looked for in one go.
            yield from _paired(masked, start, set(starts[place:]))
            return


def _paired(masked: str, at: int, starts: set[int]) -> Iterator[tuple[int, int]]:
    """Yield the calls that begin at some places, with their ends, as far as they have any."""
    opened: list[int] = []
    for brace in _BRACES.finditer(masked, at):
        if brace[0] == "{{":
            opened.append(brace.start())
        elif opened:
            start = opened.pop()
            if start in starts:
                yield start, brace.end()


_BRACES: Final = re.compile(r"\{\{|\}\}")


@lru_cache(maxsize=256)
def _roles(site: Site) -> tuple[dict[str, str], re.Pattern[str], dict[str, str]]:
    """Return what a template is called to, by its name in lower case, the namespace's names, and
    a place to remember names as they are typed.
    """
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
    spaces = "|".join(map(re.escape, site.template))
    return roles, re.compile(rf"(?:{spaces})\s*:\s*", re.IGNORECASE), {}
