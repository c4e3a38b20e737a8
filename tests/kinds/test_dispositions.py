"""What became of statements on pages: the steps in the ledger, and where my comment went."""

from __future__ import annotations

from datetime import date

from tests.kinds.conftest import TALK, Ledger

LATER = date(2018, 6, 9)


def troubles(ledger: Ledger, page: str = "P/Said") -> list[str]:
    plan, _ = ledger.update(LATER)
    return [sentence for title, sentence in plan.troubles if title == page]


def seen(ledger: Ledger, number: int = 0) -> str:
    return ledger.rows("P/Said")[number].cells["disposition seen"]


# Steps


def test_the_last_look_stands_in_the_row(ledger: Ledger):
    ledger.update()
    key = ledger.rows("P/Said")[0].key
    assert seen(ledger) == ""
    ledger.fill("P/Said", key, disposition="declined")
    assert troubles(ledger) == []
    row = ledger.rows("P/Said")[0]
    assert (seen(ledger), row.cells["as of"]) == ("declined", "2018-06-09")
    assert row.schema.in_sum(row.cells)
    assert ledger.update(date(2018, 6, 10))[1].saved == []


def test_a_step_that_is_not_allowed_is_told_with_row_and_what_is_until_it_is_mended(ledger: Ledger):
    ledger.update()
    key = ledger.rows("P/Said")[0].key
    ledger.fill("P/Said", key, disposition="declined")
    ledger.update(LATER)
    ledger.fill("P/Said", key, disposition="accepted")
    said = (
        f"row {key}, line 2: the disposition went from declined to accepted; from there it may be"
    )
    for _ in range(2):
        [sentence] = troubles(ledger)
        assert sentence == f"{said} declined, open, withdrawn"
        assert seen(ledger) == "declined"
    ledger.fill("P/Said", key, disposition="open")
    assert troubles(ledger) == []
    ledger.fill("P/Said", key, disposition="accepted")
    assert troubles(ledger) == []
    assert seen(ledger) == "accepted"


def test_a_person_may_insist_in_the_bots_cell(ledger: Ledger):
    ledger.update()
    key = ledger.rows("P/Said")[0].key
    ledger.fill("P/Said", key, disposition="declined")
    ledger.update(LATER)
    ledger.fill("P/Said", key, disposition="accepted", disposition_seen="accepted")
    assert troubles(ledger) == []
    row = ledger.rows("P/Said")[0]
    assert (row.cells["held"], seen(ledger)) == ("", "accepted")


def test_the_settings_may_allow_another_step(ledger: Ledger):
    ledger.more["dispositions"] = {"steps": {"declined": ["accepted"]}}
    ledger.update()
    key = ledger.rows("P/Said")[0].key
    ledger.fill("P/Said", key, disposition="declined")
    ledger.update(LATER)
    ledger.fill("P/Said", key, disposition="accepted")
    assert troubles(ledger) == []


def test_a_word_that_is_no_disposition_is_told(ledger: Ledger):
    ledger.update()
    ledger.fill("P/Said", ledger.rows("P/Said")[1].key, disposition="acepted")
    [sentence] = troubles(ledger)
    assert "the disposition “acepted” is none; use one of open, accepted, partly" in sentence


def test_a_key_that_is_none_is_told(ledger: Ledger):
    ledger.more["facets"] = {"theme": {"money": {}, "small-places": {}}, "question": {"who": {}}}
    ledger.update()
    first, second = (row.key for row in ledger.rows("P/Said"))
    ledger.fill("P/Said", first, theme="Money; small places", question="which")
    ledger.fill("P/Said", second, theme="monney")
    found = troubles(ledger)
    assert [sentence.partition(": ")[2] for sentence in found] == [
        "question=which is none of its keys; use who",
        "theme=monney is none of its keys; use money, small-places",
    ]


def test_a_change_that_does_not_exist_is_told_and_one_that_does_is_not(ledger: Ledger):
    ledger.update()
    first, second = (row.key for row in ledger.rows("P/Said"))
    there = ledger.revision("Talk:P")
    ledger.fill("P/Said", first, change=f"[[Special:Diff/{there.id}]]", disposition="accepted")
    ledger.fill("P/Said", second, change="[[Special:Diff/7]] and [[m:Special:Diff/8]]")
    [sentence] = troubles(ledger)
    assert sentence.startswith(f"row {second}, line ")
    assert sentence.endswith("change= names the revision 7, and there is none; correct it")
    revisions = ledger.update(LATER)[0].consultation.revisions
    assert revisions == {there.id: "Talk:P", 7: None}


def test_a_row_that_people_split_off_is_told_of_as_well(ledger: Ledger):
    ledger.update()
    text = ledger.text("P/Said")
    key = ledger.rows("P/Said")[0].key
    start = text.index("{{Consultation statement\n")
    row = text[start : text.index("\n}}", start) + 4]
    copy = row.replace(f"|id={key}\n", "|id=mine\n").replace("|part=\n", "|part=2\n")
    ledger.write("P/Said", text.replace(row, row + copy))
    ledger.update(LATER)
    ledger.fill("P/Said", "mine", disposition="declined")
    ledger.update(LATER)
    assert ledger.update(date(2018, 6, 10))[1].saved == []
    ledger.fill("P/Said", "mine", disposition="accepted")
    assert any(sentence.startswith("row mine, line ") for sentence in troubles(ledger))


def test_what_was_removed_is_told_of_no_more(ledger: Ledger):
    ledger.update()
    ledger.fill("P/Said", ledger.rows("P/Said")[1].key, disposition="acepted")
    ledger.write("Talk:P", TALK.partition("== Names ==")[0])
    ledger.update(LATER)
    assert troubles(ledger) == []
