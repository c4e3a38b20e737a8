"""What people ask for on a request page: carried out for those who may ask, answered in the row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bots.errors import ConsultationError
from bots.exchange.on_wiki import lines_on, table_page
from bots.kinds import KINDS
from bots.page.inert import boxed
from bots.run.asked import Tables
from bots.run.job import Job
from bots.run.plan import Change
from bots.run.requests import MOST
from bots.run.update import Answer, Outcome
from bots.run.wiki_settings import with_wiki_settings
from bots.stores.base import Revision
from bots.stores.folder import FolderStore
from tests.kinds.conftest import TALK, Ledger
from tests.run.conftest import MILESTONE, TODAY

ASK, SAID, TIME = "P/Ask", "P/Said", "P/Timeline"
FAY, EVE = "Fay", "Eve"
OPEN = "{{Consultation region|id=q|kind=requests}}\n"
END = "{{Consultation region end|id=q}}"
TABLES = Tables(table_page, lines_on)


class Counting(FolderStore):
    """A folder that tells what it was asked for."""

    asked: list[str]

    def history(self, title: str, limit: int = 50) -> Iterator[Revision]:
        self.asked.append(f"history {title}")
        return super().history(title, limit)


class Desk(Ledger):
    """A consultation with a request page, on which several accounts write."""

    def edit(self, user: str, title: str, text: str) -> None:
        """An account saves a page."""
        store = FolderStore(self.folder, user)
        ((_, base),) = store.read([title])
        store.save(title, text, base=base, summary="")

    def ask(self, user: str, *rows: str) -> None:
        """An account adds rows at the end of the request page's list."""
        text = self.text(ASK)
        at = text.index("{{Consultation region end")
        added = "".join(f"{{{{Consultation request|{row}}}}}\n" for row in rows)
        self.edit(user, ASK, text[:at] + added + text[at:])

    def run(
        self, ask: Callable[[Change], Answer] = lambda _: Answer.ALL, **more: object
    ) -> Outcome:
        job = replace(self.job(TODAY), tables=TABLES)
        return replace(job, **more).run(self.state, ask, lambda _: None)[1]

    def answers(self) -> list[tuple[str, ...]]:
        """State, asker and reason of each row."""
        names = ("state", "asked by", "why")
        return [tuple(row.cells.get(n, "") for n in names) for row in self.rows(ASK)]

    def answer(self, at: int = -1) -> str:
        """The page with the answer to a row."""
        return self.text(self.rows(ASK)[at].cells.get("answer", ""))

    @property
    def titles(self) -> set[str]:
        return set(self.store.titles())


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path / "pages", tmp_path / "state")
    desk.more = {
        "people": {"organizers": ["Org"]},
        "facilitators": [{"account": FAY}],
        "facets": {"theme": {"money": {}, "names": {}}, "question": {"who": {"en": ["who"]}}},
    }
    desk.folder.mkdir()
    desk.write("Talk:P", TALK)
    desk.region(SAID, "statements")
    desk.write(TIME, MILESTONE)
    desk.edit(FAY, ASK, OPEN + END)
    desk.run()
    return desk


# What is asked for


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


def exported(desk: Desk) -> str:
    """Have the statements exported; returns the title of the table's page."""
    desk.ask(FAY, "do=export")
    desk.run()
    return str(desk.rows(ASK)[-1].cells["answer"])


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


# Who may ask


def test_a_stranger_is_refused_and_one_who_signs_as_a_facilitator_too(desk: Desk):
    before = desk.titles
    desk.ask(EVE, "do=export", f"do=export|asked by={FAY}|note=~~~~ {FAY}", f"do=preview|id={FAY}")
    desk.run()
    refused = ("refused", EVE, "not listed")
    # One who fills the bot's cells has asked for nothing.
    assert desk.answers() == [refused, ("", FAY, ""), refused]
    assert desk.titles == before
    assert desk.run().saved == []


@pytest.mark.parametrize("change", ["page=P/Said", "note=also"])
def test_a_row_that_a_stranger_edits_is_the_strangers(desk: Desk, change: str):
    desk.ask(FAY, "do=preview|page=|note=")
    name = change.partition("=")[0]
    desk.edit(EVE, ASK, desk.text(ASK).replace(f"{name}=", change))
    desk.run()
    assert desk.answers() == [("refused", EVE, "not listed")]


def test_what_others_do_beside_a_row_leaves_it_its_own(desk: Desk):
    desk.ask(FAY, "do=update")
    desk.edit(EVE, ASK, "A line.\n" + desk.text(ASK) + "\nAnother.")
    desk.ask(EVE, "do=update")
    desk.run()
    assert desk.answers() == [("done", FAY, ""), ("refused", EVE, "not listed")]


def test_an_old_request_is_not_played_again(desk: Desk):
    desk.ask(FAY, "do=export")
    desk.run()
    settled = desk.text(ASK)
    answer = desk.rows(ASK)[0].cells["answer"]
    desk.edit(EVE, answer, "Something else.")
    cells = "state|asked by|answered|answer|why|as of|sum"
    asking = re.sub(rf"\|(?:{cells})=[^|}}]*", "", settled)
    assert "|state" not in asking
    # Emptied of its answer the row stays settled, and a person is told.
    desk.edit(EVE, ASK, asking)
    plan = replace(desk.job(TODAY), tables=TABLES).plan()
    assert any("add a new row" in sentence for page, sentence in plan.troubles if page == ASK)
    desk.run()
    assert desk.text(answer) == "Something else."
    # As a row of its own it is the stranger's.
    desk.edit(EVE, ASK, f"Hello.\n{OPEN}{{{{Consultation request|do=export}}}}\n{END}")
    desk.run()
    assert desk.answers() == [("refused", EVE, "not listed")]
    assert desk.text(answer) == "Something else."


def test_a_row_taken_out_and_put_back_is_of_whoever_puts_it_back(desk: Desk):
    empty = desk.text(ASK)
    desk.ask(FAY, "do=update")
    asked = desk.text(ASK)
    desk.edit(FAY, ASK, empty)
    desk.edit(EVE, ASK, asked)
    desk.run()
    assert desk.answers() == [("refused", EVE, "not listed")]


def test_who_puts_a_page_back_does_not_ask_for_what_a_stranger_had_written(desk: Desk):
    desk.ask(EVE, "do=export")
    page = desk.text(ASK)
    desk.edit("Sock", ASK, "Gone.")
    desk.edit(FAY, ASK, page)
    desk.run()
    assert desk.answers() == [("refused", EVE, "not listed")]


def test_what_cannot_be_answered_is_not_carried_out_again_and_again(desk: Desk):
    desk.write("Talk:P", TALK + "\n== More ==\nYes. [[User:Ana|Ana]] 10:15, 23 April 2018 (UTC)")
    desk.ask(FAY, f"do=preview|page={SAID}", f"do=update|page={TIME}")
    asked = desk.text(ASK)
    desk.run(lambda change: Answer.NO if change.title == ASK else Answer.YES)
    # It was shown: the next run saves it, whatever becomes of the answer.
    desk.run(lambda change: Answer.NO if change.title == ASK else Answer.YES)
    assert "2018-04-23" in desk.text(SAID)
    desk.run()
    assert [state for state, _, _ in desk.answers()] == ["done", "done"]
    desk.edit(FAY, ASK, asked)
    plan = replace(desk.job(TODAY), tables=TABLES).plan()
    assert plan.changes == ()
    desk.edit(FAY, ASK, f"{asked}\n{{{{nobots}}}}")
    assert replace(desk.job(TODAY), tables=TABLES).plan().changes == ()


def test_a_table_that_a_stranger_has_changed_is_not_brought(desk: Desk):
    key = desk.rows(SAID)[0].key
    table = f"row (id),theme\n#{key},money\n"
    desk.edit(FAY, "P/Mine", table)
    desk.ask(FAY, "do=import|page=P/Mine")
    desk.edit(EVE, "P/Mine", table.replace("money", "names"))
    desk.run()
    assert desk.answers() == [("refused", FAY, "not yours")]
    assert desk.rows(SAID)[0].cells["theme"] == ""


def test_where_nobody_is_listed_nobody_may_ask(desk: Desk):
    desk.more["facilitators"] = []
    desk.ask(FAY, "do=update")
    desk.run()
    assert desk.answers() == [("refused", FAY, "not listed")]
    plan = desk.job(TODAY).plan()
    assert any("facilitators" in sentence for page, sentence in plan.troubles if page == ASK)


def test_nobody_lists_themselves_on_the_settings_page(desk: Desk):
    page = "P/Settings.json"
    desk.more["consultation"] = {**desk.settings.consultation.model_dump(), "settings": page}
    listing = '{"facilitators": [{"account": "Fay"}, {"account": "Eve"}]}'
    desk.edit(EVE, page, listing)
    desk.ask(EVE, "do=update")
    desk.run(settings=with_wiki_settings(desk.store, desk.settings))
    assert desk.answers()[-1] == ("refused", EVE, "not listed")
    # Whom the file trusts with that page may.
    desk.edit(FAY, page, f'{listing[:-1]}, "unanswered": {{"days": 3}}}}')
    desk.ask(EVE, "do=update|note=now")
    desk.run(settings=with_wiki_settings(desk.store, desk.settings))
    assert desk.answers()[-1] == ("done", EVE, "")


# What may not be asked for


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("do=update|page=Q/Other", "outside"),
        ("do=preview|page=w:fr:P/Said", "outside"),
        ("do=update|page=P/Nowhere", "not kept"),
        ("do=update|page=P/Said; Talk:P", "outside"),
        (f"do=export|page={TIME}", "not kept"),
        ("do=import|page=P/Nowhere", "missing"),
        ("do=import", "unclear"),
        ("do=import|page=P/A; P/B", "unclear"),
        ("do=delete|page=P/Said", "unclear"),
        ("page=P/Said", "unclear"),
        ("do=update|page=<nowiki>[[Category:X]]</nowiki>", "missing"),
        ("do=update|page={{evil}}", "missing"),
        ("do=update|page=P/../Q", "missing"),
    ],
)
def test_what_is_not_to_be_had_is_refused_with_a_reason(desk: Desk, row: str, why: str):
    before = desk.titles
    desk.ask(FAY, row)
    assert desk.run().status == 0
    assert desk.answers() == [("refused", FAY, why)]
    assert desk.titles == before
    assert desk.run().saved == []


def test_wikitext_in_a_note_is_never_copied(desk: Desk):
    desk.ask(FAY, "do=preview|note={{evil}} [[Category:X]]")
    desk.write("Talk:P", TALK + "\n== More ==\nYes. [[User:Ana|Ana]] 10:15, 23 April 2018 (UTC)")
    desk.run()
    assert desk.text(ASK).count("{{evil}}") == 1
    assert "evil" not in desk.answer()


def test_an_answer_is_never_written_over_a_page_of_other_people(desk: Desk):
    desk.ask(FAY, "do=export|id=12ab34cd", "do=export|page=P/Said|id=Rules")
    desk.edit(EVE, f"{ASK}/12ab34cd", "A page of ours.")
    desk.edit(EVE, f"{ASK}/Rules", "Rules.")
    desk.run()
    assert [state for state, _, _ in desk.answers()] == ["failed", "done"]
    assert desk.text(f"{ASK}/12ab34cd") == "A page of ours."
    assert desk.text(f"{ASK}/Rules") == "Rules."


# How it is carried out


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
