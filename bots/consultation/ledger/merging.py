"""Rows of statements as people leave them: which stand for themselves, are merged, or set aside."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, Literal, NamedTuple

from bots.consultation.ledger.codes import written
from bots.consultation.typed.exported import KEY_SIGN

Fate = Literal["covered", "merged", "set aside"]
FATES: Final[tuple[Fate, ...]] = ("covered", "merged", "set aside")
"""What a row makes of its comments; of several rows the first of these counts."""
MERGED: Final = "merged into"
"""The cell in which people name the row that speaks for this one too."""
KEYLESS: Final = "#"
"""What the keys here begin with of rows that have none yet."""

Cells = Mapping[str, str]
Gone = Callable[[Cells], bool]
"""Says whether what a row is about is there no more."""


class Row(NamedTuple):
    """A row of the list, the bot's or a person's."""

    key: str
    comment: str
    """The id of its comment, as it stands in the cell."""
    fate: Fate
    cells: Mapping[str, str] = {}
    """All its cells, people's among them."""
    into: str = ""
    """The key of the row that it is merged into; nothing where it stands for itself."""


def read_rows(records: Iterable[Cells], gone: Gone = lambda _: False) -> dict[str, Row]:
    """Return the rows by key, from their cells.

    Merged are rows that a row speaks for which is not merged itself: not those merged into one
    that is not there, or is ``gone``, and not those merged into each other. A row that a person
    has just opened or split off may have no key yet.
    """
    cells: dict[str, Cells] = {}
    for number, record in enumerate(records):
        key = record.get("id", "").strip()
        if (not key and record.get("comment", "").strip()) or (
            key in cells and record.get("part", "").strip()
        ):
            key = f"{KEYLESS}{number}"
        if key and key not in cells:
            cells[key] = record
    into = _merged(cells, gone)
    return {
        key: Row(
            key,
            record.get("comment", "").strip(),
            "set aside" if written(record, "excluded") else "merged" if key in into else "covered",
            record,
            into.get(key, ""),
        )
        for key, record in cells.items()
    }


def strays(rows: Mapping[str, Row], gone: Gone = lambda _: False) -> Iterator[tuple[str, str]]:
    """Yield the keys of the rows that stand for themselves though people merged them, with why."""
    for row in rows.values():
        typed = written(row.cells, MERGED)
        if not typed or row.fate != "covered":
            continue
        meant = _meant(typed, rows)
        if not meant:
            why = "is the id of no row that could speak for it"
        elif gone(rows[meant].cells):
            why = "is about a comment that is gone"
        else:
            why = "leads to rows that are merged into each other"
        yield row.key, f"{MERGED}={typed} {why}, so the row stands for itself; correct it"


def _merged(cells: Mapping[str, Cells], gone: Gone) -> dict[str, str]:
    """Return by the key of each merged row that of the row it is merged into."""
    into: dict[str, str] = {}
    for key, record in cells.items():
        if (typed := written(record, MERGED)) and (target := _meant(typed, cells)):
            into[key] = target
    lost = {target for target in {*into.values()} if gone(cells[target])}
    by_target: dict[str, list[str]] = {}
    for key, target in into.items():
        if target not in lost:
            by_target.setdefault(target, []).append(key)
    alone = {*cells}.difference(*by_target.values())
    found: dict[str, str] = {}
    waiting = [target for target in by_target if target in alone]
    while waiting:
        target = waiting.pop()
        keys = by_target.get(target, ())
        found |= dict.fromkeys(keys, target)
        waiting += keys
    return found


def _meant(typed: str, keys: Mapping[str, object]) -> str:
    """Return the key that was typed, perhaps as tables have it; nothing for that of no row."""
    bare = typed.removeprefix(KEY_SIGN).strip()
    return next((key for key in (bare, bare.lower()) if key in keys), "")
