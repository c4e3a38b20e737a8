"""Keeping a page: which rows are written where, and what is told of the others."""

from __future__ import annotations

import pytest

from bots.errors import RegionError
from bots.page.keep import Frame, Wanted
from bots.page.records import Edit, apply
from tests.page.world import EMPTY, NOTES, TABLE, TODAY, host, item, note, run, wanted

FILLED = run(EMPTY[0], wanted([item("a", 1), item("c", 1)])).text


def keys(text: str) -> list[str]:
    return [row.key for row in host(text).regions[0].rows]


def test_an_empty_region_gets_its_table():
    assert FILLED == (
        "{{Consultation region|id=items|kind=items}}\n"
        '{| class="wikitable consultation-items"\n'
        "{{Consultation item head}}\n"
        "{{Consultation item row\n|id=a\n|page=Talk:Strategy\n|heading=About a\n|comments=1\n"
        "|gone=\n|as of=2018-07-01\n|sum=badfcc\n|held=\n|note=\n}}\n"
        "{{Consultation item row\n|id=c\n|page=Talk:Strategy\n|heading=About c\n|comments=1\n"
        "|gone=\n|as of=2018-07-01\n|sum=889728\n|held=\n|note=\n}}\n"
        "|}\n"
        "{{Consultation region end|id=items|rows=a c}}"
    )


def test_a_region_without_rows_wanted_stays_empty():
    assert run(EMPTY[0], wanted([])).text == EMPTY[0]


def test_new_rows_go_to_their_places():
    names = ["x", "a", "b", "c", "d", "e"]
    kept = run(FILLED, wanted([item(k, 1) for k in names]))
    assert keys(kept.text) == names
    assert (kept.added, kept.changed) == (4, 0)


def test_rows_that_arrive_go_to_the_end():
    asked = {"items": Wanted([{**item(k, 1), "as of": TODAY} for k in "xacb"], TABLE, appends=True)}
    assert keys(run(FILLED, asked).text) == ["a", "c", "x", "b"]


def test_rows_wanted_in_another_order_stay_where_they_are():
    assert run(FILLED, wanted([item("c", 1), item("a", 1)])).text == FILLED


def test_of_two_rows_with_one_key_the_first_counts_and_one_without_is_left_out():
    rows = [item("a", 1), item("a", 9), item("", 1), item(" ", 2), item("c", 1)]
    assert run(FILLED, wanted(rows)).text == FILLED


def test_a_row_deleted_stays_out_until_its_key_is_taken_from_the_list():
    row = host(FILLED).regions[0].rows[0].call
    text = FILLED[: row.start] + FILLED[row.end + 1 :]
    kept = run(text, wanted([item("a", 1), item("c", 1)]))
    assert kept.text == text
    assert kept.excluded == ("a",)
    back = run(text.replace("rows=a c", "rows=c"), wanted([item("a", 1), item("c", 1)]))
    assert keys(back.text) == ["a", "c"]


def test_a_row_that_the_bot_did_not_write_is_left_alone_and_named():
    mine = "{{Consultation item row|id=mine|comments=7}}\n{{Consultation item row|comments=8}}\n"
    kept = run(FILLED.replace("|}", mine + "|}"), wanted([item("a", 2), item("c", 1)]))
    assert mine in kept.text
    assert kept.foreign[0] == "mine"
    assert kept.foreign[1].startswith("line ")


def test_a_copy_of_a_row_is_left_alone():
    row = host(FILLED).regions[0].rows[0].call
    copy = FILLED[row.start : row.end] + "\n"
    text = FILLED.replace("|}", copy + "|}")
    kept = run(text, wanted([item("a", 2), item("c", 1)]))
    assert kept.foreign == ("a",)
    assert copy + "|}" in kept.text
    assert kept.changed == 1


def test_a_row_whose_matter_is_gone_keeps_its_place_and_says_so_without_other_people_s_words():
    kept = run(FILLED, wanted([item("c", 1)]))
    gone = host(kept.text).regions[0].rows[0].cells
    assert (gone["heading"], gone["gone"], gone["comments"]) == ("", TODAY, "1")
    assert run(kept.text, wanted([item("c", 1)])).text == kept.text
    back = run(kept.text, wanted([item("a", 1), item("c", 1)]))
    assert host(back.text).regions[0].rows[0].cells["gone"] == ""


def test_a_correction_in_a_row_whose_matter_is_gone_is_held():
    text = FILLED.replace("|comments=1", "|comments=11", 1)
    kept = run(text, wanted([item("c", 1)]), history=[FILLED])
    assert kept.held == ("a: comments",)
    back = run(kept.text, wanted([item("a", 1), item("c", 1)]))
    assert host(back.text).regions[0].rows[0].cells["comments"] == "11"


def test_a_region_goes_on_elsewhere_and_comes_back():
    asked = {"notes": Wanted([], Frame(), continued="Page/notes/2")}
    text = run(EMPTY[1], asked).text
    assert "|next=Page/notes/2}}" in text
    assert run(text, asked).text == text
    assert "|next=}}" in run(text, {"notes": Wanted([], Frame())}).text


def test_regions_and_records_not_named_stay_as_they_are():
    text = "\n".join(EMPTY) + "{{Consultation milestone|id=m}}"
    assert run(text, {}, summit={}).text == text


def test_people_s_rows_keep_their_shape_and_get_what_is_missing_in_it():
    text = EMPTY[1].replace("\n", "\n{{Consultation note row | theme = x | id = n1 }}\n")
    kept = run(text, wanted(notes=NOTES[:1]))
    assert "{{Consultation note row | theme = x | id = n1 |text=<nowiki>" in kept.text
    assert host(kept.text).regions[0].rows[0].cells["theme"] == "x"


def test_a_table_that_was_taken_apart_is_refused_only_when_a_row_has_to_go_into_it():
    text = FILLED.replace("\n|}", "")
    assert run(text, wanted([item("a", 1), item("c", 1)])).text == text
    with pytest.raises(RegionError, match=r"has lost its last line — put “\|}” back"):
        run(text, wanted([item("a", 1), item("b", 1), item("c", 1)]))


@pytest.mark.parametrize(
    "value", ["a|b=c", "}}", "{{", "[[", "<!--", "-{", "\n== x }}", "<ref>}}</ref>", "{{x"]
)
def test_a_value_that_would_tear_its_row_apart_is_refused_before_it_is_written(value: str):
    with pytest.raises(RegionError, match="would not be read back") as caught:
        run(FILLED, wanted([{**item("a", 1), "page": value}, item("c", 1)]))
    assert caught.value.title == "Strategy/Page"
    assert caught.value.line == 4
    assert "|" in caught.value.mend
    with pytest.raises(RegionError, match="would not be read back"):
        run(EMPTY[1], wanted(notes=[note("n1", value)]))


def test_an_open_nowiki_is_refused_where_a_later_quote_would_close_it():
    assert run(EMPTY[1], wanted(notes=[note("n1", "<nowiki>a")])).added == 1
    with pytest.raises(RegionError, match="would not be read back"):
        run(EMPTY[1], wanted(notes=[note("n1", "<nowiki>a"), note("n2")]))


@pytest.mark.parametrize("value", [r"\1 \g<0>", "$1", "a=b", "C:\\new", "a}b{c", "x]]y", "it''s"])
def test_other_values_are_written_as_they_are(value: str):
    text = run(FILLED, wanted([{**item("a", 1), "page": value}, item("c", 1)])).text
    assert host(text).regions[0].rows[0].cells["page"] == value


def test_a_page_with_translate_markup_is_not_written():
    text = f"<translate>{EMPTY[1]}</translate>"
    with pytest.raises(RegionError, match="Translate markup"):
        run(text)
    assert run(text, {}).text == text


def test_a_page_of_windows_line_breaks_gets_no_others():
    text = run("\n".join(EMPTY).replace("\n", "\r\n")).text
    assert text.count("\n") == text.count("\r\n") > 30
    assert run(text).text == text


def test_edits_never_overlap():
    with pytest.raises(AssertionError, match="a fault of the bot"):
        apply("abcdef", [Edit(1, 3, ""), Edit(2, 4, "")])
