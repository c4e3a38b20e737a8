"""What the rows of a list say of their comments, and which comments those are today."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from functools import lru_cache

from bots.consultation.conversations import Conversation
from bots.consultation.keys import row_key
from bots.consultation.matching import relink
from bots.consultation.parts import near, with_parts
from bots.consultation.relinking import COMMENT, OPENED, Matter, Relinking, Trace, seen
from bots.consultation.state import Consultation
from bots.page.ownership import SUM, held, normal
from bots.page.records import Record
from bots.page.regions import Region


def relinked(
    consultation: Consultation,
    regions: Sequence[Region],
    asked: Iterable[str],
    matters: Callable[[Iterable[Conversation], Callable[[str], str]], Iterable[Matter]],
    *,
    titled: bool = False,
) -> Relinking:
    """Return which row of a list is about which of the things that there are today.

    ``regions`` are the list's parts in their order, ``asked`` the titles of the pages that it asks
    for. ``matters`` gives what rows can be about, by conversations and the page that each archive
    belongs to; with ``titled`` the words of rows are threads' headings.
    """
    written = frozenset(key for region in regions for key in region.written)
    home = lru_cache(maxsize=None)(consultation.home)
    rows = [row for region in regions for row in region.rows]
    traces = [_trace(row, home) for row in rows]
    own: dict[str, Trace] = {}
    for row, trace in zip(rows, traces, strict=True):
        if _is_the_bots(row, trace, written):
            own.setdefault(trace.key, trace)
    pages = {said.place.page for trace in own.values() for said in near(consultation, trace)}
    there = consultation.presence.found
    found = relink(
        list(own.values()),
        list(matters(consultation.under({*asked, *pages}), home)),
        {
            name: len(there[name])
            for trace in own.values()
            for name in [trace.name]
            if name in there
        },
        deleted=written - {trace.key for trace in traces},
        titled=titled,
    )
    return with_parts(consultation, traces, own.values(), found, titled)


def _trace(row: Record, home: Callable[[str], str]) -> Trace:
    cells = row.cells
    page, comment, words = seen(cells)
    count = normal(cells.get("comments", ""))
    return Trace(
        row.key,
        comment,
        page,
        home(page),
        words,
        int(count) if count.isdecimal() and len(count) < 10 else 0,
        sound=COMMENT not in held(cells) and row.intact,
    )


def _is_the_bots(row: Record, trace: Trace, written: Container[str]) -> bool:
    """Return whether the bot made a row for a comment or a thread, in this list or in another."""
    signed = bool(normal(row.cells.get(SUM, "")))
    made = trace.key in written or (signed and trace.key == row_key(trace.name))
    return bool(trace.key) and made and not normal(row.cells.get(OPENED, ""))
