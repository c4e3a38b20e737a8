"""A problem is told in the run that finds it and listed in all: a schedule mails what is new."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from bots.errors import Conflict, ConsultationError, Stopped, TryLater, UsageError
from bots.run.news import PATIENCE, Told

LOCKED = ConsultationError("is protected", title="P/Threads", line=3)
BROKEN = ConsultationError("the region has no end", title="P/Timeline", line=7)
STOP = Stopped("someone has stopped the bot here", title="P/Stop")


@pytest.fixture
def told(tmp_path: Path) -> Told:
    return Told(tmp_path / "state", "wiki")


def test_all_is_well(told: Told):
    assert told.status([]) == 0


def test_a_refusal_is_told_once(told: Told):
    assert [told.status([LOCKED]) for _ in range(3)] == [1, 0, 0]


def test_a_second_refusal_is_told_beside_the_first(told: Told):
    told.status([LOCKED])
    assert told.status([LOCKED, BROKEN]) == 1
    assert told.status([LOCKED, BROKEN]) == 0


def test_one_that_was_mended_and_comes_back_is_new(told: Told):
    told.status([LOCKED])
    told.status([])
    assert told.status([LOCKED]) == 1


def test_a_line_that_moved_is_not_new(told: Told):
    told.status([LOCKED])
    assert told.status([ConsultationError("is protected", title="P/Threads", line=9)]) == 0


def test_the_same_on_another_page_is_new(told: Told):
    told.status([LOCKED])
    assert told.status([LOCKED, ConsultationError("is protected", title="P/Other")]) == 1


def test_a_stop_is_told_once_with_its_own_status(told: Told):
    assert [told.status([], STOP) for _ in range(2)] == [4, 0]


def test_wrong_settings_are_told_once_with_their_own_status(told: Told):
    assert [told.status([], UsageError("is not TOML")) for _ in range(2)] == [2, 0]


def test_a_run_that_was_stopped_forgets_nothing(told: Told):
    told.status([LOCKED])
    told.status([], STOP)
    assert told.status([LOCKED]) == 0


def test_what_may_pass_by_itself_is_told_when_it_lasts(told: Told):
    statuses = [told.status([], TryLater(f"run {number} is at work")) for number in range(5)]
    assert statuses == [0, 0, 3, 0, 0]
    assert statuses.index(3) + 1 == PATIENCE


def test_a_page_that_is_being_edited_is_told_when_it_lasts(told: Told):
    conflict = Conflict("was changed meanwhile", title="P/Threads")
    assert [told.status([conflict]) for _ in range(4)] == [0, 0, 1, 0]


def test_two_jobs_on_one_machine_tell_their_own(tmp_path: Path):
    assert Told(tmp_path, "wiki").status([LOCKED]) == 1
    assert Told(tmp_path, "wiki other.toml").status([LOCKED]) == 1


def test_a_memory_that_cannot_be_read_tells_once_more(tmp_path: Path):
    Told(tmp_path, "wiki").status([LOCKED])
    next(tmp_path.glob("told-*.json")).write_text("{")
    assert Told(tmp_path, "wiki").status([LOCKED]) == 1


def test_the_memory_is_its_owners_alone(tmp_path: Path, told: Told):
    told.status([LOCKED])
    (file,) = (tmp_path / "state").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
