"""Two sets of changes brought together: both are in, or there is no merge."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.templates.merging import merged

BASE = "a\nb\nc\nd\ne\nf"


@pytest.mark.parametrize(
    ("theirs", "ours", "both"),
    [
        ("a\nB\nc\nd\ne\nf", "a\nb\nc\nd\nE\nf", "a\nB\nc\nd\nE\nf"),
        ("a\nb\nc\nd\ne\nf\ng", "0\na\nb\nc\nd\ne\nf", "0\na\nb\nc\nd\ne\nf\ng"),
        ("b\nc\nd\ne\nf", "a\nb\nc\nd\nf", "b\nc\nd\nf"),
        ("a\nb\nnew\nc\nd\ne\nf", "a\nb\nc\nd\ne\nF", "a\nb\nnew\nc\nd\ne\nF"),
        # The same on both sides, and one side that changed nothing.
        ("a\nB\nc\nd\ne\nf", "a\nB\nc\nd\nE\nf", "a\nB\nc\nd\nE\nf"),
        (BASE, "x\ny", "x\ny"),
        ("x\ny", BASE, "x\ny"),
        (BASE, BASE, BASE),
    ],
)
def test_changes_in_different_lines_are_both_made(theirs: str, ours: str, both: str):
    assert merged(BASE, theirs, ours) == both


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("a\nB\nc\nd\ne\nf", "a\nBB\nc\nd\ne\nf"),
        ("a\nc\nd\ne\nf", "a\nB\nc\nd\ne\nf"),
        ("a\nB\nc\nd\ne\nf", "a\nb\nC\nd\ne\nf"),
        ("a\nb\nx\nc\nd\ne\nf", "a\nb\ny\nc\nd\ne\nf"),
        ("x\na\nb\nc\nd\ne\nf", "y\na\nb\nc\nd\ne\nf"),
        ("", "a\nb\nc\nd\ne\nF"),
    ],
)
def test_changes_in_the_same_or_touching_lines_are_left_to_a_person(theirs: str, ours: str):
    assert merged(BASE, theirs, ours) is None
    assert merged(BASE, ours, theirs) is None


TEXT = st.lists(st.sampled_from("abcdef"), max_size=12).map("\n".join)


@given(TEXT, TEXT)
def test_the_changes_of_one_side_alone_are_that_side(base: str, changed: str):
    assert merged(base, changed, base) == changed
    assert merged(base, base, changed) == changed
    assert merged(base, changed, changed) == changed


@given(TEXT, TEXT, TEXT)
def test_it_does_not_matter_who_is_who(base: str, one: str, other: str):
    assert merged(base, one, other) == merged(base, other, one)


@given(st.integers(0, 5), st.integers(0, 5), st.sampled_from(["x", ""]), st.sampled_from(["y", ""]))
def test_no_change_is_lost_and_none_is_made_up(first: int, second: int, one: str, other: str):
    lines = BASE.split("\n")
    theirs, ours, both = ([*lines] for _ in range(3))
    theirs[first] = both[first] = one
    ours[second] = other
    if abs(first - second) > 1:
        both[second] = other
        assert merged(BASE, "\n".join(theirs), "\n".join(ours)) == "\n".join(both)
    elif one != other or first != second:
        assert merged(BASE, "\n".join(theirs), "\n".join(ours)) is None
