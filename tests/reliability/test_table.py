"""The page about reliability says what the tests say, and none of the forty is missing."""

from __future__ import annotations

from tests.reliability.table import DOCUMENT, cases, page


def test_all_forty_are_there():
    numbers = {number for number, _, _ in cases() if number}
    assert numbers == {f"{number:02}" for number in range(1, 41)}


def test_the_page_is_current():
    assert DOCUMENT.read_text(encoding="utf-8") == page(), "run: python -m tests.reliability.table"
