"""How the bot's rows and what they are about find each other: by name, by key, by words.

Each row is about one comment or thread, and no two of them about the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Final, TypeVar

from bots.consultation.keys import row_key
from bots.consultation.links.likeness import alike, telling
from bots.consultation.links.relinking import Matter, Relinking, Seen, Trace
from bots.consultation.links.resemblance import SURE, denies, differs, likely, strange
from bots.consultation.talks.presence import Place, author_of, beneath, id_in, minute_of

_Item = TypeVar("_Item")
_Key = TypeVar("_Key", bound=Hashable)
_Told = tuple[Callable[[Trace], tuple[str, ...]], Callable[[Matter], tuple[str, ...]]]
_TELLING: Final[tuple[_Told, ...]] = (
    (lambda t: (t.page, id_in(t.cell), t.words), lambda m: (*m.place, m.words)),
    (lambda t: (t.page, t.words), lambda m: (m.place.page, m.words)),
    (lambda t: (id_in(t.cell), t.words), lambda m: (m.place.id, m.words)),
    (lambda t: (t.words,), lambda m: (m.words,)),
    (lambda t: (t.page, id_in(t.cell)), lambda m: (*m.place,)),
    (lambda t: (t.home, beneath(t.cell)), lambda m: (m.home, beneath(m.place.id))),
)
"""By what rows and comments of one name are told apart, the surest first. Words come before ids:
where two headings are the same, an id's number changes when one of them goes."""


def relink(
    traces: Sequence[Trace],
    matters: Sequence[Matter],
    present: Mapping[str, int],
    *,
    deleted: frozenset[str] = frozenset(),
    elsewhere: frozenset[str] = frozenset(),
    titled: bool = False,
) -> Relinking:
    """Return which of these rows is about which of these matters.

    ``present`` says how many comments there are of each name, ``deleted`` are the keys of rows
    that people deleted, ``elsewhere`` those of rows whose very words another comment of their name
    has, that is none of the matters. With ``titled`` the words are threads' headings.
    """
    matching = _Matching(traces, matters, deleted, titled)
    matching.by_name(present, elsewhere)
    matching.by_key()
    matching.by_thread()
    missing = matching.missing(present)
    matching.by_words([*missing, *matching.doubtful()])
    keys = frozenset(trace.key for trace in traces)
    return Relinking(
        keys={matter.place: key for key, matter in matching.pairs.items()},
        own=keys,
        rows=keys,
        doubts=matching.doubts,
        places=matching.places,
        missing=frozenset(t.key for t in missing) - {*matching.pairs, *matching.doubts},
    )


class _Matching:
    """Rows and matters that are not paired yet, and those that are."""

    def __init__(
        self,
        traces: Sequence[Trace],
        matters: Sequence[Matter],
        deleted: frozenset[str],
        titled: bool,
    ) -> None:
        self.pairs: dict[str, Matter] = {}
        self.places: dict[Seen, Place] = {}
        self.doubts: dict[str, tuple[Place, ...]] = {}
        self._titled = titled
        self._traces = {trace.key: trace for trace in traces}
        self._matters: dict[Place, Matter] = {}
        self._of_key: dict[str, Matter] = {}
        """What a key was made of, where nothing else could have been."""
        counts = Counter(matter.first for matter in matters)
        for matter in matters:
            key = row_key(matter.first) if counts[matter.first] == 1 else ""
            if key not in deleted:
                self._matters[matter.place] = matter
                if key:
                    self._of_key[key] = matter

    def by_name(self, present: Mapping[str, int], elsewhere: frozenset[str]) -> None:
        """Pair rows with the comments whose names they bear."""
        named = (
            trace
            for trace in self._traces.values()
            if trace.name and trace.key not in elsewhere and not self._strayed(trace)
        )
        found = _grouped(self._matters.values(), lambda matter: matter.name)
        for name, traces in _grouped(named, lambda trace: trace.name).items():
            matters = found.get(name, [])
            alone = len(traces) == len(matters) == 1
            self._tell_apart(traces, matters, alone and (self._titled or present[name] == 1))

    def by_key(self) -> None:
        """Pair rows with what their keys were made of, where their own comment is not there."""
        for key, matter in self._of_key.items():
            trace = self._traces.get(key)
            if trace is None or key in self.pairs or key in self.doubts:
                continue
            known = trace.name and trace.sound
            if matter.place not in self._matters or (known and trace.name == matter.name):
                # It was looked at by its name, and is another one.
                continue
            if not known or trace.name in matter.names or trace.home == matter.home:
                self._pair(trace, matter)

    def by_thread(self) -> None:
        """Pair rows about a thread's first comment with the thread in which it is none now."""
        traces = [t for t in self._left() if t.name and t.key == row_key(t.name)]
        wanted = {trace.name for trace in traces}
        found: dict[str, list[Matter]] = {}
        for matter in self._matters.values() if wanted else ():
            for name in wanted.intersection(matter.names) - {matter.name}:
                found.setdefault(name, []).append(matter)
        for trace in traces:
            there = [m for m in found.get(trace.name, ()) if m.place in self._matters]
            if len(there) == 1:
                self._pair(trace, there[0])

    def missing(self, present: Mapping[str, int]) -> list[Trace]:
        """Return the rows whose comment's name is nowhere, or only other rows' comments bear it."""
        for key, places in [*self.doubts.items()]:
            # Another row may have been found to be about it since.
            self.doubts[key] = tuple(place for place in places if place in self._matters)
            if not self.doubts[key]:
                del self.doubts[key]
        doubtful = {place for places in self.doubts.values() for place in places}
        borne = Counter(matter.name for matter in self.pairs.values())
        borne.update(self._matters[place].name for place in doubtful)
        return [t for t in self._left() if t.name and present.get(t.name, 0) <= borne[t.name]]

    def doubtful(self) -> list[Trace]:
        """Return the rows that may be about one of several comments."""
        return [self._traces[key] for key in self.doubts]

    def by_words(self, missing: Sequence[Trace]) -> None:
        """Pair rows whose comment's name is nowhere with comments of its minute."""
        named = {t.name for t in self._traces.values() if t.key not in self.pairs}
        free = [m for m in self._matters.values() if m.name not in named] if missing else []
        by_minute = _grouped(free, lambda matter: minute_of(matter.name))
        near = {
            trace.key: [
                (how, matter)
                for matter in by_minute.get(minute_of(trace.name), ())
                if (how := likely(trace, matter, self._titled))
            ]
            for trace in missing
        }
        sure = {key: [m for how, m in found if how == SURE] for key, found in near.items()}
        wanted = Counter(matter.place for found in sure.values() for matter in found)
        for trace in missing:
            found = sure[trace.key]
            if len(found) == 1 and wanted[found[0].place] == 1:
                self._pair(trace, found[0], by_itself=True)
                self.doubts.pop(trace.key, None)
        for trace in missing:
            if trace.key in self.pairs or trace.key in self.doubts:
                continue
            there = [m.place for _, m in near[trace.key] if m.place in self._matters]
            if there:
                self.doubts[trace.key] = tuple(there)
            elif not self._titled and not near[trace.key]:
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
            self._pair(trace, found[0], by_itself=True)

    def _tell_apart(self, traces: list[Trace], matters: list[Matter], alone: bool) -> None:
        """Pair rows with comments that share one name; ``alone`` if no other comment bears it."""
        if len(traces) == len(matters) == 1 and _stays(traces[0], matters[0]):
            # As nearly always: nothing else could come of it.
            self._pair(traces[0], matters[0], by_itself=True)
            return
        for of_row, of_comment in _TELLING:
            found = _grouped(matters, of_comment)
            for value, ones in _grouped(traces, of_row).items():
                others = found.get(value, [])
                if all(value) and len(ones) == len(others) == 1:
                    veto = strange if alone else differs
                    if self._titled or not veto(ones[0], others[0]):
                        self._pair(ones[0], others[0], by_itself=True)
            traces = [trace for trace in traces if trace.key not in self.pairs]
            matters = [matter for matter in matters if matter.place in self._matters]
        if len(traces) == len(matters) == 1:
            trace, matter = traces[0], matters[0]
            named = alone and (self._titled or not strange(trace, matter))
            if named or alike(trace.words, matter.words):
                self._pair(trace, matter, by_itself=True)
                return
        for trace in traces:
            if there := tuple(m.place for m in matters if not denies(trace, m)):
                self.doubts[trace.key] = there

    def _strayed(self, trace: Trace) -> bool:
        """Return whether a person made a row name another comment than that of its key."""
        own = self._of_key.get(trace.key)
        return not trace.sound and own is not None and own.name != trace.name

    def _left(self) -> list[Trace]:
        done = {*self.pairs, *self.doubts}
        return [trace for trace in self._traces.values() if trace.key not in done]

    def _pair(self, trace: Trace, matter: Matter, *, by_itself: bool = False) -> None:
        """Note that a row is about a matter; ``by_itself`` if that begins with its comment."""
        self.pairs[trace.key] = matter
        del self._matters[matter.place]
        if by_itself:
            # Of the same quote one is enough: the comment's is there anyway.
            same = matter.words == trace.words and not self._titled
            words = matter.words if same else trace.words
            self.places.setdefault(Seen(trace.page, trace.cell, words), matter.place)


def _stays(trace: Trace, matter: Matter) -> bool:
    """Return whether a comment stands where a row says, in the very words."""
    return (
        trace.words == matter.words != ""
        and trace.page == matter.place.page
        and id_in(trace.cell) == matter.place.id
    )


def _grouped(items: Iterable[_Item], by: Callable[[_Item], _Key]) -> dict[_Key, list[_Item]]:
    groups: dict[_Key, list[_Item]] = {}
    for item in items:
        groups.setdefault(by(item), []).append(item)
    return groups
