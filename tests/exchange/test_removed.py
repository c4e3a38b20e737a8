"""Words that were removed on the wiki: no export has them, and no import brings them back."""

from __future__ import annotations

import json
from datetime import date

import pytest

from bots.stores.filenames import path_of
from tests.exchange.conftest import Office, Table
from tests.kinds.conftest import TALK

LATER = date(2018, 6, 9)
WORDS = ("Which name", "Cy", "hush")
ALL = {"theme": "hush", "question": "hush", "summary": "Cy asks", "assigned to": "Cy's",
       "response": "Dear Cy", "note": "hush", "excluded": "hush"}  # fmt: skip
FUNDING = TALK.partition("== Names ==")[0]


def said(what) -> list[str]:
    return [word for word in WORDS if word in json.dumps(what, ensure_ascii=False, default=str)]


@pytest.fixture
def coded(office: Office) -> Office:
    """An office in which people have written much of the thread on names."""
    _, names = (row.key for row in office.rows("P/Said"))
    office.fill("P/Said", names, **{name.replace(" ", "_"): word for name, word in ALL.items()})
    assert said(office.export()) == [*WORDS]
    return office


def remove(office: Office, how: str) -> None:
    if how == "comment removed":
        office.write("Talk:P", FUNDING)
    elif how == "page deleted":
        (office.folder / path_of("Talk:P")).unlink()
    else:
        office.write("Talk:P", TALK.replace("Which name?", "(Removed.)").replace("Cy", "Zoe"))


@pytest.mark.parametrize("how", ["comment removed", "page deleted"])
@pytest.mark.parametrize("updated", [False, True], ids=["before the update", "after it"])
def test_no_export_has_the_words_even_before_the_bot_has_taken_them_out(
    coded: Office, how: str, updated: bool
):
    remove(coded, how)
    if updated:
        coded.update(LATER)
    table = coded.export(LATER)
    assert said(table) == []
    names = table[1]
    assert (names["gone"], names["reason"]) == (str(LATER), how)
    assert names["row (id)"] == f"#{coded.rows('P/Said')[1].key}"


def test_no_export_has_words_that_were_edited_away(office: Office):
    office.write("Talk:P", TALK.replace("Which name?", "(Taken back.)"))
    assert "Which name" in office.text("P/Said")
    assert "Which name" not in json.dumps(office.export(LATER))


@pytest.mark.parametrize("how", ["comment removed", "page deleted"])
def test_no_import_brings_words_back(coded: Office, how: str):
    before = coded.export()
    remove(coded, how)
    coded.update(LATER)
    blank = coded.text("P/Said")
    assert said(blank) == []
    importing, outcome = coded.imported(before)
    assert (importing.findings, outcome.saved) == ([], [])
    for name in ALL:
        changed: Table = [dict(row) for row in before]
        changed[1][name] += " indeed"
        importing, outcome = coded.imported(changed)
        assert outcome.saved == []
        (found,) = importing.findings
        assert (found.what, found.cell, found.mine, found.theirs) == ("refused", name, "", "")
        assert said(found.sentence) == []
    assert coded.text("P/Said") == blank


def test_no_import_splits_a_part_off_a_row_whose_words_are_gone(coded: Office):
    before = coded.export()
    remove(coded, "comment removed")
    coded.update(LATER)
    importing, outcome = coded.imported([*before, {**before[1], "part": "2"}])
    assert outcome.saved == []
    assert [found.what for found in importing.findings] == ["refused"]


def test_what_is_no_word_of_it_may_still_be_typed(coded: Office):
    remove(coded, "comment removed")
    coded.update(LATER)
    table = coded.export(LATER)
    table[1]["disposition"] = "withdrawn"
    _, outcome = coded.imported(table)
    assert [change.title for change in outcome.saved] == ["P/Said"]
    assert coded.rows("P/Said")[1].cells["disposition"] == "withdrawn"


def test_neither_outcome_nor_journal_has_the_words(coded: Office):
    before = coded.export()
    before[1]["summary"] = "Cy, hush"
    remove(coded, "comment removed")
    coded.update(LATER)
    importing, outcome = coded.imported(before)
    told = [found.sentence for found in importing.findings], str(outcome.refusals)
    journals = [path.read_text(encoding="utf-8") for path in coded.state.rglob("*.jsonl")]
    assert said((told, journals)) == []


def test_words_typed_before_the_update_has_seen_the_removal_go_with_it(coded: Office):
    before = coded.export()
    before[1]["note"] = "hush again"
    remove(coded, "comment removed")
    coded.imported(before)
    assert said(coded.export(LATER)) == []
    coded.update(LATER)
    assert said(coded.text("P/Said")) == []
