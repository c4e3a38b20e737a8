"""Which recommendations became which: told on one side, read from both, to the ends."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bots.consultation.results.lineage import Draft, Lineage, ids, lineage, rank

FAMILY = lineage(
    [
        Draft("1/1", "1"),
        Draft("1/2", "1", children=("2/1",)),
        Draft("1/3", "1", children=("2/2", "2/3")),
        Draft("1/4", "1", "dropped"),
        Draft("2/1", "2", parents=("1/1",)),
        Draft("2/2", "2"),
        Draft("2/3", "2", children=("f2",)),
        Draft("2/4", "2", parents=("new",), children=("f2",)),
        Draft("f1", "final", parents=("2/1", "2/2")),
        Draft("f2", "final"),
    ]
)


def test_what_stands_on_one_record_holds_for_the_other():
    assert FAMILY.parents["2/1"] == ("1/2", "1/1")
    assert FAMILY.children["1/1"] == ("2/1",)
    assert FAMILY.parents["2/2"] == ("1/3",)


def test_it_is_followed_both_ways_to_the_ends():
    assert FAMILY.outcomes("1/3") == ("f1", "f2")
    assert FAMILY.origins("f1") == ("1/2", "1/1", "1/3")
    assert FAMILY.origins("f2") == ("1/3", "2/4")
    assert (FAMILY.origins("1/1"), FAMILY.outcomes("f1")) == ((), ())


def test_a_sound_family_has_no_problems():
    assert {name: FAMILY.problems(name) for name in FAMILY.drafts if FAMILY.problems(name)} == {}


def test_orphans_are_found_at_both_ends():
    family = lineage([Draft("a", "1"), Draft("b", "2"), Draft("c", "2", parents=("New",))])
    assert family.problems("a") == [
        "nothing says what became of it: name its successor in replaced by=, or set stage=dropped"
    ]
    assert family.problems("b") == [
        "nothing says what it came from: name it in merged from=, or write new there"
    ]
    assert family.problems("c") == []


def test_one_iteration_alone_has_no_orphans():
    assert lineage([Draft("a", "1"), Draft("b", "1")]).problems("a") == []


def test_a_circle_is_named_and_walked_once():
    family = lineage(
        [Draft("a", children=("b",)), Draft("b", children=("c",)), Draft("c", children=("a",))]
    )
    assert family.problems("a") == ["it became itself: its lineage goes in a circle"]
    assert (family.outcomes("a"), family.origins("a")) == ((), ())


def test_names_of_none_are_named():
    family = lineage([Draft("a", parents=("z",), children=("y", "z"))])
    assert family.problems("a") == [
        "there is no recommendation “z”",
        "there is no recommendation “y”",
    ]


def test_who_is_new_came_from_nothing():
    family = lineage([Draft("a", children=("b",)), Draft("b", parents=("new",))])
    assert family.problems("b") == ["it is said to be new, and a became it"]


def test_ids_are_told_apart_by_what_people_type():
    assert ids("1, 2;3", " 4\n5 ", "2") == ("1", "2", "3", "4", "5")


def test_iterations_have_an_order():
    assert [rank(name) for name in ("1", "Iteration 2", "Final", "")] == [1, 2, float("inf"), None]


NAMES = st.sampled_from("abcdef")
DRAFTS = st.lists(
    st.builds(
        Draft,
        NAMES,
        st.sampled_from(("", "1", "2", "final")),
        st.sampled_from(("", "dropped")),
        st.lists(NAMES, max_size=3).map(tuple),
        st.lists(NAMES, max_size=3).map(tuple),
    ),
    max_size=8,
)


@given(DRAFTS)
def test_of_any_family_both_ways_tell_the_same(drafts: list[Draft]):
    family = lineage(drafts)
    for before, after in edges(family):
        assert before in family.parents[after]
    for name in family.drafts:
        family.problems(name)
        for outcome in family.outcomes(name):
            origins = family.origins(outcome)
            assert name in origins or family.parents.get(name)


def edges(family: Lineage) -> list[tuple[str, str]]:
    return [(before, after) for before, found in family.children.items() for after in found]
