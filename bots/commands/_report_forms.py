"""The forms that a report can have: one text, or the files of its data."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from rich.markup import escape

from bots.commands._show import err, give
from bots.errors import UsageError
from bots.exchange import whole
from bots.exchange.tables import Field, Table, csv_files, parquet_files, save
from bots.reports.as_json import as_json
from bots.reports.compilation import Compilation
from bots.reports.dictionary import tables
from bots.reports.links import Links
from bots.reports.values import VERSION, Report
from bots.reports.wikitext import make_wikitext
from bots.reports.words import Words

FORMS: Final = ("html", "wikitext", "json", "csv", "parquet")
_BY_ENDING: Final[Mapping[str, str]] = {
    "": "html",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".wikitext": "wikitext",
    ".wiki": "wikitext",
    ".zip": "csv",
    ".csv": "csv",
    ".parquet": "parquet",
}
"""The form of an output whose name ends so."""


def form_of(output: Path | None, asked: str | None) -> str:
    """Return the form to give a report; raises UsageError where it cannot go to that output."""
    ending = output.suffix.lower() if output else ""
    form = asked or _BY_ENDING.get(ending)
    if form is None:
        raise UsageError(
            f"a name that ends with {ending} does not tell the form of a report",
            f"let it end with .html, .wikitext, .json or .zip, or say --format {'|'.join(FORMS)}",
            title=str(output),
        )
    if form in _FILES and (output is None or ending in (".csv", ".parquet")):
        raise UsageError(
            f"{form} is several files", "name a folder, or a file that ends with .zip, as --output"
        )
    return form


def hand_out_compilation(compiled: Compilation, words: Words, output: Path | None) -> None:
    """Write a compilation to the output, or to standard output."""
    with _needing_the_extra():
        from bots.reports.compilation_page import make_compilation

        text = make_compilation(compiled, words)
    if output is None:
        give(text)
    else:
        write(text, output)


def hand_out(report: Report, form: str, words: Words, output: Path | None) -> None:
    """Write a report in this form to the output, or to standard output."""
    if form in _FILES and output:
        save(_FILES[form](report), output)
        told(output)
        return
    text = _TEXTS[form](report, words)
    if output is None:
        give(text)
    else:
        write(text, output)


def write(text: str, output: Path) -> None:
    """Write a report to a file, and say so."""
    whole.write(output, text.encode())
    told(output)


def told(output: Path) -> None:
    """Say that something was written."""
    err.print(f"[green]✓[/green] {escape(str(output))}")


@contextmanager
def _needing_the_extra() -> Iterator[None]:
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name not in ("jinja2", "markupsafe"):
            raise
        raise UsageError(
            f"an HTML report needs {error.name}, which is not installed",
            "pip install 'consultation-bots[reports]', or ask for --format json",
        ) from None


def as_html(report: Report, words: Words) -> str:
    """Return the report's HTML; only this needs what the extra brings."""
    with _needing_the_extra():
        from bots.reports.page import make_page

    return make_page(report, words, Links(report.address))


def _json(report: Report, _: Words) -> str:
    return json.dumps(as_json(report), ensure_ascii=False, indent=2) + "\n"


def _tables(report: Report) -> list[Table]:
    return [
        Table(
            table.name,
            table.meaning,
            tuple(Field(column.name, column.type, column.meaning) for column in table.columns),
            table.rows(report),
        )
        for table in tables()
    ]


def _csv(report: Report) -> Mapping[str, bytes]:
    return csv_files(_tables(report), report.name, VERSION)


def _parquet(report: Report) -> Mapping[str, bytes]:
    return parquet_files(_tables(report), VERSION)


_TEXTS: Final[Mapping[str, Callable[[Report, Words], str]]] = {
    "html": as_html,
    "wikitext": make_wikitext,
    "json": _json,
}
_FILES: Final[Mapping[str, Callable[[Report], Mapping[str, bytes]]]] = {
    "csv": _csv,
    "parquet": _parquet,
}
