"""What the rows of a list say of their comments, and which comments those are today."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from functools import lru_cache

from bots.consultation.keys import row_key
from bots.consultation.links.matching import relink
from bots.consultation.links.parts import near, with_parts
from bots.consultation.links.relinking import COMMENT, OPENED, Matter, Relinking, Trace, seen
from bots.consultation.state import Consultation
from bots.consultation.talks.conversations import Conversation
from bots.consultation.talks.presence import Said
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
    about = list(matters(consultation.under({*asked, *pages}), home))
    present = consultation.presence.found
    there = {t.name: present[t.name] for t in own.values() if t.name in present}
    found = relink(
        list(own.values()),
        about,
        {name: len(said) for name, said in there.items()},
        deleted=written - {trace.key for trace in traces},
        elsewhere=frozenset() if titled else _elsewhere(own.values(), about, there),
        titled=titled,
    )
    return with_parts(consultation, traces, own.values(), found, titled)


def _elsewhere(
    traces: Iterable[Trace], matters: Iterable[Matter], there: Mapping[str, Sequence[Said]]
) -> frozenset[str]:
    """Return the keys of rows whose very words a comment of their name has that is no matter."""
    rivals = {name: said for name, said in there.items() if len(said) > 1}
    words = {(matter.name, matter.words) for matter in matters} if rivals else set()
    return frozenset(
        trace.key
        for trace in traces
        if trace.words
        and (trace.name, trace.words) not in words
        and any(said.words == trace.words for said in rivals.get(trace.name, ()))
    )


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
