"""Tables as files that spreadsheets write: their encodings, their separators, their lines.

Written is what RFC 4180 says, in UTF-8. Read is what comes back.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from bots.errors import UsageError

Delimiter = Literal["comma", "semicolon", "tab"]
DELIMITERS: Final[dict[Delimiter, str]] = {"comma": ",", "semicolon": ";", "tab": "\t"}
BOM: Final = "\ufeff"
"""By this Excel sees that a file is UTF-8."""
_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_AS_UTF8: Final = "save it from the spreadsheet as “CSV UTF-8”"
_LONGEST: Final = 1 << 20
"""Characters in a cell, where Python's csv stops at 131,072; no page is longer."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table."""

    number: int
    """The line of the file, from 1, on which it begins."""
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its headings."""

    headings: tuple[str, ...]
    lines: tuple[Line, ...]


def written(headings: Sequence[str], rows: Iterable[Sequence[str]], delimiter: Delimiter) -> str:
    """Return the table as a file's text, without the mark that Excel wants before it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=DELIMITERS[delimiter], lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows(rows)
    return out.getvalue()


def read(data: bytes, known: Collection[str]) -> Table:
    """Return the table that a file holds.

    ``known`` are headings that are looked for: by them it is told what parts the cells. Raises
    UsageError where the encoding cannot be told, or none of the headings is there.
    """
    text = _decoded(data)
    found = {sign: next(_parsed(text, sign), None) for sign in DELIMITERS.values()}
    scores = {sign: _score(first.cells, known) for sign, first in found.items() if first}
    sign = max(scores, key=scores.__getitem__, default="")
    if not scores.get(sign):
        raise UsageError(
            "none of the headings is there that an export has",
            "export the rows again, and keep the first line",
        )
    first, *lines = _parsed(text, sign)
    return Table(tuple(heading_name(cell) for cell in first.cells), tuple(lines))


def heading_name(text: str) -> str:
    """Return a heading as it compares: case, kinds of spaces and quotes around it not minded."""
    return " ".join(text.replace(BOM, "").strip("\"' \xa0\t").split()).casefold()


def _score(headings: Sequence[str], known: Collection[str]) -> int:
    return len({heading_name(heading) for heading in headings} & {*known})


def _decoded(data: bytes) -> str:
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise UsageError("is not UTF-8, and does not say what it is", _AS_UTF8) from None
    if "\0" in text:
        raise UsageError("is no CSV, or UTF-16 that does not say so", _AS_UTF8)
    first, _, rest = text.partition("\n")
    # Excel's own word for the separator; the columns say it better.
    return f"\n{rest}" if first.strip().casefold().startswith("sep=") else text


def _parsed(text: str, delimiter: str) -> Iterator[Line]:
    """Yield the lines that hold something."""
    limit = csv.field_size_limit(_LONGEST)
    begins = 1
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        for row in reader:
            if any(cell.strip() for cell in row):
                yield Line(begins, tuple(row))
            begins = reader.line_num + 1
    except csv.Error as error:
        raise UsageError(f"cannot be read: {error}", _AS_UTF8, line=begins) from None
    finally:
        csv.field_size_limit(limit)
