from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.errors import UsageError
from bots.reports.periods import FIRST, LAST, span_of_days
from bots.reports.spans import Span, Step, cut, end_of, fitting_step, starts

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


def test_the_period_before_is_as_long():
    assert Span(date(2018, 12, 31), date(2018, 12, 1)).before == date(2018, 10, 31)
    assert Span(date(2018, 12, 31)).before is None


@pytest.mark.parametrize(
    ("since", "until"),
    [("0001-01-01", "2018-01-01"), ("2018-01-01", "9999-12-31"), (None, "0099-01-01")],
)
def test_a_day_at_which_there_are_no_wikis_is_a_slip(since: str | None, until: str):
    days = (date.fromisoformat(day) if day else None for day in (since, until))
    with pytest.raises(UsageError, match="is no day to report on"):
        span_of_days(*days, date(2018, 6, 1))


@pytest.mark.parametrize("step", Step)
def test_every_other_time_can_be_cut(step: Step):
    span = span_of_days(FIRST, LAST, date(2018, 6, 1))
    assert span.before
    assert end_of(step, starts(step, FIRST, LAST)[-1]) >= LAST


@pytest.mark.parametrize(
    ("first", "last", "step"),
    [
        (date(2018, 1, 1), date(2018, 1, 1), Step.WEEK),
        (date(2018, 1, 1), date(2018, 6, 30), Step.WEEK),
        (date(2018, 1, 1), date(2018, 12, 31), Step.MONTH),
        (date(2010, 1, 1), date(2024, 12, 31), Step.MONTH),
        (date(2001, 1, 15), date(2026, 1, 1), Step.YEAR),
    ],
)
def test_short_times_are_cut_into_weeks_and_long_ones_into_years(first, last, step):
    assert fitting_step(first, last) is step


@given(DAYS, st.integers(0, 3000), st.sampled_from(Step))
def test_steps_follow_each_other_without_gaps(first, days, step):
    last = first + timedelta(days=days)
    begins = starts(step, first, last)
    assert begins[0] <= first
    assert end_of(step, begins[-1]) >= last
    for start, following in pairwise(begins):
        assert end_of(step, start) + timedelta(days=1) == following


@given(st.lists(st.tuples(DAYS, st.integers(1, 9)), max_size=30), DAYS, DAYS, st.sampled_from(Step))
def test_every_comment_of_the_time_is_in_one_step_and_no_other_is(said, one, other, step):
    first, last = sorted((one, other))
    total = sum(comments for day, comments in said if first <= day <= last)
    assert sum(bucket.comments for bucket in cut(step, first, last, said)) == total
