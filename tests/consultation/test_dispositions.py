"""What becomes of statements: steps, proof, and what a row tells the people it accounts for."""

from __future__ import annotations

import pytest

from bots.consultation.ledger.dispositions import (
    DISPOSITIONS,
    STEPS,
    Outcome,
    count,
    disposition_of,
    last_seen,
    outcomes,
    proof_of,
    wrong_step,
)
from bots.consultation.ledger.ledger import Ledger
from bots.consultation.ledger.merging import read_rows
from bots.consultation.ledger.planned import planned
from bots.consultation.ledger.selection import read_selection
from bots.consultation.ledger.statements import statements
from bots.consultation.rules import Rules
from tests.consultation.test_statements import heard
from tests.consultation.test_themes import TALK

RULES = Rules(organizers=frozenset({"Org"}))


def cells(now: str = "", before: str = "", **more: str) -> dict[str, str]:
    return {"disposition": now, "disposition seen": before, **more}


# Steps


@pytest.mark.parametrize("written", ["", " ", "open", "Open", "<!-- accepted -->"])
def test_nothing_is_open(written: str):
    assert disposition_of(cells(written)) == "open"
    assert last_seen(cells(written), STEPS) == ""


@pytest.mark.parametrize("now", DISPOSITIONS)
def test_whatever_is_open_may_become_anything(now: str):
    assert wrong_step(cells(now), STEPS) == ""
    assert last_seen(cells(now), STEPS) == ("" if now == "open" else now)


@pytest.mark.parametrize("before", DISPOSITIONS)
def test_whatever_was_decided_may_be_opened_again(before: str):
    assert wrong_step(cells("open", before), STEPS) == ""
    assert last_seen(cells("", before), STEPS) == ""


def test_a_step_that_is_not_allowed_is_told_until_it_is_taken_back():
    row = cells("declined", "accepted")
    said = "the disposition went from accepted to declined; from there it may be accepted, open,"
    assert wrong_step(row, STEPS).startswith(said)
    assert last_seen(row, STEPS) == "accepted"
    row["disposition seen"] = last_seen(row, STEPS)
    assert wrong_step(row, STEPS)
    assert wrong_step(cells("accepted", "accepted"), STEPS) == ""


def test_a_person_who_writes_it_in_both_cells_insists():
    assert wrong_step(cells("declined", "declined"), STEPS) == ""


def test_a_word_that_is_none_is_told_and_not_followed():
    assert wrong_step(cells("acepted"), STEPS).startswith("the disposition “acepted” is none; use")
    assert last_seen(cells("acepted", "declined"), STEPS) == "declined"


def test_what_another_version_wrote_may_become_anything():
    assert wrong_step(cells("declined", "noted"), STEPS) == ""


def test_the_settings_may_allow_other_steps():
    steps = {**STEPS, "open": ("accepted",), "accepted": ("declined",)}
    assert wrong_step(cells("declined", "accepted"), steps) == ""
    assert wrong_step(cells("declined"), steps).endswith("from there it may be open, accepted")


# Proof

KNOWN = {1: "Strategy", 2: None}


@pytest.mark.parametrize("now", ["accepted", "Partly accepted"])
@pytest.mark.parametrize(
    ("change", "proof"),
    [
        ("", "missing"),
        ("on the page", "missing"),
        ("[[Special:Diff/1]]", ""),
        ("[[Special:Diff/2]]", "not found"),
        ("[[Special:Diff/3]]", "unknown"),
        ("[[m:Special:Diff/1]]", "unknown"),
        ("[[Special:Diff/2]] and [[Special:Diff/1]]", ""),
        ("[[Special:Diff/2]] and [[Special:Diff/3]]", "unknown"),
    ],
)
def test_what_was_accepted_needs_a_change_that_exists(now: str, change: str, proof: str):
    assert proof_of(cells(now, change=change), KNOWN) == proof


@pytest.mark.parametrize("now", [d for d in DISPOSITIONS if "accepted" not in d])
def test_nothing_else_needs_one(now: str):
    assert proof_of(cells(now), KNOWN) == ""


def test_only_what_is_decided_and_proved_is_complete():
    def complete(**row: str) -> bool:
        return Outcome("k", (), row, row).is_complete(KNOWN)

    assert not complete()
    assert not complete(disposition="noted")
    assert not complete(disposition="accepted")
    assert not complete(disposition="accepted", change="Special:Diff/3")
    assert complete(disposition="accepted", change="Special:Diff/1")
    assert complete(disposition="declined")
    assert complete(excluded="a test")


# What became of each row


def told(*rows: dict[str, str]) -> tuple[list[Outcome], list[str]]:
    """What became of the statements of a page with three threads, and their keys."""
    conversation = heard(TALK, "Talk:P")
    selection = read_selection({}, RULES)
    keys = [statement.key for statement in statements([conversation], selection)]
    filled = [{"id": key, **row} for key, row in zip(keys, rows, strict=False)]
    for row in filled:
        if row.get("merged into", "").isdecimal():
            row["merged into"] = keys[int(row["merged into"])]
    ledger = Ledger(
        frozenset({"Talk:P"}), selection, read_rows(filled), frozenset(keys[: len(rows)])
    )
    return outcomes([conversation], planned([conversation], [ledger])), keys


def test_each_row_tells_what_became_of_it_also_one_that_this_run_is_to_write():
    found, keys = told({"disposition": "declined", "response": "No."})
    assert [outcome.key for outcome in found] == keys
    assert [outcome.disposition for outcome in found] == ["declined", "open", "open"]
    assert found[0].response == "No."
    assert count(found) == {"declined": 1, "open": 2}


def test_what_was_merged_is_told_by_the_row_that_speaks_for_it():
    found, _ = told(
        {"disposition": "accepted", "response": "Yes.", "change": "Special:Diff/1"},
        {"merged into": "0"},
        {"merged into": "1", "disposition": "open"},
    )
    assert [(o.disposition, o.response) for o in found] == [("accepted", "Yes.")] * 3
    assert found[2].own["merged into"] == found[1].key
    assert all(outcome.is_complete(KNOWN) for outcome in found)


def test_what_was_set_aside_is_told_with_the_reason():
    found, _ = told({"excluded": "a test", "disposition": "accepted"})
    assert (found[0].disposition, found[0].response) == ("set aside", "a test")
    assert found[0].proof(KNOWN) == ""


def test_a_row_that_a_person_deleted_is_told_of_no_more():
    conversation = heard(TALK, "Talk:P")
    selection = read_selection({}, RULES)
    keys = [statement.key for statement in statements([conversation], selection)]
    ledger = Ledger(frozenset({"Talk:P"}), selection, {}, frozenset(keys[:2]))
    assert [o.key for o in outcomes([conversation], planned([conversation], [ledger]))] == keys[2:]


def test_an_author_finds_the_rows_that_account_for_their_comments():
    found, _ = told()
    mine = [said for outcome in found if (said := outcome.by("Ana"))]
    assert [comment.timestamp.day for _, comment in mine] == [21, 22]
    assert [outcome.by("Bo") is not None for outcome in found] == [True, False, False]
