"""A region that has filled its page goes on over subpages, and no row ever moves."""

from __future__ import annotations

import pytest

from bots.page.regions import read_host
from bots.run.gather import RECORD_SCHEMAS, ROWS
from bots.run.spread import MOST_ROWS
from tests.run.conftest import Place


def thread(number: int) -> str:
    minute, hour = number % 60, number // 60
    return f"== T{number} ==\nText. [[User:U|U]] {hour:02}:{minute:02}, 21 April 2018 (UTC)\n\n"


def keys(place: Place, title: str) -> list[str]:
    (region,) = read_host(title, place.text(title), ROWS, RECORD_SCHEMAS).regions
    return [row.key for row in region.rows]


@pytest.fixture
def full(place: Place) -> Place:
    place.write("Talk:P", "".join(thread(n) for n in range(MOST_ROWS + 30)))
    place.update()
    return place


def test_the_first_page_is_filled_and_the_rest_stands_on_the_next(full: Place):
    assert len(keys(full, "P/Threads")) == MOST_ROWS
    assert len(keys(full, "P/Threads/t/2")) == 30
    assert "|next=P/Threads/t/2}}" in full.text("P/Threads")
    assert "|continues=P/Threads}}" in full.text("P/Threads/t/2")


def test_the_second_run_makes_no_edit(full: Place):
    assert full.update()[1].saved == []


def test_further_rows_go_to_the_last_page_and_none_moves(full: Place):
    before = keys(full, "P/Threads"), keys(full, "P/Threads/t/2")
    # The new thread stands first on the talk page, but it arrived last.
    full.write("Talk:P", thread(999) + full.text("Talk:P"))
    _, outcome = full.update()
    assert [change.title for change in outcome.saved] == ["P/Threads/t/2"]
    assert keys(full, "P/Threads") == before[0]
    assert keys(full, "P/Threads/t/2")[:-1] == before[1]


def test_room_that_a_deleted_row_left_is_not_filled_by_rows_of_the_second_page(full: Place):
    text = full.text("P/Threads")
    start = text.index("{{Consultation thread row")
    end = text.index("\n}}\n", start) + 4
    full.write("P/Threads", text[:start] + text[end:])
    assert full.update()[1].saved == []


def test_the_first_pages_source_counts_for_all(full: Place):
    narrower = full.text("P/Threads").replace("kind=threads}}", "kind=threads|source=Talk:P}}")
    full.write("P/Threads", narrower)
    full.write("Talk:P/New", thread(1001))
    assert full.update()[1].saved == []


def test_a_row_that_the_source_names_no_longer_stays_for_its_thread_is_not_gone(full: Place):
    full.write("Talk:P/New", thread(1001))
    full.update()
    rows = full.text("P/Threads/t/2")
    assert "|heading=T1001\n" in rows
    narrower = full.text("P/Threads").replace("kind=threads}}", "kind=threads|source=Talk:P}}")
    full.write("P/Threads", narrower)
    assert full.update()[1].saved == []
    assert full.text("P/Threads/t/2") == rows
