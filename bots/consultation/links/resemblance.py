"""How much a comment resembles what a row says of the one that it is about."""

from __future__ import annotations

from typing import Final

from bots.consultation.links.likeness import alike, telling
from bots.consultation.links.relinking import Matter, Trace
from bots.consultation.talks.presence import id_in

SURE: Final = 2
POSSIBLE: Final = 1


def likely(trace: Trace, matter: Matter, titled: bool) -> int:
    """Return how likely it is that a row is about a comment of its minute: sure, possible, or 0."""
    near = trace.home == matter.home
    if titled:
        same = bool(trace.words) and trace.words == matter.words
        sure = same or near
        # A heading says little: what began in that minute and has no row is worth a look.
        near = True
    else:
        same = bool(trace.words) and says(trace, matter)
        sure = same and telling(trace.words)
        if not same and telling(trace.words) and telling(matter.words):
            return 0
    # One comment less may be the very one: then the next in the thread stands in its place.
    if sure and (matter.comments is None or matter.comments >= trace.comments):
        return SURE
    return POSSIBLE if same or near else 0


def says(trace: Trace, matter: Matter) -> bool:
    """Return whether a comment says what a row quotes, or did so before an edit."""
    return trace.words == matter.words or alike(trace.words, matter.words)


def denies(trace: Trace, matter: Matter) -> bool:
    """Return whether a comment says something else than a row quotes, both in telling words."""
    return telling(trace.words) and telling(matter.words) and not says(trace, matter)


def differs(trace: Trace, matter: Matter) -> bool:
    """Return whether a comment says something else than a row quotes, one in telling words."""
    if not (trace.words and matter.words) or matter.words.startswith(trace.words):
        return False
    return (telling(trace.words) or telling(matter.words)) and not says(trace, matter)


def strange(trace: Trace, matter: Matter) -> bool:
    """Return whether a comment of a row's name has nothing else of what the row says of it."""
    if trace.home == matter.home or not (trace.words and matter.words) or says(trace, matter):
        return False
    return differs(trace, matter) or id_in(trace.cell) != matter.place.id
