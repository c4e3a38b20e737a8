from __future__ import annotations

from datetime import date

import pytest

from bots.consultation.people.small_cells import People
from bots.errors import RegionError
from bots.reports.progress import read_slips
from tests.reports.conftest import consultation, conversation, milestone


def headlines(report) -> dict[str, tuple]:
    """What of each headline is shown; ``...`` stands for what is hidden."""

    def shown(number: People | None):
        return number if number is None else ... if number.hidden else number.shown

    return {h.key: tuple(map(shown, (h.total, h.added, h.before))) for h in report.headlines}


def test_without_a_beginning_all_is_told_and_nothing_compared(made):
    assert headlines(made()) == {
        "talk pages": (3, None, None),
        "threads": (3, None, None),
        "comments": (22, None, None),
        "people": (20, None, None),
        "languages": (3, None, None),
    }


def test_what_came_in_the_period_and_in_the_one_before(made):
    assert headlines(made("2018-10-01", "2018-12-31")) == {
        "talk pages": (3, 1, 0),
        "threads": (3, 1, 0),
        "comments": (22, 4, 0),
        # Two people more: so few are hidden.
        "people": (20, ..., 0),
        "languages": (3, 1, 0),
    }
    # From 2018-05-01 on there are 62 days; the 62 before begin on 2018-02-28.
    assert headlines(made("2018-05-01", "2018-07-01"))["comments"] == (18, 6, 12)


def test_nothing_after_the_period_counts(made):
    report = made("", "2018-05-31")
    assert headlines(report)["comments"][0] == 18
    assert [line.language for line in report.languages] == ["en", "fr"]
    assert [line.title for line in report.pages] == ["Talk:Plan", "Talk:Plan/fr"]
    assert [line.latest for line in report.pages] == [date(2018, 3, 5), date(2018, 5, 6)]
    assert [line.latest_link.partition("-2018")[2][:6] for line in report.pages] == [
        "-03-05",
        "-05-06",
    ]
    assert sum(bucket.comments for bucket in report.buckets) == 18


def test_bars_of_the_languages_add_up_to_those_of_all(made):
    for report in (made(), made("2018-05-01"), made("2018-10-15", "2018-12-01")):
        added = [
            sum(comments)
            for comments in zip(
                *([b.comments for b in line.buckets] for line in report.languages), strict=True
            )
        ]
        assert added == [bucket.comments for bucket in report.buckets]


def test_bars_of_a_period_hold_what_came_in_it(made):
    report = made("2018-10-01")
    assert sum(bucket.comments for bucket in report.buckets) == headlines(report)["comments"][1]
    assert [line.added for line in report.languages] == [1, 1, 2]


def test_a_person_on_two_pages_is_one_person(made):
    report = made()
    assert headlines(report)["people"][0] == 20
    assert sum(line.comments for line in report.languages) == 22


def test_few_people_of_a_language_are_hidden_everywhere(made):
    report = made()
    by_language = {line.language: line.people for line in report.languages}
    # Swahili has 2 and French 6: the 20 less the 12 tell neither.
    assert by_language == {"en": People(12), "fr": People(None), "sw": People(None)}
    assert [line.people for line in report.pages] == [People(12), People(None), People(None)]
    assert [line.people for line in report.groups] == [People(20)]
    # November has 4, May 6, March 12.
    assert [p.shown for p in report.active if p.shown != 0] == [12, None, None]


def test_groups_count_their_own_talk_pages(made):
    (group,) = made().groups
    assert (group.name, group.stage, group.members) == ("Planners", "drafting", 7)
    assert (group.threads, group.comments, group.latest) == (3, 22, date(2018, 11, 30))


def test_milestones_stand_by_date_with_their_parts_behind_them(made):
    lines = made().milestones
    assert [(line.id, line.depth) for line in lines] == [
        ("whole", 0),
        ("first", 1),
        ("second", 1),
        ("far", 0),
        ("someday", 0),
    ]
    assert [slip.days for slip in lines[1].slips] == [31, 29]
    assert lines[4].period is None


def test_milestones_that_are_parts_of_each_other_are_not_lost(made):
    circle = consultation(
        milestones=[
            milestone("a", part_of="b"),
            milestone("b", part_of="a"),
            milestone("c", part_of="c"),
            milestone("d", part_of="no such"),
        ]
    )
    assert sorted(line.id for line in made(of=circle).milestones) == ["a", "b", "c", "d"]


def test_a_title_is_plain_text(made):
    one = consultation(
        milestones=[milestone("a", title="''The'' [[Plan|great plan]] & <b>more</b>")]
    )
    assert made(of=one).milestones[0].title == "The great plan & more"


@pytest.mark.parametrize(
    ("was", "slips"),
    [
        ("", []),
        ("2018 → 2019 (2018-10-01)", [("2018", "2019", 365)]),
        ("soon → 2019 (2018-10-01)", [("soon", "2019", None)]),
        ("2019-02 → 2019-01 (2018-10-01)", [("2019-02", "2019-01", -28)]),
        ("it was put off; 2018 → 2020 (2018-10-01)", [("2018", "2020", 731)]),
    ],
)
def test_slips_are_read_as_the_bot_writes_them(was, slips):
    assert [(slip.before, slip.after, slip.days) for slip in read_slips(was, "en")] == slips


def test_troubles_come_with_their_place(made):
    refusal = RegionError("no end", "add one", title="Plan", line=7)
    report = made(refusals=[refusal], troubles=[("Other", "a date cannot be read")])
    assert [(t.page, t.line, t.problem, t.mend, t.refused) for t in report.troubles] == [
        ("Plan", 7, "no end", "add one", True),
        ("Other", 0, "a date cannot be read", "", False),
    ]


def test_an_empty_consultation_has_an_empty_report(made):
    report = made("2018-01-01", of=consultation())
    assert headlines(report)["comments"] == (0, 0, 0)
    shown = (report.buckets, report.languages, report.pages, report.milestones)
    assert shown == ((), (), (), ())


def test_activity_holds_each_comment_once_and_shares_names():
    first = conversation("A", "en", ("Ana", "2018-01-01"), ("Ana", "2018-01-01"))
    second = conversation("B", "en", ("Bo", "2018-01-02"), ("Ana", "2018-01-01"))
    assert [tuple(a) for a in first.activity] == [(date(2018, 1, 1), "Ana", 2)]
    assert [(a.author, a.comments) for a in second.activity] == [("Ana", 1), ("Bo", 1)]
    assert first.activity[0].author is second.activity[0].author
    assert sum(a.comments for a in first.activity) == first.comments


@pytest.mark.parametrize("signs", ["[[", "{{", "''", "<b>", "[http://a "])
def test_a_title_of_brackets_is_shown_as_it_is(made, signs):
    title = (signs * 3000).strip()
    one = consultation(milestones=[milestone("a", title=title)])
    assert made(of=one).milestones[0].title == title
