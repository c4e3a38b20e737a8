"""docs/maintainers.md is true: its commands are there, its messages are said."""

from __future__ import annotations

import re
from itertools import chain

import pytest
import yaml

from bots.run import password_file
from bots.run.news import PATIENCE
from tests.operations.conftest import ROOT
from tests.operations.words import understood

TEXT = (ROOT / "docs" / "maintainers.md").read_text(encoding="utf-8")
CODE = [
    line.strip()
    for block in chain(
        re.findall(r"```sh\n(.*?)```", TEXT, re.DOTALL), re.findall(r"`([^`\n]+)`", TEXT)
    )
    for line in block.splitlines()
]
SOURCES = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "bots").rglob("*.py"))


def calls(before: str) -> list[str]:
    found = (re.search(rf"(?:^|/){before} (.+)$", line) for line in CODE)
    return sorted({match[1] for match in found if match})


@pytest.mark.parametrize("words", [*calls("consult"), *calls("scripts/job")])
def test_consult_understands_each_command(words: str):
    assert understood(f"consult {words}")


@pytest.mark.parametrize("words", calls("scripts/deploy"))
def test_deploy_knows_each_option(words: str):
    script = (ROOT / "scripts" / "deploy").read_text(encoding="utf-8")
    assert all(f"    {word})" in script for word in words.split())


@pytest.mark.parametrize("words", re.findall(r"“([^”]+)”", TEXT))
def test_each_message_is_one_that_the_bots_say(words: str):
    assert words in re.sub(r'"\s*f?"', "", SOURCES)


def test_each_job_is_in_the_table():
    jobs = yaml.safe_load((ROOT / "config" / "toolforge" / "jobs.yaml").read_text())
    for job in jobs:
        assert f"\n| {job['name']} | {job['schedule'].strip('@')} |" in TEXT


def test_each_exit_status_is_in_the_table():
    assert set(re.findall(r"^\| (\d)\b", TEXT, re.MULTILINE)) == {"1", "2", "3", "4"}


def test_the_variables_are_those_that_are_read():
    assert set(re.findall(r"CONSULT_BOT_\w+", TEXT)) == {
        password_file.LOGIN,
        password_file.PASSWORD,
    }


def test_three_runs_are_three_runs():
    assert PATIENCE == 3
