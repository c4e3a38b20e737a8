"""What is exported, and what the habits made of it share."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

from bots.consultation.rules import Rules
from bots.consultation.typed.exported import Exported, Place
from bots.exchange.statements import ROW, as_csv
from bots.kinds import RECORD_SCHEMAS, row_schemas
from bots.page.ownership import Schema
from bots.page.regions import Host, read_host

CASES = Path(__file__).parent.parent / "cases"
RULES = Rules(facets=("theme", "key question"))
TITLE = "P/Said"
SCHEMA = Schema(
    template="Consultation statement",
    bot=(
        *("id", "comment", "rev", "author", "date", "lang", "quote", "comments", "people"),
        *("stances", "link", "page", "gone", "reason", "as of"),
    ),
    people=(
        *("theme", "key question", "summary", "assigned to", "due", "disposition", "response"),
        *("change", "note", "part", "merged into", "excluded"),
    ),
)
"""The cells that statements had when these files went out: they may get more."""
Rows = list[dict[str, str]]
Case = Callable[[Rows], bytes]
MADE: dict[str, Case] = {}


def host(name: str = "page") -> Host:
    text = (CASES / f"{name}.wikitext").read_text(encoding="utf-8")
    return read_host(TITLE, text, row_schemas(RULES), RECORD_SCHEMAS)


def exported() -> str:
    """The export of the page."""
    rows = [
        Exported(
            SCHEMA,
            Place(TITLE, region.id),
            row.cells,
            {} if row.cells.get("theme") else {"theme": "money (fund)"},
        )
        for region in host().regions
        for row in region.rows
    ]
    return as_csv(rows, [SCHEMA], RULES.facets, lambda target: f"https://example.org/{target}")


def table() -> Rows:
    return [dict(row) for row in csv.DictReader(io.StringIO(exported(), newline=""))]


def written(
    rows: Rows, delimiter: str = ",", encoding: str = "utf-8-sig", quoting: int = csv.QUOTE_MINIMAL
) -> bytes:
    out = io.StringIO(newline="")
    names = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.DictWriter(
        out, names, delimiter=delimiter, quoting=quoting, lineterminator="\r\n", restval=""
    )
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


def case(function: Case) -> Case:
    MADE[function.__name__.replace("_", "-")] = function
    return function


def find(rows: Rows, key: str) -> dict[str, str]:
    return next(row for row in rows if row[ROW] == f"#{key}")


def each(rows: Rows, change: Callable[[str, str], str]) -> Rows:
    """Every cell changed by its column and value."""
    return [{name: change(name, value) for name, value in row.items()} for row in rows]
