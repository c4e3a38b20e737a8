"""The words by which people's pages are read: data of a known shape, compared without accents."""

from __future__ import annotations

import pytest

from bots.consultation.words import every, fold, table, without_comments

LISTS = {
    *("to", "from", "and", "joined and", "until", "since", "before", "after", "during"),
    *("until behind", "since behind", "before behind", "after behind", "during behind"),
    *("early", "mid", "late", "quarter", "half", "week", "about", "skip"),
    *("day suffixes", "articles"),
}
BY_NUMBER = {"months", "weekdays", "ordinals", "thirds", "halves"}
PLAIN = {"order": {"day first", "unknown"}, "hemisphere": {"north"}}
UNITS = {"year", "month", "day"}
SEASONS = {"spring", "summer", "autumn", "winter"}


@pytest.mark.parametrize("language", table("date"))
def test_words_of_dates_stand_under_roles_that_are_read(language):
    for role, words in table("date")[language].items():
        if role in LISTS:
            assert all(isinstance(word, str) and fold(word) for word in words), role
        elif role in BY_NUMBER:
            assert all(-1 <= int(number) <= 12 and words[number] for number in words), role
        elif role == "seasons":
            assert set(words) == SEASONS
        elif role == "units":
            assert set(words) == UNITS
        else:
            assert words in PLAIN[role]


def test_words_of_members_stand_under_roles_that_are_read():
    roles = {"name", "members", "former", "until", "left", "vacant"}
    for language, words in table("member").items():
        shared = {"struck templates", "user templates"}
        assert set(words) <= (shared if language == "*" else roles), language
        assert all(fold(word) for listed in words.values() for word in listed)


def test_no_heading_is_of_members_and_of_former_members():
    assert not set(every("member", "members")) & set(every("member", "former"))


def test_nobody_is_both_still_to_leave_and_gone():
    assert not set(every("member", "until")) & set(every("member", "left"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("AOÛT", "aout"),
        ("أبريل", "ابريل"),
        ("٢٠١٨", "٢٠١٨"),
        ("يولـــيو", "يوليو"),
        ("\u200fيوليو\u200e", "يوليو"),
        ("１８日", "18日"),
        ("1º", "1o"),
        ("July\u00a018", "july 18"),
        ("d’août", "d'août"),
        ("März", "Mar\u0308z"),
    ],
)
def test_words_compare_without_case_accents_and_marks(one, other):
    assert fold(one) == fold(other)


def test_different_words_stay_different():
    assert len({fold(word) for word in ("mars", "mar", "مارس", "三月", "март", "मार्च")}) == 6


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("2018", "2018"),
        ("2018<!-- or so -->", "2018"),
        ("a<!---->b<!-- > -->c", "abc"),
        ("2018 <!-- never closed", "2018 <!-- never closed"),
        ("-->2018", "-->2018"),
    ],
)
def test_comments_are_no_part_of_a_text(text, rest):
    assert without_comments(text) == rest
