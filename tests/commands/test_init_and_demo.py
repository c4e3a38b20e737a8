"""The first minute: ``consult init`` and ``consult demo``."""

from __future__ import annotations

from pathlib import Path

import pytest

from bots.settings import load
from tests.commands.conftest import ROOT, Consult


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


def test_demo_runs_twice_and_the_second_time_nothing_is_left_to_do(empty: Path, consult: Consult):
    result = consult("demo")
    assert result.exit_code == 0
    first, second = result.output.split("The same again:")
    assert "15 saved" in first
    assert "Nothing is left to do" in second
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
