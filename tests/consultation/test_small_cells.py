from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bots.consultation.people.small_cells import LEAST, People, Sum, hide_small

COUNTS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 12), min_size=1, max_size=6)


def of_one_sum(counts: dict[str, int], **more) -> dict[str, People]:
    whole = {**counts, "total": sum(counts.values())}
    return hide_small(whole, [Sum("total", tuple(counts))], **more)


def possible(key: str, counts: dict[str, int], cells: dict[str, People]) -> set[int]:
    """What the cell can be for one who sees all that is shown."""
    others = [k for k in counts if cells[k].hidden and k != key]
    if cells["total"].hidden:
        return set(range(1, 100))
    rest = counts[key] + sum(counts[k] for k in others)
    return set(range(1, rest - len(others) + 1)) if others else {rest}


def test_a_small_number_takes_as_many_with_it_as_it_needs():
    cells = of_one_sum({"en": 40, "fr": 6, "sw": 2, "zh": 9})
    assert {key for key, cell in cells.items() if cell.hidden} == {"fr", "sw"}
    assert cells["zh"] == People(9)
    assert cells["total"] == People(57)


def test_two_ones_do_not_hide_each_other():
    # 42 - 40 = 2 would tell both of them.
    cells = of_one_sum({"en": 40, "fr": 1, "sw": 1, "zh": 60})
    assert {key for key, cell in cells.items() if cell.hidden} == {"en", "fr", "sw"}


def test_where_nothing_is_left_to_hide_the_total_goes():
    assert of_one_sum({"en": 7, "fr": 0}) == {
        "en": People(7),
        "fr": People(0),
        "total": People(7),
    }
    assert all(cell.hidden for cell in of_one_sum({"en": 2, "fr": 1, "de": 1, "sw": 1}).values())
    assert all(cell.hidden for cell in of_one_sum({"en": 3}).values())


def test_what_was_hidden_before_can_stay_so():
    cells = of_one_sum({"a": 30, "b": 20, "c": 40}, hidden={"a"})
    assert {key for key, cell in cells.items() if cell.hidden} == {"a", "b"}


def test_rows_and_columns_together_tell_nothing():
    # Each row and each column of this has two small cells or none, and yet the rows one and two
    # less the columns one and two leave the cell 2,3.
    rows = {
        (1, 1): 3, (1, 2): 4, (1, 3): 20, (1, 4): 30,
        (2, 1): 4, (2, 2): 4, (2, 3): 2, (2, 4): 30,
        (3, 1): 30, (3, 2): 30, (3, 3): 4, (3, 4): 4,
        (4, 1): 30, (4, 2): 30, (4, 3): 30, (4, 4): 4,
    }  # fmt: skip
    counts: dict[tuple[int, int], int] = dict(rows)
    sums = []
    for one in range(1, 5):
        row = [(one, other) for other in range(1, 5)]
        column = [(other, one) for other in range(1, 5)]
        counts[one, 0], counts[0, one] = sum(counts[k] for k in row), sum(counts[k] for k in column)
        sums += [Sum((one, 0), row), Sum((0, one), column)]
    counts[0, 0] = sum(rows.values())
    sums += [Sum((0, 0), [(n, 0) for n in range(1, 5)]), Sum((0, 0), [(0, n) for n in range(1, 5)])]
    away = {key for key, cell in hide_small(counts, sums).items() if cell.hidden}
    small = {key for key, count in rows.items() if count < LEAST}
    assert small <= away
    assert not any(0 in key for key in away)
    corner = [(r, c) for r, c in away if (r < 3) != (c < 3)]
    assert len(corner) > 1


def test_a_sum_within_a_sum_is_hidden_with_its_parts():
    # fr would tell that its parts are 1 or 2 each. So fr is hidden, de so that the total does not
    # tell fr, and one of its parts so that they do not tell de.
    counts = {"p": 2, "q": 1, "r": 1, "o": 1, "s": 25, "t": 30}
    counts |= {"fr": 5, "de": 55, "en": 90, "total": 150}
    sums = [Sum("fr", "pqro"), Sum("de", "st"), Sum("total", ["fr", "de", "en"])]
    away = {key for key, cell in hide_small(counts, sums).items() if cell.hidden}
    assert away == {*"pqro", "fr", "de", "s"}


@given(COUNTS)
def test_no_small_number_is_shown_and_each_could_be_any(counts):
    cells = of_one_sum(counts)
    assert cells.keys() == {*counts, "total"}
    for key, cell in cells.items():
        count = sum(counts.values()) if key == "total" else counts[key]
        assert cell.shown in (count, None)
        assert cell.hidden or not 0 < count < LEAST
        assert not (cell.hidden and count == 0)
        if key != "total" and 0 < count < LEAST:
            assert possible(key, counts, cells) >= {1, 2, 3}


@given(COUNTS)
def test_order_does_not_matter(counts):
    assert of_one_sum(counts) == of_one_sum(dict(reversed(counts.items())))
