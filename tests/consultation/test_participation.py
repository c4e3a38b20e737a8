"""Who takes part: counted by person, and shown so that no small number can be told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.consultation.dates.written import Period
from bots.consultation.people.participation import (
    TOTAL,
    WAYS,
    By,
    Crowd,
    account_of,
    crowds,
    published,
)
from bots.consultation.people.small_cells import LEAST
from bots.consultation.rules import Rules
from tests.consultation.test_statements import heard

RULES = Rules(
    organizers=frozenset({"Org"}),
    bots=frozenset({"Helper bot"}),
    stakeholders={"affiliate": ("Ana",), "donor": ()},
    regions={"Africa": ("Bo",)},
)


def said(*comments: tuple[str, int, int], title: str = "Talk:P"):
    """A talk page with comments by these people, each on a day of a month of 2018."""
    months = ("", "January", "February", "March", "April", "May", "June")
    return heard(
        "== T ==\n"
        + "".join(
            f"* Yes. [[User:{who}|{who}]] 10:{n % 60:02}, {day} {months[month]} 2018 (UTC)\n"
            for n, (who, day, month) in enumerate(comments)
        ),
        title,
    )


def rows(found: list[Crowd]) -> dict[str, tuple[set[str], set[str]]]:
    return {crowd.key: ({*crowd.new}, {*crowd.returning}) for crowd in found}


# Counting


def test_who_comes_back_in_a_later_month_is_returning():
    talk = said(("Ana", 1, 4), ("Ana", 30, 4), ("Bo", 30, 4), ("Bo", 1, 5))
    assert rows(crowds([talk], RULES, "language")) == {"en": ({"Ana"}, {"Bo"})}
    assert rows(crowds([talk], RULES, "month")) == {
        "2018-04": ({"Ana", "Bo"}, set()),
        "2018-05": (set(), {"Bo"}),
    }


def test_what_was_said_elsewhere_or_before_the_period_makes_one_returning():
    talk = [said(("Ana", 1, 4), ("Bo", 2, 5)), said(("Ana", 1, 5), title="Talk:P/fr")]
    may = Period(date(2018, 5, 1), date(2018, 5, 31))
    assert rows(crowds(talk, RULES, "wiki", may)) == {"metawiki": ({"Bo"}, {"Ana"})}


def test_comments_are_counted_by_who_wrote_them():
    [crowd] = crowds([said(("Ana", 1, 4), ("Ana", 2, 4), ("Bo", 2, 4))], RULES, "language")
    assert crowd.new == {"Ana": 2, "Bo": 1}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Ana", "registered"),
        ("~2024-12345-67", "temporary"),
        ("~2025-1", "temporary"),
        ("~Ana~", "registered"),
        ("192.0.2.7", "ip"),
        ("2001:DB8:0:0:0:0:0:1", "ip"),
        ("192.0.2.777", "registered"),
        ("Org", "organizer"),
        ("Helper bot", "bot"),
    ],
)
def test_accounts_are_of_a_kind(name: str, kind: str):
    [comment] = said((name, 1, 4)).threads[0].heard
    assert account_of(comment, RULES) == kind


def test_organizers_and_bots_are_counted_only_by_kind_of_account():
    talk = [said(("Ana", 1, 4), ("Org", 1, 4), ("Helper bot", 1, 4), ("192.0.2.7", 1, 4))]
    assert [*rows(crowds(talk, RULES, "account"))] == ["registered", "ip", "organizer", "bot"]
    for by in {*WAYS} - {"account"}:
        named = set().union(*(new | back for new, back in rows(crowds(talk, RULES, by)).values()))
        assert named == {"Ana", "192.0.2.7"}


def test_what_the_settings_name_is_there_before_anybody_comes():
    talk = [said(("Bo", 1, 4), ("Ana", 1, 4))]
    assert rows(crowds([], RULES, "stakeholder")).keys() == {"affiliate", "donor", ""}
    assert rows(crowds(talk, RULES, "stakeholder")) == {
        "affiliate": ({"Ana"}, set()),
        "donor": (set(), set()),
        "": ({"Bo"}, set()),
    }
    assert rows(crowds(talk, RULES, "region"))["Africa"] == ({"Bo"}, set())


# Showing


def people(count: int, *, at: int = 0) -> dict[str, int]:
    return {f"U{at + n}": 1 for n in range(count)}


def table(counts: Mapping[str, tuple[int, int]]) -> list[Crowd]:
    """Rows with so many new and returning people, nobody in two of them."""
    return [
        Crowd(key, people(new, at=1000 * place), people(back, at=1000 * place + 500))
        for place, (key, (new, back)) in enumerate(counts.items())
    ]


def texts(
    counts: Mapping[str, tuple[int, int]], by: By = "stakeholder"
) -> dict[str, tuple[str, ...]]:
    return {
        line.key: tuple(str(number) for number in (line.people, line.new, line.returning))
        for line in published(table(counts), by)
    }


def test_large_numbers_are_shown_as_they_are():
    assert texts({"en": (40, 9), "fr": (12, 6)}) == {
        "total": ("67", "52", "15"),
        "en": ("49", "40", "9"),
        "fr": ("18", "12", "6"),
    }


def test_a_small_number_takes_a_second_one_with_it_in_its_column_and_the_sum_of_its_row():
    assert texts({"en": (40, 9), "fr": (12, 6), "sw": (7, 2)}) == {
        "total": ("68+", "59", "9+"),
        "en": ("49", "40", "9"),
        "fr": ("12+", "12", "hidden"),
        "sw": ("7+", "7", "hidden"),
    }


def test_none_is_hidden_as_well_where_only_the_settings_tell_who_is_counted():
    shown = texts({"en": (40, 9), "fr": (12, 6), "sw": (0, 0)})
    assert shown["sw"] == ("hidden",) * 3
    assert shown == texts({"en": (40, 9), "fr": (12, 6), "sw": (4, 1)})


def test_none_is_shown_where_everybody_can_see_it():
    shown = texts({"en": (40, 9), "fr": (12, 6), "sw": (7, 0), "zh": (2, 0)}, "account")
    assert shown["sw"] == ("hidden", "hidden", "0")
    assert shown["fr"] == ("18", "12", "6")
    assert shown["zh"] == ("hidden", "hidden", "0")


def test_where_no_other_number_is_there_none_at_all_hides_a_small_one():
    shown = texts({"en": (0, 9), "fr": (2, 6), "sw": (0, 7)}, "account")
    assert [line[1] for line in shown.values()] == ["hidden", "hidden", "hidden", "0"]


def test_two_small_ones_hide_each_other():
    shown = texts({"en": (40, 9), "fr": (12, 3), "sw": (7, 2)})
    assert [line[2] for line in shown.values()] == ["9+", "9", "hidden", "hidden"]


def test_organizers_and_bots_are_in_no_total():
    shown = texts(
        {"registered": (40, 9), "ip": (12, 6), "organizer": (6, 6), "bot": (1, 0)}, "account"
    )
    assert shown["total"] == ("67", "52", "15")
    assert shown["organizer"] == ("12", "6", "6")
    assert shown["bot"] == ("hidden", "hidden", "0")
    assert [*shown] == ["total", "registered", "ip", "organizer", "bot"]


def test_who_is_in_two_rows_counts_once_in_the_total():
    both = people(10)
    lines = published([Crowd("en", both, people(6, at=5)), Crowd("fr", both, {})], "language")
    assert (lines[0].key, str(lines[0].people)) == (TOTAL, "11")
    assert (lines[0].new, lines[0].returning) == (None, None)


def test_one_row_needs_no_total():
    assert [line.key for line in published(table({"en": (9, 9)}), "wiki")] == ["en"]


def test_the_share_of_the_ten_who_wrote_most_is_that_among_those_shown():
    wrote = {**people(9), "Much": 11, **people(5, at=50)}
    [line] = published([Crowd("en", wrote, {"Secret": 1000})], "language")
    assert line.share == 80


COUNTS = st.dictionaries(
    st.sampled_from("ar de en es fr sw zh bot".split()),
    st.tuples(st.integers(0, 12), st.integers(0, 12)),
    min_size=1,
    max_size=7,
)


@given(COUNTS, st.sampled_from(WAYS))
def test_no_small_number_is_shown_and_none_is_hidden_alone(counts, by):
    lines = published(table(counts), by)
    for line in lines:
        numbers = [line.people, *(n for n in (line.new, line.returning) if n is not None)]
        assert all(
            number.shown is None or number.shown not in range(1, LEAST) for number in numbers
        )
        unclear = [number for number in numbers if number.shown is None or number.more]
        if line.key != TOTAL and unclear:
            assert len(unclear) > 1
    inner = [line for line in lines if line.key not in (TOTAL, "bot")]
    for column in ("new", "returning"):
        hidden = [line for line in inner if getattr(line, column).shown is None]
        assert len(hidden) != 1 or len(inner) == 1
