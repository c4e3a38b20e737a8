"""What happened to the comment that a row is about, told by what the row said and says of it.

``relinked`` says why the link had to be renewed and ``relinked on`` when that was seen; ``edited``
says when the words were seen to have changed, and ``earlier`` at which revision they were read
before: what people wrote in the row until then is about those. A person who has looked at it may
empty these cells.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from bots.consultation.links.likeness import alike
from bots.consultation.state import Consultation
from bots.consultation.talks.presence import author_of, beneath, minute_of, name_of
from bots.page.ownership import normal
from bots.page.quote import words
from bots.page.removal import GONE
from bots.talk.ids import short

Cells = Mapping[str, str]

RELINKED: Final = "relinked"
RELINKED_ON: Final = "relinked on"
EDITED: Final = "edited"
EARLIER: Final = "earlier"
WIKI: Final = "wiki"
"""The cell with the interwiki prefix of the wiki where the comment stands; empty at home."""
LINK_NOTES: Final = (RELINKED, RELINKED_ON)
NOTES: Final = (*LINK_NOTES, EDITED, EARLIER)
EVENTS: Final = (
    "found again",
    "archived",
    "page moved",
    "moved",
    "heading renamed",
    "author renamed",
    "signed again",
    "other comment",
)
"""What ``relinked`` may say, several with a slash between them, in this order."""

_NUMBERED: Final = re.compile(r"-\d+\Z")
_ANSWERED: Final = re.compile(r"-(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z|\d{14})\Z")
"""What an id has behind the name where the comment answers another one."""


def news(consultation: Consultation, before: Cells, after: Cells) -> dict[str, str]:
    """Return what a row says of what has become of its comment; nothing where nothing has.

    ``before`` are its cells as they stand, ``after`` as they will stand.
    """
    was, now = _read(before), _read(after)
    found = {event for event in (_name(was, now), _page(consultation, was, now)) if event}
    if found != {"other comment"}:
        found |= _heading(consultation, was, now)
    if was.get(GONE) and not now.get(GONE):
        found = {"found again"}
    told = {}
    if found:
        told[RELINKED] = "/".join(event for event in EVENTS if event in found)
        told[RELINKED_ON] = consultation.today.isoformat()
    another = "other comment" in found or was.get(WIKI, "") != now.get(WIKI, "")
    if another and was.get(EDITED):
        told |= {EDITED: "", EARLIER: ""}
    elif _reworded(was, now) and not another:
        told[EDITED] = consultation.today.isoformat()
        told[EARLIER] = was.get(EARLIER) or was.get("rev", "")
    return told


def _read(cells: Cells) -> dict[str, str]:
    return {name: normal(value) for name, value in cells.items()}


def _both(was: Cells, now: Cells, name: str) -> tuple[str, str] | None:
    """Return both values of a cell that has changed, and was filled before and after."""
    one, other = was.get(name, ""), now.get(name, "")
    return (one, other) if one and other and one != other else None


def _name(was: Cells, now: Cells) -> str:
    one, other = name_of(was.get("comment", "")), name_of(now.get("comment", ""))
    if not (one and other) or one == other:
        return ""
    quotes = _both(was, now, "quote")
    if quotes and not alike(*(words(quote.removesuffix("…")) for quote in quotes)):
        return "other comment"
    if author_of(one) == author_of(other):
        return "signed again"
    return "author renamed" if minute_of(one) == minute_of(other) else "other comment"


def _page(consultation: Consultation, was: Cells, now: Cells) -> str:
    pages = _both(was, now, "page")
    if not pages:
        return ""
    one, other = (page.replace("_", " ") for page in pages)
    home = consultation.home(other)
    if home == consultation.home(one):
        return "archived" if home != other else "moved"
    return "moved" if one in consultation.presence.read else "page moved"


def _heading(consultation: Consultation, was: Cells, now: Cells) -> set[str]:
    """Return that the heading was renamed; or that the comment stands under another one now."""
    if _both(was, now, "heading"):
        return {"heading renamed"}
    one, other = beneath(was.get("comment", "")), beneath(now.get("comment", ""))
    if not (one and other) or _NUMBERED.sub("", one) == _NUMBERED.sub("", other):
        return set()
    parents = _ANSWERED.search(one), _ANSWERED.search(other)
    stays = not _both(was, now, "page")
    if all(parents):
        # The same comment is answered, by a new name of its author's.
        same = parents[0] and parents[1] and parents[0][1] == parents[1][1]
        return {"moved"} if stays and not same else set()
    if any(parents):
        return {"moved"} if stays else set()
    there = {
        short(thread.heading)
        for conversation in consultation.under([now.get("page", "").replace("_", " ")])
        for thread in conversation.threads
    }
    return {"moved"} if stays and one in there else {"heading renamed"}


def _reworded(was: Cells, now: Cells) -> bool:
    """Return whether people changed the words: at one revision, the bot reads them otherwise."""
    return bool(_both(was, now, "quote") and _both(was, now, "rev"))
