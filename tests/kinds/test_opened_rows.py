"""Rows that people split off or open for one comment: the bot fills them and keeps them linked."""

from __future__ import annotations

from datetime import date

import pytest

from bots.run import room
from tests.kinds.conftest import SIGNED, TALK, Ledger

LATER, LAST = date(2018, 6, 9), date(2018, 6, 10)
BO = "c-Bo-2018-04-21T10:16:00.000Z-Ana-2018-04-21T10:15:00.000Z"
DI = "c-Di-2018-04-22T10:02:00.000Z-Cy-2018-04-22T10:01:00.000Z"


def saved(outcome) -> list[str]:
    return [change.title for change in outcome[1].saved]


def split(ledger: Ledger, key: str, new: str, part: str = "2") -> None:
    """A person copies a row."""
    text = ledger.text("P/Said")
    start = text.rindex("{{Consultation statement\n", 0, text.index(f"|id={key}\n"))
    row = text[start : text.index("\n}}", start) + 4]
    copy = row.replace(f"|id={key}\n", f"|id={new}\n").replace("|part=\n", f"|part={part}\n")
    ledger.write("P/Said", text.replace(row, row + copy))


def opens(ledger: Ledger, cells: str) -> None:
    """A person types a row below the others."""
    end = "{{Consultation region end"
    row = f"{{{{Consultation statement{cells}}}}}\n"
    ledger.write("P/Said", ledger.text("P/Said").replace(end, row + end))


# Split off


def test_a_row_that_is_split_off_is_kept_and_what_the_person_wrote_is_theirs(ledger: Ledger):
    ledger.update()
    first = ledger.rows("P/Said")[0]
    ledger.fill("P/Said", first.key, theme="money")
    split(ledger, first.key, "mine")
    ledger.fill("P/Said", "mine", quote="Money", theme="who pays")
    plan, _ = ledger.update(LATER)
    whole, part, _ = (row.cells for row in ledger.rows("P/Said"))
    assert plan.kept["P/Said"].foreign == ()
    assert (part["quote"], part["held"], part["theme"]) == ("Money", "quote", "who pays")
    assert {**whole, "theme": ""} == {**first.cells, "theme": ""}
    assert ledger.rows("P/Said")[1].schema.in_sum(part)
    assert saved(ledger.update(LAST)) == []


def test_a_part_holds_nothing_that_only_the_bot_has_changed_since(ledger: Ledger):
    ledger.update()
    split(ledger, ledger.rows("P/Said")[0].key, "mine")
    ledger.write("Talk:P", TALK.replace("money for all", "more money for all"))
    ledger.update(LATER)
    part = ledger.rows("P/Said")[1].cells
    assert "more money" in part["quote"]
    assert part["held"] == ""


def test_a_part_accounts_for_as_much_as_its_whole_also_when_more_is_said(ledger: Ledger):
    ledger.update()
    split(ledger, ledger.rows("P/Said")[0].key, "mine")
    ledger.write(
        "Talk:P", TALK.replace("\n== Names", f": Me too. {SIGNED.format('Ed', 3, 23)}\n\n== Names")
    )
    ledger.update(LATER)
    whole, part, _ = (row.cells for row in ledger.rows("P/Said"))
    counts = ("comments", "people", "stances")
    assert (
        [part[name] for name in counts] == [whole[name] for name in counts] == ["3", "3", "1/1/0"]
    )
    assert (part["held"], saved(ledger.update(LAST))) == ("", [])


def test_a_row_that_the_list_asks_for_no_longer_accounts_for_what_the_coverage_says(ledger: Ledger):
    ledger.region("P/Proof", "coverage")
    ledger.update()
    text = ledger.text("P/Said").replace("kind=statements", "kind=statements|stance=support")
    ledger.write("P/Said", text)
    ledger.update(LATER)
    assert [row.cells["comments"] for row in ledger.rows("P/Said")] == ["1", "1"]
    total = ledger.rows("P/Proof")[0].cells
    assert (total["covered"], total["out of scope"]) == ("2", "3")
    assert saved(ledger.update(LAST)) == []


def test_a_part_needs_no_id_of_its_own(ledger: Ledger):
    ledger.update()
    key = ledger.rows("P/Said")[0].key
    split(ledger, key, key)
    ledger.update(LATER)
    one, other, _ = ledger.rows("P/Said")
    assert (one.key, other.cells["part"]) == (key, "2")
    assert other.key != key
    assert other.cells["quote"] == one.cells["quote"]
    assert saved(ledger.update(LAST)) == []


def test_a_copy_that_says_not_which_part_it_is_is_left_alone(ledger: Ledger):
    ledger.update()
    key = ledger.rows("P/Said")[0].key
    split(ledger, key, key, "")
    before = ledger.text("P/Said")
    plan, outcome = ledger.update(LATER)
    assert plan.kept["P/Said"].foreign == (key,)
    assert (saved((plan, outcome)), ledger.text("P/Said")) == ([], before)


# Opened for one comment


@pytest.mark.parametrize(
    "typed",
    [
        BO,
        "c-Bo-2018-04-21T10:16:00.000Z",
        f"[[Talk:P#{BO}|this one]]",
        "[[Special:GoToComment/c-Bo-2018-04-21T10:16:00.000Z]]",
        f"https://meta.wikimedia.org/wiki/Talk:P#{BO}",
    ],
)
def test_a_row_with_a_link_to_a_comment_alone_is_filled(ledger: Ledger, typed: str):
    ledger.update()
    opens(ledger, f"|comment={typed}")
    ledger.update(LATER)
    row = ledger.rows("P/Said")[-1]
    cells = row.cells
    assert len(row.key) == 8
    assert (cells["comment"], cells["held"]) == (BO, "")
    assert (cells["author"], cells["date"], cells["lang"]) == ("Bo", "2018-04-21", "en")
    assert (cells["comments"], cells["people"], cells["stances"]) == ("1", "1", "0/1/0")
    assert cells["quote"] == "<nowiki>'''Oppose'''!</nowiki>"
    assert cells["rev"] == str(ledger.revision("Talk:P").id)
    assert row.key in ledger.text("P/Said").rpartition("rows=")[2]
    assert saved(ledger.update(LAST)) == []


def test_what_a_person_typed_in_such_a_row_is_kept(ledger: Ledger):
    ledger.update()
    opens(ledger, f"|id=bo|comment={BO}|author=Bo the builder|theme=money|summary=No")
    ledger.update(LATER)
    cells = ledger.rows("P/Said")[-1].cells
    assert (cells["author"], cells["held"]) == ("Bo the builder", "author")
    assert (cells["id"], cells["theme"], cells["summary"]) == ("bo", "money", "No")


def test_two_rows_for_one_comment_get_two_ids(ledger: Ledger):
    ledger.update()
    opens(ledger, f"|comment={BO}|part=1")
    opens(ledger, f"|comment={BO}|part=1")
    ledger.update(LATER)
    assert len({row.key for row in ledger.rows("P/Said")} - {""}) == 4


def test_a_row_for_a_threads_first_comment_leaves_the_thread_its_own(ledger: Ledger):
    opens(ledger, "|id=mine|comment=c-Ana-2018-04-21T10:15:00.000Z")
    ledger.update()
    mine, funding, names = (row.cells for row in ledger.rows("P/Said"))
    assert (mine["comments"], funding["comments"], names["comments"]) == ("1", "2", "2")
    before = ledger.text("P/Said")
    assert saved(ledger.update(LATER)) == []
    # And when it is deleted, it does not take its place.
    start = before.index("{{Consultation statement\n|id=" + funding["id"])
    ledger.write("P/Said", before[:start] + before[before.index("\n}}\n", start) + 4 :])
    ledger.update(LAST)
    assert [row.cells["comments"] for row in ledger.rows("P/Said")] == ["1", "2"]


def test_a_row_that_names_no_comment_is_left_alone_and_told(ledger: Ledger):
    ledger.update()
    opens(ledger, "|comment=c-Nobody-2018-04-21T10:16:00.000Z|theme=money")
    opens(ledger, "|theme=money")
    before = ledger.text("P/Said")
    plan, outcome = ledger.update(LATER)
    assert (saved((plan, outcome)), ledger.text("P/Said")) == ([], before)
    ((page, sentence),) = plan.troubles
    assert page == "P/Said"
    assert "no comment is “c-Nobody" in sentence


def test_a_row_that_was_opened_is_marked_when_its_comment_is_removed(ledger: Ledger):
    ledger.update()
    opens(ledger, f"|id=bo|comment={BO}|summary=Bo says no")
    ledger.update(LATER)
    ledger.write("Talk:P", TALK.replace(TALK.splitlines()[2], ""))
    ledger.update(LAST)
    cells = ledger.rows("P/Said")[-1].cells
    assert (cells["id"], cells["gone"], cells["reason"]) == ("bo", "2018-06-10", "comment removed")
    assert (cells["author"], cells["summary"], cells["quote"]) == ("", "", "")


def test_an_opened_row_can_be_pointed_at_another_comment(ledger: Ledger):
    ledger.update()
    opens(ledger, f"|id=mine|comment={BO}|theme=money")
    ledger.update(LATER)
    ledger.fill("P/Said", "mine", comment=DI)
    ledger.update(LAST)
    cells = ledger.rows("P/Said")[-1].cells
    assert (cells["author"], cells["theme"], cells["held"]) == ("Di", "money", "")


def test_a_part_on_a_further_page_follows_the_marker_on_the_first(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(room, "MOST_ROWS", 1)
    ledger.region("P/Said", "statements", source="Talk:P")
    ledger.update()
    (row,) = ledger.rows("P/Said/r/2")
    further = ledger.text("P/Said/r/2")
    start = further.index("{{Consultation statement\n")
    whole = further[start : further.index("\n}}", start) + 4]
    part = whole.replace(f"|id={row.key}\n", "|id=mine\n").replace("|part=\n", "|part=2\n")
    stale = further.replace("source=Talk:P|", "source=Talk:P/Elsewhere|")
    assert stale != further
    ledger.write("P/Said/r/2", stale.replace(whole, whole + part))
    ledger.write("Talk:P", TALK + f": Me too. {SIGNED.format('Ed', 3, 23)}\n")
    assert ledger.update(LATER)[1].status == 0
    assert [row.cells["comments"] for row in ledger.rows("P/Said/r/2")] == ["3", "3"]
