"""Statements that people merge, and those that stand in two lists, as all kinds count them."""

from __future__ import annotations

from datetime import date

import pytest

from tests.kinds.conftest import SIGNED, TALK, Ledger

LATER, LAST = date(2018, 6, 9), date(2018, 6, 10)
MORE = f"{TALK}\n== More ==\nYes? {SIGNED.format('Ed', 3, 23)}\n"


def prepared(ledger: Ledger) -> list[str]:
    """Three threads with rows, and lists that count them; the keys of the rows."""
    ledger.write("Talk:P", MORE)
    for kind in ("coverage", "themes", "dispositions"):
        ledger.region(f"P/{kind}", kind)
    ledger.update()
    return [row.key for row in ledger.rows("P/Said")]


def cell(ledger: Ledger, title: str, key: str, name: str) -> str:
    return next(row.cells[name] for row in ledger.rows(title) if row.key == key)


def merged(ledger: Ledger) -> str:
    return cell(ledger, "P/coverage", "total", "merged")


def troubles(plan) -> list[str]:
    return [sentence for page, sentence in plan.troubles if page == "P/Said"]


def test_a_row_is_merged_by_the_key_as_a_table_shows_it(ledger: Ledger):
    first, _, last = prepared(ledger)
    ledger.fill("P/Said", last, merged_into=f"#{first.upper()}")
    plan, _ = ledger.update(LATER)
    assert (troubles(plan), merged(ledger)) == ([], "1")
    assert ledger.update(LAST)[1].saved == []


def test_who_merges_a_row_into_none_or_in_a_circle_is_told(ledger: Ledger):
    first, second, last = prepared(ledger)
    ledger.fill("P/Said", first, merged_into=second)
    ledger.fill("P/Said", second, merged_into=first)
    ledger.fill("P/Said", last, merged_into="ffffffff")
    plan, _ = ledger.update(LATER)
    assert merged(ledger) == "0"
    told = troubles(plan)
    assert [sentence.split(":")[0] for sentence in told] == [
        f"row {k}" for k in (first, second, last)
    ]
    assert "merged into=ffffffff is the id of no row that" in told[2]
    assert "merged into each other" in told[0]


def test_a_row_speaks_for_another_no_more_when_its_comment_is_removed(ledger: Ledger):
    first, _, last = prepared(ledger)
    ledger.fill("P/Said", first, theme="money")
    ledger.fill("P/Said", last, merged_into=first)
    ledger.update()
    assert merged(ledger) == "1"
    ledger.write("Talk:P", MORE[MORE.index("== Names ==") :])
    ledger.update(LATER)
    assert merged(ledger) == "0"
    assert cell(ledger, "P/themes", "uncoded", "statements") == "2"
    plan, outcome = ledger.update(LAST)
    assert outcome.saved == []
    [sentence] = troubles(plan)
    assert sentence.startswith(f"row {last}: ")
    assert f"merged into={first} is about a comment that is gone" in sentence


def test_the_digest_counts_what_only_seems_to_be_merged_or_set_aside(ledger: Ledger):
    first, second, last = prepared(ledger)
    ledger.fill("P/Said", first, merged_into="ffffffff")
    ledger.fill("P/Said", second, excluded="<!-- why? -->")
    ledger.fill("P/Said", last, excluded="spam")
    ledger.region("P/Digest", "digest", **{"for": "Ana"})
    ledger.update(LATER)
    found = [
        row.cells["count"] for row in ledger.rows("P/Digest") if row.cells["sort"] == "uncoded"
    ]
    assert found == ["2"]


def test_the_end_of_a_chain_is_the_row_that_speaks(ledger: Ledger):
    first, second, last = prepared(ledger)
    ledger.fill("P/Said", first, disposition="declined")
    ledger.fill("P/Said", second, merged_into=first)
    ledger.fill("P/Said", last, merged_into=second)
    ledger.update(LATER)
    found = {row.cells["statement"]: row.cells for row in ledger.rows("P/dispositions")}
    assert [found[key]["merged into"] for key in (first, second, last)] == ["", first, first]
    assert {found[key]["disposition"] for key in (first, second, last)} == {"declined"}


# In two lists


def decided(ledger: Ledger, key: str) -> tuple[str, str]:
    rows = (row.cells for row in ledger.rows("P/dispositions"))
    return next((r["disposition"], r["response"]) for r in rows if r["statement"] == key)


def test_what_was_answered_in_the_second_of_two_lists_is_answered(ledger: Ledger):
    ledger.region("P/Again", "statements")
    first, second, last = prepared(ledger)
    ledger.fill("P/Again", first, disposition="open", response="We think about it")
    ledger.fill("P/Said", first, disposition="declined", response="No")
    ledger.fill("P/Again", second, excluded="twice")
    ledger.fill("P/Said", second, disposition="declined", response="Not this")
    ledger.fill("P/Again", last, merged_into=first)
    ledger.update(LATER)
    assert decided(ledger, first) == ("declined", "We think about it")
    assert decided(ledger, second) == ("declined", "Not this")
    # It stands for itself in the other list; so says the coverage.
    assert decided(ledger, last) == ("open", "")
    assert (merged(ledger), cell(ledger, "P/coverage", "total", "covered")) == ("0", "5")
    assert ledger.update(LAST)[1].saved == []


def test_a_word_that_is_no_disposition_leaves_a_statement_open_in_the_counts(ledger: Ledger):
    first, *_ = prepared(ledger)
    ledger.fill("P/Said", first, disposition="acepted")
    ledger.update(LATER)
    sums = ledger.rows("P/dispositions")[0].cells
    assert (sums["counts"], sums["complete"]) == ("3/0/0/0/0/0/0/0", "0/3")


def opens(ledger: Ledger, title: str, cells: str) -> None:
    """A person types a row below the others."""
    end = "{{Consultation region end"
    row = f"{{{{Consultation statement{cells}}}}}\n"
    ledger.write(title, ledger.text(title).replace(end, row + end))


BO = "c-Bo-2018-04-21T10:16:00.000Z-Ana-2018-04-21T10:15:00.000Z"
DI = "c-Di-2018-04-22T10:02:00.000Z-Cy-2018-04-22T10:01:00.000Z"


@pytest.mark.parametrize("typed", ["", "|id=mine"])
def test_rows_opened_for_two_comments_in_two_lists_are_two_statements(ledger: Ledger, typed: str):
    ledger.region("P/Again", "statements")
    prepared(ledger)
    opens(ledger, "P/Said", f"{typed}|comment={BO}|theme=money|disposition=declined|response=No")
    opens(ledger, "P/Again", f"{typed}|comment={DI}|theme=money|disposition=withdrawn")
    ledger.update(LATER)
    money = next(row.cells for row in ledger.rows("P/themes") if row.cells["key"] == "money")
    assert (money["statements"], money["people"]) == ("2", "2")
    found = {row.cells["author"]: row.cells for row in ledger.rows("P/dispositions")}
    assert [found[name]["disposition"] for name in ("Bo", "Di")] == ["declined", "withdrawn"]
    assert found["Di"]["response"] == ""
    assert ledger.update(LAST)[1].saved == []


def test_rows_opened_for_one_comment_in_two_lists_are_one_statement(ledger: Ledger):
    ledger.region("P/Again", "statements")
    prepared(ledger)
    opens(ledger, "P/Said", f"|comment={DI}|theme=money")
    opens(ledger, "P/Again", f"|comment={BO}|theme=names")
    opens(ledger, "P/Again", f"|comment={DI}|disposition=declined")
    ledger.update(LATER)
    found = {row.cells["author"]: row.cells for row in ledger.rows("P/dispositions")}
    assert found["Di"]["disposition"] == "declined"
    assert cell(ledger, "P/themes", "total", "statements") == "5"
    assert ledger.update(LAST)[1].saved == []
