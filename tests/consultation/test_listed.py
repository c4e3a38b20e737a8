"""Lists and tables of working groups and recommendations, as people make them."""

from __future__ import annotations

import pytest

from bots.consultation.adopting.from_lists import ForPage, for_pages, place_for
from bots.consultation.adopting.listed import read_listed
from bots.kinds import RECORD_SCHEMAS, ROWS
from bots.page.regions import read_host

TABLE = """{| class="wikitable"
! No. !! Title !! Iteration 1 !! Iteration 2 !! Final
|-
| 1 || Help || [[/1/1|draft]] || [[/2/1|draft]] || [[/Final#1|text]]
|-
| 4 || Answers || [[/1/4|draft]] || rowspan="2" | [[/2/4&5|merged]]
| rowspan="2" | [[/Final#2|text]]
|-
| 5 || Tools || [[/1/5|draft]]
|-
| 6 || Nothing yet || || ||
|}
"""


def told(text: str, title: str = "Recommendations") -> list[tuple[str, str]]:
    return [(one.name, one.page) for one in read_listed(text, title)]


def test_items_below_a_heading_are_what_it_says():
    text = """== Working groups ==
* [[Strategy/Advocacy|Advocacy]]: who speaks for us
* [[/Roles|Roles]] and more
* '''Partnerships''': not there yet
* <nowiki>[[No]]</nowiki>
== Events ==
* [[Summit]]
"""
    assert told(text, "Strategy") == [
        ("Advocacy", "Strategy/Advocacy"),
        ("Roles", "Strategy/Roles"),
        ("Partnerships", ""),
        ("[[No]]", ""),
    ]


@pytest.mark.parametrize(
    "heading",
    ["Arbeitsgruppen", "Groupes de travail (9)", "مجموعات العمل", "工作组", "Working groups:"],
)
def test_headings_are_known_in_many_languages(heading: str):
    assert told(f"== {heading} ==\n* [[A]]\n", "S") == [("A", "A")]


def test_a_column_says_what_a_table_is_of():
    text = "{|\n! Working group !! Members\n|-\n| [[A|Advocacy]] || 8\n|-\n| Roles || 9\n|}\n"
    assert told(text, "S") == [("Advocacy", "A"), ("Roles", "")]


def test_a_table_of_something_else_is_left_alone():
    assert told("{|\n! City !! Date\n|-\n| [[Accra]] || May\n|}\n", "S") == []


def test_drafts_are_told_by_number_and_iteration():
    found = read_listed(TABLE, "Recommendations")
    assert [(one.iteration, one.number, one.name) for one in found] == [
        ("1", "1", "Help"),
        ("2", "1", "Help"),
        ("final", "1", "Help"),
        ("1", "4", "Answers"),
        ("2", "4-5", "Answers; Tools"),
        ("final", "4-5", "Answers; Tools"),
        ("1", "5", "Tools"),
    ]


def test_a_cell_over_two_rows_is_made_of_both():
    wanted, _ = for_pages(read_listed(TABLE, "Recommendations"), ())
    merged = {one.cells["id"]: one.cells.get("merged from") for one in wanted}
    assert merged == {
        "1-1": None,
        "2-1": "1-1",
        "final-1": "2-1",
        "1-4": None,
        "2-4-5": "1-4; 1-5",
        "final-4-5": "2-4-5",
        "1-5": None,
    }


def test_what_has_no_page_is_named():
    text = "== Recommendations ==\n* [[A|One]]\n* Two\n* Three\n"
    wanted, notes = for_pages(read_listed(text, "S"), ())
    assert [one.cells["id"] for one in wanted] == ["one"]
    assert notes == ["no record for “Two”, “Three”: the list links no page of their own"]


def test_numbers_in_names_become_ids():
    text = "== Recommendations ==\n# [[A|4. Answers]]\n# [[B|12) Tools]]\n# [[C|Help]]\n"
    wanted, _ = for_pages(read_listed(text, "S"), {"12"})
    assert [(one.cells["id"], one.name) for one in wanted] == [("4", "Answers"), ("help", "Help")]


PAGE = """Words first.

<span id="2"></span>
== Second ==
{{Consultation recommendation
|id=mine
}}
== Third ==
More.
"""


def placed(part: str, key: str = "x") -> int | None:
    host = read_host("P", PAGE, ROWS, RECORD_SCHEMAS)
    wanted = ForPage("P", part, "Consultation recommendation", {"id": key}, "X")
    found = place_for(host, wanted)
    return found.place if found else None


def test_a_record_goes_below_the_heading_that_is_linked():
    assert placed("Third") == PAGE.index("\nMore.")


def test_a_part_or_a_page_that_has_a_record_gets_no_other():
    assert placed("2") is None
    assert placed("Second") is None
    assert placed("") is None
    assert placed("Third", "mine") is None
