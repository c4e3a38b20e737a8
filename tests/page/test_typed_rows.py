"""Rows that people type: each gets a key, and all that they wrote stays as it is."""

from __future__ import annotations

import pytest

from bots.consultation.keys import typed_keys
from bots.errors import RegionError
from bots.page.adding import with_rows
from bots.page.keep import Frame, Wanted
from tests.page.world import host, run

OPEN, CLOSE = (
    "{{Consultation region|id=notes|kind=notes}}\n",
    "{{Consultation region end|id=notes}}",
)


def typed(*rows: str) -> str:
    return OPEN + "\n".join(rows) + "\n" + CLOSE


@pytest.mark.parametrize(
    ("ids", "keys"),
    [
        (["", ""], ["k", "k"]),
        (["a", "b"], ["a", "b"]),
        (["a", "a", ""], ["a", "k", "k"]),
        ([" a ", "a"], ["a", "k"]),
        (["", "a", "a"], ["k", "a", "k"]),
    ],
)
def test_a_row_keeps_its_key_and_gets_one_where_it_has_none(ids: list[str], keys: list[str]):
    found = typed_keys([{"id": key, "said": "x"} for key in ids], ("said",))
    assert len(set(found)) == len(found)
    assert [key if key in ("a", "b") else "k" for key in found] == keys


def test_a_key_made_never_is_one_that_somebody_typed():
    [made] = typed_keys([{"said": "x"}], ("said",))
    assert typed_keys([{"said": "x"}, {"id": made, "said": "y"}], ("said",))[1] == made
    assert len({*typed_keys([{"said": "x"}, {"id": made}, {"said": "x"}], ("said",))}) == 3


def test_keys_are_the_same_in_every_run():
    rows = [{"said": "x"}, {"said": "x"}, {"said": "y"}]
    assert typed_keys(rows, ("said",)) == typed_keys(rows, ("said",))


def test_each_typed_row_is_kept_in_place_and_no_other_byte_changes():
    text = typed(
        "{{Consultation note row|theme=a|summary=One}} <!-- by Ana -->",
        "{{Consultation note row\n|theme=b\n|own=mine\n}}",
    )
    rows = [{"id": "k1", "text": "T", "as of": "2018-07-01"}, {"id": "k2", "text": "U"}]
    kept = run(text, {"notes": Wanted(rows, Frame(), appends=True, keys=["k1", "k2"])})
    assert kept.foreign == ()
    first, second = host(kept.text).regions[0].rows
    assert (first.key, first.cells["theme"], first.cells["summary"]) == ("k1", "a", "One")
    assert (second.key, second.cells["own"], second.cells["text"]) == ("k2", "mine", "U")
    assert "}} <!-- by Ana -->\n" in kept.text
    assert host(kept.text).regions[0].written == ("k1", "k2")
    again = {"notes": Wanted(rows, Frame(), appends=True, keys=["k1", "k2"])}
    assert run(kept.text, again).text == kept.text


def test_without_keys_a_row_without_one_is_left_alone():
    text = typed("{{Consultation note row|theme=a}}")
    kept = run(text, {"notes": Wanted([{"id": "k1", "text": "T"}], Frame(), appends=True)})
    assert kept.foreign == ("line 2",)


def test_rows_from_elsewhere_go_to_the_end_once():
    text = typed("{{Consultation note row|theme=a|summary=One}}")
    there = host(text)
    rows = [
        {"theme": "a", "summary": "ONE "},
        {"theme": "b", "summary": "Two"},
        {"theme": "c", "summary": "two"},
    ]
    kept = with_rows(there, there.regions[0], rows, ("summary",))
    assert kept.added == 1
    assert kept.text == typed(
        "{{Consultation note row|theme=a|summary=One}}",
        "{{Consultation note row\n|theme=b\n|summary=Two\n}}",
    )
    now = host(kept.text)
    assert with_rows(now, now.regions[0], rows, ("summary",)).text == kept.text


def test_into_an_empty_list_they_go_too():
    there = host(typed().replace("\n\n", "\n"))
    kept = with_rows(there, there.regions[0], [{"theme": "b"}], ("theme",))
    assert kept.text == typed("{{Consultation note row\n|theme=b\n}}")


def test_a_row_that_would_fall_apart_is_refused():
    there = host(typed("{{Consultation note row|theme=a}}"))
    with pytest.raises(RegionError, match="would not be read back"):
        with_rows(there, there.regions[0], [{"theme": "{{broken"}], ("theme",))
