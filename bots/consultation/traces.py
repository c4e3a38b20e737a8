"""What the rows of a list say of their comments, and which comments those are today."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from bots.consultation.conversations import Conversation
from bots.consultation.keys import row_key
from bots.consultation.matching import likely, relink
from bots.consultation.presence import Place, Said, id_in, minute_of, name_of
from bots.consultation.relinking import Matter, Relinking, Trace
from bots.consultation.state import Consultation
from bots.page.ownership import SUM, held, normal
from bots.page.quote import folded
from bots.page.records import Record
from bots.page.regions import Region

COMMENT: Final = "comment"
"""The cell of a row that says which comment it is about."""


def relinked(
    consultation: Consultation,
    regions: Sequence[Region],
    asked: Iterable[str],
    matters: Callable[[Iterable[Conversation], Callable[[str], str]], Iterable[Matter]],
    words: Callable[[Record], str],
    *,
    titled: bool = False,
) -> Relinking:
    """Return which row of a list is about which of the things that there are today.

    ``regions`` are the list's parts in their order, ``asked`` the titles of the pages that it asks
    for. ``matters`` gives what rows can be about, by conversations and the page that each archive
    belongs to; ``words`` those that a row holds; with ``titled`` they are threads' headings.
    """
    written = list(dict.fromkeys(key for region in regions for key in region.written))
    order = {key: number for number, key in enumerate(written)}
    home = lru_cache(maxsize=None)(consultation.home)
    every = [_trace(row, home, words) for region in regions for row in region.rows]
    rows = [trace for trace, signed in every if trace.key and _kept(trace, signed, order)]
    rows.sort(key=lambda trace: order.get(trace.key, len(order)))
    traces = list({trace.key: trace for trace in reversed(rows)}.values())[::-1]
    near = {said.place.page for trace in traces for said in _near(consultation, trace)}
    found = relink(
        traces,
        list(matters(consultation.under({*asked, *near}), home)),
        {name: len(said) for name, said in consultation.presence.found.items()},
        deleted=frozenset(written) - {trace.key for trace, _ in every},
        titled=titled,
    )
    return _placed(consultation, [trace for trace, _ in every], found, titled)


def _trace(
    row: Record, home: Callable[[str], str], words: Callable[[Record], str]
) -> tuple[Trace, bool]:
    """Return what a row says of its comment, and whether the bot ever wrote it."""
    cells = row.cells
    page = normal(cells.get("page", "")).replace("_", " ")
    count = normal(cells.get("comments", ""))
    trace = Trace(
        row.key,
        normal(cells.get(COMMENT, "")),
        page,
        home(page),
        words(row),
        int(count) if count.isdecimal() and len(count) < 10 else 0,
        sound=COMMENT not in held(cells) and row.schema.in_sum(cells),
    )
    return trace, bool(normal(cells.get(SUM, "")))


def _kept(trace: Trace, signed: bool, written: Container[str]) -> bool:
    """Return whether a row is one of those that the bot keeps, not one that a person just added."""
    return trace.key in written or (signed and trace.key == row_key(trace.name))


def _near(consultation: Consultation, trace: Trace) -> tuple[Said, ...]:
    """Return the comments of a row's name; where there are none, those of its minute."""
    name, present = trace.name, consultation.presence
    return present.found.get(name) or present.same_minute.get(minute_of(name), ()) if name else ()


def _placed(
    consultation: Consultation, traces: Iterable[Trace], found: Relinking, titled: bool
) -> Relinking:
    """Return the same with the places of the comments of all other rows."""
    traces = tuple(traces)
    places, doubts, unsure = dict(found.places), dict(found.doubts), set[str]()
    missing = set(found.missing)
    named = {name_of(cell) for cell in places} | {trace.name for trace in traces}
    kept = {key: place for place, key in found.keys.items()}
    for trace in traces:
        if not trace.name or trace.cell in places:
            continue
        if trace.key in doubts:
            unsure.add(trace.cell)
            continue
        near = _near(consultation, trace)
        same = [said for said in near if said.name == trace.name]
        possible: list[Place] = []
        if same and trace.key not in missing:
            place = _told(trace, same)
        elif _is_copy(trace, kept):
            place = kept[trace.key]
        else:
            place, possible = _likely(consultation, trace, near, named, titled)
        if place:
            places[trace.cell] = place
        elif possible or (same and trace.key not in missing):
            unsure.add(trace.cell)
        if possible and not place:
            doubts.setdefault(trace.key, tuple(possible))
        if possible or place:
            missing.discard(trace.key)
    return replace(
        found,
        doubts=doubts,
        missing=frozenset(missing),
        places=places,
        unsure=frozenset(unsure),
    )


def _is_copy(trace: Trace, kept: Mapping[str, Place]) -> bool:
    """Return whether another row of the same key is about the same comment by a newer name."""
    place = kept.get(trace.key)
    return place is not None and minute_of(name_of(place.id)) == minute_of(trace.name)


def _likely(
    consultation: Consultation,
    trace: Trace,
    near: Iterable[Said],
    named: Container[str],
    titled: bool,
) -> tuple[Place | None, list[Place]]:
    """Return the comment of a row's minute that it is about, or those that it may be about.

    Those that other rows name are only for rows that people have made: of a part that was split
    off the whole may have been linked anew before.
    """
    made = trace.key != row_key(trace.name)
    sure, possible = [], []
    for said in near:
        words = folded(said.heading) if titled else said.words
        home = consultation.home(said.place.page)
        matter = Matter(said.place, said.name, said.name, home, words)
        # As one comment: that there are fewer in its thread now says nothing of it.
        how = likely(trace._replace(comments=0), matter, titled)
        if said.name not in named:
            possible += [said.place] if how else []
            sure += [said.place] if how > 1 else []
        elif made and how > 1 and (words == trace.words or not titled):
            sure.append(said.place)
    return (sure[0], []) if len(sure) == 1 else (None, possible)


def _told(trace: Trace, near: Sequence[Said]) -> Place | None:
    """Return which of the comments of its name a row is about, where that can be told."""
    ways: tuple[Callable[[Said], bool], ...] = (
        lambda _: True,
        lambda said: said.place.page == trace.page,
        lambda said: said.place.id == id_in(trace.cell),
        lambda said: said.place == (trace.page, id_in(trace.cell)),
        lambda said: bool(trace.words) and said.words == trace.words,
    )
    for way in ways:
        there = [said.place for said in near if way(said)]
        if len(there) == 1:
            return there[0]
    return None
