"""Key questions on pages: their records kept, their list, what statements say, what is reported."""

from __future__ import annotations

from datetime import date

from bots.consultation.ledger.questions import LEVELS
from tests.kinds.conftest import SIGNED, Ledger

LATER = date(2018, 6, 9)
PAGE = "P/Questions"
RECORDS = """{{Consultation question
|id=q9
|text=Which name?
|level=tactical
|group=Names
|talk=Talk:P*
}}
{{Consultation question
|id=who
|number=10
|text=Who pays?
|talk=Talk:P*
}}
{{Consultation region|id=r|kind=questions}}
{{Consultation region end|id=r}}
"""
TALK = f"""== Q9 ==
This one. {SIGNED.format("Ana", 1, 21)}
: Q10: Nobody. {SIGNED.format("Bo", 2, 22)}
== Which name? ==
That one. {SIGNED.format("Ana", 3, 23)}
"""


def record(ledger: Ledger, key: str) -> dict[str, str]:
    text = ledger.text(PAGE)
    start = text.index(f"|id={key}\n")
    lines = text[start : text.index("\n}}", start)].split("\n")
    return dict(line[1:].split("=", 1) for line in lines)


def test_records_and_their_list_say_what_was_said_to_each(ledger: Ledger):
    ledger.write("Talk:P", TALK)
    ledger.write(PAGE, RECORDS)
    assert ledger.update()[1].status == 0
    nine, ten = record(ledger, "q9"), record(ledger, "who")
    assert [nine[name] for name in ("comments", "people", "latest")] == ["2", "1", "2018-04-23"]
    assert [ten[name] for name in ("comments", "people", "latest")] == ["1", "1", "2018-04-22"]
    assert ten["latest link"] == "Special:GoToComment/c-Bo-2018-04-22T10:02:00.000Z"
    first, second = (row.cells for row in ledger.rows(PAGE))
    assert (first["id"], first["number"], first["text"]) == ("q9", "9", "Which name?")
    assert (first["level"], first["group"], first["comments"]) == ("tactical", "Names", "2")
    assert (second["id"], second["number"]) == ("who", "10")
    assert ledger.update(LATER)[1].saved == []


def test_statements_that_people_coded_count_to_their_question(ledger: Ledger):
    ledger.write("Talk:P", TALK)
    ledger.write(PAGE, RECORDS)
    ledger.region("P/Said", "statements", rows="comments")
    ledger.update()
    keys = [row.key for row in ledger.rows("P/Said")]
    ledger.fill("P/Said", keys[0], question="q9; Q10")
    ledger.fill("P/Said", keys[1], question="who")
    ledger.fill("P/Said", keys[2], question="q9", excluded="a joke")
    ledger.update(LATER)
    assert (record(ledger, "q9")["statements"], record(ledger, "who")["statements"]) == ("1", "2")
    assert ledger.update(date(2018, 6, 10))[1].saved == []


def test_a_statement_whose_comment_is_removed_counts_to_no_question_from_that_run_on(
    ledger: Ledger,
):
    ledger.write("Talk:P", TALK)
    ledger.write(PAGE, RECORDS)
    ledger.region("P/Said", "statements", rows="comments")
    ledger.update()
    ledger.fill("P/Said", ledger.rows("P/Said")[2].key, question="q9")
    ledger.update()
    assert record(ledger, "q9")["statements"] == "1"
    ledger.write("Talk:P", TALK.partition("== Which name? ==")[0])
    ledger.update(LATER)
    assert record(ledger, "q9")["statements"] == "0"
    assert ledger.update(date(2018, 6, 10))[1].saved == []


def test_without_that_facet_nothing_is_said_of_statements(ledger: Ledger):
    ledger.more = {}
    ledger.write(PAGE, RECORDS)
    ledger.update()
    assert "statements" not in record(ledger, "q9")


def test_a_list_of_one_level_or_group(ledger: Ledger):
    ledger.write(PAGE, RECORDS)
    ledger.region("P/Some", "questions", level="Tactical", group="names")
    ledger.region("P/None", "questions", source="P/Said")
    ledger.update()
    assert [row.key for row in ledger.rows("P/Some")] == ["q9"]
    assert ledger.rows("P/None") == []
    ledger.region("P/Some", "questions", level="deep")
    plan, _ = ledger.update()
    assert "P/Some, line 1: region r: level=deep is none" in str(plan.refusals[0])


def test_what_is_not_clear_is_reported_once_and_counted_nowhere(ledger: Ledger):
    ledger.write("Talk:P", TALK + f"== General ==\nQ12: Hm. {SIGNED.format('Cy', 4, 24)}\n")
    ledger.write(PAGE, RECORDS.replace("|number=10\n", "|number=9\n"))
    plan, _ = ledger.update()
    told = [sentence for page, sentence in plan.troubles if page == PAGE]
    where = "is named in 1 comment on Talk:P"
    may_be = "which may be q9 and who; mend number, also or talk, or the heading"
    assert told == [
        f"question q9: question 10 {where}, and none asked there has this number",
        f"question q9: question 12 {where}, and none asked there has this number",
        f"question q9: question 9 {where}, {may_be}",
    ]
    assert (record(ledger, "q9")["comments"], record(ledger, "who")["comments"]) == ("1", "0")


def test_records_that_say_too_little_are_reported(ledger: Ledger):
    ledger.write(
        PAGE,
        "{{Consultation question\n|id=a b\n}}\n{{Consultation question\n|id=who\n|level=deep\n"
        "|number=many\n}}\n",
    )
    plan, _ = ledger.update()
    assert [sentence for page, sentence in plan.troubles if page == PAGE] == [
        "a question needs an id without spaces",
        "question who: the level “deep” is none; use " + ", ".join(LEVELS),
        "question who: the number “many” is none; write it as 9",
        "question who: it has neither a number nor a text, so nothing can be counted to it",
    ]


def test_a_number_that_a_person_corrects_is_kept(ledger: Ledger):
    ledger.write("Talk:P", TALK)
    ledger.write(PAGE, RECORDS)
    ledger.update()
    ledger.write(PAGE, ledger.text(PAGE).replace("|comments=2\n", "|comments=17\n", 1))
    ledger.update(LATER)
    assert (record(ledger, "q9")["comments"], record(ledger, "q9")["held"]) == ("17", "comments")
    assert ledger.rows(PAGE)[0].cells["comments"] == "17"
    assert ledger.update(date(2018, 6, 10))[1].saved == []
