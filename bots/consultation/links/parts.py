"""Which comments all other rows are about: parts that people split off, rows they opened, copies.

Several of them may be about one comment, also about one that has a row of the bot's.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from bots.consultation.links.relinking import Matter, Relinking, Trace
from bots.consultation.links.resemblance import SURE, denies, likely, says, strange
from bots.consultation.state import Consultation
from bots.consultation.talks.presence import Place, Said, id_in, minute_of, name_of
from bots.page.quote import folded


def with_parts(
    consultation: Consultation,
    traces: Sequence[Trace],
    own: Collection[Trace],
    found: Relinking,
    titled: bool,
) -> Relinking:
    """Return the same with where the comments stand that all these rows are about.

    Of the bot's ``own`` rows those are looked at, too, whose comment opens nothing that is asked
    for. A copy bears the key of one of them and is none.
    """
    placing = _Placing(consultation, own, found, titled)
    places, doubts, unsure = dict(found.places), dict(found.doubts), set(found.unsure)
    missing = set(found.missing)
    for trace in traces:
        if not trace.name or trace.seen in places:
            continue
        if trace.key in found.doubts:
            unsure.add(trace.seen)
            continue
        place, possible = placing.place(trace)
        if place:
            places[trace.seen] = place
            missing.discard(trace.key)
        elif possible:
            unsure.add(trace.seen)
            doubts[trace.key] = tuple(possible)
            missing.discard(trace.key)
    keys = dict(found.keys)
    for trace in own:
        place = places.get(trace.seen)
        # A part that was split off has told which it is.
        if place and place in doubts.pop(trace.key, ()):
            keys.setdefault(place, trace.key)
    return replace(
        found,
        keys=keys,
        rows=found.rows | {trace.key for trace in traces} - {""},
        doubts=doubts,
        missing=frozenset(missing),
        places=places,
        unsure=frozenset(unsure),
    )


def near(consultation: Consultation, trace: Trace) -> tuple[Said, ...]:
    """Return the comments of a row's name; where there are none, those of its minute."""
    name, present = trace.name, consultation.presence
    return present.found.get(name) or present.same_minute.get(minute_of(name), ()) if name else ()


class _Placing:
    """What is known of the bot's own rows, by which the others are told."""

    def __init__(
        self,
        consultation: Consultation,
        own: Collection[Trace],
        found: Relinking,
        titled: bool,
    ) -> None:
        self._consultation, self._found, self._titled = consultation, found, titled
        self._own = frozenset(own)
        linked = frozenset(found.keys.values())
        self._named = frozenset(trace.name for trace in own if trace.key not in linked)
        self._taken = frozenset(found.keys)
        self._wholes: Mapping[tuple[str, str], tuple[Trace, Place]] = {
            trace.seen[:2]: (trace, found.places[trace.seen])
            for trace in own
            if trace.seen in found.places
        }
        self._kept = {key: place for place, key in found.keys.items()}

    def place(self, trace: Trace) -> tuple[Place | None, list[Place]]:
        """Return where a row's comment stands; where that cannot be told, where it may."""
        own = trace in self._own
        there = near(self._consultation, trace)
        same = [self._matter(said) for said in there if said.name == trace.name]
        if not own and (place := self._of_whole(trace)):
            return place, []
        if same and trace.key not in self._found.missing:
            return self._told(trace, same), [matter.place for matter in same]
        sure, possible = [], []
        # As one comment: that there are fewer in its thread now says nothing of it.
        alone = trace._replace(comments=0)
        for matter in map(self._matter, there):
            how = likely(alone, matter, self._titled)
            if matter.place not in self._taken and matter.name not in self._named:
                possible += [matter.place] if how else []
                sure += [matter.place] if how == SURE else []
            elif not own and how == SURE and says(trace, matter):
                # Of a part that was split off, the whole may have been linked anew before.
                sure.append(matter.place)
        return (sure[0] if len(sure) == 1 else None), possible

    def _of_whole(self, trace: Trace) -> Place | None:
        """Return where the comment stands of the bot's row that this one was made from."""
        whole, place = self._wholes.get(trace.seen[:2], (None, None))
        if whole and (not trace.sound or trace.words in whole.words):
            return place
        kept = self._kept.get(trace.key)
        return kept if kept and minute_of(name_of(kept.id)) == minute_of(trace.name) else None

    def _told(self, trace: Trace, same: Sequence[Matter]) -> Place | None:
        """Return which of the comments of its name a row is about, where that can be told."""
        here = (trace.page, id_in(trace.cell))
        free = [m for m in same if m.place not in self._found.keys]
        ways = (
            [m for m in same if m.place == here and trace.words and trace.words == m.words],
            [m for m in same if trace.words and trace.words == m.words],
            [m for m in same if m.place == here and trace.words and trace.words in m.words],
            [m for m in same if trace.words and says(trace, m)],
            # What it quotes is not known, or perhaps a person's.
            [m for m in same if m.place == here and not (trace.words and trace.sound)],
            [m for m in same if not trace.words and m.place.id == here[1]],
            [m for m in same if not trace.words],
            [m for m in free if len(same) == 1 and m.place == here],
            [m for m in free if len(same) == 1 and not self._another(trace, m)],
        )
        return next((found[0].place for found in ways if len(found) == 1), None)

    def _another(self, trace: Trace, matter: Matter) -> bool:
        return not self._titled and (strange(trace, matter) or denies(trace, matter))

    def _matter(self, said: Said) -> Matter:
        home = self._consultation.home(said.place.page)
        words = folded(said.heading) if self._titled else said.words
        return Matter(said.place, said.name, said.name, home, words)
