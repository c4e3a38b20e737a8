"""What depends on what, among milestones, phases and all other records that say so.

A record of any template may have a cell ``depends on``: ids of others, separated by semicolons.
An id that two kinds of record have is told apart as ``phase:scoping``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from bots.consultation.dates.period import Period
from bots.consultation.ledger.codes import written
from bots.consultation.process.milestones import period_of
from bots.consultation.state import Consultation, Entry
from bots.page.names import FAMILY

DEPENDS_ON: Final = "depends on"
_SEPARATOR: Final = re.compile(r"[;；؛,،、，\n]")
_OVER: Final = frozenset(
    {
        "done",
        "past",
        "final",
        "closed",
        "adopted",
        "completion and reporting",
        "monitoring and evaluation",
    }
)
"""What a status or a stage says of something for which nobody has to wait any more."""
_GIVEN_UP: Final = frozenset({"dropped", "canceled", "withdrawn"})


class Needed(NamedTuple):
    """What a record says that it depends on."""

    name: str
    """As people wrote it."""
    found: tuple[Entry, ...]
    """The record of that id: none where there is no such record, several where it is not clear."""

    @property
    def entry(self) -> Entry | None:
        """The record, where it is clear which one is meant."""
        return self.found[0] if len(self.found) == 1 else None


def kind_of(template: str) -> str:
    """Return what a record is called that has this template: ``milestone``."""
    return template.removeprefix(FAMILY)


def named(consultation: Consultation, name: str, template: str) -> Needed:
    """Return the record that a name in a record of this template means.

    Of several kinds of record with this id, its own kind goes first.
    """
    kind, colon, key = name.partition(":")
    kind, key = kind.strip().lower(), key.strip()
    kinds = {kind_of(each): each for each in consultation.records}
    if colon and kind in kinds:
        return Needed(name, _found(consultation, kinds[kind], key))
    if own := _found(consultation, template, name):
        return Needed(name, own)
    return Needed(
        name, tuple(e for each in kinds.values() for e in _found(consultation, each, name))
    )


def _found(consultation: Consultation, template: str, key: str) -> tuple[Entry, ...]:
    """Return the record of this template and key; of several the first, which counts."""
    entry = consultation.once("records by key", lambda: _by_key(consultation)).get((template, key))
    return () if entry is None else (entry,)


def _by_key(consultation: Consultation) -> dict[tuple[str, str], Entry]:
    entries = [each for of_one in consultation.records.values() for each in of_one]
    return {_node(entry): entry for entry in reversed(entries)}


def needed(consultation: Consultation, entry: Entry) -> tuple[Needed, ...]:
    """Return what a record depends on, in the order in which people wrote it."""
    names = (name.strip() for name in _SEPARATOR.split(written(entry.cells, DEPENDS_ON)))
    wanted = dict.fromkeys(name for name in names if name)
    return tuple(named(consultation, name, entry.template) for name in wanted)


def is_over(entry: Entry) -> bool:
    """Return whether nobody has to wait for it any more, by its status or its stage."""
    return _state(entry) in _OVER


def _state(entry: Entry) -> str:
    return (written(entry.cells, "status") or written(entry.cells, "stage")).lower()


def when(consultation: Consultation, entry: Entry) -> Period | None:
    """Return when something is, where its date tells that."""
    return period_of(entry.cells, consultation.evidence, consultation.language)


def too_early(consultation: Consultation, entry: Entry) -> tuple[Entry, ...]:
    """Return what ends, by its date, only after this has begun which depends on it.

    "July 2018" and "July 20" are no conflict: nobody knows. What is over is none any more.
    """
    period = when(consultation, entry)
    if period is None or period.open == "start" or is_over(entry):
        return ()
    found = (each.entry for each in needed(consultation, entry))
    return tuple(
        other
        for other in found
        if other and not is_over(other) and _ends_after(when(consultation, other), period)
    )


def _ends_after(first: Period | None, following: Period) -> bool:
    if first is None or first.open == "end":
        return False
    return following.begun_by < first.not_over_before


def circle(consultation: Consultation, entry: Entry) -> tuple[Entry, ...]:
    """Return the records by way of which this one depends on itself; none where it does not.

    The shortest such way, from this one on.
    """
    ways: list[tuple[Entry, ...]] = [(entry,)]
    seen: set[tuple[str, str]] = set()
    while ways:
        longer = []
        for way in ways:
            for other in _direct(consultation, way[-1]):
                if _node(other) == _node(entry):
                    return way
                if _node(other) not in seen:
                    seen.add(_node(other))
                    longer.append((*way, other))
        ways = longer
    return ()


def _direct(consultation: Consultation, entry: Entry) -> Iterator[Entry]:
    return (each.entry for each in needed(consultation, entry) if each.entry)


def _node(entry: Entry) -> tuple[str, str]:
    return (entry.template, entry.key)


def dependency_troubles(consultation: Consultation, template: str, key: str) -> list[str]:
    """Return what of a record's dependencies a person has to see to, as sentences."""
    called = f"{kind_of(template)} {key}"
    entry = next(iter(_found(consultation, template, key)), None)
    if entry is None or not written(entry.cells, DEPENDS_ON):
        return []
    problems = []
    for each in needed(consultation, entry):
        if not each.found:
            problems.append(f"depends on “{each.name}”, which is no record's id")
        elif each.entry is None:
            kinds = [kind_of(found.template) for found in each.found]
            problems.append(
                f"depends on “{each.name}”, the id of {' and of '.join(f'a {k}' for k in kinds)};"
                f" write {kinds[0]}:{each.name} or {kinds[-1]}:{each.name}"
            )
        elif _state(each.entry) in _GIVEN_UP:
            problems.append(f"depends on {_called(each.entry)}, which is {_state(each.entry)}")
    if round_about := circle(consultation, entry):
        way = " → ".join(each.key for each in (*round_about, entry))
        problems.append(f"depends on itself ({way}); take one of them out of depends on")
    problems += [
        f"begins before {_called(other)} is over, on which it depends:"
        f" {written(entry.cells, 'date')}; {written(other.cells, 'date')}"
        for other in too_early(consultation, entry)
    ]
    return [f"{called}: {problem}" for problem in problems]


def _called(entry: Entry) -> str:
    return f"the {kind_of(entry.template)} {entry.key}"
