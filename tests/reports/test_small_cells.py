from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bots.reports.small_cells import LEAST, People, follow, hide_small

COUNTS = st.dictionaries(
    st.sampled_from("ar de en es fr sw zh".split()), st.integers(0, 30), max_size=8
)


def test_one_small_number_takes_the_next_larger_with_it():
    assert hide_small({"en": 40, "fr": 6, "sw": 2, "zh": 9}) == {
        "en": People(40),
        "fr": People(None, "second"),
        "sw": People(None, "small"),
        "zh": People(9),
    }


def test_two_small_numbers_hide_each_other():
    cells = hide_small({"en": 40, "fr": 1, "sw": 4})
    assert cells == {
        "en": People(40),
        "fr": People(None, "small"),
        "sw": People(None, "small"),
    }


def test_zero_is_nobody_and_shown():
    assert hide_small({"en": 0, "fr": 7}) == {"en": People(0), "fr": People(7)}


@given(COUNTS)
def test_no_number_of_1_to_4_is_shown_and_none_is_hidden_alone(counts):
    cells = hide_small(counts)
    assert cells.keys() == counts.keys()
    hidden = [key for key, cell in cells.items() if cell.hidden]
    assert all(cell.shown is None or not 0 < cell.shown < LEAST for cell in cells.values())
    assert all(cells[key].shown == counts[key] for key in counts if key not in hidden)
    others = [key for key, count in counts.items() if count >= LEAST]
    assert len(hidden) != 1 or not others


@given(COUNTS)
def test_order_does_not_matter(counts):
    assert hide_small(counts) == hide_small(dict(reversed(counts.items())))


def test_a_part_of_a_hidden_number_is_hidden():
    assert follow(3, [People(None, "small")]) == People(None, "small")
    assert follow(8, [People(9), People(None, "second")]) == People(None, "second")
    assert follow(3, [People(9)]) == People(3)
