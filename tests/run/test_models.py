"""Pages that the wiki takes for something else than wikitext hold no comments and no regions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bots.run.update import Answer
from bots.stores.folder import FolderStore
from tests.run.conftest import TALK, THREADS, Place


@pytest.fixture
def models(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The content models of the pages that are no wikitext, by title."""
    models: dict[str, str] = {}
    read = FolderStore._revision

    def revision(store: FolderStore, title: str):
        found = read(store, title)
        return found and replace(found, model=models.get(found.title, "wikitext"))

    monkeypatch.setattr(FolderStore, "_revision", revision)
    return models


def test_comments_on_such_a_page_are_told_of_and_not_counted(place: Place, models):
    place.write("Talk:P/Board", TALK)
    models["Talk:P/Board"] = "flow-board"
    plan, _ = place.update()
    assert "Talk:P/Board" not in place.text("P/Threads")
    assert [(title, "flow-board" in what) for title, what in plan.troubles] == [
        ("Talk:P/Board", True)
    ]


def test_rows_whose_page_became_one_keep_their_words(place: Place, models):
    place.update()
    before = place.text("P/Threads")
    models["Talk:P"] = "flow-board"
    plan, outcome = place.update()
    assert place.text("P/Threads") == before
    assert (outcome.status, [title for title, _ in plan.troubles]) == (0, ["Talk:P"])


def test_markers_on_such_a_page_are_none(place: Place, models):
    models["P/Threads"] = "css"
    place.update()
    assert place.text("P/Threads") == THREADS


def test_a_page_that_becomes_one_in_the_middle_of_a_run_is_left_alone(place: Place, models):
    def meddle(change):
        if change.title == "P/Threads":
            place.write("P/Threads", f"Mine.\n{THREADS}")
            models["P/Threads"] = "text"
        return Answer.YES

    _, outcome = place.update(ask=meddle)
    assert place.text("P/Threads") == f"Mine.\n{THREADS}"
    assert "became one of text" in str(outcome.refusals[0])
