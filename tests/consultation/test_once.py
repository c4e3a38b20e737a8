"""Values made once for the very same others, and anew for any others."""

from __future__ import annotations

from bots.consultation.once import once


def test_a_value_is_made_once_while_its_key_is_the_very_same():
    made: list[tuple[list[int], str]] = []

    @once(lambda given: (given[0],))
    def total(given: tuple[list[int], str]) -> int:
        made.append(given)
        return sum(given[0])

    numbers = [1, 2]
    assert [total((numbers, "a")), total((numbers, "b"))] == [3, 3]
    assert len(made) == 1
    # Equal is not the same.
    assert total(([1, 2], "a")) == 3
    assert len(made) == 2
    assert total((numbers, "a")) == 3
    assert len(made) == 3
