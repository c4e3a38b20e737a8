"""A problem is told once, after it has lasted, and marked where it is mended."""

from __future__ import annotations

from bots.kinds import KINDS
from bots.page.problems import KIND, MARKERS
from bots.run.job import Job
from bots.run.lasting import lasting_of
from bots.run.update import Answer
from tests.run.conftest import TODAY
from tests.run.notices.board import HEADING, LOST, OTHER, SOUND, Board


def test_a_problem_that_lasted_for_a_run_is_told_and_then_never_again(board: Board):
    board.write("P/X", LOST)
    assert board.runs(1) == []
    assert board.runs(1) == ["Talk:P/X"]
    text = board.text("Talk:P/X")
    assert text.startswith(HEADING)
    assert board.told("Talk:P/X") == {MARKERS: True}
    assert "line 1: region t begins here but does not end" in text
    assert board.runs(3) == []
    assert board.text("Talk:P/X") == text


def test_without_the_setting_nothing_is_told(board: Board):
    board.more = {}
    board.write("P/X", LOST)
    assert board.runs(3) == []
    assert board.revision("Talk:P/X") is None


def test_a_run_of_a_part_and_a_simulation_tell_nothing_and_see_nothing(board: Board):
    board.write("P/X", LOST)
    lasting = lasting_of(board.state, board.store.name, "P/Bot")
    part = Job(board.store, board.settings, KINDS, TODAY, frozenset({"P/X"}), lasting=lasting)
    few = Job(board.store, board.settings, {"threads": KINDS["threads"]}, TODAY, lasting=lasting)
    for job in (part, few):
        job.run(board.state, lambda _: Answer.ALL, lambda _: None)
    whole = Job(board.store, board.settings, KINDS, TODAY, lasting=lasting)
    whole.simulate()
    assert board.runs(1) == []


def test_a_simulation_shows_what_a_run_would_tell(board: Board):
    board.write("P/X", LOST)
    board.run()
    lasting = lasting_of(board.state, board.store.name, "P/Bot")
    job = Job(board.store, board.settings, KINDS, TODAY, lasting=lasting)
    plan, _ = job.simulate()
    (change,) = plan.changes
    assert (change.title, change.base, change.kinds) == ("Talk:P/X", None, ("notice",))
    assert board.revision("Talk:P/X") is None


def test_an_edit_in_the_making_is_not_commented_on(board: Board):
    board.write("P/X", LOST)
    board.run()
    board.write("P/X", SOUND)
    board.run()
    board.write("P/X", LOST)
    board.run()
    assert board.revision("Talk:P/X") is None


def test_what_is_mended_is_marked_in_place_and_once(board: Board):
    board.write("P/X", LOST)
    board.runs()
    before = board.text("Talk:P/X")
    board.write("P/X", SOUND)
    assert board.runs(3, days=4) == ["Talk:P/X"]
    assert board.text("Talk:P/X") == before.replace("|mended=\n", "|mended=2018-06-05\n")


def test_a_problem_that_comes_and_goes_is_told_once_and_mended_once(board: Board):
    for days in range(1, 9):
        board.write("P/X", LOST if days % 3 else SOUND)
        board.runs(2, days=days)
    history = list(board.store.history("Talk:P/X"))
    assert len(history) == 2
    assert board.told("Talk:P/X") == {MARKERS: False}


def test_another_problem_is_told_by_itself_and_both_are_mended_in_one_edit(board: Board):
    board.write("P/X", LOST)
    board.runs()
    board.write("P/X", OTHER)
    assert board.runs(1) == []
    assert board.runs(1) == ["Talk:P/X"]
    # While the page is refused nobody can tell whether the first problem is mended.
    assert board.told("Talk:P/X") == {MARKERS: True, KIND: True}
    assert board.text("Talk:P/X").count("==") == 4
    board.write("P/X", SOUND)
    assert board.runs(2) == ["Talk:P/X"]
    assert board.told("Talk:P/X") == {MARKERS: False, KIND: False}
