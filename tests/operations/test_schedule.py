"""``consult update`` as a schedule runs it: alone, told to stop, and heard of when it matters."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.commands.conftest import Consult, consult, sample  # noqa: F401

ALWAYS = ("update", "--store", "folder:pages", "--always")
GRACE = 15
"""Seconds that Toolforge leaves between SIGTERM and SIGKILL."""
SETTINGS = """[consultation]
name = "P"
wiki = "metawiki"
task = "P/Bot"
stop = "P/Stop"
[scope]
prefixes = ["P"]
"""
MILESTONE = """== Gathering {number} ==
{{{{Consultation milestone
|id=gathering-{number}
|title=Gathering {number}
|date=2018-07-18
}}}}
"""
PAGES = 200


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A consultation of so many pages that a run is always interrupted in its midst."""
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "p.toml").write_text(SETTINGS)
    pages = tmp_path / "pages" / "P"
    pages.mkdir(parents=True)
    for number in range(PAGES):
        (pages / f"{number}.wikitext").write_text(MILESTONE.format(number=number))
    return tmp_path


def start(folder: Path, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", "from bots.commands import main; main()", *words],
        cwd=folder,
        env={**os.environ, "CONSULT_STATE": str(folder / "state")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def done(folder: Path) -> int:
    return sum("|status=" in page.read_text() for page in (folder / "pages" / "P").iterdir())


def test_sigterm_ends_a_run_in_time_and_the_next_one_completes(many: Path):
    run = start(many, *ALWAYS)
    assert run.stdout is not None
    assert run.stdout.readline().startswith("✓ ")
    told = time.monotonic()
    run.send_signal(signal.SIGTERM)
    _, errors = run.communicate(timeout=60)
    assert time.monotonic() - told < GRACE
    assert run.returncode == 4
    assert "told to stop (SIGTERM)" in errors
    assert 0 < done(many) < PAGES
    after = start(many, *ALWAYS)
    output, _ = after.communicate(timeout=60)
    assert after.returncode == 0
    assert done(many) == PAGES
    assert f"{PAGES} pages looked at" in output


def test_sigterm_while_pages_are_read_writes_nothing(many: Path):
    # A pipe with nobody at its other end keeps the run where it reads its settings.
    (many / "config" / "p.toml").unlink()
    os.mkfifo(many / "config" / "p.toml")
    run = start(many, *ALWAYS)
    with (many / "config" / "p.toml").open("w") as pipe:
        run.send_signal(signal.SIGTERM)
        _, errors = run.communicate(timeout=GRACE)
        pipe.close()
    assert run.returncode == 4
    assert "told to stop (SIGTERM)" in errors
    assert done(many) == 0


def broken(consultation: Path, name: str) -> None:
    (consultation / "pages" / "Strategy" / f"{name}.wikitext").write_text(
        "{{Consultation region|id=x|kind=threads}}\nIts end is missing."
    )


@pytest.fixture
def at_work(sample: Path, consult: Consult) -> Path:  # noqa: F811
    """The sample after its first run, with a page in it that no run can save."""
    assert consult(*ALWAYS).exit_code == 0
    broken(sample, "2030/Broken")
    return sample


def test_without_the_option_each_run_fails(at_work: Path, consult: Consult):  # noqa: F811
    assert [consult(*ALWAYS).exit_code for _ in range(2)] == [1, 1]


def test_a_refusal_fails_the_run_that_finds_it_and_is_listed_in_all(
    at_work: Path,
    consult: Consult,  # noqa: F811
):
    results = [consult(*ALWAYS, "--tell-once") for _ in range(3)]
    assert [result.exit_code for result in results] == [1, 0, 0]
    assert all("Strategy/2030/Broken" in result.output for result in results)


def test_another_refusal_fails_again(at_work: Path, consult: Consult):  # noqa: F811
    consult(*ALWAYS, "--tell-once")
    broken(at_work, "2030/Broken_too")
    result = consult(*ALWAYS, "--tell-once")
    assert result.exit_code == 1
    assert "Strategy/2030/Broken too, line" in result.output


def test_a_stop_page_is_told_once_and_said_always(at_work: Path, consult: Consult):  # noqa: F811
    consult(*ALWAYS, "--tell-once")
    (at_work / "pages" / "Strategy" / "2030" / "Bot" / "Stop.wikitext").write_text("Please wait.")
    results = [consult(*ALWAYS, "--tell-once") for _ in range(2)]
    assert [result.exit_code for result in results] == [4, 0]
    assert all("someone has stopped the bot" in result.output for result in results)


def test_simulating_tells_once_too(at_work: Path, consult: Consult):  # noqa: F811
    simulate = ("update", "--store", "folder:pages", "--simulate", "--tell-once")
    assert [consult(*simulate).exit_code for _ in range(2)] == [1, 0]


def test_a_run_on_some_pages_would_forget_the_others(at_work: Path, consult: Consult):  # noqa: F811
    result = consult(*ALWAYS, "--tell-once", "--page", "Strategy/2030/Timeline")
    assert result.exit_code == 2
    assert "whole runs" in result.output
