"""The first minute: ``consult init`` and ``consult demo``."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import requests

from bots.sandbox import packages
from bots.settings import load
from bots.stores.filenames import path_of
from tests.commands.conftest import HOSTS, ROOT, Consult


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_init_writes_commented_settings_that_load(empty: Path, consult: Consult):
    assert consult("init").exit_code == 0
    file = empty / "config" / "consultation.toml"
    assert load(file).consultation.wiki == "metawiki"
    assert file.read_text() == (ROOT / "config" / "consultation.toml.sample").read_text()


def test_init_overwrites_nothing(empty: Path, consult: Consult):
    consult("init", "mine.toml")
    (empty / "mine.toml").write_text("# mine")
    assert consult("init", "mine.toml").exit_code == 2
    assert (empty / "mine.toml").read_text() == "# mine"


def test_init_says_where_it_cannot_write(empty: Path, consult: Consult):
    Path("file").touch()
    for name in ("file/a.toml", "file/below/a.toml"):
        result = consult("init", name)
        assert result.exit_code == 2
        assert f"{name}: cannot be written (" in result.output
        assert "name a file in a folder that is there" in result.output


def test_demo_runs_twice_and_the_second_time_nothing_is_left_to_do(empty: Path, consult: Consult):
    result = consult("demo")
    assert result.exit_code == 0
    first, second = result.output.split("The same again:")
    assert f"{HOSTS} saved" in first
    assert "Nothing is left to do" in second
    assert "<!DOCTYPE html>" in (empty / "demo" / "report.html").read_text()
    assert (
        "|heading="
        in (empty / "demo/pages/Strategy/2030/Advocacy/Conversations.wikitext").read_text()
    )


def test_demo_makes_its_folder_anew_but_no_other(empty: Path, consult: Consult):
    assert consult("demo").exit_code == 0
    assert consult("demo").exit_code == 0
    (empty / "mine").mkdir()
    (empty / "mine" / "letter").write_text("dear")
    assert consult("demo", "mine").exit_code == 2
    assert (empty / "mine" / "letter").read_text() == "dear"


def test_demo_leaves_the_sample_as_it_is(empty: Path, consult: Consult):
    pages = ROOT / "examples" / "strategy-2030" / "pages"
    before = {path: path.stat().st_mtime_ns for path in pages.rglob("*")}
    consult("demo")
    assert {path: path.stat().st_mtime_ns for path in pages.rglob("*")} == before


@pytest.mark.mediawiki
@pytest.mark.skipif(bool(packages.missing()), reason=f"not installed: {packages.missing()}")
def test_demo_does_the_same_on_a_real_mediawiki(
    empty: Path,
):
    # A sandbox of its own, so that no other test's pages are in it.
    environment = {**os.environ, "XDG_STATE_HOME": str(empty / "state")}

    def run(*words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", "from bots.commands import main; main()", *words],
            cwd=empty,
            env=environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=True,
        )
        return done.stdout

    older = empty / "older"
    older.mkdir()
    (older / path_of("Template:Consultation common")).write_text("Of an earlier version.")
    try:
        run("sandbox", "up", "--pages", str(older))
        output = run("demo", "--mediawiki", "--now", "2018-10-01")
        first, second = output.split("The same again:")
        assert f"{HOSTS} saved" in first
        assert "Nothing is left to do" in second
        assert "earlier version" not in output
        address = re.search(r"http://127\.0\.0\.1:\d+/wiki/\S+", second)
        assert address
        shown = requests.get(address[0], timeout=60).text
        assert "Recommendations are handed over" in shown
        assert "{{Consultation" not in shown
        assert address[0].partition("/wiki/")[0] in (empty / "demo" / "report.html").read_text()
    finally:
        run("sandbox", "down", "--forget")
