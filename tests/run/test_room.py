"""What a page has room for: told from rows as they will be when people have filled their cells."""

from __future__ import annotations

from bots.kinds import KINDS
from bots.page.quote import quote
from bots.run.room import MOST_BYTES, MOST_INCLUDED, MOST_ROWS, WORDS, Room, included

ROW = KINDS["statements"].row
CELLS = {"id": "a", "date": "2018-04-21", "quote": quote("Money."), "page": "Talk:P", "lang": "en"}


def test_the_first_row_always_fits():
    assert Room().has(MOST_BYTES + 1, MOST_INCLUDED + 1)


def test_a_page_is_full_by_rows_by_bytes_or_by_what_a_wiki_includes():
    assert Room(MOST_ROWS - 1, 0, 0).has(1, 1)
    assert not Room(MOST_ROWS, 0, 0).has(1, 1)
    assert not Room(1, MOST_BYTES, 0).has(1, 1)
    assert not Room(1, 0, MOST_INCLUDED).has(1, 1)


def test_what_people_will_write_is_reckoned_with_before_they_do():
    assert included(ROW, CELLS) == included(ROW, {**CELLS, "summary": "x" * WORDS})
    longer = included(ROW, {**CELLS, "summary": "x" * (WORDS + 10)})
    # Once in the condition that shows it, once in the row, at least.
    assert longer >= included(ROW, CELLS) + 2 * 10


def test_the_words_of_a_quote_are_counted_apart_however_many():
    long = {**CELLS, "quote": quote("Money. " * 50)}
    assert included(ROW, long) == included(ROW, CELLS)


def test_what_happened_to_a_row_takes_more_and_so_does_a_facet_of_the_settings():
    moved = {**CELLS, "relinked": "archived", "relinked on": "2018-12-01"}
    assert included(ROW, moved) > included(ROW, CELLS) + len("archived2018-12-01")
    assert included(KINDS["statements"].schema(["key question"]), CELLS) > included(ROW, CELLS)
