"""Suggestions on the wiki: only where the settings want them, beside people's cells, never in."""

from __future__ import annotations

from datetime import date

import pytest

from tests.kinds.conftest import SIGNED, TALK, Ledger

LATER = date(2018, 6, 9)
FACETS = {
    "theme": {"money": {"en": ["money", "fund*"]}, "names": {"en": ["name*"]}},
    "question": {"who": {"en": ["who"]}},
}


@pytest.fixture
def suggesting(ledger: Ledger) -> Ledger:
    ledger.more = {**ledger.more, "facets": FACETS, "statements": {"suggest": True}}
    ledger.update()
    return ledger


def suggested(ledger: Ledger, title: str = "P/Said") -> list[str]:
    return [row.cells["suggested"] for row in ledger.rows(title)]


def test_without_the_setting_no_row_says_anything(ledger: Ledger):
    ledger.more = {**ledger.more, "facets": FACETS}
    ledger.update()
    assert suggested(ledger) == ["", ""]


def test_rows_show_what_is_suggested_and_peoples_cells_stay_empty(suggesting: Ledger):
    assert suggested(suggesting) == ["theme: money (funding, money)", "theme: names (names, name)"]
    cells = [row.cells for row in suggesting.rows("P/Said")]
    assert {row["theme"] + row["question"] for row in cells} == {""}
    assert suggesting.update(LATER)[1].saved == []


def test_what_is_coded_needs_no_suggestion(suggesting: Ledger):
    first = suggesting.rows("P/Said")[0].key
    suggesting.fill("P/Said", first, theme="law")
    suggesting.update(LATER)
    assert suggested(suggesting) == ["", "theme: names (names, name)"]
    suggesting.fill("P/Said", first, theme="")
    suggesting.update(LATER)
    assert suggested(suggesting)[0] == "theme: money (funding, money)"


def test_another_comment_may_suggest_another_key(suggesting: Ledger):
    suggesting.write("Talk:P", TALK + f": Who pays the fund? {SIGNED.format('Ed', 3, 23)}\n")
    suggesting.update(LATER)
    assert (
        suggested(suggesting)[1] == "theme: names (names, name); money (fund) · question: who (who)"
    )


def test_turned_off_they_go(suggesting: Ledger):
    suggesting.more = {**suggesting.more, "statements": {}}
    suggesting.update(LATER)
    assert suggested(suggesting) == ["", ""]


def test_a_person_may_correct_one_and_it_stays(suggesting: Ledger):
    first = suggesting.rows("P/Said")[0].key
    suggesting.fill("P/Said", first, suggested="theme: mine")
    suggesting.update(LATER)
    row = suggesting.rows("P/Said")[0].cells
    assert (row["suggested"], row["held"]) == ("theme: mine", "suggested")


def test_they_go_with_the_comment_that_was_removed(suggesting: Ledger):
    suggesting.write("Talk:P", TALK.partition("== Names ==")[0])
    suggesting.update(LATER)
    assert suggested(suggesting) == ["theme: money (funding, money)", ""]
    assert suggesting.rows("P/Said")[1].cells["gone"] == str(LATER)


def test_a_row_for_each_comment_has_what_that_comment_says(suggesting: Ledger):
    suggesting.region("P/Said", "statements", rows="comments")
    suggesting.update(LATER)
    assert suggested(suggesting) == [
        "theme: money (funding, money)",
        "",
        "theme: names (names, name)",
        "",
    ]


def test_words_that_would_be_wikitext_do_nothing_in_the_row(suggesting: Ledger):
    suggesting.more = {
        **suggesting.more,
        "facets": {"theme": {"a|b}}": {"en": ["money"]}, "[[x]]": {"en": ["name"]}}},
    }
    _, outcome = suggesting.update(LATER)
    assert outcome.status == 0
    assert suggested(suggesting)[0].startswith("<nowiki>theme: a|b}&#125; (money)")
