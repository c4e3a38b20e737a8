"""The dictionary of a report's data, as a page and as a JSON schema, made from where it is kept.

    python -m tests.reports.dictionary_docs

writes both anew; a test says where that was forgotten.
"""

from __future__ import annotations

import json
from typing import Any

from bots.reports.dictionary import ABOUT, Column, DataTable, tables
from bots.reports.values import VERSION
from tests.conftest import ROOT

PAGE = ROOT / "docs" / "report-data.md"
SCHEMA = ROOT / "docs" / "report.schema.json"
HEAD = f"""# The data of a report

`consult report` gives its data as JSON, as CSV and as Parquet: the same tables in each, with the
same columns. This is version {VERSION} of their dictionary. The version goes up when a column
changes its name or its meaning; new columns and tables come without that. It stands in the data:
`version` in the table `report`, and on top of the JSON; in the description beside the CSV files;
and in the metadata of each Parquet file, as `consultation-bots-report`.

- **JSON** (`--format json`): one object. The columns of `report` are its own; each other table is a
  list of objects. [report.schema.json](report.schema.json) is its schema.
- **CSV** (`--format csv --output FOLDER`, or a name that ends with `.zip`): a file for each table,
  as RFC 4180 says, in UTF-8 with the mark by which spreadsheets see that; and `datapackage.json`,
  which describes them to programs that know [Data Package](https://specs.frictionlessdata.io/).
  What a spreadsheet would calculate, such as a heading that begins with `=`, has an apostrophe
  before it.
- **Parquet** (`--format parquet --output FOLDER`, or `.zip`): a file for each table, each column
  with its meaning as metadata. Needs the extra `parquet`.

Text is text, numbers are whole, days are written `2018-07-18`; yes or no is `true` or `false`.
Where a column says when it has no value, that is `null` in JSON, nothing in CSV, null in Parquet.
`hidden` means a number of people that is small, or that would tell a small one: see
[report.md](report.md#few-people-are-hidden). The target of a link goes where the wiki shows its
pages: in the place of `$1` in `address`.
"""
TYPES: dict[str, dict[str, str]] = {
    "text": {"type": "string"},
    "number": {"type": "integer"},
    "day": {"type": "string", "format": "date"},
    "yes or no": {"type": "boolean"},
}


def page() -> str:
    """Return the page for people."""
    return HEAD + "".join(map(_section, tables()))


def schema() -> dict[str, Any]:
    """Return the schema of the JSON."""
    every = {table.name: table for table in tables()}
    about = every.pop(ABOUT)
    own = {column.name: _typed(column) for column in about.columns}
    own["version"]["const"] = VERSION
    lists = {
        table.name: {"type": "array", "description": table.meaning, "items": _object(table)}
        for table in every.values()
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The data of a report of a consultation",
        "type": "object",
        "properties": {**own, **lists},
        "required": [*own, *lists],
        "additionalProperties": False,
    }


def _section(table: DataTable) -> str:
    rows = "".join(f"| `{c.name}` | {c.type} | {c.meaning} | {c.empty} |\n" for c in table.columns)
    head = "| column | type | meaning | no value where |\n|---|---|---|---|\n"
    meaning = f"{table.meaning[0].upper()}{table.meaning[1:]}"
    return f"\n## `{table.name}`\n\n{meaning}.\n\n{head}{rows}"


def _object(table: DataTable) -> dict[str, Any]:
    columns = {column.name: _typed(column) for column in table.columns}
    return {
        "type": "object",
        "properties": columns,
        "required": [*columns],
        "additionalProperties": False,
    }


def _typed(column: Column) -> dict[str, Any]:
    typed: dict[str, Any] = dict(TYPES[column.type])
    if column.empty:
        typed["type"] = [typed["type"], "null"]
    described = f"{column.meaning}; null: {column.empty}" if column.empty else column.meaning
    return {**typed, "description": described}


def written() -> dict[Any, str]:
    """Return both files with what is to stand in them."""
    return {
        PAGE: page(),
        SCHEMA: json.dumps(schema(), ensure_ascii=False, indent=2) + "\n",
    }


if __name__ == "__main__":
    for path, text in written().items():
        path.write_text(text, encoding="utf-8")
