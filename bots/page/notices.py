"""Notices: problems of a page, told once on its talk page, in a section at the end. Pure.

A notice is a template call like a record, but nothing in it is kept up to date: it is written once,
and once more when what it tells of is mended. It bears no signature, so that nobody takes it for a
comment, and it links no page and no account, so that nobody is pinged.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final, NamedTuple

from bots.errors import RegionError
from bots.page.calls import Call, calls
from bots.page.names import FAMILY
from bots.page.ownership import Schema, normal
from bots.page.problems import PROBLEMS
from bots.page.quote import cell, folded
from bots.page.records import Edit, Record, apply, check_call, edit_record

NOTICE: Final = Schema(
    template=f"{FAMILY}notice",
    bot=("id", "page", "problem", "what", "mend", "rev", "day", "mended"),
    people=(),
    values={"problem": PROBLEMS},
)
"""Its cells. There is no ``sum``: what people make of a notice is theirs."""
_LONGEST: Final = 500
"""Characters of a message; a longer one quotes a list, and the run shows all of it."""
_MOVING: Final = re.compile(r"\blines? \d+|\b\d+ of the \d+\b")
"""What changes in a message while its problem stays the same."""
_NAMED: Final = re.compile("onsultation[ _]+notice")
"""What a page with a notice has somewhere; few pages do, and a look at all calls takes long."""
_BLANKS: Final = re.compile(r"[^\n]")
_HEADINGS: Final = re.compile(r"^=.*=[ \t]*$", re.MULTILINE)


class Told(NamedTuple):
    """A problem that was told: which, and of which page."""

    id: str
    page: str


@dataclass(frozen=True, slots=True)
class Notice:
    """What is to be told of a page."""

    page: str
    problem: str
    """One of ``PROBLEMS``, or nothing."""
    what: str
    mend: str = ""
    revision: int = 0
    """The page's revision on which it is; it makes no other problem of it."""

    @property
    def id(self) -> str:
        """What makes two problems of a page the same, whatever the page is called and its lines."""
        same = _MOVING.sub("", f"{self.problem}\n{self.what}")
        return hashlib.sha1(same.encode(), usedforsecurity=False).hexdigest()[:8]

    @property
    def told(self) -> Told:
        """What is told with it."""
        return Told(self.id, self.page)


def told_in(text: str) -> dict[Told, bool]:
    """Return the problems told in a text, each with whether it is still open there."""
    return {_told(call): not normal(call.cells.get("mended", "")) for call in _notices(text)}


def without_notices(text: str) -> str:
    """Return the text with blanks for its notices, at equal length, line breaks kept.

    One that shares a line with something else stays: it may be a part of that by now.
    """
    spans = [(call.start, call.end) for call in _notices(text) if _is_alone(text, call)]
    return apply(text, [Edit(*span, _BLANKS.sub(" ", text[slice(*span)])) for span in spans])


def is_nothing_else(text: str) -> bool:
    """Return whether a page holds notices, and besides them headings at most."""
    return bool(_notices(text)) and not _HEADINGS.sub("", without_notices(text)).strip()


def with_notices(text: str, heading: str, notices: Sequence[Notice], day: str) -> str:
    """Return the text with these notices in a section of their own at its end.

    Raises RegionError where the section would not be read as such, for something above it is not
    closed.
    """
    section = "\n".join([f"== {heading} ==", *(_written(notice, day) for notice in notices)])
    before = text.rstrip()
    whole = f"{before}\n\n{section}" if before else section
    added = [_told(call) for call in _notices(whole) if call.start >= len(before)]
    if added != [notice.told for notice in notices]:
        raise RegionError(
            "a section at the end of this page would be lost in something that was not closed",
            "look for {{, [[, <!-- or <nowiki> without its end",
        )
    return whole


def with_mended(text: str, mended: AbstractSet[Told], day: str) -> tuple[str, int]:
    """Return the text in which these notices are marked as mended, and how many were marked.

    A notice that a person has marked, or has written otherwise than can be edited, stays.
    """
    edits = []
    marked = 0
    for call in _notices(text):
        if _told(call) in mended and not normal(call.cells.get("mended", "")):
            try:
                check_call(text, call)
            except RegionError:
                continue
            record = Record(NOTICE, call, call.cells, _told(call).id, intact=True)
            edits += edit_record(text, record, {"mended": day})
            marked += 1
    return apply(text, edits), marked


def _notices(text: str) -> list[Call]:
    found = calls(text, NOTICE.template) if _NAMED.search(text) else ()
    return [call for call in found if call.name == NOTICE.template and not call.nested]


def _is_alone(text: str, call: Call) -> bool:
    before = text[text.rfind("\n", 0, call.start) + 1 : call.start]
    after = text[call.end :].partition("\n")[0]
    return not (before.strip() or after.strip())


def _told(call: Call) -> Told:
    return Told(normal(call.cells.get("id", "")), normal(call.cells.get("page", "")))


def _written(notice: Notice, day: str) -> str:
    cells = {
        "id": notice.id,
        "page": notice.page,
        "problem": notice.problem,
        "what": cell(_cut(notice.what)),
        "mend": cell(_cut(notice.mend)),
        "rev": str(notice.revision),
        "day": day,
    }
    lines = "".join(f"|{name}={cells.get(name, '')}\n" for name in NOTICE.bot)
    return f"{{{{{NOTICE.template}\n{lines}}}}}"


def _cut(message: str) -> str:
    words = folded(message)
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"
