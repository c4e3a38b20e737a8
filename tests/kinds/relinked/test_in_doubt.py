"""Rows wait for a person where nobody can tell what became of their comment."""

from __future__ import annotations

import pytest

from tests.kinds.conftest import SIGNED, Ledger
from tests.kinds.relinked.deeds import LAST, LATER, MONEY, TALK


def test_a_vote_whose_author_may_have_been_renamed_is_told_and_waits_for_a_person(ledger: Ledger):
    votes = f"== Vote ==\n+1 {SIGNED.format('Ana', 40, 21)}\n"
    ledger.write("Talk:P", TALK + votes)
    ledger.region("P/Coverage", "coverage")
    ledger.update()
    vote = next(r for r in ledger.rows("P/Said") if "Vote" in r.cells["comment"])
    ledger.fill("P/Said", vote.key, theme="yes")
    ledger.update()
    before = ledger.text("P/Said")
    ledger.write("Talk:P", TALK + votes.replace("Ana", "Bo"))
    plan, outcome = ledger.update(LATER)
    assert "P/Said" not in [change.title for change in outcome.saved]
    assert ledger.text("P/Said") == before
    ((_, sentence),) = [t for t in plan.troubles if vote.key in t[1]]
    assert "c-Bo-2018-04-21T10:40:00.000Z-Vote" in sentence
    assert ledger.rows("P/Coverage")[0].cells["not yet handled"] == "1"
    # A person says that it is the one.
    ledger.fill("P/Said", vote.key, comment="c-Bo-2018-04-21T10:40:00.000Z-Vote")
    plan, _ = ledger.update(LAST)
    cells = next(r for r in ledger.rows("P/Said") if r.key == vote.key).cells
    assert (cells["author"], cells["theme"], cells["held"]) == ("Bo", "yes", "")
    assert not [t for t in plan.troubles if vote.key in t[1]]
    assert ledger.rows("P/Coverage")[0].cells["not yet handled"] == "0"
    assert ledger.update(LAST)[1].saved == []


def test_or_deletes_the_row_and_the_other_vote_gets_its_own(ledger: Ledger):
    votes = f"== Vote ==\n+1 {SIGNED.format('Ana', 40, 21)}\n"
    ledger.write("Talk:P", TALK + votes)
    ledger.update()
    ledger.write("Talk:P", TALK + votes.replace("Ana", "Bo"))
    ledger.update(LATER)
    text = ledger.text("P/Said")
    start = text.rindex("{{Consultation statement\n")
    ledger.write("P/Said", text[:start] + text[text.index("\n}}\n", start) + 4 :])
    ledger.update(LAST)
    authors = [r.cells["author"] for r in ledger.rows("P/Said")]
    assert authors == ["Ana", "Cy", "Bo"]


def test_votes_in_the_same_words_are_never_taken_for_each_other(ledger: Ledger):
    ledger.region("P/Said", "statements", rows="comments")
    vote = "* +1 " + SIGNED
    people = ["Ana", "Bo", "Cy", "Di"]
    text = "== Vote ==\n" + "".join(vote.format(who, 15, 21) + "\n" for who in people)
    ledger.write("Talk:P", text)
    ledger.update()
    for each in ledger.rows("P/Said"):
        ledger.fill("P/Said", each.key, theme=each.cells["author"])
    ledger.write("Talk:P", text.replace(vote.format("Ana", 15, 21) + "\n", ""))
    ledger.update(LATER)
    themes = {r.cells["author"]: r.cells["theme"] for r in ledger.rows("P/Said")}
    assert themes == {"": "", "Bo": "Bo", "Cy": "Cy", "Di": "Di"}


def test_of_two_comments_of_one_minute_the_one_that_is_removed_takes_its_words_along(
    ledger: Ledger,
):
    ledger.region("P/Said", "statements", rows="comments")
    two = [f"* {MONEY} {SIGNED.format('Ana', 15, 21)}", f"* No! {SIGNED.format('Ana', 15, 21)}"]
    ledger.write("Talk:P", "== T ==\n" + "\n".join(two))
    ledger.update()
    assert len(ledger.rows("P/Said")) == 2
    ledger.write("Talk:P", f"== T ==\n{two[1]}\n")
    ledger.update(LATER)
    rows = {r.cells["quote"]: r.cells for r in ledger.rows("P/Said")}
    assert rows[""]["reason"] == "comment removed"
    assert rows["<nowiki>No!</nowiki>"]["gone"] == ""
    assert "Money" not in ledger.text("P/Said")


@pytest.mark.parametrize("other", ["+1 and a word of mine", "No!"])
def test_a_row_is_not_taken_to_another_vote_of_its_minute_when_its_own_is_in_no_longer(
    ledger: Ledger, other: str
):
    """Where headings are the same, the other vote then bears the very id that this one had."""
    vote = f"== Vote ==\n+1 {SIGNED.format('Ana', 40, 21)}\n"
    second = f"== Vote ==\n{other} {SIGNED.format('Ana', 40, 21)}\n"
    ledger.region("P/Said", "statements", rows="comments")
    ledger.write("Talk:P", vote + second)
    ledger.update()
    key = ledger.rows("P/Said")[0].key
    ledger.fill("P/Said", key, theme="yes")
    ledger.write("Talk:P", second)
    ledger.write("Talk:P/B", vote)
    ledger.write("P/Said", ledger.text("P/Said").replace("|rows=", "|length=3|rows=", 1))
    ledger.update(LATER)
    cells = next(r.cells for r in ledger.rows("P/Said") if r.key == key)
    assert (cells["page"], cells["quote"], cells["theme"]) == (
        "Talk:P/B",
        "<nowiki>+1</nowiki>",
        "yes",
    )
    assert ledger.update(LAST)[1].saved == []
