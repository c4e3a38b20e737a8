"""What people do to rows, at random, and what of it stays."""

from __future__ import annotations

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bots.errors import RegionError
from bots.page.ownership import HELD, held
from bots.page.records import Record, apply, edit_record
from tests.page.strategies import closed, plain
from tests.page.world import EMPTY, host, item, run, wanted


def row(text: str, key: str) -> Record:
    return next(row for row in host(text).regions[0].rows if row.key == key)


def person_sets(text: str, key: str, cells: dict[str, str]) -> str:
    """What the page is when a person has changed cells of a row in place."""
    return apply(text, edit_record(text, row(text, key), cells))


@settings(max_examples=100)
@given(st.data())
def test_a_row_s_life_among_people(data: st.DataObject):
    """A person's value in a cell of the bot stays until released; their own cells stay for ever."""
    names = ["one", "two", "three"]
    text = run(EMPTY[0], wanted([item(k, 1) for k in names])).text
    key = data.draw(st.sampled_from(names))
    column = data.draw(st.sampled_from(["page", "heading", "comments"]))
    value, typed = data.draw(plain), data.draw(closed)
    with_base = data.draw(st.booleans())
    changed = person_sets(text, key, {column: value, "note": typed})
    try:
        there = row(changed, key)
    except RegionError:
        # What was typed can be read in two ways, and the page is refused: that is another test's.
        assume(False)
        raise
    typed = there.cells["note"]
    numbers = st.integers(2, 9).map(lambda n: wanted([item(k, n, f"H{n}") for k in names]))
    first = run(changed, data.draw(numbers), history=[text] if with_base else [])
    asked = data.draw(numbers)
    second = run(first.text, asked)
    for kept in (first, second):
        cells = row(kept.text, key).cells
        assert cells["note"] == typed
        assert cells[column] == there.cells[column]
    bots = next(r for r in asked["items"].rows if r["id"] == key)
    if first.held:
        assert column in held(row(second.text, key).cells)
        if with_base:
            assert held(row(second.text, key).cells) == (column,)
            assert all(
                row(second.text, key).cells[name] == bots[name]
                for name in ("page", "heading", "comments")
                if name != column
            )
    # Run again, also a day later: nothing is left to do.
    assert run(second.text, asked).text == second.text
    # Cleared, the cell is the bot's again.
    released = run(person_sets(second.text, key, {HELD: ""}), asked)
    assert row(released.text, key).cells[column] == bots[column]
    assert row(released.text, key).cells["note"] == typed


@settings(max_examples=60)
@given(st.data())
def test_rows_that_people_delete_stay_out_and_are_named(data: st.DataObject):
    names = ["one", "two", "three", "four"]
    text = run(EMPTY[0], wanted([item(k, 1) for k in names])).text
    gone = data.draw(st.lists(st.sampled_from(names), unique=True, min_size=1))
    for key in gone:
        call = row(text, key).call
        text = text[: call.start] + text[call.end + 1 :]
    for count in (1, 2):
        asked = wanted([item(k, count) for k in data.draw(st.permutations([*names, "five"]))])
        kept = run(text, asked)
        text = kept.text
        assert set(kept.excluded) == set(gone)
        (region,) = host(text).regions
        assert set(region.excluded) == set(gone)
        assert sorted(r.key for r in region.rows) == sorted({*names, "five"} - set(gone))
        assert run(text, asked).text == text
