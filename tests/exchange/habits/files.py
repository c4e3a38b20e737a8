"""What programs do to the file: its encoding, its marks, its characters."""

from __future__ import annotations

import csv

from bots.exchange.statements import BASE, PAGE, REGION, ROW
from tests.exchange.habits.exports import Rows, case, each, exported, find, written


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
def apostrophes_taken_away(rows: Rows) -> bytes:
    return written(each(rows, lambda _, value: value.removeprefix("'")))


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
def cells_at_the_end_of_lines_left_out(rows: Rows) -> bytes:
    first, *lines = written(rows, encoding="utf-8").decode().split("\r\n")
    cut = [",".join(line.split(",")[:3]) if "\n" not in line else line for line in lines]
    return "\r\n".join([first, *cut]).encode()
