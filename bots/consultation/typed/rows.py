"""What was typed in a row's line, or lines, merged into the row on the wiki."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from bots.consultation.typed.cells import MERGED, PART, Outcome, Sheet, Typed, merged, prepared
from bots.consultation.typed.exported import Line, column
from bots.consultation.typed.lines import Finding, is_as_exported
from bots.consultation.typed.retyped import by_habit, cleaned, folded
from bots.page.ownership import HELD, SUM, Schema, normal
from bots.page.quote import words
from bots.page.removal import GONE

Cells = Mapping[str, str]

_NOT_PEOPLES: Final = (SUM, HELD)
_REMOVED: Final = "what it is about was removed, and nothing that was written of it comes back"


def merge_row(
    schema: Schema, row: Cells, lines: Sequence[Line], sheet: Sheet
) -> tuple[dict[str, str], list[Finding]]:
    """Return the cells of people to write, and what a person has to know.

    ``lines`` are those about this row: one, or several that say the same of what they changed.
    """
    changes: dict[str, str] = {}
    findings = [found for line in lines for found in _bots_cells(schema, row, line, sheet)]
    for name in _peoples(schema, row):
        told = [
            (line, merged(_typed(name, line, row), sheet))
            for line in lines
            if column(name) in line.cells
        ]
        if _is_removed(schema, name, row):
            touched = [line for line, outcome in told if outcome.value or outcome.what]
            findings += [
                Finding("refused", line.number, _REMOVED, key=_key(schema, row), cell=name)
                for line in touched
            ]
            continue
        findings += [
            _finding(schema, name, line, row, outcome) for line, outcome in told if outcome.what
        ]
        wanted = [(line, outcome.value) for line, outcome in told if outcome.value is not None]
        if not wanted:
            continue
        line, value = wanted[0]
        why = ""
        if any(other != value for _, other in wanted):
            numbers = ", ".join(str(line.number) for line, _ in wanted)
            why = f"lines {numbers} say different things of it"
        elif name == MERGED and value == _key(schema, row):
            why = "a row cannot be merged into itself"
        if why:
            findings.append(_finding(schema, name, line, row, Outcome(what="refused", why=why)))
        else:
            changes[name] = value
    return changes, findings


def split_off(
    schema: Schema, row: Cells, number: str, lines: Sequence[Line], sheet: Sheet
) -> tuple[dict[str, str], list[Finding]]:
    """Return people's cells of a part of a row, or none, and what a person has to know."""
    first = lines[0]
    key = _key(schema, row)

    def refused(why: str, cell: str = PART, mine: str = "") -> Finding:
        return Finding("refused", first.number, why, key=key, cell=cell, mine=mine)

    if normal(row.get(GONE, "")):
        return {}, [refused(_REMOVED)]
    if not number.isdecimal():
        return {}, [refused(f"“{number}” is no number of a part")]
    cells: dict[str, str] = {}
    findings: list[Finding] = []
    for name in schema.people:
        typed = {line.cells.get(column(name), row.get(name, "")) for line in lines}
        if len({folded(one) for one in typed}) > 1:
            findings.append(refused("several lines of this part say different things of it", name))
            continue
        cells[name], why = prepared(name, typed.pop(), sheet)
        if why:
            findings.append(refused(why, name, first.cells.get(column(name), "")))
    cells[PART] = number
    return cells, findings


def _key(schema: Schema, row: Cells) -> str:
    return normal(row.get(schema.key, ""))


def _peoples(schema: Schema, row: Cells) -> tuple[str, ...]:
    """Return the names of people's cells, those that they have added themselves included."""
    others = (*schema.order, *_NOT_PEOPLES)
    people = (name for name in schema.people if name != schema.key)
    return (*people, *(name for name in row if name not in others))


def _is_removed(schema: Schema, name: str, row: Cells) -> bool:
    """Return whether words were taken out of this cell, or would have been."""
    is_gone = bool(normal(row.get(GONE, "")))
    return is_gone and (name in schema.words or name not in schema.people)


def _typed(name: str, line: Line, row: Cells) -> Typed:
    exported = line.base.prints.get(column(name), "") if line.base else ""
    return Typed(name, line.cells[column(name)], row.get(name, ""), exported)


def _finding(schema: Schema, name: str, line: Line, row: Cells, outcome: Outcome) -> Finding:
    mine, theirs = cleaned(line.cells[column(name)]), normal(row.get(name, ""))
    why = outcome.why
    if outcome.what == "conflict":
        why = f"the file says “{mine}”, the wiki “{theirs}”; both were changed since the export"
    return Finding(
        outcome.what or "notice",
        line.number,
        why,
        key=_key(schema, row),
        cell=name,
        mine=mine,
        theirs=theirs,
    )


def _bots_cells(schema: Schema, row: Cells, line: Line, sheet: Sheet) -> list[Finding]:
    """Return a notice where the file says something of cells that are not people's."""
    prints = line.base.prints if line.base else {}
    names = [
        name
        for name in schema.bot
        if name != schema.key
        and column(name) in prints
        and column(name) in line.cells
        and not is_as_exported(line.cells[column(name)], prints[column(name)])
        and not by_habit(line.cells[column(name)], words(row.get(name, "")), sheet.order)
    ]
    why = "kept by the bot, so what the file says is passed over; correct it on the wiki"
    key = _key(schema, row)
    return [Finding("notice", line.number, why, key=key, cell=", ".join(names))] if names else []
