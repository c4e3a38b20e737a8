from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.reports.axes import round_numbers
from bots.reports.drawing import Drawing, direction_of, number
from bots.reports.lettering import text_width, wrap


def drawing(rtl: bool) -> Drawing:
    return Drawing(100, rtl, "", "")


def test_a_drawing_is_mirrored_for_a_page_from_right_to_left():
    for rtl, box_x, points in ((False, 10, (10, 30)), (True, 70, (90, 70))):
        made = drawing(rtl)
        made.box("bar", 10, 0, 20, 5)
        made.path("line", (10, 0), (30, 0))
        box, path = made.shapes
        assert (box.x, tuple(x for x, _ in path.points)) == (box_x, points)


@pytest.mark.parametrize(
    ("rtl", "text", "direction", "anchor"),
    [
        (False, "Plan", "ltr", "start"),
        (False, "خطة", "rtl", "end"),
        (True, "خطة", "rtl", "start"),
        (True, "Plan", "ltr", "end"),
        (True, "2018", "rtl", "start"),
    ],
)
def test_text_begins_where_the_page_is_read_from(rtl, text, direction, anchor):
    made = drawing(rtl)
    made.text("name", 0, 0, text)
    (shape,) = made.shapes
    assert (shape.direction, shape.anchor, shape.x) == (direction, anchor, 100 if rtl else 0)


def test_direction_is_that_of_the_first_letter():
    assert direction_of("12 – (مرحبا) abc", "ltr") == "rtl"
    assert direction_of("12", "rtl") == "rtl"


def test_coordinates_have_one_decimal_at_most():
    assert [number(x) for x in (1, 0.25, -0.01, 3.14159, 10.0)] == ["1", "0.2", "0", "3.1", "10"]


@given(st.integers(0, 10**7))
def test_a_scale_has_two_to_four_round_numbers_up_to_the_most(most):
    numbers = round_numbers(most)
    assert numbers[-1] >= most
    assert 2 <= len(numbers) <= 4
    assert {str(n).rstrip("0") for n in numbers[:1]} <= {"1", "2", "5"}
    assert len({b - a for a, b in zip([0, *numbers], numbers, strict=False)}) == 1


@given(st.text("aW .文م\u0301-", max_size=60), st.integers(20, 300))
def test_lines_fit_and_no_letter_is_lost(text, width):
    lines = wrap(text, width, 14)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(text_width(line, 14) <= width for line in lines)


def test_chinese_breaks_between_any_two_characters():
    assert wrap("建议书移交给社群", 14 * 5, 14) == ["建议书移交", "给社群"]
