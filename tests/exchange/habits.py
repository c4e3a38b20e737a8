"""What spreadsheets and people do to an export, as files; run this module to write them anew.

``cases/page.wikitext`` is the wiki, ``cases/untouched.csv`` its export. Every other ``.csv`` is
made of that by a function here, except for ``libreoffice.csv``: LibreOffice 7.4 itself wrote that
one, from CSV to its own format and back. What an import makes of each stands in ``.txt``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

from bots.consultation.exported import Exported, Place
from bots.consultation.rules import Rules
from bots.exchange.statements import BASE, PAGE, REGION, ROW, as_csv
from bots.kinds import RECORD_SCHEMAS, row_schemas
from bots.page.ownership import Schema
from bots.page.regions import Host, read_host

CASES = Path(__file__).parent / "cases"
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


def dates_as(rows: Rows, form: str) -> Rows:
    """Every date as a spreadsheet of some country shows it."""

    def turned(_name: str, value: str) -> str:
        parts = value.split("-")
        if len(value) != 10 or len(parts) != 3 or not "".join(parts).isdigit():
            return value
        year, month, day = parts
        return form.format(y=year, yy=year[2:], m=int(month), mm=month, d=int(day), dd=day)

    return each(rows, turned)


@case
def untouched(rows: Rows) -> bytes:
    del rows
    return f"\ufeff{exported()}".encode()


@case
def without_mark(rows: Rows) -> bytes:
    return written(rows, encoding="utf-8")


@case
def utf_16_with_tabs(rows: Rows) -> bytes:
    """Excel's “Unicode text”."""
    find(rows, "12345678")["theme"] = "money"
    return written(rows, delimiter="\t", encoding="utf-16")


@case
def semicolons(rows: Rows) -> bytes:
    find(rows, "12345678")["theme"] = "money; law"
    return written(rows, delimiter=";")


@case
def semicolons_announced(rows: Rows) -> bytes:
    find(rows, "12345678")["theme"] = "money"
    return b"\xef\xbb\xbfsep=;\r\n" + written(rows, delimiter=";", encoding="utf-8")


@case
def everything_quoted(rows: Rows) -> bytes:
    return written(rows, quoting=csv.QUOTE_ALL)


@case
def line_feeds_alone(rows: Rows) -> bytes:
    return written(rows).replace(b"\r\n", b"\n")


@case
def line_breaks_in_cells(rows: Rows) -> bytes:
    """Excel for the Mac writes a carriage return before the line feed in a cell as well."""
    find(rows, "12345678")["summary"] = "One.\n\nTwo.  \nThree."
    return written(each(rows, lambda _, value: value.replace("\n", "\r\n")))


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
def dates_american(rows: Rows) -> bytes:
    return written(dates_as(rows, "{m}/{d}/{y}"))


@case
def dates_american_short(rows: Rows) -> bytes:
    return written(dates_as(rows, "{mm}/{dd}/{yy}"))


@case
def dates_british(rows: Rows) -> bytes:
    return written(dates_as(rows, "{dd}/{mm}/{y}"))


@case
def dates_german(rows: Rows) -> bytes:
    find(rows, "12345678")["due"] = "03.04.2019"
    return written(dates_as(rows, "{dd}.{mm}.{y}"), delimiter=";")


@case
def dates_dutch(rows: Rows) -> bytes:
    return written(dates_as(rows, "{d}-{m}-{y}"), delimiter=";")


@case
def dates_japanese(rows: Rows) -> bytes:
    return written(dates_as(rows, "{y}年{m}月{d}日"))


@case
def dates_with_times(rows: Rows) -> bytes:
    return written(dates_as(rows, "{y}-{mm}-{dd} 00:00:00"))


@case
def date_typed_american(rows: Rows) -> bytes:
    """What the other dates are tells how this one is meant."""
    rows = dates_as(rows, "{m}/{d}/{y}")
    find(rows, "12345678")["due"] = "3/4/2019"
    find(rows, "12e45678")["due"] = "21-Apr-19"
    return written(rows)


@case
def date_typed_with_two_meanings(rows: Rows) -> bytes:
    find(rows, "12345678")["due"] = "3/4/2019"
    find(rows, "12e45678")["due"] = "end of May"
    return written(rows)


@case
def date_that_may_be_as_it_was(rows: Rows) -> bytes:
    find(rows, "12e45678")["due"] = "5/4/2018"
    return written(rows)


@case
def keys_taken_for_numbers(rows: Rows) -> bytes:
    mangled = {"#12345678": "12345678.0", "#12e45678": "1.2E+45679", "#00123456": "123456"}
    find(rows, "00123456")["theme"] = "law"
    return written([{**row, ROW: mangled.get(row[ROW], row[ROW])} for row in rows])


@case
def keys_taken_for_numbers_and_nothing_else_to_go_by(rows: Rows) -> bytes:
    mangled = {"#12345678": "12,345,678", "#31450e78": "3.145E+82", "#00123456": "123456"}
    find(rows, "12345678")["theme"] = "money"
    find(rows, "00123456")["change"] = "[[Special:Diff/1]]"
    find(rows, "31450e78")["change"] = "[[Special:Diff/2]]"
    kept = (ROW, "theme", "change")
    return written([{name: mangled.get(row[name], row[name]) for name in kept} for row in rows])


@case
def merged_into_taken_for_a_number(rows: Rows) -> bytes:
    find(rows, "7e31ab12")["merged into"] = "1.2345678E+07"
    find(rows, "12345678")["merged into"] = "123456"
    find(rows, "12e45678")["merged into"] = "#99999999"
    find(rows, "00123456")["merged into"] = "00123456"
    return written(rows)


@case
def numbers_in_other_forms(rows: Rows) -> bytes:
    find(rows, "7e31ab12")["part"] = "1.0"
    find(rows, "12e45678")["note"] = "1,234,567"
    find(rows, "12345678")["part"] = "2,0"
    return written(rows)


@case
def apostrophes_taken_away(rows: Rows) -> bytes:
    return written(each(rows, lambda _, value: value.removeprefix("'")))


@case
def formulas_typed(rows: Rows) -> bytes:
    find(rows, "12345678")["summary"] = "=HYPERLINK(A1)"
    find(rows, "12345678")["note"] = "#NAME?"
    return written(rows)


@case
def quotes_curled(rows: Rows) -> bytes:
    curly = str.maketrans({"'": "’", '"': "”"})
    keys = (ROW, PAGE, REGION, BASE)
    kept = ("'=", "'-", "'+", "'@", "'3", "'0", "'1")
    return written(
        each(
            rows,
            lambda name, value: (
                value if name in keys or value.startswith(kept) else value.translate(curly)
            ),
        )
    )


@case
def spaces_of_other_kinds(rows: Rows) -> bytes:
    find(rows, "12345678")["theme"] = "\xa0small\xa0communities \u202f"
    find(rows, "12345678")["summary"] = "a\u2007b\tc \x0b"
    keys = (ROW, PAGE, REGION, BASE)
    return written(
        each(rows, lambda name, v: v if name in keys else f"{v.replace(' ', chr(0xA0))}  ")
    )


@case
def letters_lost(rows: Rows) -> bytes:
    """Saved in the encoding of one country."""
    find(rows, "12345678")["theme"] = "money"
    return written(
        each(rows, lambda _, v: v.encode("cp1252", "replace").decode("cp1252")), encoding="utf-8"
    )


@case
def columns_sorted_apart(rows: Rows) -> bytes:
    keys = [row[ROW] for row in rows]
    return written(
        [{**row, ROW: key, "theme": "money"} for row, key in zip(rows, keys[::-1], strict=True)]
    )


@case
def cells_emptied(rows: Rows) -> bytes:
    row = find(rows, "12e45678")
    row["theme"] = row["summary"] = row["due"] = ""
    return written(rows)


@case
def cells_at_the_end_of_lines_left_out(rows: Rows) -> bytes:
    first, *lines = written(rows, encoding="utf-8").decode().split("\r\n")
    cut = [",".join(line.split(",")[:3]) if "\n" not in line else line for line in lines]
    return "\r\n".join([first, *cut]).encode()


@case
def wikitext_typed(rows: Rows) -> bytes:
    typed = {
        "theme": "a | b [[A|c]] {{tl|d}}",
        "key question": "{{",
        "summary": "}}",
        "assigned to": "[[User:Ana",
        "response": "<!-- not said",
        "change": "<nowiki>",
        "note": "~~~~",
        "excluded": "{{subst:x}}",
        "disposition": "<translate>",
    }
    find(rows, "12345678").update(typed)
    find(rows, "12e45678")["note"] = "{{Consultation region|id=x|kind=threads}}"
    find(rows, "00123456")["summary"] = "x\n|note=y\n}}"
    find(rows, "7e31ab12")["note"] = "<ref>[http://example.org a]</ref> <b>b</b> -{c"
    return written(rows)


@case
def split_merged_and_set_aside(rows: Rows) -> bytes:
    row = find(rows, "12345678")
    other = {**row, "part": "2", "theme": "law", "summary": "A second point."}
    row["theme"] = "money"
    find(rows, "12e45678")["merged into"] = "12345678"
    find(rows, "00123456").update({"excluded": "Not on this.", "disposition": "out of scope"})
    wrong = {**find(rows, "7e31ab12"), "part": "b"}
    return written([*rows, other, wrong])


@case
def cells_of_the_bot_changed(rows: Rows) -> bytes:
    find(rows, "12345678").update({"author": "Bo", "quote": "Another quote", "theme": "money"})
    return written(rows)


@case
def suggestions_changed(rows: Rows) -> bytes:
    return written(each(rows, lambda name, v: "x" if name.endswith("(suggested)") else v))


@case
def row_that_is_gone_written_of(rows: Rows) -> bytes:
    find(rows, "abcdef01").update({"summary": "Ana said", "theme": "x", "disposition": "declined"})
    return written(rows)


@case
def rows_that_are_not_there(rows: Rows) -> bytes:
    row = find(rows, "12345678")
    other = {**row, BASE: row[BASE].replace("#12345678", "#99999999"), ROW: "#99999999"}
    new = {**dict.fromkeys(row, ""), "summary": "Heard at the meeting."}
    return written([*rows, other, {**other, "theme": "money"}, new])


if __name__ == "__main__":
    for name, make in MADE.items():
        (CASES / f"{name}.csv").write_bytes(make(table()))
