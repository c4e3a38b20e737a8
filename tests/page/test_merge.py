"""Whose cell is whose: what a record becomes when the bot, and perhaps a person, changed it."""

from __future__ import annotations

from collections.abc import Mapping

from bots.page.merge import merge
from bots.page.ownership import Schema, held, normal
from tests.page.world import BEFORE, ITEM, MILESTONE, TODAY, item

WRITTEN = dict(merge(ITEM, {}, {**item("one", 4), "as of": BEFORE}).cells)
"""A row as the bot has written it."""


def want(**cells: str) -> dict[str, str]:
    return {**item("one", 4), **cells, "as of": TODAY}


def changed(**cells: str) -> dict[str, str]:
    """The row after a person has changed it."""
    return {**WRITTEN, **cells}


def again(cells: Mapping[str, str], **wanted: str) -> Mapping[str, str]:
    return merge(ITEM, cells, want(**wanted)).changes


def test_nothing_new_changes_nothing_not_even_the_date():
    assert merge(ITEM, WRITTEN, want()).changes == {}


def test_a_new_value_brings_date_and_sum_with_it():
    merged = merge(ITEM, WRITTEN, want(comments="5"))
    assert set(merged.changes) == {"comments", "as of", "sum"}
    assert ITEM.in_sum(merged.cells)
    assert merged.newly_held == ()


def test_people_s_cells_are_never_in_the_changes():
    merged = merge(ITEM, changed(note="mine", colour="green"), want(note="ours", comments="5"))
    assert merged.cells["note"] == "mine"
    assert not {"note", "colour"} & set(merged.changes)


def test_a_value_that_only_looks_different_is_the_same():
    assert again(changed(comments=" 4\n")) == {}
    assert again(changed(heading="About one\r\n")) == {}
    assert normal("e\u0301\r\n\ra ") == "é\n\na"


def test_a_person_s_change_is_kept_and_held_where_the_base_shows_it():
    merged = merge(ITEM, changed(comments="44"), want(comments="5", heading="New"), WRITTEN)
    assert merged.cells["comments"] == "44"
    assert merged.cells["heading"] == "New"
    assert merged.newly_held == held(merged.cells) == ("comments",)
    assert again(merged.cells, comments="5", heading="New") == {}


def test_without_a_base_each_cell_that_differs_is_kept_and_held():
    merged = merge(ITEM, changed(comments="44"), want(comments="5", heading="New"))
    assert (merged.cells["comments"], merged.cells["heading"]) == ("44", "About one")
    assert set(merged.newly_held) == {"comments", "heading", "as of"}


def test_a_base_that_does_not_match_its_own_sum_is_none():
    base = changed(heading="Old")
    merged = merge(ITEM, changed(comments="44"), want(comments="5", heading="New"), base)
    assert set(merged.newly_held) == {"comments", "heading", "as of"}


def test_a_base_that_holds_more_than_a_record_without_a_sum_came_later():
    by_hand = {"id": "m", "status": "typed"}
    later = merge(MILESTONE, by_hand, {"status": "upcoming", "progress": "1/2"}).cells
    assert held(later) == ("status",)
    merged = merge(MILESTONE, by_hand, {"status": "done", "progress": "2/2"}, later)
    assert merged.cells["status"] == "typed"
    assert held(merged.cells) == ("status",)


def test_a_base_without_a_sum_is_none():
    base = {"id": "one", "note": "not yet written"}
    merged = merge(ITEM, changed(comments="44"), want(), base)
    assert merged.newly_held == ("comments", "as of")


def test_a_correction_to_what_the_bot_wants_is_not_held():
    merged = merge(ITEM, changed(comments="5"), want(comments="5"))
    assert merged.newly_held == ("as of",)
    assert merge(ITEM, changed(comments="5"), want(comments="5"), WRITTEN).newly_held == ()


def test_a_cell_that_the_bot_does_not_want_now_is_kept_as_well():
    wanted = {"id": "one", "comments": "4"}
    assert merge(ITEM, changed(heading="Mine"), wanted, WRITTEN).newly_held == ("heading",)
    assert "heading" in merge(ITEM, changed(heading="Mine"), wanted).newly_held


def test_an_emptied_cell_is_a_correction():
    merged = merge(ITEM, changed(heading=""), want(heading="About one"), WRITTEN)
    assert merged.newly_held == ("heading",)
    assert merged.cells["heading"] == ""


def test_a_held_cell_stays_until_held_is_cleared():
    cells = merge(ITEM, changed(comments="44"), want(), WRITTEN).cells
    for comments in ("5", "6"):
        cells = merge(ITEM, cells, want(comments=comments)).cells
        assert cells["comments"] == "44"
    cells = merge(ITEM, {**cells, "held": ""}, want(comments="7")).cells
    assert (cells["comments"], cells["held"]) == ("7", "")


def test_a_person_may_hold_a_cell_in_advance_with_the_comma_of_their_keyboard():
    cells = changed(held="comments、 heading；gone")
    assert held(cells) == ("comments", "heading", "gone")
    assert again(cells, comments="5", heading="New") == {}


def test_more_is_held_beside_what_is_held():
    cells = merge(ITEM, changed(comments="44"), want(), WRITTEN).cells
    merged = merge(ITEM, {**cells, "heading": "Mine"}, want(), cells)
    assert held(merged.cells) == ("comments", "heading")
    assert merged.newly_held == ("heading",)


def test_a_record_on_which_no_run_has_written_is_filled():
    merged = merge(MILESTONE, {"id": "a"}, {"status": "done", "as of": TODAY})
    assert merged.changes == {"status": "done", "as of": TODAY, "sum": merged.cells["sum"]}


def test_what_a_person_wrote_there_before_the_first_run_is_theirs():
    merged = merge(MILESTONE, {"id": "a", "status": "dropped"}, {"status": "done", "progress": "1"})
    assert merged.cells["status"] == "dropped"
    assert merged.cells["progress"] == "1"
    assert merged.newly_held == ("status",)


def test_a_record_of_which_nothing_is_known_stays_without_a_sum():
    assert merge(MILESTONE, {"id": "a"}, {"status": "", "as of": TODAY}).changes == {}


def test_a_lost_sum_is_put_back():
    lost = {name: value for name, value in WRITTEN.items() if name != "sum"}
    assert merge(ITEM, lost, want(), WRITTEN).changes == {"sum": WRITTEN["sum"]}


def test_the_sum_covers_the_bot_s_cells_and_no_others():
    for name in ITEM.bot:
        assert not ITEM.in_sum(changed(**{name: "x"}))
    assert ITEM.in_sum(changed(note="x", held="x", colour="x"))


def test_empty_cells_do_not_count_so_a_schema_may_grow():
    larger = Schema(ITEM.template, (*ITEM.bot, "new"), ITEM.people)
    assert larger.in_sum(WRITTEN)


def test_the_order_puts_a_line_that_seldom_changes_between_bot_and_people():
    assert ITEM.order == (*ITEM.bot, "sum", "held", "note")
    assert MILESTONE.order == ("id", "title", "date", "held", "sum", *MILESTONE.bot)
