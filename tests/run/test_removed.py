"""Removed text does not live on: when it is taken out of a row, and when nothing is."""

from __future__ import annotations

import json
from datetime import date

import pytest

from bots.commands._outcome import as_data
from bots.commands.report import made_report
from bots.errors import TryLater
from bots.kinds import RECORD_SCHEMAS, ROWS
from bots.page.regions import read_host
from bots.reports.as_json import as_json
from bots.reports.spans import Span
from bots.run.gather import no_progress
from bots.run.removed import words_removed
from bots.stores.filenames import path_of
from bots.stores.folder import FolderStore
from tests.run.conftest import TALK, THREADS, Place

LATER = date(2018, 6, 9)
WORDS = ("Names", "Cy", "2018-04-22T09", "Cy wants", "for Di", "they said", "hush")


def rows(place: Place, title: str = "P/Threads"):
    host = read_host(title, place.text(title), ROWS, RECORD_SCHEMAS)
    return {row.cells["started"]: row for region in host.regions for row in region.rows}


@pytest.fixture
def coded(place: Place) -> Place:
    """A page on which people have written of each thread, in all ways they can."""
    place.update()
    text = place.text("P/Threads")
    head, row, rest = text.partition("|page=Talk:P\n|heading=Names\n")
    filled = rest.replace("|summary=\n", "|summary=Cy wants\n|mine=they said\n", 1)
    filled = filled.replace("|assigned to=\n", "|assigned to=for Di\n<!-- hush -->", 1)
    place.write("P/Threads", head + row + filled)
    place.update()
    assert all(word in place.text("P/Threads") for word in WORDS)
    return place


def test_a_comment_removed_takes_its_words_author_and_what_people_wrote_of_it_along(coded: Place):
    before = rows(coded)
    coded.write("Talk:P", TALK.partition("== Names ==")[0])
    _, outcome = coded.update(LATER)
    assert [change.title for change in outcome.saved] == ["P/Threads"]
    text = coded.text("P/Threads")
    assert not [word for word in WORDS if word in text]
    after = rows(coded)
    gone = after["2018-04-22"]
    assert gone.key == before["2018-04-22"].key
    assert gone.cells["gone"] == "2018-06-09"
    assert gone.cells["reason"] == "comment removed"
    assert gone.schema.in_sum(gone.cells)
    assert after["2018-04-21"].cells == before["2018-04-21"].cells
    assert coded.update(date(2018, 6, 10))[1].saved == []


def test_a_page_deleted_is_named_as_the_reason(coded: Place):
    (coded.folder / path_of("Talk:P")).unlink()
    coded.update(LATER)
    text = coded.text("P/Threads")
    assert not [word for word in (*WORDS, "Funding") if word in text]
    assert text.count("|reason=page deleted\n") == 2


def test_what_people_held_of_removed_words_goes_as_well(coded: Place):
    coded.write("P/Threads", coded.text("P/Threads").replace("|heading=Names", "|heading=Cy's"))
    coded.update()
    assert "|held=heading\n" in coded.text("P/Threads")
    coded.write("Talk:P", TALK.partition("== Names ==")[0])
    coded.update(LATER)
    assert "Cy's" not in coded.text("P/Threads")
    assert "held=heading" not in coded.text("P/Threads")


def test_a_copy_of_the_row_loses_the_words_too(coded: Place):
    text = coded.text("P/Threads")
    start = text.rindex("{{Consultation thread row")
    row = text[start : text.index("\n}}", start) + 4]
    assert "Cy wants" in row
    coded.write("P/Threads", text[:start] + row + text[start:])
    other = "{{Consultation region|id=o|kind=threads|source=Talk:P/Other}}\n{|\n"
    coded.write("Talk:P/Other", "== O ==\nO? [[User:Ed|Ed]] 09:00, 2 May 2018 (UTC)\n")
    coded.write("P/More", f"{other}{row}|}}\n{{{{Consultation region end|id=o}}}}")
    coded.write("Talk:P", TALK.partition("== Names ==")[0])
    coded.update(LATER)
    for title in ("P/Threads", "P/More"):
        assert not [word for word in WORDS if word in coded.text(title)], title


def test_what_people_write_in_a_row_that_is_gone_stays(coded: Place):
    coded.write("Talk:P", TALK.partition("== Names ==")[0])
    coded.update(LATER)
    text = coded.text("P/Threads")
    place = text.index("|note=", text.index("|reason=comment removed"))
    noted = f"{text[:place]}|note=At her wish.{text[place + 6 :]}"
    coded.write("P/Threads", noted)
    assert coded.update(date(2018, 6, 11))[1].saved == []
    assert coded.text("P/Threads") == noted


def test_a_comment_that_comes_back_has_its_row_again(coded: Place):
    coded.write("Talk:P", TALK.partition("== Names ==")[0])
    coded.update(LATER)
    coded.write("Talk:P", TALK)
    coded.update(date(2018, 6, 12))
    back = rows(coded)["2018-04-22"].cells
    assert back["heading"] == "Names"
    assert (back["gone"], back["reason"]) == ("", "")


def untouched(place: Place) -> bool:
    before = place.text("P/Threads")
    _, outcome = place.update(LATER)
    return place.text("P/Threads") == before and outcome.saved == []


def test_an_archived_thread_keeps_everything(coded: Place):
    funding, names, body = TALK.partition("== Names ==")
    coded.write("Talk:P", funding)
    coded.write("Talk:P/Archive 1", names + body)
    coded.update(LATER)
    text = coded.text("P/Threads")
    assert all(word in text for word in WORDS)
    assert "|page=Talk:P/Archive 1\n" in text


def test_a_comment_that_stands_in_another_thread_now_keeps_everything(coded: Place):
    coded.write("Talk:P", TALK.replace("\n== Names ==\n", ": "))
    coded.update(LATER)
    text = coded.text("P/Threads")
    assert all(word in text for word in WORDS)
    assert "|gone=2018" not in text


@pytest.mark.parametrize(
    "change",
    [
        lambda place: place.write("P/Threads", place.text("P/Threads").replace(
            "kind=threads", "kind=threads|source=Talk:P/Other")),
        lambda place: place.write("Talk:P", "#REDIRECT [[Elsewhere]]"),
    ],
    ids=["the source was narrowed", "the page was moved"],
)  # fmt: skip
def test_where_nobody_can_tell_nothing_is_taken_out(coded: Place, change):
    coded.write("Talk:P/Other", "")
    change(coded)
    assert untouched(coded)


def test_a_page_taken_out_of_the_settings_says_nothing_of_its_comments(
    coded: Place, monkeypatch: pytest.MonkeyPatch
):
    settings = coded.settings.model_dump()
    other = {**settings, "sources": [{"prefix": "Talk:Q"}]}
    changed = type(coded.settings).model_validate(other)
    monkeypatch.setattr(Place, "settings", property(lambda self: changed))
    assert untouched(coded)


def test_a_page_that_one_answer_leaves_out_is_not_taken_for_deleted(
    coded: Place, monkeypatch: pytest.MonkeyPatch
):
    read = FolderStore.read

    def forgetful(self, titles):
        return ((t, None if t == "Talk:P" else r) for t, r in read(self, titles))

    monkeypatch.setattr(FolderStore, "read", forgetful)
    _, outcome = coded.update(LATER)
    assert outcome.saved == []
    assert all(word in coded.text("P/Threads") for word in WORDS)


def test_a_page_that_cannot_be_read_ends_the_run_before_anything_is_written(
    coded: Place, monkeypatch: pytest.MonkeyPatch
):
    read = FolderStore.read

    def failing(self, titles):
        for title, revision in read(self, titles):
            if title == "Talk:P":
                raise TryLater("no answer")
            yield title, revision

    before = coded.text("P/Threads")
    monkeypatch.setattr(FolderStore, "read", failing)
    with pytest.raises(TryLater):
        coded.update(LATER)
    monkeypatch.undo()
    assert coded.text("P/Threads") == before


def test_the_revisions_that_hold_removed_words_are_listed_and_no_others(coded: Place):
    first, *_ = reversed(list(coded.store.history("P/Threads")))
    assert list(removed_words(coded)) == []
    coded.write("Talk:P", TALK.partition("== Names ==")[0])
    before = list(removed_words(coded))
    coded.update(LATER)
    found = list(removed_words(coded))
    blanked = coded.revision("P/Threads")
    holding = [r for r in coded.store.history("P/Threads") if "Names" in r.text]
    assert [entry.revision for entry in found] == [r.id for r in holding]
    assert len(holding) >= 2
    assert blanked.id not in [entry.revision for entry in found]
    assert first.id not in [entry.revision for entry in found]
    assert {entry.revision for entry in before} == {entry.revision for entry in found}
    assert all(entry.keys == (rows(coded)["2018-04-22"].key,) for entry in found)


def test_they_are_listed_too_where_a_person_has_deleted_the_row(coded: Place):
    text = coded.text("P/Threads")
    start = text.rindex("{{Consultation thread row")
    coded.write("P/Threads", text[:start] + text[text.index("\n}}\n", start) + 4 :])
    coded.write("Talk:P", TALK.partition("== Names ==")[0])
    assert removed_words(coded)


def removed_words(place: Place):
    return list(words_removed(place.store, place.settings, LATER, no_progress))


def test_neither_a_report_nor_the_journal_nor_the_output_has_the_words(coded: Place):
    coded.write("Talk:P", TALK.partition("== Names ==")[0])
    _, outcome = coded.update(LATER)
    made = made_report(coded.store, coded.settings, LATER, Span(LATER, None))
    told = json.dumps([as_json(made), as_data(outcome, coded.job(LATER).plan(), simulated=False)])
    for file in coded.state.rglob("*.jsonl"):
        told += file.read_text(encoding="utf-8")
    assert "P/Threads" in told
    assert not [word for word in WORDS if word in told]


def test_rows_of_a_statement_lose_the_words_in_the_facets_of_the_consultation_too(
    place: Place,
):
    place.write("P/Threads", THREADS.replace("kind=threads", "kind=statements"))
    place.update()
    text = place.text("P/Threads")
    assert "Which?" in text
    start = text.index("Which?")
    place.write(
        "P/Threads",
        text[:start] + text[start:].replace("|theme=", "|theme=hush", 1),
    )
    place.write("Talk:P", TALK.partition("== Names ==")[0])
    _, outcome = place.update(LATER)
    after = place.text("P/Threads")
    assert not [word for word in ("Which?", "Cy", "hush") if word in after]
    assert "How much?" in after
    assert outcome.status == 0
    assert place.update(date(2018, 6, 10))[1].saved == []
