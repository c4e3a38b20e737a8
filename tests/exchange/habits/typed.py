"""What people type into cells, theirs and the bot's."""

from __future__ import annotations

from tests.exchange.habits.exports import Rows, case, each, find, written


@case
def formulas_typed(rows: Rows) -> bytes:
    find(rows, "12345678")["summary"] = "=HYPERLINK(A1)"
    find(rows, "12345678")["note"] = "#NAME?"
    return written(rows)


@case
def cells_emptied(rows: Rows) -> bytes:
    row = find(rows, "12e45678")
    row["theme"] = row["summary"] = row["due"] = ""
    return written(rows)


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
