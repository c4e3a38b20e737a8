"""Out to a spreadsheet and back: what people typed arrives, and what others did meanwhile stays."""

from __future__ import annotations

from datetime import date

import pytest

from bots.run import room
from bots.run.journal import Journal, entries, new_run_id, state_folder
from bots.run.undo import Undoing, edits_of, undo_run
from bots.run.update import Answer
from tests.exchange.conftest import FACETS, Office
from tests.kinds.conftest import SIGNED, TALK

LATER = date(2018, 6, 9)
ROW = "row (id)"


def keys(office: Office) -> list[str]:
    return [row.key for row in office.rows("P/Said")]


def titles(outcome) -> list[str]:
    return [change.title for change in outcome.saved]


def test_what_people_typed_arrives_in_their_cells_and_nowhere_else(office: Office):
    table = office.export()
    table[0].update({"theme": "money", "summary": "They agree.", "due": "2019-01-02"})
    before = office.text("P/Said")
    importing, outcome = office.imported(table)
    assert (outcome.status, importing.findings, titles(outcome)) == (0, [], ["P/Said"])
    expected = before.replace("|theme=\n", "|theme=money\n", 1)
    expected = expected.replace("|summary=\n", "|summary=They agree.\n", 1)
    assert office.text("P/Said") == expected.replace("|due=\n", "|due=2019-01-02\n", 1)
    assert office.revision("P/Said").summary.startswith("Coding: 1 row changed")
    assert titles(office.update(LATER)[1]) == []


def test_a_second_import_of_the_same_file_does_nothing(office: Office):
    table = office.export()
    table[0].update({"theme": "money | law", "part": "1.0"})
    office.imported(table)
    importing, outcome = office.imported(table)
    assert (titles(outcome), importing.findings) == ([], [])


def test_what_was_changed_in_both_places_is_reported_and_stays(office: Office):
    table = office.export()
    first, second = keys(office)
    table[0].update({"theme": "money", "summary": "mine"})
    table[1]["theme"] = "names"
    office.fill("P/Said", first, theme="law", note="theirs")
    importing, outcome = office.imported(table)
    assert (office.cells(first)["theme"], office.cells(first)["summary"]) == ("law", "mine")
    assert (office.cells(first)["note"], office.cells(second)["theme"]) == ("theirs", "names")
    (found,) = importing.findings
    assert importing.failed
    assert (found.what, found.page, found.key, found.cell) == ("conflict", "P/Said", first, "theme")
    assert (found.mine, found.theirs, found.line) == ("money", "law", 2)
    assert "the file says “money”, the wiki “law”" in found.sentence
    assert outcome.status == 0


def test_a_cell_emptied_on_the_wiki_and_changed_in_the_file_is_a_conflict(office: Office):
    first, _ = keys(office)
    office.fill("P/Said", first, theme="law")
    table = office.export()
    office.fill("P/Said", first, theme="")
    table[0]["theme"] = "money"
    importing, _ = office.imported(table)
    assert [found.what for found in importing.findings] == ["conflict"]
    assert office.cells(first)["theme"] == ""


def test_what_both_changed_alike_is_no_conflict(office: Office):
    table = office.export()
    table[0]["summary"] = "“One” form\xa0 "
    office.fill("P/Said", keys(office)[0], summary='"One" form')
    importing, outcome = office.imported(table)
    assert (importing.findings, titles(outcome)) == ([], [])


def test_a_cell_that_only_the_wiki_changed_stays(office: Office):
    table = office.export()
    office.fill("P/Said", keys(office)[0], theme="law", summary="theirs")
    importing, outcome = office.imported(table)
    assert (importing.findings, titles(outcome)) == ([], [])


def test_an_edit_while_it_saves_is_merged_and_a_conflict_then_is_reported(office: Office):
    table = office.export()
    first, second = keys(office)
    table[0]["theme"] = "money"
    table[1]["theme"] = "names"

    def meddle(_):
        office.fill("P/Said", first, theme="law", note="meanwhile")
        return Answer.YES

    importing, outcome = office.imported(table, meddle)
    assert titles(outcome) == ["P/Said"]
    assert office.cells(first)["note"] == "meanwhile"
    assert (office.cells(first)["theme"], office.cells(second)["theme"]) == ("law", "names")
    assert [(found.what, found.key) for found in importing.findings] == [("conflict", first)]


def test_a_run_of_it_stands_in_the_journal_without_a_word_and_can_be_taken_back(office: Office):
    table = office.export()
    before = office.text("P/Said")
    table[0]["summary"] = "hush"
    table[1]["summary"] = "}}"
    _, outcome = office.imported(table)
    folder = state_folder(office.state, office.store.name)
    written = list(entries(folder, outcome.run))
    assert [entry.event for entry in written] == ["start", "saved", "end"]
    assert not [path for path in office.state.rglob("*.jsonl") if "hush" in path.read_text()]
    undoing = Undoing(office.store, office.settings, outcome.run, LATER)
    done = undo_run(
        undoing, edits_of(written, frozenset()), Journal(folder, new_run_id()), lambda *_: True
    )
    assert done.status == 0
    assert office.text("P/Said") == before


def test_a_page_that_the_bot_may_not_edit_is_left_alone(office: Office):
    table = office.export()
    table[0]["theme"] = "money"
    office.write("P/Said", office.text("P/Said") + "\n{{nobots}}")
    _, outcome = office.imported(table)
    assert (outcome.status, titles(outcome)) == (1, [])


def test_a_page_that_is_not_sound_is_named_and_the_others_are_written(office: Office):
    office.region("P/More", "statements")
    office.update()
    table = office.export()
    assert len(table) == 4
    for row in table:
        row["theme"] = "money"
    broken = office.text("P/Said").replace("{{Consultation region end", "{{Consultation regio")
    office.write("P/Said", broken)
    importing, outcome = office.imported(table)
    assert titles(outcome) == ["P/More"]
    assert [refusal.title for refusal in outcome.refusals] == ["P/Said"]
    assert {row.cells["theme"] for row in office.rows("P/More")} == {"money"}
    assert importing.failed or outcome.status == 1
    assert office.text("P/Said") == broken


def test_one_statement_in_two_lists_is_coded_in_the_one_that_was_meant(office: Office):
    office.region("P/More", "statements")
    office.update()
    table = office.export()
    next(row for row in table if row["list (page)"] == "P/More")["theme"] = "money"
    office.imported(table)
    assert [row.cells["theme"] for row in office.rows("P/More")] == ["money", ""]
    assert [row.cells["theme"] for row in office.rows("P/Said")] == ["", ""]
    short = [{ROW: table[0][ROW], "theme": "law"}]
    importing, _ = office.imported(short)
    assert "it stands in several lists (P/More, P/Said)" in importing.findings[0].why


def test_a_list_that_was_moved_to_another_page_is_found(office: Office):
    table = office.export()
    table[0]["theme"] = "money"
    office.write("P/Elsewhere", office.text("P/Said"))
    office.write("P/Said", "It is elsewhere now.")
    importing, outcome = office.imported(table)
    assert (importing.findings, titles(outcome)) == ([], ["P/Elsewhere"])


def test_a_row_taken_away_meanwhile_is_reported_only_where_it_was_coded(office: Office):
    table = office.export()
    office.region("P/Said", "statements")
    assert office.imported(table)[0].findings == []
    table[0]["theme"] = "money"
    importing, _ = office.imported(table)
    assert ["no such row" in found.why for found in importing.findings] == [True]


def test_rows_on_further_pages_go_out_and_come_back(
    office: Office, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(room, "MOST_ROWS", 2)
    office.write("Talk:P", TALK + f"\n== More ==\nYes? {SIGNED.format('Ed', 3, 23)}\n")
    office.update()
    table = office.export(pages=frozenset({"P/Said"}))
    assert [row["list (page)"] for row in table] == ["P/Said", "P/Said", "P/Said/r/2"]
    table[2]["theme"] = "money"
    _, outcome = office.imported(table)
    assert titles(outcome) == ["P/Said/r/2"]
    assert [row.cells["theme"] for row in office.rows("P/Said/r/2")] == ["money"]
    assert titles(office.update(LATER)[1]) == []


def test_a_facet_that_the_settings_name_since_is_added_to_rows(office: Office):
    office.more = {**office.more, "facets": {**FACETS, "level": {"high": {}}}}
    table = office.export()
    table[0]["level"] = "high"
    before = office.text("P/Said")
    office.imported(table)
    assert office.text("P/Said") == before.replace("|question=\n", "|question=\n|level=high\n", 1)


def test_a_row_that_visual_editor_put_on_one_line_is_written_too(office: Office):
    text = office.text("P/Said")
    start = text.index("{{Consultation statement")
    end = text.index("\n}}", start)
    office.write("P/Said", text[:start] + text[start:end].replace("\n|", "|") + text[end + 1 :])
    table = office.export()
    table[0].update({"theme": "a | b", "excluded": "one\n\ntwo"})
    importing, outcome = office.imported(table)
    assert (importing.findings, outcome.status) == ([], 0)
    cells = office.cells(keys(office)[0])
    assert (cells["theme"], cells["excluded"]) == ("a {{!}} b", "one\n\ntwo")


def test_a_part_that_a_person_took_away_does_not_come_back_with_the_same_file(office: Office):
    first, second = keys(office)
    table = office.export()
    table.append({**table[0], "part": "2", "theme": "law"})
    office.imported(table)
    office.update(LATER)
    text = office.text("P/Said")
    start = text.index(f"{{{{Consultation statement\n|id={first}-2\n")
    office.write("P/Said", text[:start] + text[text.index("\n}}\n", start) + 4 :])
    importing, outcome = office.imported(table)
    assert (titles(outcome), keys(office)) == ([], [first, second])
    [found] = importing.findings
    assert (found.what, found.key) == ("refused", f"{first}-2")
    assert "part 2 was split off before, and was taken away since" in found.sentence
    table[-1]["part"] = "3"
    assert office.imported(table)[0].findings == []
    assert keys(office) == [first, f"{first}-3", second]


def test_splitting_and_merging_count_as_if_they_were_typed_on_the_wiki(office: Office):
    first, second = keys(office)
    table = office.export()
    table.append({**table[0], "part": "2", "theme": "law"})
    table[1]["merged into"] = table[0][ROW]
    importing, _ = office.imported(table)
    assert importing.findings == []
    assert keys(office) == [first, f"{first}-2", second]
    copy = office.cells(f"{first}-2")
    assert (copy["part"], copy["theme"]) == ("2", "law")
    assert copy["quote"] == office.cells(first)["quote"]
    assert office.cells(second)["merged into"] == first
    office.update(LATER)
    assert titles(office.update(LATER)[1]) == []
    again = office.export()
    assert [row[ROW] for row in again] == [f"#{key}" for key in (first, f"{first}-2", second)]
    again[1]["theme"] = "names"
    again.append({**again[1], "part": "3"})
    office.imported(again)
    assert keys(office) == [first, f"{first}-2", f"{first}-3", second]
    assert office.cells(f"{first}-2")["theme"] == "names"
