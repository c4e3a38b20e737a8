"""A report's data as flat tables, and what each column means: one dictionary for every format.

JSON has a list for each table, CSV and Parquet a file. The dictionary itself is data, in
``dictionary.json``; ``docs/report-data.md`` and ``docs/report.schema.json`` are written from it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final

from bots.reports.data_rows import ROWS
from bots.reports.values import Report

Value = str | int | bool | date | None

ABOUT: Final = "report"
"""The table of one row that is about the report itself."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, the type of its values, and what they mean."""

    name: str
    type: str
    """``text``, ``number``, ``day`` or ``yes or no``."""
    meaning: str
    empty: str = ""
    """When there is no value; nothing where there always is one."""


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table of a report's data."""

    name: str
    meaning: str
    columns: tuple[Column, ...]

    def rows(self, report: Report) -> list[Sequence[Value]]:
        """Return a report's rows of it, a value for each column."""
        return list(ROWS[self.name](report))


@cache
def tables() -> tuple[DataTable, ...]:
    """Return all tables, the one about the report itself first."""
    text = files("bots.reports").joinpath("dictionary.json").read_text(encoding="utf-8")
    return tuple(
        DataTable(
            name,
            table["meaning"],
            tuple(Column(column, **about) for column, about in table["columns"].items()),
        )
        for name, table in json.loads(text)["tables"].items()
    )
