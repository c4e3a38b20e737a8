"""What may not be asked for is refused with a reason, and copied nowhere."""

from __future__ import annotations

import pytest

from tests.kinds.conftest import TALK
from tests.run.requests.desk import (
    ASK,
    EVE,
    FAY,
    TIME,
    Desk,
)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("do=update|page=Q/Other", "outside"),
        ("do=preview|page=w:fr:P/Said", "outside"),
        ("do=update|page=P/Nowhere", "not kept"),
        ("do=update|page=P/Said; Talk:P", "outside"),
        (f"do=export|page={TIME}", "not kept"),
        ("do=import|page=P/Nowhere", "missing"),
        ("do=import", "unclear"),
        ("do=import|page=P/A; P/B", "unclear"),
        ("do=delete|page=P/Said", "unclear"),
        ("page=P/Said", "unclear"),
        ("do=update|page=<nowiki>[[Category:X]]</nowiki>", "missing"),
        ("do=update|page={{evil}}", "missing"),
        ("do=update|page=P/../Q", "missing"),
    ],
)
def test_what_is_not_to_be_had_is_refused_with_a_reason(desk: Desk, row: str, why: str):
    before = desk.titles
    desk.ask(FAY, row)
    assert desk.run().status == 0
    assert desk.answers() == [("refused", FAY, why)]
    assert desk.titles == before
    assert desk.run().saved == []


def test_wikitext_in_a_note_is_never_copied(desk: Desk):
    desk.ask(FAY, "do=preview|note={{evil}} [[Category:X]]")
    desk.write("Talk:P", TALK + "\n== More ==\nYes. [[User:Ana|Ana]] 10:15, 23 April 2018 (UTC)")
    desk.run()
    assert desk.text(ASK).count("{{evil}}") == 1
    assert "evil" not in desk.answer()


def test_an_answer_is_never_written_over_a_page_of_other_people(desk: Desk):
    desk.ask(FAY, "do=export|id=12ab34cd", "do=export|page=P/Said|id=Rules")
    desk.edit(EVE, f"{ASK}/12ab34cd", "A page of ours.")
    desk.edit(EVE, f"{ASK}/Rules", "Rules.")
    desk.run()
    assert [state for state, _, _ in desk.answers()] == ["failed", "done"]
    assert desk.text(f"{ASK}/12ab34cd") == "A page of ours."
    assert desk.text(f"{ASK}/Rules") == "Rules."
