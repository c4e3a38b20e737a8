"""Flat tables as files: CSV with a description of the columns, or Parquet; in a folder or a ZIP.

The same tables give the same bytes.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from bots.errors import UsageError
from bots.exchange.harmless import harmless
from bots.exchange.parquet import pyarrow
from bots.exchange.spreadsheet import BOM, written
from bots.exchange.whole import unwritable, write

Value = str | int | bool | date | None

DESCRIPTION: Final = "datapackage.json"
"""The name that readers of CSV look for: https://specs.frictionlessdata.io/data-package/."""
_FRICTIONLESS: Final[Mapping[str, str]] = {
    "text": "string",
    "number": "integer",
    "day": "date",
    "yes or no": "boolean",
}
_THEN: Final = (1980, 1, 1, 0, 0, 0)
"""The time of files in a ZIP: the earliest there is, always the same."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a table."""

    name: str
    type: str
    """``text``, ``number``, ``day`` or ``yes or no``."""
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table with what its columns mean."""

    name: str
    meaning: str
    fields: tuple[Field, ...]
    rows: Sequence[Sequence[Value]]


def csv_files(tables: Sequence[Table], title: str, version: int) -> dict[str, bytes]:
    """Return a CSV file for each table, and the description of them all, by their names."""
    files = {f"{table.name}.csv": _csv(table).encode() for table in tables}
    described = json.dumps(_described(tables, title, version), ensure_ascii=False, indent=2)
    return {**files, DESCRIPTION: f"{described}\n".encode()}


def parquet_files(tables: Sequence[Table], version: int) -> dict[str, bytes]:
    """Return a Parquet file for each table by its name; the version is in each one's metadata.

    Raises UsageError where pyarrow is missing.
    """
    return {f"{table.name}.parquet": _parquet(table, version) for table in tables}


def save(files: Mapping[str, bytes], output: Path) -> None:
    """Write files into a folder, or into a ZIP where the name ends so.

    Raises UsageError where something else has that name, and as ``whole`` does.
    """
    try:
        if output.suffix == ".zip":
            write(output, _zip(files))
            return
        output.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            write(output / name, content)
    except FileExistsError:
        raise UsageError(
            "is a file, and several are to be written",
            "name a folder, or a file that ends with .zip",
            title=str(output),
        ) from None
    except OSError as error:
        raise unwritable(output, error) from error


def _csv(table: Table) -> str:
    headings = [field.name for field in table.fields]
    rows = ([_cell(value) for value in row] for row in table.rows)
    return BOM + written(headings, rows, "comma")


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return harmless(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _described(tables: Sequence[Table], title: str, version: int) -> dict[str, Any]:
    return {
        "profile": "tabular-data-package",
        "name": "consultation-report",
        "title": title,
        "version": f"{version}.0.0",
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": table.name,
                "path": f"{table.name}.csv",
                "description": table.meaning,
                "encoding": "utf-8",
                "schema": {
                    "fields": [
                        {
                            "name": field.name,
                            "type": _FRICTIONLESS[field.type],
                            "description": field.meaning,
                        }
                        for field in table.fields
                    ],
                    "missingValues": [""],
                },
            }
            for table in tables
        ],
    }


def _parquet(table: Table, version: int) -> bytes:
    pa = pyarrow()
    import pyarrow.parquet as pq

    types = {"text": pa.string(), "number": pa.int64(), "day": pa.date32(), "yes or no": pa.bool_()}
    schema = pa.schema(
        [
            pa.field(field.name, types[field.type], metadata={"description": field.meaning})
            for field in table.fields
        ],
        metadata={"consultation-bots-report": str(version), "description": table.meaning},
    )
    names = [field.name for field in table.fields]
    rows = [dict(zip(names, row, strict=True)) for row in table.rows]
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), out, compression="zstd")
    return out.getvalue()


def _zip(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, _THEN)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, content)
    return out.getvalue()
