"""How rows and what they are about find each other: by name, by key, by place, by words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Final, TypeVar

from bots.consultation.keys import row_key
from bots.consultation.likeness import alike, telling
from bots.consultation.presence import Place, author_of, beneath, id_in, minute_of
from bots.consultation.relinking import Matter, Relinking, Trace

_Item = TypeVar("_Item")
_SURE: Final = 2
_POSSIBLE: Final = 1
_TELLING: Final[tuple[tuple[Callable[[Trace], Hashable], Callable[[Matter], Hashable]], ...]] = (
    (lambda t: (t.page, id_in(t.cell)), lambda m: (m.place.page, m.place.id)),
    (lambda t: id_in(t.cell), lambda m: m.place.id),
    (lambda t: (t.home, beneath(t.cell)), lambda m: (m.home, beneath(m.place.id))),
    (lambda t: t.words, lambda m: m.words),
    (lambda t: t.home, lambda m: m.home),
)
"""By what rows and comments of one name are told apart, the surest first."""


def relink(
    traces: Sequence[Trace],
    matters: Sequence[Matter],
    present: Mapping[str, int],
    *,
    deleted: frozenset[str] = frozenset(),
    titled: bool = False,
) -> Relinking:
    """Return which of these rows is about which of these matters.

    Traces come in the order in which their rows were written. ``present`` says how many comments
    there are of each name, ``deleted`` are the keys of rows that people deleted. With ``titled``
    the words are threads' headings.
    """
    matching = _Matching(traces, matters, deleted)
    matching.by_name()
    matching.by_key()
    matching.by_thread()
    missing = matching.missing(present)
    matching.by_words(missing, titled)
    return Relinking(
        keys={matter.place: key for key, matter in matching.pairs.items()},
        rows=frozenset(trace.key for trace in traces),
        doubts=matching.doubts,
        places=matching.places,
        missing=frozenset(t.key for t in missing) - {*matching.pairs, *matching.doubts},
    )


def likely(trace: Trace, matter: Matter, titled: bool = False) -> int:
    """Return how likely it is that a row is about a comment of its minute: 2 sure, 1 perhaps."""
    same_place = trace.home == matter.home
    if titled:
        same = bool(trace.words) and trace.words == matter.words
        sure = same or same_place
        # A heading says little: what began in that minute and has no row is worth a look.
        same_place = True
    else:
        same = bool(trace.words) and (
            trace.words == matter.words or alike(trace.words, matter.words)
        )
        sure = same and telling(trace.words)
        if not same and _other(trace, matter):
            return 0
    # One comment less may be the very one: then the next in the thread stands in its place.
    if sure and matter.comments >= trace.comments:
        return _SURE
    return _POSSIBLE if same or same_place else 0


class _Matching:
    """Rows and matters that are not paired yet, and those that are."""

    def __init__(
        self, traces: Sequence[Trace], matters: Sequence[Matter], deleted: frozenset[str]
    ) -> None:
        self.pairs: dict[str, Matter] = {}
        self.places: dict[str, Place] = {}
        self.doubts: dict[str, tuple[Place, ...]] = {}
        counts = Counter(matter.first for matter in matters)
        self._named = frozenset(trace.name for trace in traces)
        self._traces = {trace.key: trace for trace in _first_of_each(traces)}
        self._parts = {trace.key: trace for trace in traces if trace.key not in self._traces}
        self._matters: dict[Place, Matter] = {}
        self._of_key: dict[str, Matter] = {}
        """What a key was made of, where nothing else could have been."""
        for matter in matters:
            key = row_key(matter.first) if counts[matter.first] == 1 else ""
            if key not in deleted:
                self._matters[matter.place] = matter
                self._of_key |= {key: matter} if key else {}

    def by_name(self) -> None:
        """Pair rows with the comments whose names they bear."""
        named = (t for t in self._traces.values() if t.name and not self._strayed(t))
        rows = _grouped(named, lambda trace: trace.name)
        found = _grouped(self._matters.values(), lambda matter: matter.name)
        for name, traces in rows.items():
            if name in found:
                self._tell_apart(traces, found[name])

    def by_key(self) -> None:
        """Pair rows with what their keys were made of, where their own comment is not there."""
        for key, matter in self._of_key.items():
            trace = self._traces.get(key) or self._parts.get(key)
            if trace is None or key in self.pairs or matter.place not in self._matters:
                continue
            known = trace.name and trace.sound and key not in self._parts
            if not known or trace.name in matter.names or trace.home == matter.home:
                self._pair(trace, matter)

    def by_thread(self) -> None:
        """Pair rows about a thread's first comment with the thread in which it is none now."""
        traces = [t for t in self._left() if t.name and t.key == row_key(t.name)]
        wanted = {trace.name for trace in traces}
        found: dict[str, list[Matter]] = {}
        for matter in self._matters.values() if wanted else ():
            for name in (matter.names & wanted) - {matter.name}:
                found.setdefault(name, []).append(matter)
        for trace in traces:
            there = [m for m in found.get(trace.name, ()) if m.place in self._matters]
            if len(there) == 1:
                self._pair(trace, there[0])

    def missing(self, present: Mapping[str, int]) -> list[Trace]:
        """Return the rows whose comment's name is nowhere, or only other rows' comments bear it."""
        borne = Counter(matter.name for matter in self.pairs.values())
        doubtful = {place for places in self.doubts.values() for place in places}
        borne.update(self._matters[place].name for place in doubtful)
        return [t for t in self._left() if t.name and present.get(t.name, 0) <= borne[t.name]]

    def by_words(self, missing: Sequence[Trace], titled: bool) -> None:
        """Pair rows whose comment's name is nowhere with comments of its minute."""
        free = [m for m in self._matters.values() if m.name not in self._named] if missing else []
        by_minute = _grouped(free, lambda matter: minute_of(matter.name))
        sure: dict[str, list[Matter]] = {}
        possible: dict[str, list[Matter]] = {}
        for trace in missing:
            near = [(likely(trace, m, titled), m) for m in by_minute.get(minute_of(trace.name), ())]
            sure[trace.key] = [matter for how, matter in near if how == _SURE]
            possible[trace.key] = [matter for how, matter in near if how]
        wanted = Counter(matter.place for found in sure.values() for matter in found)
        for trace in missing:
            if len(sure[trace.key]) == 1 and wanted[sure[trace.key][0].place] == 1:
                self._pair(trace, sure[trace.key][0])
        for trace in missing:
            if trace.key not in self.pairs:
                there = [m.place for m in possible[trace.key] if m.place in self._matters]
                if there:
                    self.doubts[trace.key] = tuple(there)
                elif not titled and not possible[trace.key]:
                    self._by_place(trace, free)

    def _by_place(self, trace: Trace, free: Iterable[Matter]) -> None:
        """Pair a row with its comment in its old place and words, signed once more."""
        found = [
            matter
            for matter in free
            if matter.words == trace.words
            and telling(trace.words)
            and matter.home == trace.home
            and author_of(matter.name) == author_of(trace.name)
            and beneath(matter.place.id) == beneath(trace.cell)
            and matter.place in self._matters
        ]
        if len(found) == 1:
            self._pair(trace, found[0])

    def _tell_apart(self, traces: list[Trace], matters: list[Matter]) -> None:
        """Pair rows with comments that share one name."""
        several = len(traces) + len(matters) > 2
        for of_row, of_comment in _TELLING:
            if len(traces) == len(matters) == 1:
                break
            found = _grouped(matters, of_comment)
            for value, ones in _grouped(traces, of_row).items():
                others = found.get(value, [])
                if value and len(ones) == len(others) == 1:
                    self._pair(ones[0], others[0])
            traces = [trace for trace in traces if trace.key not in self.pairs]
            matters = [matter for matter in matters if matter.place in self._matters]
        if len(traces) == len(matters) == 1:
            if not (several and _other(traces[0], matters[0])):
                self._pair(traces[0], matters[0])
            return
        for trace in traces:
            if there := tuple(m.place for m in matters if not _other(trace, m)):
                self.doubts[trace.key] = there

    def _strayed(self, trace: Trace) -> bool:
        """Return whether a person made a row name another comment than that of its key."""
        own = self._of_key.get(trace.key)
        return not trace.sound and own is not None and own.name != trace.name

    def _left(self) -> list[Trace]:
        done = {*self.pairs, *self.doubts}
        return [trace for trace in self._traces.values() if trace.key not in done]

    def _pair(self, trace: Trace, matter: Matter) -> None:
        self.pairs[trace.key] = matter
        del self._matters[matter.place]
        if cell := trace.cell.strip():
            self.places.setdefault(cell, matter.place)


def _other(trace: Trace, matter: Matter) -> bool:
    """Return whether a comment says something else than what a row quotes."""
    both = telling(trace.words) and telling(matter.words)
    return both and not alike(trace.words, matter.words)


def _first_of_each(traces: Iterable[Trace]) -> Iterable[Trace]:
    """Return of several rows about one comment the one that was written for it, else the first.

    The others are parts that people have split off.
    """
    found: dict[tuple[str, str], Trace] = {}
    for trace in traces:
        at = (trace.page, id_in(trace.cell)) if trace.name else ("", trace.key)
        known = found.get(at)
        if known is None or trace.key == row_key(trace.name) != known.key:
            found[at] = trace
    return found.values()


def _grouped(
    items: Iterable[_Item], by: Callable[[_Item], Hashable]
) -> dict[Hashable, list[_Item]]:
    groups: dict[Hashable, list[_Item]] = {}
    for item in items:
        groups.setdefault(by(item), []).append(item)
    return groups
