"""A report's data as JSON's types: its tables as lists of objects; see docs/report-data.md."""

from __future__ import annotations

from datetime import date
from typing import Any

from bots.reports.dictionary import ABOUT, DataTable, Value, tables
from bots.reports.values import Report


def as_json(report: Report) -> dict[str, Any]:
    """Return what the report says of itself, and then a list for each table."""
    found = {table.name: _objects(table, report) for table in tables()}
    [about] = found.pop(ABOUT)
    return {**about, **found}


def _objects(table: DataTable, report: Report) -> list[dict[str, Any]]:
    names = [column.name for column in table.columns]
    return [dict(zip(names, map(_plain, row), strict=True)) for row in table.rows(report)]


def _plain(value: Value) -> str | int | bool | None:
    return value.isoformat() if isinstance(value, date) else value
