"""Requests are carried out once each, whatever comes between."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from bots.errors import ConsultationError
from bots.exchange.on_wiki import lines_on
from bots.kinds import KINDS
from bots.run.job import Job
from bots.run.plan import Change
from bots.run.requests import MOST
from bots.run.update import Answer
from tests.kinds.conftest import TALK
from tests.run.conftest import TODAY
from tests.run.requests.desk import (
    ASK,
    END,
    EVE,
    FAY,
    OPEN,
    SAID,
    TABLES,
    TIME,
    Counting,
    Desk,
)


def test_at_most_so_many_in_a_run_and_strangers_take_no_place(desk: Desk):
    desk.ask(EVE, *(f"do=update|note={n}" for n in range(60)))
    desk.ask(FAY, f"do=export|page={SAID}")
    pages = [f"P/Said {n}" for n in range(2 * MOST + 5)]
    for title in pages:
        desk.region(title, "overview")
    desk.ask(FAY, *(f"do=preview|page={title}" for title in pages))
    desk.run()
    states = [state for state, _, _ in desk.answers()]
    assert states[:61] == ["refused"] * 60 + ["done"]
    assert states.count("done") == MOST
    desk.run()
    desk.run()
    assert [state for state, _, _ in desk.answers()].count("") == 0
    assert desk.run().saved == []


def test_500_requests_cost_one_look_at_the_history(desk: Desk):
    desk.ask(FAY, *(f"do=update|note={n}" for n in range(500)))
    store = Counting(desk.folder)
    store.asked = []
    desk.run(store=store)
    assert store.asked.count(f"history {ASK}") <= 2
    assert {state for state, _, _ in desk.answers()} == {"done"}


def test_where_nothing_is_open_no_history_is_read(desk: Desk):
    desk.ask(FAY, "do=export")
    desk.run()
    store = Counting(desk.folder)
    store.asked = []
    replace(desk.job(TODAY), store=store, tables=TABLES).plan()
    assert store.asked == []


def test_who_asks_twice_gets_one_answer(desk: Desk):
    desk.ask(FAY, "do=export", "do=export")
    desk.run()
    one, two = desk.rows(ASK)
    assert one.key != two.key
    assert one.cells["answer"] == two.cells["answer"]
    assert [title for title in desk.titles if title.startswith(f"{ASK}/")] == [one.cells["answer"]]


def test_a_run_that_is_broken_off_loses_nothing_and_does_nothing_twice(desk: Desk):
    key = desk.rows(SAID)[0].key
    desk.edit(FAY, "P/Mine", f"row (id),theme\n#{key},money\n")
    desk.ask(FAY, "do=import|page=P/Mine", "do=export")
    seen = []

    def quit_at(number: int) -> Callable[[Change], Answer]:
        def ask(change: Change) -> Answer:
            seen.append(change.title)
            return Answer.QUIT if len(seen) == number else Answer.YES

        return ask

    for number in (1, 2):
        seen.clear()
        desk.run(quit_at(number))
        assert desk.answers() == [("", "", ""), ("", "", "")]
    assert desk.rows(SAID)[0].cells["theme"] == "money"
    desk.run()
    assert [state for state, _, _ in desk.answers()] == ["done", "done"]
    assert len([title for title in desk.titles if title.startswith(f"{ASK}/")]) == 1
    assert desk.run().saved == []


def test_what_a_maintainer_does_not_want_stays_asked_for(desk: Desk):
    desk.write(TIME, desk.text(TIME).replace("|date=2018-07-18", "|date=2018-07-17"))
    desk.ask(FAY, f"do=update|page={TIME}")
    desk.run(lambda change: Answer.NO if change.title == TIME else Answer.YES)
    assert desk.answers() == [("", "", "")]
    desk.run()
    assert desk.answers()[0][0] == "done"


def test_someone_who_adds_a_row_meanwhile_is_answered_by_the_next_run(desk: Desk):
    desk.ask(FAY, "do=update")

    def ask(change: Change) -> Answer:
        if change.title == ASK:
            text = desk.text(ASK)
            late = "{{Consultation request|do=export}}\n"
            desk.edit(FAY, ASK, text.replace(OPEN, OPEN + late))
        return Answer.YES

    desk.run(ask)
    assert [state for state, _, _ in desk.answers()] == ["", "done"]
    desk.run()
    assert [state for state, _, _ in desk.answers()] == ["done", "done"]


def test_a_run_of_a_part_leaves_what_it_cannot_answer(desk: Desk):
    desk.ask(FAY, "do=update", f"do=update|page={TIME}")
    milestones = {"milestones": KINDS["milestones"]}
    desk.run(kinds=milestones)
    desk.run(only=frozenset({SAID}))
    desk.run(only=frozenset({ASK}))
    assert desk.answers() == [("", "", ""), ("", "", "")]
    desk.run(kinds={**milestones, "requests": KINDS["requests"]})
    assert [state for state, _, _ in desk.answers()] == ["", "done"]
    desk.run()
    assert [state for state, _, _ in desk.answers()] == ["done", "done"]


def test_words_removed_after_a_preview_and_an_export_stand_nowhere(desk: Desk):
    desk.write("Talk:P", TALK + "\n== More ==\nSecret. [[User:Zoe|Zoe]] 10:15, 23 April 2018 (UTC)")
    desk.ask(FAY, "do=preview")
    desk.run()
    desk.run()
    desk.ask(FAY, "do=export")
    desk.run()
    desk.write("Talk:P", TALK)
    desk.run()
    for title in desk.titles - {"Talk:P"}:
        assert "Zoe" not in desk.text(title), title
        assert "Secret" not in desk.text(title), title


def test_without_tables_an_export_waits_for_a_run_that_has_them(desk: Desk):
    desk.ask(FAY, "do=export")
    desk.run(tables=None)
    assert desk.answers() == [("", "", "")]


def test_a_simulated_run_shows_the_answer_and_writes_nothing(desk: Desk):
    desk.ask(FAY, "do=export")
    before = {title: desk.text(title) for title in desk.titles}
    job: Job = replace(desk.job(TODAY), tables=TABLES)
    plan, _ = job.simulate()
    assert any(change.title == ASK and "|state=done" in change.kept.text for change in plan.changes)
    assert {title: desk.text(title) for title in desk.titles} == before


def test_by_hand_in_the_folder_is_by_whoever_has_the_settings(desk: Desk):
    desk.write(ASK, desk.text(ASK).replace(END, f"{{{{Consultation request|do=update}}}}\n{END}"))
    desk.run()
    assert desk.answers()[0][0] == "done"


def test_a_table_is_read_however_it_was_pasted():
    table = "row (id)\ttheme\n#12ab34cd\tmoney\n"
    for page in (
        table,
        f"<pre>\n{table}</pre>",
        f"== Mine ==\n<syntaxhighlight lang=csv>\n{table}</syntaxhighlight>\n",
        table.replace("\t", ";"),
    ):
        (line,) = lines_on(page)
        assert (line.key, line.cells["theme"]) == ("#12ab34cd", "money")
    for page in ("<pre></pre>", "", f"<pre>{'<pre>' * 100_000}"):
        with pytest.raises(ConsultationError, match="headings"):
            lines_on(page)
