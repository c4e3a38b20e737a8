"""Bases: the records that people changed, as the bot last wrote them."""

from __future__ import annotations

from collections.abc import Iterator

from bots.page.bases import find_bases, out_of_sum
from tests.page.world import EMPTY, MILESTONE, RECORDS, ROWS, host, item, run, wanted

TEXT = EMPTY[0] + "\n{{Consultation milestone|id=m}}"
OLD = run(TEXT, wanted([item("a", 1), item("b", 1)])).text
NEW = run(OLD, wanted([item("a", 2), item("b", 1)])).text
CHANGED = NEW.replace("|comments=2", "|comments=22").replace("|status=in progress", "|status=done")
A, M = ("Consultation item row", "a"), (MILESTONE.template, "m")


ANY = {A: frozenset(), M: frozenset()}


def find(*texts: str, needed=ANY):
    return find_bases(needed, texts, ROWS, RECORDS)


def test_a_page_as_the_bot_left_it_needs_no_base():
    assert out_of_sum(host(OLD)) == {}
    assert out_of_sum(host(TEXT)) == {}


def test_each_record_that_a_person_changed_needs_one():
    assert out_of_sum(host(CHANGED)).keys() == {A, M}


def test_a_record_that_lost_its_sum_needs_one():
    assert out_of_sum(host("{{Consultation milestone|id=m|status=done}}")) == {M: frozenset()}


def test_rows_that_the_bot_did_not_write_need_none():
    foreign = "{{Consultation item row|id=x|comments=1}}{{Consultation item row|comments=1}}"
    copy = "{{Consultation item row|id=a|comments=9}}"
    assert out_of_sum(host(NEW.replace("|}", foreign + copy + "\n|}"))) == {}


def test_the_base_is_the_latest_version_that_matches_its_own_sum():
    found = find(CHANGED, NEW, OLD)
    assert (found[A]["comments"], found[M]["status"]) == ("2", "in progress")
    assert find(OLD, NEW)[A]["comments"] == "1"


def test_on_a_page_put_back_the_base_is_the_one_that_its_sum_names_not_a_later_one():
    changed_before = OLD.replace("|comments=1", "|comments=11", 1)
    (sums,) = [sums for key, sums in out_of_sum(host(changed_before)).items() if key == A]
    assert find(NEW, OLD, needed={A: sums})[A]["comments"] == "1"
    assert find(NEW, needed={A: sums}) == {}
    kept = run(changed_before, wanted([item("a", 2), item("b", 1)]), history=[NEW, OLD])
    assert host(kept.text).regions[0].rows[0].cells["comments"] == "11"


def test_each_record_is_looked_for_by_itself():
    half = NEW.replace("|comments=2", "|comments=22")
    found = find(half, OLD)
    assert (found[A]["comments"], found[M]["status"]) == ("1", "in progress")


def test_texts_are_taken_one_by_one_and_no_further_than_needed():
    taken = []

    def texts() -> Iterator[str]:
        for name, text in [("changed", CHANGED), ("new", NEW), ("old", OLD)]:
            taken.append(name)
            yield text

    find_bases(ANY, texts(), ROWS, RECORDS)
    assert taken == ["changed", "new"]
    find_bases({}, texts(), ROWS, RECORDS)
    assert taken == ["changed", "new"]


def test_an_unsound_text_and_one_without_records_are_skipped():
    unsound = NEW.replace("|comments=2", "|comments=[[2")
    assert find(unsound, "", "Nothing of ours.", OLD)[A]["comments"] == "1"


def test_what_is_not_found_is_not_in_it():
    assert find() == {}
    assert find(CHANGED) == {}


def test_where_two_regions_show_one_thing_differently_neither_tells_of_the_other():
    def with_two(one: str, two: str) -> str:
        return one + two.replace("id=items", "id=more")

    region_old, region_new = (
        text[: text.index("\n{{Consultation milestone")] for text in (OLD, NEW)
    )
    assert A not in find(with_two(region_old, region_new))
    assert find(with_two(region_new, region_new))[A]["comments"] == "2"


def test_with_its_base_a_row_goes_on_where_nobody_touched_it():
    kept = run(CHANGED, wanted([item("a", 3, "New heading"), item("b", 1)]), history=[NEW, OLD])
    row = host(kept.text).regions[0].rows[0]
    assert (row.cells["comments"], row.cells["heading"]) == ("22", "New heading")
    assert kept.held == ("m: status", "a: comments")
