"""What spreadsheets take values for: dates of some country, numbers."""

from __future__ import annotations

from bots.exchange.statements import ROW
from tests.exchange.habits.exports import Rows, case, each, find, written


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
