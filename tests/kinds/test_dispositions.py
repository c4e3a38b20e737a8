"""What became of statements on pages: the steps in the ledger, and where my comment went."""

from __future__ import annotations

from datetime import date

from tests.kinds.conftest import SIGNED, TALK, Ledger

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
    said = f"row {key}: the disposition went from declined to accepted; from there it may be"
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
    assert sentence.startswith(f"row {second}: ")
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
    assert any(sentence.startswith("row mine: ") for sentence in troubles(ledger))


def test_what_was_removed_is_told_of_no_more(ledger: Ledger):
    ledger.update()
    ledger.fill("P/Said", ledger.rows("P/Said")[1].key, disposition="acepted")
    ledger.write("Talk:P", TALK.partition("== Names ==")[0])
    ledger.update(LATER)
    assert troubles(ledger) == []


# Where did my comment go


def listed(ledger: Ledger, page: str = "P/Went") -> list[tuple[str, ...]]:
    return [
        tuple(row.cells[name] for name in ("page", "author", "disposition", "response", "complete"))
        for row in ledger.rows(page)
    ]


def answer(ledger: Ledger, *rows: dict[str, str]) -> list[str]:
    keys = [row.key for row in ledger.rows("P/Said")]
    for key, cells in zip(keys, rows, strict=False):
        ledger.fill("P/Said", key, **cells)
    return keys


def test_each_statement_is_told_by_page_also_those_that_this_run_writes(ledger: Ledger):
    ledger.region("P/Went", "dispositions")
    ledger.update()
    assert listed(ledger) == [
        ("Talk:P", "", "", "", "0/2"),
        ("Talk:P", "Ana", "open", "", ""),
        ("Talk:P", "Cy", "open", "", ""),
    ]
    assert ledger.update(LATER)[1].saved == []


def test_it_tells_what_was_decided_and_answered_and_where_the_change_is(ledger: Ledger):
    ledger.region("P/Went", "dispositions")
    ledger.update()
    there = ledger.revision("Talk:P")
    answer(
        ledger,
        {
            "disposition": "accepted",
            "response": "Yes, see [[P/Money|the page]]. {{done}}",
            "change": f"[[Special:Diff/{there.id}|here]]",
            "summary": "Money for ''all''",
        },
        {"disposition": "declined", "response": "[[Category:No]]"},
    )
    ledger.update(LATER)
    page, money, names = (row.cells for row in ledger.rows("P/Went"))
    assert (page["counts"], page["complete"]) == ("0/1/0/1/0/0/0/0", "2/2")
    assert money["response"] == "Yes, see the page."
    assert names["response"] == "[[:Category:No]]"
    assert money["change"] == f"[[Special:Diff/{there.id}|Talk:P]]"
    assert (money["proof"], money["summary"]) == ("", "Money for all")
    assert money["statement"] == ledger.rows("P/Said")[0].key
    assert ledger.update(date(2018, 6, 10))[1].saved == []


def test_what_was_accepted_without_a_change_that_exists_is_not_complete(ledger: Ledger):
    ledger.region("P/Went", "dispositions")
    ledger.update()
    answer(
        ledger,
        {"disposition": "accepted"},
        {"disposition": "partly accepted", "change": "[[Special:Diff/7]]"},
    )
    ledger.update(LATER)
    assert [row.cells["proof"] for row in ledger.rows("P/Went")[1:]] == ["missing", "not found"]
    assert ledger.rows("P/Went")[0].cells["complete"] == "0/2"


def test_a_change_that_cannot_be_asked_for_is_neither_complete_nor_accused(ledger: Ledger):
    ledger.region("P/Went", "dispositions")
    ledger.update()
    answer(ledger, {"disposition": "accepted", "change": "[[m:Special:Diff/7]]"})
    assert troubles(ledger) == []
    row = ledger.rows("P/Went")[1].cells
    assert (row["proof"], row["change"]) == ("unknown", "[[:m:Special:Diff/7]]")
    assert ledger.rows("P/Went")[0].cells["complete"] == "0/2"


def test_what_was_merged_tells_of_the_row_that_speaks_for_it(ledger: Ledger):
    ledger.region("P/Went", "dispositions")
    ledger.update()
    first, second = answer(ledger, {"disposition": "declined", "response": "No."})
    ledger.fill("P/Said", second, merged_into=first)
    ledger.update(LATER)
    assert [line[2:4] for line in listed(ledger)[1:]] == [("declined", "No.")] * 2
    assert [row.cells["merged into"] for row in ledger.rows("P/Went")[1:]] == ["", first]


def test_by_group_with_those_of_none_at_the_end(ledger: Ledger):
    ledger.write("P/Money", "{{Consultation working group\n|id=money\n|name=Money\n}}")
    ledger.write("Talk:P/Money", f"== Fees ==\nWhy? {SIGNED.format('Ed', 5, 24)}\n")
    ledger.region("P/Went", "dispositions", by="group")
    ledger.update()
    rows = [row.cells for row in ledger.rows("P/Went")]
    assert [(row["group"], row["author"]) for row in rows] == [
        ("", ""),
        ("Money", ""),
        ("", "Ed"),
        ("", ""),
        ("", "Ana"),
        ("", "Cy"),
    ]
    assert [row["complete"] for row in rows if row["complete"]] == ["0/3", "0/1", "0/2"]


def test_only_the_pages_asked_for(ledger: Ledger):
    ledger.write("Talk:P/Money", f"== Fees ==\nWhy? {SIGNED.format('Ed', 5, 24)}\n")
    ledger.region("P/Went", "dispositions", source="Talk:P/Money")
    ledger.update()
    assert [line[1] for line in listed(ledger)] == ["", "Ed"]


def test_a_removed_comment_takes_its_words_along(ledger: Ledger):
    ledger.region("P/Went", "dispositions")
    ledger.update()
    answer(ledger, {}, {"response": "Dear Cy", "summary": "Cy asks"})
    ledger.update(LATER)
    ledger.fill("P/Went", ledger.rows("P/Went")[2].key, note="Cy again")
    ledger.write("Talk:P", TALK.partition("== Names ==")[0])
    ledger.update(LATER)
    assert "Cy" not in ledger.text("P/Went")
    row = ledger.rows("P/Went")[2].cells
    assert (row["gone"], row["reason"]) == ("2018-06-09", "comment removed")
    assert ledger.update(date(2018, 6, 10))[1].saved == []


def test_a_way_to_list_that_is_none_is_refused(ledger: Ledger):
    ledger.region("P/Went", "dispositions", by="colour")
    plan, _ = ledger.update()
    assert "P/Went, line 1: region r: statements cannot be listed by “colour”" in str(
        plan.refusals[0]
    )


# By author, in their own user space


def lend(ledger: Ledger) -> None:
    ledger.more["scope"] = {"prefixes": ["P"], "users": True}


def test_an_author_sees_in_their_user_space_where_their_comments_went(ledger: Ledger):
    lend(ledger)
    ledger.region("User:Bo/Mine", "dispositions", author="bo")
    ledger.update()
    assert listed(ledger, "User:Bo/Mine") == [
        ("", "", "", "", "0/1"),
        ("Talk:P", "Bo", "open", "", ""),
    ]
    link = ledger.rows("User:Bo/Mine")[1].cells["link"]
    assert link == "Special:GoToComment/c-Bo-2018-04-21T10:16:00.000Z"
    assert ledger.update(LATER)[1].saved == []


def test_nobody_sees_it_elsewhere(ledger: Ledger):
    lend(ledger)
    ledger.region("P/Went", "dispositions", author="Bo")
    ledger.region("User:Ana/Bo", "dispositions", author="Bo")
    plan, outcome = ledger.update()
    assert outcome.status == 1
    told = {refusal.title: str(refusal) for refusal in plan.refusals}
    assert told.keys() == {"P/Went", "User:Ana/Bo"}
    for sentence in told.values():
        assert "what became of Bo's comments, which stands only in their own user space" in sentence
        assert sentence.endswith("move it to a page below User:Bo, or leave author= out")


def test_user_space_is_left_alone_where_the_settings_do_not_lend_it(ledger: Ledger):
    ledger.region("User:Bo/Mine", "dispositions", author="Bo")
    plan, outcome = ledger.update()
    assert (outcome.status, plan.refusals) == (0, ())
    assert listed(ledger, "User:Bo/Mine") == []


def test_what_else_stands_in_user_space_is_none_of_the_consultations(ledger: Ledger):
    lend(ledger)
    ledger.region("User:Bo/Draft", "statements")
    ledger.write("User:Bo/Broken", "{{Consultation region|id=r|kind=threads}}")
    before = ledger.text("User:Bo/Draft")
    plan, outcome = ledger.update()
    assert (outcome.status, plan.refusals) == (0, ())
    assert ledger.text("User:Bo/Draft") == before
    assert [title for title, _ in plan.consultation.regions] == ["P/Said"]


def test_beside_such_a_list_nothing_else_may_stand(ledger: Ledger):
    lend(ledger)
    ledger.region("User:Bo/Mine", "dispositions", author="Bo")
    text = ledger.text("User:Bo/Mine")
    ledger.write("User:Bo/Mine", f"{text}\n{{{{Consultation milestone\n|id=m\n|title=M\n}}}}")
    plan, _ = ledger.update()
    assert "User:Bo/Mine, line 4: in user space only lists of what became" in str(plan.refusals[0])
    assert plan.consultation.milestones == ()
