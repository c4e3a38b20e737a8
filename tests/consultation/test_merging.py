"""Rows that people merge: each stands for itself, or one that stands for itself speaks for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.consultation.ledger.merging import read_rows, strays

KEYS = "abcdef"
INTO = st.lists(st.sampled_from(["", *KEYS, "#a", "zz"]), min_size=6, max_size=6)


def rows(into: dict[str, str], gone: str = "", **more: str):
    records = [
        {"id": key, "merged into": to, "excluded": more.get(key, "")} for key, to in into.items()
    ]
    return read_rows(records, lambda cells: cells["id"] in gone)


def fates(into: dict[str, str], gone: str = "") -> dict[str, str]:
    return {key: row.into for key, row in rows(into, gone).items()}


def test_a_chain_leads_to_its_end():
    assert fates({"a": "", "b": "a", "c": "b"}) == {"a": "", "b": "a", "c": "b"}


@pytest.mark.parametrize("typed", ["a", "#a", "A", " a <!-- the same -->", "# a"])
def test_a_key_is_known_as_people_and_tables_write_it(typed: str):
    assert fates({"a": "", "b": typed})["b"] == "a"


@pytest.mark.parametrize(
    ("into", "why"),
    [
        ({"a": "a"}, "leads to rows that are merged into each other"),
        ({"a": "b", "b": "a", "c": "a"}, "leads to rows that are merged into each other"),
        ({"a": "zz"}, "is the id of no row that could speak for it"),
        ({"a": "g", "g": ""}, "is about a comment that is gone"),
    ],
)
def test_what_leads_nowhere_stands_for_itself_and_is_told(into: dict[str, str], why: str):
    found = rows(into, "g")
    assert {row.fate for row in found.values()} == {"covered"}
    told = dict(strays(found, lambda cells: cells["id"] == "g"))
    assert told.keys() == {key for key, to in into.items() if to}
    assert all(why in sentence for sentence in told.values())


def test_what_was_merged_into_a_row_that_leads_nowhere_is_spoken_for_by_that_row():
    assert fates({"a": "zz", "b": "a"}) == {"a": "", "b": "a"}
    assert fates({"a": "g", "b": "a", "g": ""}, gone="g") == {"a": "", "b": "a", "g": ""}


def test_an_html_comment_is_no_reason_to_set_a_row_aside():
    assert rows({"a": ""}, a="<!-- why? -->")["a"].fate == "covered"
    assert rows({"a": ""}, a="spam <!-- sure -->")["a"].fate == "set aside"


@given(INTO, st.sets(st.sampled_from(KEYS)))
def test_somebody_speaks_for_every_row(into: list[str], gone: set[str]):
    typed = dict(zip(KEYS, into, strict=True))
    found = rows(typed, "".join(gone))
    told = dict(strays(found, lambda cells: cells["id"] in gone))
    for key, row in found.items():
        speaking, steps = row, 0
        while speaking.fate == "merged":
            speaking, steps = found[speaking.into], steps + 1
            assert steps < len(found)
        assert speaking.fate == "covered"
        assert speaking is row or speaking.key not in gone
        # Whoever merged a row finds it merged, or is told.
        assert (row.fate == "merged") + (key in told) == bool(typed[key])
