"""Killed in the middle: the journal can be read, the next run completes, and undo finds all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from bots.run.journal import Journal, entries, new_run_id, runs, state_folder
from bots.run.undo import Undoing, edits_of, undo_run, unwritten_edits
from tests.run.conftest import MILESTONE, TALK, THREADS, TODAY, Place

ROOT = Path(__file__).resolve().parent.parent.parent

# Runs the bot on a folder and has it killed at one moment.
CRASH = """
import os, signal, sys
from pathlib import Path
from bots.run.journal import Journal
from bots.stores import folder_history
from bots.stores.folder import FolderStore
from tests.run.conftest import Place

folder, state, moment = sys.argv[1:]
def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

save, write = FolderStore.save, Journal.write
record = folder_history.History.record
if moment == "before the first edit":
    FolderStore.save = die
elif moment == "between page and history":
    def first(self, revision, *given, **more):
        if revision.user == "Consultation bot":
            die()
        record(self, revision, *given, **more)
    folder_history.History.record = first
elif moment == "between edit and journal":
    Journal.write = lambda self, entry: die() if entry.event == "saved" else write(self, entry)
elif moment == "in a line of the journal":
    def half(self, entry):
        if entry.event == "saved":
            with self._path.open("a") as out:
                out.write('{"event": "sav')
                out.flush()
            die()
        write(self, entry)
    Journal.write = half
elif moment == "between two edits":
    def second(self, title, *given, **more):
        if title == "P/Timeline":
            die()
        return save(self, title, *given, **more)
    FolderStore.save = second
elif moment == "before the end":
    Journal.write = lambda self, entry: die() if entry.event == "end" else write(self, entry)
Place(Path(folder), Path(state)).update()
"""

MOMENTS = {
    "before the first edit": [],
    "between page and history": ["P/Threads"],
    "between edit and journal": ["P/Threads"],
    "in a line of the journal": ["P/Threads"],
    "between two edits": ["P/Threads"],
    "before the end": ["P/Threads", "P/Timeline"],
}
"""When the bot is killed, and the pages that it has edited by then."""


def crash(place: Place, moment: str) -> str:
    """Have a run killed and return its id."""
    done = subprocess.run(
        [sys.executable, "-c", CRASH, str(place.folder), str(place.state), moment],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    (run,) = runs(journals(place))
    return run


def journals(place: Place) -> Path:
    return state_folder(place.state, place.store.name)


@pytest.fixture
def whole(tmp_path: Path) -> dict[str, str]:
    """The pages as a run leaves them that nobody kills."""
    place = Place(tmp_path / "whole", tmp_path / "other state")
    place.folder.mkdir()
    for title, text in first().items():
        place.write(title, text)
    place.update()
    return {title: place.text(title) for title in first()}


def first() -> dict[str, str]:
    return {"Talk:P": TALK, "P/Threads": THREADS, "P/Timeline": MILESTONE}


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_next_run_completes(place: Place, whole: dict[str, str], moment: str):
    run = crash(place, moment)
    edited = [title for title, text in first().items() if place.text(title) != text]
    assert edited == MOMENTS[moment]
    for title in edited:
        assert place.text(title) == whole[title]
    found = list(entries(journals(place), run))
    assert found[0].event == "start"
    assert {entry.event for entry in found} <= {"start", "saved"}
    _, outcome = place.update()
    assert outcome.status == 0
    assert [change.title for change in outcome.saved] == [
        title for title in ("P/Threads", "P/Timeline") if title not in edited
    ]
    assert {title: place.text(title) for title in whole} == whole
    assert place.update()[1].saved == []


@pytest.mark.parametrize(
    "moment", ["between edit and journal", "in a line of the journal", "before the end"]
)
def test_undo_takes_back_what_the_journal_was_not_told(place: Place, moment: str):
    run = crash(place, moment)
    folder = journals(place)
    known = list(entries(folder, run))
    edits = [
        *edits_of(known, frozenset()),
        *unwritten_edits(place.store, place.settings, run, known),
    ]
    assert sorted(edit.page for edit in edits) == MOMENTS[moment]
    undoing = Undoing(place.store, place.settings, run, TODAY)
    done = undo_run(undoing, edits, Journal(folder, new_run_id()), lambda *_: True)
    assert done.status == 0
    assert {title: place.text(title) for title in first()} == first()


def test_of_a_run_that_ended_the_journal_knows_all(place: Place):
    _, outcome = place.update()
    known = list(entries(journals(place), outcome.run))
    assert unwritten_edits(place.store, place.settings, outcome.run, known) == []


def test_an_edit_of_another_run_is_not_taken_for_one_of_this(place: Place):
    run = crash(place, "before the first edit")
    place.update(date(2018, 6, 2))
    known = list(entries(journals(place), run))
    assert unwritten_edits(place.store, place.settings, run, known) == []
