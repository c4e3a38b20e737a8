"""Conversations off the wiki: numbers as people write them, and what a person has to mend."""

from __future__ import annotations

import pytest

from bots.consultation.reported.occasions import Occasion, number, people_at, unreadable


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("14", 14),
        ("about 14", 14),
        ("~190 people", 190),
        ("1,200", 1200),
        ("1 200", 1200),
        ("1.200", 1200),
        ("12'000", 12000),
        ("نحو ١٤", 14),
        ("14<!-- two stayed out -->", 14),
        ("", None),
        ("many", None),
        ("10-14", None),
        ("between 10 and 14", None),
        ("7 calls, 51 people", None),
        ("1,2", None),
        ("99999999999999999999", None),
    ],
)
def test_one_number_is_read_and_no_other(written, told):
    assert number(written) == told


def test_people_are_added_up_as_reported():
    known = [Occasion("a", "P", {"people": "14"}), Occasion("b", "P", {"people": "about 51"})]
    assert people_at([*known, Occasion("c", "P", {"people": "many"})]) == 65


@pytest.mark.parametrize(
    ("cells", "problems"),
    [
        ({"consent": "no names"}, []),
        ({"consent": "Names", "date": "9 June 2018", "people": "14", "meetings": "7"}, []),
        ({}, ["consent: it is not said what people agreed to; write “no names” or “names”"]),
        ({"consent": "yes"}, ["consent: “yes” is none; write “no names” or “names”"]),
        (
            {"consent": "names", "date": "one evening"},
            ["the date “one evening” cannot be read; write it as 2030-07-18/2030-07-22"],
        ),
        (
            {"consent": "names", "people": "10-14", "meetings": "a few"},
            [
                "“10-14” in people is not one number; write one, such as 14",
                "“a few” in meetings is not one number; write one, such as 14",
            ],
        ),
    ],
)
def test_what_cannot_be_read_is_reported(cells, problems):
    assert unreadable(cells, "en") == problems


@pytest.mark.parametrize(
    ("consent", "shown"), [("names", True), (" Names ", True), ("no names", False), ("", False)]
)
def test_names_are_shown_only_where_people_agreed(consent, shown):
    assert Occasion("a", "P", {"consent": consent}).may_name is shown
