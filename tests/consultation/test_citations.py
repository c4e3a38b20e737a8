"""How people name questions, case by case: cases/citations.json."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bots.consultation.talks.citations import cited_in_comment, cited_in_heading

CASES = json.loads((Path(__file__).parent / "cases" / "citations.json").read_text("utf-8"))


@pytest.mark.parametrize(("language", "heading", "numbers"), CASES["headings"])
def test_headings(language: str, heading: str, numbers: list[str]):
    assert list(cited_in_heading(heading, language)) == numbers


@pytest.mark.parametrize(("language", "words", "numbers"), CASES["comments"])
def test_comments(language: str, words: str, numbers: list[str]):
    assert list(cited_in_comment(words, language)) == numbers


@pytest.mark.parametrize("text", ["", "Q" * 5000, "Q1" + "," * 5000, "Q1-" * 3000, "((((" * 900])
def test_any_text_will_do(text: str):
    assert len(cited_in_comment(text, "en")) < 50
    assert len(cited_in_heading(text, "en")) < 5000
