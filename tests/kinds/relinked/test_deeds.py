"""Rows follow their comments: moved, renamed, edited, two of these at once; and undone."""

from __future__ import annotations

from datetime import date

import pytest

from bots.run.journal import Journal, entries, new_run_id, state_folder
from bots.run.undo import Undoing, edits_of, undo_run
from tests.kinds.conftest import Ledger
from tests.kinds.relinked.deeds import (
    DEEDS,
    LAST,
    LATER,
    LISTS,
    archives,
    does,
    edits,
    moves,
    moves_page,
    row,
    totals,
)


@pytest.mark.parametrize("event", DEEDS)
def test_whatever_happens_to_a_comment_its_row_follows_and_says_so(coded: Ledger, event: str):
    before = {title: row(coded, title) for title in LISTS}
    sums = totals(coded)
    does(coded, DEEDS[event])
    _, outcome = coded.update(LATER)
    assert outcome.status == 0
    for title in LISTS:
        now = row(coded, title)
        cells = now.cells
        assert (now.key, cells["note"], cells["gone"]) == (before[title].key, "about money", "")
        assert cells["relinked"] == event
        assert cells["relinked on"] == ("2018-06-09" if event else "")
        assert cells["held"] == ""
        page = cells["page"]
        assert cells["comment"].rpartition("-")[2].replace("_", " ") in coded.text(page)
    cells = row(coded).cells
    assert (cells["theme"], cells["response"]) == ("money", "Yes, we will.")
    assert cells["author"] in coded.text(cells["page"])
    assert totals(coded) == sums
    for title in ("P/Said", "P/Threads"):
        assert len(coded.rows(title)) == 3
    assert coded.update(LAST)[1].saved == []


PAIRS = [
    (one, other)
    for one in DEEDS.values()
    for other in DEEDS.values()
    if one is not other and {one, other} not in ({archives, moves}, {moves, moves_page})
]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: "+".join(deed.__name__ for deed in pair))
def test_two_of_these_at_once(coded: Ledger, pair):
    before = {title: row(coded, title).key for title in LISTS}
    sums = totals(coded)
    does(coded, *pair)
    coded.update(LATER)
    for title in LISTS:
        now = row(coded, title)
        assert (now.key, now.cells["note"]) == (before[title], "about money")
        assert now.cells["gone"] == ""
    cells = row(coded).cells
    assert cells["theme"] == "money"
    assert cells["author"] in coded.text(cells["page"])
    assert totals(coded) == sums
    assert [len(coded.rows(title)) for title in ("P/Said", "P/Threads")] == [3, 3]
    told = set(cells["relinked"].split("/")) - {""}
    assert told <= {event for event, deed in DEEDS.items() if deed in pair} | {"moved"}
    assert told or edits in pair
    assert coded.update(LAST)[1].saved == []


@pytest.mark.parametrize("event", DEEDS)
def test_and_back_again(coded: Ledger, event: str):
    before = {title: row(coded, title).key for title in LISTS}
    texts = {t: coded.text(t) for t in coded.store.titles("Talk:P")}
    does(coded, DEEDS[event])
    coded.update(LATER)
    for title in coded.store.titles("Talk:P"):
        coded.write(title, texts.get(title, "Nothing."))
    coded.update(LAST)
    for title in LISTS:
        now = row(coded, title)
        assert (now.key, now.cells["gone"]) == (before[title], "")
    assert row(coded).cells["theme"] == "money"
    assert [len(coded.rows(title)) for title in ("P/Said", "P/Threads")] == [3, 3]


@pytest.mark.parametrize("event", ["author renamed", "archived", ""])
def test_a_run_that_linked_rows_anew_can_be_undone_and_takes_nothing_out(coded: Ledger, event: str):
    before = coded.text("P/Said")
    does(coded, DEEDS[event])
    _, outcome = coded.update(LATER)
    folder = state_folder(coded.state, coded.store.name)
    undoing = Undoing(coded.store, coded.settings, outcome.run, LATER)
    todo = edits_of(list(entries(folder, outcome.run)), frozenset({"P/Said"}))
    done = undo_run(undoing, todo, Journal(folder, new_run_id()), lambda *_: True)
    assert [edit.page for edit in done.taken] == ["P/Said"]
    assert coded.text("P/Said") == before


def test_an_answer_does_not_look_as_if_it_were_to_other_words(coded: Ledger):
    first = row(coded).cells["rev"]
    does(coded, edits)
    coded.update(LATER)
    cells = row(coded).cells
    assert "any form" in cells["quote"]
    assert (cells["edited"], cells["earlier"]) == ("2018-06-09", first)
    assert cells["rev"] == str(coded.revision("Talk:P").id) != first
    # Edited once more: the answer is still to the first words.
    coded.write("Talk:P", coded.text("Talk:P").replace("any form", "forms"))
    coded.update(LAST)
    cells = row(coded).cells
    assert (cells["edited"], cells["earlier"]) == ("2018-06-10", first)


def test_a_person_who_has_seen_it_empties_it(coded: Ledger):
    does(coded, edits, archives)
    coded.update(LATER)
    key = row(coded).key
    coded.fill("P/Said", key, edited="", earlier="", relinked="", relinked_on="")
    coded.update(LAST)
    cells = row(coded).cells
    assert not any(cells[name] for name in ("edited", "earlier", "relinked", "held"))
    assert row(coded).schema.in_sum(cells)
    assert coded.update(LAST)[1].saved == []
    coded.write("Talk:P/Archive 1", coded.text("Talk:P/Archive 1").replace("any", "no"))
    coded.update(date(2018, 6, 11))
    assert row(coded).cells["edited"] == "2018-06-11"


def test_a_quote_that_a_person_corrected_is_not_told_to_be_edited(coded: Ledger):
    coded.fill("P/Said", row(coded).key, quote="Money!")
    coded.update(LATER)
    does(coded, edits)
    coded.update(LAST)
    cells = row(coded).cells
    assert (cells["quote"], cells["held"], cells["edited"]) == ("Money!", "quote", "")
