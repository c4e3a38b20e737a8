"""Dates as people write them, in six languages: precision kept and never invented."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.consultation.dates.lexer import YEARS
from bots.consultation.dates.lexicon import lexicon
from bots.consultation.dates.period import of_months, of_year, since, through, until
from bots.consultation.dates.written import Period, Relative, read_date, read_heading, read_period

LANGUAGES = ("en", "fr", "ar", "zh", "de", "es")
CASES = Path(__file__).parent / "cases" / "dates"


def cases(language: str) -> list[tuple[str, str]]:
    """The texts of a language with what each means."""
    return [tuple(line.split("\t")) for line in _lines(language)]


def _lines(name: str) -> list[str]:
    lines = (CASES / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def meaning(text: str, language: str) -> str:
    """What a text means, as the cases write it."""
    match = re.fullmatch(r"@(\d{4}) (.*)", text)
    found = read_date(match[2], language, int(match[1])) if match else read_date(text, language)
    if isinstance(found, Relative):
        return f"{found.relation}: {found.event}"
    return str(found) if found else "-"


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [(language, *case) for language in LANGUAGES for case in cases(language)],
)
def test_means(language, text, expected):
    assert meaning(text, language) == expected


@given(st.data(), st.sampled_from(LANGUAGES))
def test_no_year_comes_from_nowhere(data, language):
    figures = ["18", "22", "3", "2018", "2020", "-", "/", ","]
    words = st.sampled_from([*lexicon(language).words, *figures * 20])
    text = " ".join(data.draw(st.lists(words, max_size=8)))
    found = read_period(text, language)
    if found:
        years = {int(year) for year in re.findall(r"\d{4}", text)}
        near = {year + more for year in years for more in (-1, 0, 1)}
        assert {found.start.year, found.end.year} <= near
        assert found.start <= found.end


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_at_least_eighty_cases_and_none_twice(language):
    texts = [text for text, _ in cases(language)]
    assert len(set(texts)) == len(texts) >= 80


days = st.dates(date(YEARS[0], 1, 1), date(YEARS[-2], 12, 31))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """Any period that can be written in ISO 8601-2."""
    first = draw(days)
    precision = draw(st.sampled_from(("day", "month", "year")))
    if precision == "day":
        start = Period(first, first)
        last = first + timedelta(days=draw(st.integers(0, 300)))
        end = Period(last, last)
    elif precision == "month":
        start = of_months(first.year, first.month, 1)
        end = of_months(first.year, first.month, draw(st.integers(1, 12)))
    else:
        start = of_year(first.year)
        end = of_year(draw(st.integers(first.year, YEARS[-1])))
    whole = through(start, end)
    made = draw(st.sampled_from((lambda p: p, until, since)))(whole)
    return Period(made.start, made.end, made.precision, draw(st.booleans()), made.open)


@given(periods(), st.sampled_from([*LANGUAGES, "ja", "pt-br", "no such language"]))
def test_a_period_reads_back_as_it_was_written_in_every_language(period, language):
    assert read_period(str(period), language) == period


anything = st.text() | st.text("〇一二三十年月日第季12089-–/.:~ '()", max_size=20)


@given(anything, st.sampled_from(LANGUAGES))
def test_no_text_is_too_strange_to_read(text, language):
    read_date(text, language)
    assert read_heading(text, language)[0] is not None


@pytest.mark.parametrize(
    "piece", ["1", "18 and ", "from ", "July 18, ", "一", "(", "after x ", "<!--", "<b", " ,"]
)
def test_nor_too_long(piece):
    text = piece * 10_000
    assert read_date(text, "zh") is None
    assert read_heading(text)[1] is None


@given(days, st.sampled_from(LANGUAGES))
def test_no_word_is_passed_over(day, language):
    assert read_period(f"{day} xyzzy", language) is None
    assert read_period(f"not {day}", language) is None


HEADINGS = [tuple(line.split("\t")) for line in _lines("headings")]


@pytest.mark.parametrize(("language", "heading", "title", "period"), HEADINGS)
def test_a_heading_is_a_title_and_a_date(language, heading, title, period):
    found, when = read_heading(heading, language)
    assert (found, str(when) if when else "-") == (title, period)


def test_periods_sort_by_their_start():
    texts = ["2030", "late 2018", "July 18-22, 2018", "by May 2018", "2018"]
    found = sorted(texts, key=lambda text: read_period(text).start)
    assert found == ["2018", "by May 2018", "July 18-22, 2018", "late 2018", "2030"]


@pytest.mark.parametrize(
    ("text", "begun_by", "not_over_before"),
    [
        ("July 18-22, 2018", "2018-07-18", "2018-07-22"),
        ("July 2018", "2018-07-31", "2018-07-01"),
        ("2018", "2018-12-31", "2018-01-01"),
        ("2018-04/2018-09", "2018-04-30", "2018-09-01"),
        ("late 2018", "2018-09-30", "2018-12-01"),
        ("around July 20, 2018", "2018-07-31", "2018-07-01"),
    ],
)
def test_what_is_known_of_its_bounds_is_no_more_than_was_said(text, begun_by, not_over_before):
    found = read_period(text)
    assert str(found.begun_by) == begun_by
    assert str(found.not_over_before) == not_over_before
