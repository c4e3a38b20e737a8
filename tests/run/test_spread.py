"""A region that has filled its page goes on over subpages, and no row ever moves."""

from __future__ import annotations

import pytest

from bots.kinds import RECORD_SCHEMAS, ROWS
from bots.page.regions import read_host
from bots.run.plan import Change
from bots.run.room import MOST_ROWS
from bots.run.update import Answer
from bots.stores.filenames import path_of
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


@pytest.mark.parametrize("page", ["P/Threads", "P/Threads/t/2"])
def test_rows_of_a_page_that_is_unsound_are_not_written_once_more_on_the_others(
    full: Place, page: str
):
    sound = full.text(page)
    full.write(page, sound + "\n{{Consultation region")
    full.write("Talk:P", full.text("Talk:P") + thread(999))
    before = {title: full.text(title) for title in full.store.titles("P/Threads")}
    _, outcome = full.update()
    assert {refusal.title for refusal in outcome.refusals} == {"P/Threads", "P/Threads/t/2"}
    assert outcome.saved == []
    assert {title: full.text(title) for title in full.store.titles("P/Threads")} == before
    full.write(page, sound)
    assert [change.title for change in full.update()[1].saved] == ["P/Threads/t/2"]
    assert len(keys(full, "P/Threads/t/2")) == 31


def test_a_further_page_whose_first_page_was_moved_away_takes_on_no_rows(full: Place):
    (full.folder / path_of("P/Threads")).unlink()
    before = full.text("P/Threads/t/2")
    _, outcome = full.update()
    assert [refusal.title for refusal in outcome.refusals] == ["P/Threads/t/2"]
    assert full.text("P/Threads/t/2") == before


def moved(full: Place) -> None:
    """The first page gets another name, and its further page none."""
    full.write("P/Heard", full.text("P/Threads"))
    (full.folder / path_of("P/Threads")).unlink()


def test_a_list_is_followed_where_its_first_page_was_moved_with_a_redirect(full: Place):
    before = keys(full, "P/Threads"), keys(full, "P/Threads/t/2")
    moved(full)
    full.write("P/Threads", "#REDIRECT [[P/Heard]]")
    assert full.update()[1].saved == []
    full.write("Talk:P", full.text("Talk:P") + thread(999))
    _, outcome = full.update()
    assert [change.title for change in outcome.saved] == ["P/Threads/t/2"]
    assert (keys(full, "P/Heard"), keys(full, "P/Threads/t/2")[:-1]) == before
    assert full.update()[1].saved == []


def test_an_edit_in_the_middle_does_not_keep_a_moved_list_from_being_followed(full: Place):
    moved(full)
    full.write("P/Threads", "#REDIRECT [[P/Heard]]")
    full.write("Talk:P", full.text("Talk:P") + thread(999))
    at = "P/Threads/t/2"

    def meanwhile(_: Change) -> Answer:
        full.write(at, f"{full.text(at)}\nSeen.")
        return Answer.ALL

    before = keys(full, at)
    full.update(ask=meanwhile)
    assert keys(full, at)[:-1] == before
    assert full.text(at).endswith("\nSeen.")
    assert full.update()[1].saved == []


def test_rows_of_a_page_left_behind_without_a_redirect_are_not_written_once_more(full: Place):
    moved(full)
    _, outcome = full.update()
    assert [refusal.title for refusal in outcome.refusals] == ["P/Heard", "P/Threads/t/2"]
    assert "P/Heard/t/2" not in full.store.titles("P")
    text = full.text("P/Threads/t/2")
    full.write("P/Threads/t/2", text.replace("continues=P/Threads", "continues=P/Heard"))
    assert full.update()[1].status == 0
    assert full.update()[1].saved == []


def test_a_page_ends_where_a_wiki_could_soon_not_show_all_of_it(place: Place):
    place.write("Talk:P", "".join(thread(n) for n in range(MOST_ROWS)))
    place.write("P/Said", place.text("P/Threads").replace("kind=threads", "kind=statements"))
    place.update()
    first = keys(place, "P/Said")
    # Rows of statements say much more than those of threads, in as many bytes.
    assert len(keys(place, "P/Threads")) == MOST_ROWS
    assert 50 < len(first) < MOST_ROWS
    assert set(first).isdisjoint(keys(place, "P/Said/t/2"))
    assert place.update()[1].saved == []


def test_a_page_of_somebodys_own_in_the_way_is_told_and_stays(place: Place):
    place.write("P/Threads/t/2", "My own page.")
    place.write("Talk:P", "".join(thread(n) for n in range(MOST_ROWS + 30)))
    for _ in range(2):
        _, outcome = place.update()
        assert [error.title for error in outcome.refusals] == ["P/Threads/t/2"]
    assert place.text("P/Threads/t/2") == "My own page."
    place.write("P/Threads/t/2 of mine", "My own page.")
    (place.folder / path_of("P/Threads/t/2")).unlink()
    assert place.update()[1].status == 0
    assert len(keys(place, "P/Threads/t/2")) == 30
