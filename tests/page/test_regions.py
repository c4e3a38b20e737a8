"""Hosts: which regions and records a page has, and when it must not be touched."""

from __future__ import annotations

import pytest

from bots.errors import RegionError
from bots.page.listing import listed, listing
from bots.page.regions import is_translatable
from tests.page.world import EMPTY, MILESTONE, host

REGION = "{{Consultation region|id=n|kind=notes|source=Talk:A}}\n"
END = "\n{{Consultation region end|id=n|rows=one two}}"
ROW = "{{Consultation note row|id=one|theme=x}}"


def problem(text: str) -> str:
    with pytest.raises(RegionError) as caught:
        host(text, "Page")
    return str(caught.value)


def test_a_region_is_what_stands_between_its_markers():
    (region,) = host(f"{REGION}{ROW}{END}").regions
    assert (region.id, region.kind) == ("n", "notes")
    assert region.settings["source"] == "Talk:A"
    assert [row.key for row in region.rows] == ["one"]
    assert region.written == ("one", "two")
    assert region.excluded == ("two",)


def test_a_record_stands_for_itself_wherever_it_stands():
    record = "{{Consultation milestone|id=m}}"
    assert [r.key for r in host(record).records] == ["m"]
    (inside,) = host(f"{REGION}{ROW}{record}{END}").records
    assert inside.schema is MILESTONE


def test_a_page_without_anything_of_ours_is_no_host():
    there = host("Just text, {{Other}} and <nowiki>{{Consultation region|id=a}}</nowiki>.")
    assert not there.regions
    assert not there.records


def test_a_row_outside_regions_is_text():
    there = host(ROW)
    assert not there.regions
    assert not there.records


@pytest.mark.parametrize("kind", ["notes", " Notes ", "NOTES", "_notes_"])
def test_kinds_are_read_as_people_write_them(kind: str):
    assert host(REGION.replace("notes", kind) + END).regions[0].kind == "notes"


def test_a_refusal_is_one_sentence_of_page_line_problem_and_mend():
    assert problem(f"text\n{REGION}{ROW}") == (
        "Page, line 2: region n begins here but does not end — put"
        " {{Consultation region end|id=n}} behind its rows"
    )


@pytest.mark.parametrize(
    ("cell", "line"),
    [
        ("{{", 2), ("{{{", 2), ("[[", 2), ("<!--", 2), ("-{", 2), ("\n== a }}", 2),
        ("<ref>}}</ref>", 2), ("{{" * 300, 2), ("{{{" * 900 + "}}}" * 900, 2),
    ],
)  # fmt: skip
def test_a_cell_that_hides_its_end_refuses_the_page(cell: str, line: int):
    text = f"{REGION}{ROW.replace('=x', '=' + cell)}\n{ROW.replace('one', 'two')}{END}"
    assert f"line {line}:" in problem(text)


def test_a_row_hidden_by_a_nowiki_that_ends_in_a_later_quote_is_never_a_row_deleted():
    first = ROW.replace("=x", "=<nowiki>")
    second = "{{Consultation note row|id=two|text=<nowiki>quoted</nowiki>}}"
    assert "reaches over" in problem(f"{REGION}{first}\n{second}{END}")
    assert "reaches over" in problem(f"{REGION}{first}{second}{END}")


def test_a_row_taken_out_by_a_comment_is_refused_not_excluded():
    assert "inside a comment" in problem(f"{REGION}<!-- {ROW} -->{END}")


def test_rows_of_another_kind_are_refused():
    assert "item row" in problem(f"{REGION}{{{{Consultation item row|id=a}}}}{END}")


@pytest.mark.parametrize("prefix", ["Vorlage", "T", "subst", "msgnw", "Talk", ":Project"])
def test_a_prefix_that_only_the_wiki_can_explain_is_refused(prefix: str):
    text = f"{REGION}{ROW}{END}"
    assert "prefix" in problem(
        text.replace("{{Consultation note", f"{{{{{prefix}:Consultation note")
    )


@pytest.mark.parametrize("tag", ["ref", "gallery", "poem", "indicator", "tabber"])
def test_tags_that_some_wikis_do_not_know_are_refused(tag: str):
    assert "stands in a tag" in problem(f"<{tag}>{REGION}{ROW}{END}</{tag}>")


def test_two_records_cannot_share_an_id_but_may_lack_one():
    record = "{{Consultation milestone|id=m}}"
    assert "have the id m" in problem(f"{record}\n{record}")
    assert len(host("{{Consultation milestone}}{{Consultation milestone|id=}}").records) == 2


def test_many_small_regions_are_read_in_one_sweep():
    text = "".join(EMPTY[1].replace("=notes", f"=r{i}", 1).replace("end|id=notes", f"end|id=r{i}")
                   for i in range(2000))  # fmt: skip
    assert len(host(text).regions) == 2000


@pytest.mark.parametrize(
    ("text", "translatable"),
    [
        ("<translate>x</translate>", True),
        ("<translate nowrap>x", True),
        ("x</translate>", True),
        ("<nowiki>a</nowiki><translate>", True),
        ("<nowiki><translate></nowiki>", False),
        ("<translated>", False),
        ("<languages/> translate", False),
    ],
)
def test_translate_markup(text: str, translatable: bool):
    assert is_translatable(text) is translatable


def test_the_list_of_rows_takes_any_key():
    keys = ("7f3a", "Wikimania 2018", "a|b}}", "é-1.2_x", "100%", "line\nbreak", "%20")
    assert listing(keys).split() == [
        "7f3a", "Wikimania%202018", "a%7Cb%7D%7D", "é-1.2_x", "100%25", "line%0Abreak", "%2520",
    ]  # fmt: skip
    assert listed(listing(keys)) == keys
    assert listed("  a\n b  a ") == ("a", "b")
