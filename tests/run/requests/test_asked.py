"""What people ask for on a request page is done, and answered in the row."""

from __future__ import annotations

from bots.page.inert import boxed
from bots.run.plan import Change
from bots.run.update import Answer
from tests.kinds.conftest import TALK
from tests.run.requests.desk import (
    ASK,
    EVE,
    FAY,
    SAID,
    TIME,
    Desk,
    exported,
)


def test_an_update_is_answered_in_its_row_and_a_second_run_changes_nothing(desk: Desk):
    desk.ask(FAY, f"do=update|page={SAID}|note=please")
    outcome = desk.run()
    assert outcome.status == 0
    assert desk.answers() == [("done", FAY, "")]
    cells = desk.rows(ASK)[0].cells
    assert (cells["note"], cells["answered"], cells.get("answer")) == (
        "please",
        "2018-06-01",
        "",
    )
    assert cells["id"] in desk.text(ASK).rpartition("rows=")[2]
    assert desk.run().saved == []


def test_a_page_that_was_put_back_is_updated_when_it_is_named(desk: Desk):
    before = desk.text(SAID)
    desk.edit(EVE, SAID, before.replace("Thank you.", "Thank you!"))
    desk.write("Talk:P", TALK + "\n== More ==\nYes. [[User:Ana|Ana]] 10:15, 23 April 2018 (UTC)\n")
    desk.run()
    assert "More" in desk.text(SAID)
    desk.edit(EVE, SAID, before.replace("Thank you.", "Thank you!"))
    assert [refusal.title for refusal in desk.run().refusals] == [SAID]
    desk.ask(FAY, "do=update")
    desk.run()
    assert desk.answers()[0][0] == "failed"
    assert SAID in desk.answers()[0][2]
    desk.ask(FAY, f"do=update|page={SAID}")
    assert desk.run().status == 0
    assert desk.answers()[1] == ("done", FAY, "")
    assert "More" in desk.text(SAID)


def test_an_update_that_cannot_be_saved_says_so(desk: Desk):
    text = desk.text(TIME).replace("|date=2018-07-18", "|date=2018-07-17")
    desk.edit(EVE, TIME, f"{text}\n{{{{nobots}}}}")
    desk.ask(FAY, f"do=Update|page=[[{TIME}]]; {SAID}")
    desk.run()
    ((state, by, why),) = desk.answers()
    assert (state, by) == ("failed", FAY)
    assert TIME in why
    assert "nobots" in why


def test_a_preview_shows_the_rows_that_differ_and_leaves_the_page_for_the_next_run(desk: Desk):
    desk.write("Talk:P", TALK.replace(": This one.", ": Secret words."))
    desk.write("Talk:P", TALK + "\n== More ==\nSecret. [[User:Ana|Ana]] 10:15, 23 April 2018 (UTC)")
    before = desk.text(SAID)
    desk.ask(FAY, f"do=preview|page={SAID}")
    desk.run()
    assert desk.answers() == [("done", FAY, "")]
    assert desk.text(SAID) == before
    key = desk.rows(ASK)[0].key
    assert desk.rows(ASK)[0].cells["answer"] == f"{ASK}/{key}"
    shown = boxed(desk.answer())
    assert SAID in shown
    assert "+|date=2018-04-23" in shown
    assert "+|quote=…" in shown
    assert "Secret" not in shown
    assert "Ana" not in shown
    assert [change.title for change in desk.run().saved] == [SAID]
    desk.ask(FAY, f"do=preview|page={SAID}")
    desk.run()
    assert desk.answers()[1] == ("done", FAY, "nothing")


def test_a_list_that_goes_on_on_a_new_page_is_shown_and_held_back_with_it(desk: Desk):
    threads = "".join(
        f"== T{n} ==\nYes. [[User:Ana|Ana]] 10:{n % 60:02}, {1 + n // 60} May 2018 (UTC)\n\n"
        for n in range(210)
    )
    desk.write("Talk:P", threads)
    desk.region("P/Threads", "threads")
    desk.ask(FAY, "do=preview|page=P/Threads")
    desk.run()
    assert desk.text("P/Threads").count("{{Consultation thread row") == 0
    assert "P/Threads/r/2" not in desk.titles
    assert "P/Threads/r/2" in boxed(desk.answer())
    desk.run()
    assert "P/Threads/r/2" in desk.titles
    assert desk.run().saved == []


def test_a_preview_of_all_holds_nothing_back_that_somebody_wants_updated(desk: Desk):
    desk.write("Talk:P", TALK + "\n== More ==\nYes. [[User:Ana|Ana]] 10:15, 23 April 2018 (UTC)")
    desk.write(TIME, desk.text(TIME).replace("|date=2018-07-18", "|date=2018-07-17"))
    desk.ask(FAY, "do=preview", f"do=update|page={SAID}")
    saved = {change.title for change in desk.run().saved}
    assert SAID in saved
    assert TIME not in saved
    assert [state for state, _, _ in desk.answers()] == ["done", "done"]
    assert TIME in boxed(desk.answer(0))


def test_an_export_comes_back_with_what_was_typed_in_it_on_the_wiki(desk: Desk):
    first, second = (row.key for row in desk.rows(SAID))
    desk.fill(SAID, first, theme="money", summary="Ana asks for money.", disposition="open")
    desk.fill(SAID, second, theme="a private word")
    desk.run()
    title = exported(desk)
    table = boxed(desk.text(title))
    assert "Ana" not in table
    assert "private" not in table
    assert "money for all" not in table
    assert ",money," in table
    assert f"{SAID}#consultation-statement-{first}" in table
    assert desk.run().saved == []
    typed = table.replace(",money,", ",names,")
    desk.edit(FAY, title, desk.text(title).replace(table.split("\n")[1], typed.split("\n")[1]))
    desk.ask(FAY, f"do=import|page={title}")
    assert desk.run().status == 0
    assert desk.answers()[-1] == ("done", FAY, "")
    there = {row.key: row.cells for row in desk.rows(SAID)}
    assert there[first]["theme"] == "names"
    assert there[first]["summary"] == "Ana asks for money."
    assert there[second]["theme"] == "a private word"
    assert desk.run().saved == []


def test_lists_that_follow_from_codes_follow_in_the_run_that_imports_them(desk: Desk):
    desk.region("P/Themes", "themes")
    desk.run()
    title = exported(desk)
    key = desk.rows(SAID)[0].key
    desk.edit(FAY, "P/Mine", f"row (id),theme\n#{key},money\n")
    desk.ask(FAY, "do=import|page=P/Mine")
    desk.run()
    assert desk.answers()[-1][0] == "done"
    assert desk.rows(SAID)[0].cells["theme"] == "money"
    assert "|statements=1\n" in desk.text("P/Themes")
    assert desk.run().saved == []
    assert title in desk.titles


def test_an_import_is_made_again_where_someone_comes_between(desk: Desk):
    first, second = (row.key for row in desk.rows(SAID))
    desk.edit(FAY, "P/Mine", f"row (id),theme\n#{first},money\n")
    desk.edit(FAY, "P/More", f"row (id),theme,due\n#{second},names,\n#{first},money,2018-07-01\n")
    desk.ask(FAY, "do=import|page=P/Mine", "do=import|page=P/More")

    def ask(change: Change) -> Answer:
        if change.title == SAID:
            desk.edit(EVE, SAID, f"Hello.\n{desk.text(SAID)}")
        return Answer.YES

    assert desk.run(ask).status == 0
    assert [state for state, _, _ in desk.answers()] == ["done", "done"]
    assert desk.text(SAID).startswith("Hello.\n")
    there = {row.key: row.cells for row in desk.rows(SAID)}
    assert (there[first]["theme"], there[first]["due"]) == ("money", "2018-07-01")
    assert there[second]["theme"] == "names"
    assert desk.run().saved == []


def test_what_a_table_cannot_bring_is_told_line_by_line_and_without_its_words(desk: Desk):
    key = desk.rows(SAID)[0].key
    desk.fill(SAID, key, summary="Theirs.")
    table = f"row (id);theme;summary\n#{key};money;Mine.\n#12345678;money;\n#nonsense;names;\n"
    desk.edit(FAY, "P/Mine", table)
    desk.ask(FAY, "do=import|page=P/Mine")
    desk.run()
    assert desk.answers() == [("done", FAY, "some lines")]
    lines = boxed(desk.answer()).strip().split("\n")
    assert len(lines) == 3
    assert any("line 3" in line for line in lines)
    assert any(f"row {key}" in line and "summary" in line for line in lines)
    assert "Theirs" not in desk.answer()
    assert "Mine." not in desk.answer()
    assert desk.rows(SAID)[0].cells["theme"] == "money"
    assert desk.rows(SAID)[0].cells["summary"] == "Theirs."


def test_a_page_without_a_table_fails_and_says_why(desk: Desk):
    desk.edit(FAY, "P/Mine", "Nothing of the kind.")
    desk.ask(FAY, "do=import|page=P/Mine")
    desk.run()
    ((state, _, why),) = desk.answers()
    assert state == "failed"
    assert "headings" in why
