"""The roadmap's scale and the phases on it: in order, parts with their whole, every bar inside."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.consultation.dates.period import Period
from bots.consultation.dates.written import read_period
from bots.consultation.process.milestones import Milestone
from bots.consultation.process.phases import parts_of
from bots.consultation.process.roadmap import GRAIN, by_track, scale_of


def phase(key: str, written: str, **cells: str) -> Milestone:
    told = {name.replace("_", " "): value for name, value in cells.items()}
    return Milestone(key, "Roadmap", {"date": written, **told})


def periods(*written: str) -> list[Period]:
    return [period for each in written if (period := read_period(each))]


@pytest.mark.parametrize(
    ("written", "marks"),
    [
        (["2018-07-18"], ["2018-07"]),
        (["2018-04/2018-06"], ["2018-04", "2018-05", "2018-06"]),
        (["2018-04/2018-12"], ["2018-03", "2018-05", "2018-07", "2018-09", "2018-11"]),
        (["2018-04-20/2020-05-10"], ["2018-01", "2018-07", "2019-01", "2019-07", "2020-01"]),
        (["2018", "2021"], ["2018", "2019", "2020", "2021"]),
        (["2017", "late 2030"], ["2015", "2020", "2025", "2030"]),
        (["2018", "2039"], ["2015", "2020", "2025", "2030", "2035"]),
    ],
)
def test_the_scale_has_few_marks_in_equal_steps(written, marks):
    scale = scale_of(periods(*written))
    assert scale is not None
    assert len(scale.marks) <= 5
    assert list(scale.marks) == marks


def test_without_dates_there_is_no_scale():
    assert scale_of([]) is None


def test_bars_stand_where_their_dates_are():
    found = periods("2018/2019", "2018-07-01/2018-12-31", "from July 2019", "2019-12-31")
    scale = scale_of(found)
    assert scale is not None
    assert scale.marks == ("2018-01", "2018-07", "2019-01", "2019-07")
    assert [scale.place(period) for period in found] == [(0, 100), (24, 26), (74, 26), (98, 2)]


@given(st.lists(st.tuples(st.dates(), st.dates()), min_size=1, max_size=9))
def test_every_bar_is_inside_and_can_be_seen(bounds):
    found = [Period(min(pair), max(pair)) for pair in bounds]
    scale = scale_of(found)
    assert scale is not None
    assert 1 <= scale.count <= 5
    assert scale.start <= min(period.start for period in found)
    for period in found:
        begins, lasts = scale.place(period)
        assert begins % GRAIN == lasts % GRAIN == 0
        assert 0 <= begins < begins + lasts <= 100


def test_phases_stand_by_track_and_then_by_date_those_for_all_first():
    phases = [
        phase("tools-drafting", "2019", track="Tools"),
        phase("advocacy-drafting", "2018-09", track="Advocacy"),
        phase("tools-scoping", "2018-10", track="Tools"),
        phase("handover", "2020"),
        phase("undated", "", track="Advocacy"),
        phase("asking", "2018-04"),
    ]
    assert [each.id for each in by_track(phases)] == [
        "asking",
        "handover",
        "advocacy-drafting",
        "undated",
        "tools-scoping",
        "tools-drafting",
    ]


def test_parts_stand_behind_their_whole_and_none_is_lost_in_a_circle():
    phases = [
        phase("b", "2018-05", part_of="phase:a"),
        phase("c", "2018-04", part_of="a", track="Tools"),
        phase("d", "2017"),
        phase("a", "2018-06"),
        phase("x", "2018", part_of="y"),
        phase("y", "2018", part_of="x"),
    ]
    assert [each.id for each in by_track(phases)] == ["d", "a", "b", "c", "x", "y"]


def test_milestones_that_name_the_phase_are_its_parts():
    milestones = [
        phase("one", "", part_of="drafting"),
        phase("two", "", part_of="phase: drafting"),
        phase("three", "", part_of="scoping"),
    ]
    sub = [phase("sub", "", part_of="drafting"), phase("drafting", "", part_of="drafting")]
    assert [each.id for each in parts_of("drafting", milestones, sub)] == ["one", "two", "sub"]
    # A milestone of that id has its own parts.
    taken = [*milestones, phase("drafting", "")]
    assert [each.id for each in parts_of("drafting", taken, sub)] == ["two", "sub"]


def test_the_first_day_counts_as_the_scale_begins():
    scale = scale_of(periods("2018-04"))
    assert scale is not None
    assert (scale.start, scale.end) == (date(2018, 4, 1), date(2018, 5, 1))
