"""Cells that would act in a spreadsheet: none does, and each comes back as it was."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.exchange.harmless import harmless, kept_as_text, restored, restored_text

TEXTS = st.text(alphabet="=+-@'\"; ,\t\r\na1.e/0%９＝", max_size=16) | st.text(max_size=16)
BEGINS = re.compile(r"(?:\A|[;,\t\r\n])\"*[=+\-@\t\r＝＋－＠]")
"""What begins a formula, for readers of whatever country."""


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("=1+1", "'=1+1"),
        ("+49 30", "'+49 30"),
        ("-5", "'-5"),
        ("@Ana", "'@Ana"),
        ("＝1", "'＝1"),
        ("\t=1", "'\t'=1"),
        ('"=1', "\"'=1"),
        ("'=1", "''=1"),
        ("'quoted'", "'quoted'"),
        ("'''bold'''", "'''bold'''"),
        ("one;=2", "one;'=2"),
        ("one,@two", "one,'@two"),
        ('one;"=2', "one;\"'=2"),
        ("one\n=2", "one\n'=2"),
        ("a = b", "a = b"),
        ("one; - two", "one; - two"),
        ("a-b", "a-b"),
        ("", ""),
    ],
)
def test_what_begins_like_a_formula_begins_with_an_apostrophe(text: str, guarded: str):
    assert harmless(text) == guarded
    assert restored(guarded) == text


@pytest.mark.parametrize(
    "text",
    [
        *("007", "00123456", "12345e67", "1E5", "123456789012", "1,234", "1.5", "1.234,5"),
        *("3-4", "3/4", "1/1/0", "2018-04-21", "04/21/2018", "10:30", "1.2.2018", "50 %", "5€"),
        *("2018-04-21 10:15", "10:30 pm", "May 2018", "mar1", "1-Dec", "TRUE", "False"),
    ],
)
def test_what_would_be_taken_for_a_number_or_a_date_is_text(text: str):
    assert kept_as_text(text) == f"'{text}"
    assert harmless(text) == text


@pytest.mark.parametrize(
    "text", ["12", "1234567", "money", "7e31ab1c", "3-4 people", "mayor", "march on", "1 point"]
)
def test_plain_words_and_numbers_stay_as_they_are(text: str):
    assert kept_as_text(text) == text


@given(TEXTS)
def test_nothing_is_lost(text: str):
    assert restored(harmless(text)) == text
    assert restored_text(kept_as_text(text)) == text


@given(TEXTS)
def test_nothing_acts(text: str):
    assert not BEGINS.search(harmless(text))
    assert not BEGINS.search(kept_as_text(text))
