"""What people do to lines and columns: moved, dropped, added, given twice."""

from __future__ import annotations

from bots.exchange.statements import BASE, ROW
from tests.exchange.habits.exports import Rows, case, find, written


@case
def columns_reordered(rows: Rows) -> bytes:
    find(rows, "12345678")["theme"] = "money"
    return written([dict(reversed(row.items())) for row in rows])


@case
def columns_added(rows: Rows) -> bytes:
    find(rows, "12345678")["theme"] = "money"
    return written([{"my notes": "x", **row, "": "y"} for row in rows])


@case
def columns_dropped(rows: Rows) -> bytes:
    find(rows, "12345678")["theme"] = "money"
    kept = ("theme", "note", BASE)
    return written([{name: row[name] for name in kept} for row in rows])


@case
def headings_retyped(rows: Rows) -> bytes:
    find(rows, "12345678")["theme"] = "money"
    return written([{f" {name.upper()}\xa0": value for name, value in row.items()} for row in rows])


@case
def rows_dropped_and_sorted(rows: Rows) -> bytes:
    find(rows, "12345678")["theme"] = "money"
    return written(rows[2::-1])


@case
def rows_emptied(rows: Rows) -> bytes:
    return written([*rows, dict.fromkeys(rows[0], ""), dict.fromkeys(rows[0], " ")])


@case
def row_twice(rows: Rows) -> bytes:
    row = find(rows, "12345678")
    return written([*rows, {**row, "theme": "money"}])


@case
def row_twice_with_two_meanings(rows: Rows) -> bytes:
    row = find(rows, "12345678")
    row["theme"] = "law"
    return written([*rows, {**row, "theme": "money", "note": "both"}])


@case
def columns_sorted_apart(rows: Rows) -> bytes:
    keys = [row[ROW] for row in rows]
    return written(
        [{**row, ROW: key, "theme": "money"} for row, key in zip(rows, keys[::-1], strict=True)]
    )


@case
def rows_that_are_not_there(rows: Rows) -> bytes:
    row = find(rows, "12345678")
    other = {**row, BASE: row[BASE].replace("#12345678", "#99999999"), ROW: "#99999999"}
    new = {**dict.fromkeys(row, ""), "summary": "Heard at the meeting."}
    return written([*rows, other, {**other, "theme": "money"}, new])
