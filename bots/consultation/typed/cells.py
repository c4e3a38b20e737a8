"""A cell that was typed in a spreadsheet, merged into the wiki's: base, theirs and mine.

Nothing is overwritten that somebody else has changed since the export.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from bots.consultation.typed.exported import KEY_SIGN, fingerprint
from bots.consultation.typed.retyped import (
    before_habits,
    by_habit,
    cleaned,
    dates,
    folded,
    is_number_of,
    lost_letters,
)
from bots.page.fitting import fitted, why_unfit

DUE: Final = "due"
PART: Final = "part"
MERGED: Final = "merged into"
_WHOLE: Final = re.compile(r"(\d+)(?:[.,]0+)?")
_KEY_LENGTH: Final = 8

What = Literal["conflict", "refused", "notice"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What has to be known of the whole file, and of all rows, to understand one cell."""

    keys: Collection[str] = ()
    """The keys of all rows on the wiki."""
    order: str = ""
    """The order of day, month and year in which the spreadsheet writes dates."""


class Typed(NamedTuple):
    """A cell as it stands in three places."""

    name: str
    mine: str
    """In the file."""
    theirs: str
    """On the wiki now."""
    exported: str
    """The fingerprint of what stood on the wiki when it was exported; nothing for nothing."""


class Outcome(NamedTuple):
    """What follows for the cell."""

    value: str | None = None
    """What is to be written; None where the wiki's cell stays."""
    what: What | None = None
    """Whether a person has to be told, and of what."""
    why: str = ""


_STAYS: Final = Outcome()


def merged(cell: Typed, sheet: Sheet) -> Outcome:
    """Return what becomes of a cell of people's."""
    mine, theirs = cell.mine, cell.theirs
    if folded(mine) == folded(theirs) or _is_untouched(cell, sheet):
        return _STAYS
    unchanged = fingerprint(theirs) == cell.exported
    if unchanged and by_habit(mine, theirs, sheet.order):
        return _by_habit(cell, sheet)
    value, why = prepared(cell.name, mine, sheet)
    if why:
        return Outcome(what="refused", why=why)
    if folded(value) == folded(theirs):
        return _STAYS
    return Outcome(value) if unchanged else Outcome(what="conflict")


def _is_untouched(cell: Typed, sheet: Sheet) -> bool:
    """Return whether what stands in the file is what was exported, or comes of it."""
    if fingerprint(cell.mine) == cell.exported:
        return True
    forms = before_habits(cell.mine, sheet.order)
    return any(fingerprint(form) == cell.exported for form in forms)


def _by_habit(cell: Typed, sheet: Sheet) -> Outcome:
    if lost_letters(cell.mine, cell.theirs):
        return Outcome(
            what="notice",
            why="the spreadsheet lost letters in it, so it stays; save the file as “CSV UTF-8”",
        )
    if len(dates(cell.mine, sheet.order)) > 1:
        why = f"“{cleaned(cell.mine)}” is taken for {cleaned(cell.theirs)}, as it was"
        return Outcome(what="notice", why=why)
    return _STAYS


def prepared(name: str, typed: str, sheet: Sheet) -> tuple[str, str]:
    """Return what to write of what was typed; or nothing, and why it cannot be written."""
    value = cleaned(typed)
    if name == DUE:
        days = sorted(day.isoformat() for day in dates(value, sheet.order))
        if len(days) > 1:
            return "", f"“{value}” may be {' or '.join(days)}; write it so"
        value = days[0] if days else value
    elif name == PART and (whole := _WHOLE.fullmatch(value)):
        value = whole[1]
    elif name == MERGED and value:
        key = find_key(value, sheet.keys)
        if not key:
            return "", f"“{value}” is the key of no row"
        value = key
    value = fitted(value)
    why = why_unfit(value)
    return ("", why) if why else (value, "")


def find_key(typed: str, keys: Collection[str]) -> str:
    """Return the key that was meant, though a spreadsheet may have taken it for a number.

    Nothing where it is none, or may be several.
    """
    bare = cleaned(typed).removeprefix(KEY_SIGN).strip()
    for form in (bare, bare.lower(), bare.zfill(_KEY_LENGTH), cleaned(typed)):
        if form and form in keys:
            return form
    meant = [key for key in keys if is_number_of(bare, key)]
    return meant[0] if len(meant) == 1 else ""
