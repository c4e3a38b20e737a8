from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from bots.consultation.people.small_cells import People
from bots.reports.coding_values import Coding, FacetLines, ThemeLine
from bots.reports.figures import WIDTHS, draw
from bots.reports.page import environment
from bots.reports.thread_values import AgeLine, Threads
from bots.reports.words import Words
from tests.reports.conftest import LANGUAGES, consultation, conversation, milestone

SVG = "{http://www.w3.org/2000/svg}"
NAMES = ("over-time", "by-language", "milestones")


def trees(report, language: str = "en") -> dict[str, list[ET.Element]]:
    drawn = draw(report, Words(language), environment())
    return {name: [ET.fromstring(svg) for svg in figure.svg] for name, figure in drawn.items()}  # noqa: S314


def classes(tree: ET.Element) -> list[str]:
    return [element.get("class", "") for element in tree.iter()]


def test_each_figure_says_what_it_shows(made):
    drawn = trees(made())
    assert tuple(drawn) == NAMES
    for figure in drawn.values():
        for tree in figure:
            title, desc = tree[0], tree[1]
            assert (title.tag, desc.tag) == (f"{SVG}title", f"{SVG}desc")
            assert title.text
            assert desc.text
            assert tree.get("role") == "img"
            assert tree.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"


def test_the_description_has_the_numbers(made):
    described = {name: figure[0][1].text for name, figure in trees(made()).items()}
    assert described["over-time"] == (
        "Comments by month: 22 from Mar 2018 to Dec 2018. The most came in Mar 2018: 12."
    )
    assert "English: 13, French: 7, Swahili: 2" in described["by-language"]
    assert described["milestones"] == (
        "Milestones on an axis of time: 5 (preliminary: 1, upcoming: 1, in progress: 1, done: 1,"
        " overdue: 1). With a date that moved: 1."
    )


def test_a_bar_for_each_time_with_comments(made):
    wide, narrow = trees(made())["over-time"]
    tips = [rect[0].text for rect in wide.iter(f"{SVG}rect")]
    assert tips == ["Mar 2018: 12", "May 2018: 6", "Nov 2018: 4"]
    heights = [float(rect.get("height")) for rect in wide.iter(f"{SVG}rect")]
    assert heights[0] / heights[1] == pytest.approx(2, rel=0.01)
    assert len(list(narrow.iter(f"{SVG}rect"))) == 3


def test_a_strip_for_each_language(made):
    for tree in trees(made())["by-language"]:
        assert [t.text for t in tree.iter(f"{SVG}text") if t.get("class") == "name"] == [
            "English",
            "French",
            "Swahili",
        ]


def test_milestones_show_status_slips_and_what_is_far_ahead(made):
    for tree in trees(made())["milestones"]:
        kinds = classes(tree)
        assert [kind for kind in kinds if kind.startswith("stage")] == [
            "stage in-progress",
            "stage done",
            "stage overdue",
        ]
        assert kinds.count("ghost") == 2
        assert kinds.count("beyond") == 1
        assert kinds.count("today") == 1
    # An arrow from each date to the next, where there is room for one.
    assert classes(trees(made())["milestones"][0]).count("slip") == 4


def test_a_status_of_peoples_own_gets_no_style_and_no_harm(made):
    odd = consultation(
        milestones=[milestone("a", date="2018-05", status='"><script>alert(1)</script>')]
    )
    (wide, _narrow) = trees(made(of=odd))["milestones"]
    assert "stage other" in classes(wide)
    assert not list(wide.iter(f"{SVG}script"))


def coded(report):
    """The report with what there can be most of in its figures of statements and threads."""
    lines = [
        ThemeLine(
            "voice", {"fr": "Voix", "en": "voice"}, 1234, None, 0, 5, People(40), (1234, 0, 1234), 1
        ),
        ThemeLine(
            "a theme with a name that is longer than the space",
            {},
            3,
            2,
            1,
            9,
            People(12),
            (1, 1234, 1),
            0,
        ),
        ThemeLine("hidden", {}, 1, 1, 0, 2, People(None), None, 0),
        ThemeLine("", {}, 4, 0, 0, 4, People(8), (0, 0, 0), 0),
    ]
    coding = Coding(
        (),
        (FacetLines("theme", tuple(lines), People(50)), FacetLines("Ort & Zeit", (), People(50))),
    )
    ages = AgeLine("", (0, 1, 12345, 0, 7), 9)
    return replace(report, coding=coding, threads=Threads(organized=True, ages=(ages,)))


def test_stances_stand_on_two_sides(made):
    for tree in trees(coded(made()))["facet:theme"]:
        kinds = classes(tree)
        assert (kinds.count("bar"), kinds.count("against")) == (2, 1)
        rects = [(r.get("class"), float(r.get("x")), r[0].text) for r in tree.iter(f"{SVG}rect")]
        base = next(p for p in tree.iter(f"{SVG}path") if p.get("class") == "base")
        middle = float(base.get("d")[1:].split()[0])
        assert all((x >= middle) == (kind == "bar") for kind, x, _ in rects)
        assert [tip for *_, tip in rects] == ["For: 1,234", "For: 1", "Against: 1,234"]
        texts = [text.text for text in tree.iter(f"{SVG}text")]
        assert {"hidden", "Neutral: 1,234", "statements: 4"} <= {*texts}
        described = tree[1].text
        assert "voice: 1,234 for, 0 against; a theme" in described
        assert "hidden: hidden" in described


def test_a_bar_for_each_age(made):
    for tree in trees(coded(made()))["unanswered"]:
        assert [rect[0].text for rect in tree.iter(f"{SVG}rect")] == [
            "up to 14 days: 1",
            "up to 30 days: 12,345",
            "over 90 days: 7",
        ]
        assert tree[1].text == (
            "Threads that wait for an answer: 12,353 (up to 7 days: 0, up to 14 days: 1, up to 30"
            " days: 12,345, up to 90 days: 0, over 90 days: 7). Longer than they should: 9."
        )


def test_nothing_is_drawn_outside(made):
    for language in LANGUAGES:
        for figure in trees(coded(made()), language).values():
            for tree, width in zip(figure, WIDTHS.values(), strict=True):
                height = float(tree.get("viewBox").split()[3])
                for rect in tree.iter(f"{SVG}rect"):
                    x, y, w, h = (float(rect.get(n)) for n in ("x", "y", "width", "height"))
                    assert x >= 0
                    assert x + w <= width + 0.1
                    assert y >= 0
                    assert y + h <= height
                for path in tree.iter(f"{SVG}path"):
                    numbers = [float(n) for n in re.findall(r"[-\d.]+", path.get("d"))]
                    assert all(0 <= x <= width for x in numbers[::2])
                    assert all(0 <= y <= height for y in numbers[1::2])
                for text in tree.iter(f"{SVG}text"):
                    assert 0 <= float(text.get("x")) <= width
                    assert 0 <= float(text.get("y")) <= height


def test_arabic_is_the_mirror_of_french(made):
    french, arabic = (trees(made(), language)["over-time"][0] for language in ("fr", "ar"))

    def bars(tree):
        return [float(rect.get("x")) for rect in tree.iter(f"{SVG}rect")]

    width = float(french.get("viewBox").split()[2])
    bar = float(next(french.iter(f"{SVG}rect")).get("width"))
    assert bars(arabic) == pytest.approx([width - x - bar for x in bars(french)], abs=0.2)


def test_nothing_to_show_is_no_figure(made):
    assert trees(made(of=consultation())) == {}


def test_one_language_needs_no_figure_of_languages(made):
    one = consultation(conversation("Talk:Plan", "en", ("Ana", "2018-01-01")))
    assert "by-language" not in trees(made(of=one))


def test_names_of_times_do_not_touch(made):
    days = [date(2016, 1, 4) + timedelta(days=d) for d in (0, 20, 90, 400, 1000)]
    for last in days[1:]:
        said = [("Ana", days[0].isoformat()), ("Bo", last.isoformat())]
        report = made(until=last.isoformat(), of=consultation(conversation("T", "en", *said)))
        for tree in trees(report)["over-time"]:
            height = float(tree.get("viewBox").split()[3])
            places = sorted(
                float(text.get("x"))
                for text in tree.iter(f"{SVG}text")
                if height - float(text.get("y")) < 10
            )
            assert places
            assert all(b - a > 30 for a, b in pairwise(places))
