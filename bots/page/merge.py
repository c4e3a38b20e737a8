"""What a record becomes when the bot, and perhaps a person, have changed it: a three-way merge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bots.page.ownership import AS_OF, HELD, SUM, Schema, held, holding, normal


@dataclass(frozen=True, slots=True)
class Merged:
    """The outcome for one record."""

    cells: Mapping[str, str]
    """All cells as they stand after the merge."""
    changes: Mapping[str, str]
    """What has to be written, by cell; empty where nothing has."""
    newly_held: tuple[str, ...]
    """The bot's cells found changed by a person, kept, and held from now on."""


def merge(
    schema: Schema,
    current: Mapping[str, str],
    wanted: Mapping[str, str],
    base: Mapping[str, str] | None = None,
    *,
    intact: bool | None = None,
) -> Merged:
    """Return ``current`` with the bot's cells brought to ``wanted``, as far as they are the bot's.

    ``base`` is the record as the bot last wrote it. Only where it matches its own ``sum``, and that
    is the one in ``current``, does it tell which cell a person changed; without it, each cell that
    differs from what is wanted stays, and is held. People's cells are never in the outcome's
    changes. ``intact`` is what ``in_sum`` says of ``current``, where that is known.
    """
    if intact is None:
        intact = schema.in_sum(current)
    if intact and is_as_wanted(current, wanted):
        return Merged(current, {}, ())
    kept = set(held(current))
    wanted = _following(schema, current, wanted, kept)
    newly = () if intact else _newly_touched(schema, current, wanted, base, kept)
    changes = {
        name: wanted[name]
        for name in schema.bot
        if name in wanted
        and name not in kept
        and name not in newly
        and normal(wanted[name]) != normal(current.get(name, ""))
    }
    for name, leader in schema.follows:
        if leader in newly and normal(current.get(name, "")):
            changes.pop(name, None)
    if set(changes) <= {AS_OF}:
        changes = {}
    if newly:
        changes[HELD] = holding((*held(current), *newly))
    cells = {**current, **changes}
    checksum = schema.checksum(cells)
    if normal(current.get(SUM, "")) != checksum and (changes or schema.owned(cells)):
        changes[SUM] = checksum
        cells = {**cells, SUM: checksum}
    return Merged(cells, changes, newly)


def is_as_wanted(current: Mapping[str, str], wanted: Mapping[str, str]) -> bool:
    """Return whether nothing is wanted that is not there, to the letter, but for the date of it."""
    if current is wanted:
        return True
    # A loop, for there may be a hundred thousand rows, each with thirty cells.
    for name, value in wanted.items():  # noqa: SIM110
        if current.get(name) != value and name != AS_OF:
            return False
    return True


def _following(
    schema: Schema, current: Mapping[str, str], wanted: Mapping[str, str], kept: set[str]
) -> Mapping[str, str]:
    """Return what is wanted, without news of where a cell was read that stays as it is."""
    stay = {
        name: current[name]
        for name, leader in schema.follows
        if name in wanted
        and normal(current.get(name, ""))
        and (
            leader in kept
            or normal(wanted.get(leader, current.get(leader, "")))
            == normal(current.get(leader, ""))
        )
    }
    return {**wanted, **stay} if stay else wanted


def _is_base(schema: Schema, current: Mapping[str, str], base: Mapping[str, str]) -> bool:
    """Return whether the bot wrote ``base``, and it is what ``current`` was made from.

    Where a person took the ``sum`` out, nothing tells that. But a ``base`` that holds more than
    ``current`` came later: there the page was put back, and what people had written is in both.
    """
    written, now = normal(base.get(SUM, "")), normal(current.get(SUM, ""))
    if not (written and schema.in_sum(base)):
        return False
    return now == written or (not now and {*held(base)} <= {*held(current)})


def _newly_touched(
    schema: Schema,
    current: Mapping[str, str],
    wanted: Mapping[str, str],
    base: Mapping[str, str] | None,
    kept: set[str],
) -> tuple[str, ...]:
    """Return the bot's cells in which a person's value stands, those aside that are held."""
    trusted = base if base is not None and _is_base(schema, current, base) else None
    return tuple(
        name
        for name in schema.bot
        if name not in kept
        and not (name in schema.notes and not normal(current.get(name, "")))
        and _touched(name, current, wanted, trusted)
    )


def _touched(
    name: str, current: Mapping[str, str], wanted: Mapping[str, str], base: Mapping[str, str] | None
) -> bool:
    """Return whether a person's value stands in this cell of the bot."""
    value = normal(current.get(name, ""))
    if name in wanted and value == normal(wanted[name]):
        return False
    if base is not None:
        return value != normal(base.get(name, ""))
    # Without a base nobody knows whose a value is, also one that the bot does not want now.
    return bool(value) or bool(normal(current.get(SUM, "")) and name in wanted)
