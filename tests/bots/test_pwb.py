"""The bots under ``pwb`` on a real MediaWiki: pywikibot's options and page generators."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bots.sandbox import load
from bots.sandbox.sample import folder, pages
from bots.stores.web import WebStore
from bots.templates import templates
from tests.mediawiki import wiki  # noqa: F401

pytestmark = pytest.mark.mediawiki

BOTS = ("summarize_consultation", "update_milestones", "update_working_groups")
PWB = Path(sys.executable).with_name("pwb")


@pytest.fixture(scope="module")
def pwb(wiki, tmp_path_factory: pytest.TempPathFactory):  # noqa: F811
    """Runs ``pwb`` with these words where the sample's settings are; gives output and status.

    The sample is loaded once; the tests follow each other on it.
    """
    load(wiki, {**templates(), **pages(folder())})
    place = tmp_path_factory.mktemp("pwb")
    shutil.copytree(folder().parent / "config", place / "config")

    def run(*words: str) -> tuple[str, int]:
        done = subprocess.run(
            [PWB, *words],
            cwd=place,
            env={
                **os.environ,
                "PYWIKIBOT_DIR": str(wiki.place.pywikibot),
                "PYWIKIBOT_NO_USER_CONFIG": "0",
                "CONSULT_STATE": str(place / "state"),
            },
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        return done.stdout + done.stderr, done.returncode

    return run


@pytest.fixture
def status_cells(wiki):  # noqa: F811
    """Says how many milestones on a page have a status."""

    def count(title: str) -> int:
        ((_, revision),) = WebStore(wiki.api).read([title])
        assert revision is not None
        return revision.text.count("\n|status=")

    return count


@pytest.mark.parametrize("name", BOTS)
def test_help_prints_what_the_bot_does_and_its_options(pwb, name: str):
    output, status = pwb(name, "-help")
    assert status == 0
    assert "in place" in output
    assert "-always" in output


def test_simulate_writes_nothing_and_never_says_saved(pwb, status_cells):
    output, status = pwb("update_milestones", "-simulate", "-now:2018-10-01")
    assert status == 0
    assert "Strategy/2030/Timeline" in output
    assert "saved" not in output.lower()
    assert status_cells("Strategy/2030/Data") == 0


def test_a_page_generator_chooses_pages(pwb, status_cells):
    pwb("update_milestones", "-always", "-page:Strategy/2030/Data")
    assert status_cells("Strategy/2030/Data") == 3
    assert status_cells("Strategy/2030/Milestones") == 0
    output, status = pwb("summarize_consultation", "-always", "-prefixindex:Strategy/2030/Conv")
    assert status == 0
    assert "Strategy/2030/Conversations/fr: saved" in output
    assert "Strategy/2030/Advocacy/Conversations: saved" not in output


def test_always_saves_and_the_second_run_finds_nothing_to_do(pwb, status_cells):
    output, status = pwb("update_milestones", "-always", "-now:2018-10-01")
    assert status == 0, output
    assert status_cells("Strategy/2030/Data") == 3
    output, status = pwb("update_milestones", "-always", "-now:2018-10-01")
    assert "Nothing is left to do" in output


def test_each_bot_keeps_its_own_kinds(pwb):
    output, _ = pwb("update_working_groups", "-always")
    assert "Strategy/2030/Working groups: saved" in output
    assert "Strategy/2030/Milestones" not in output


def test_an_unknown_option_is_wrong_use(pwb):
    output, status = pwb("update_milestones", "-allways")
    assert status == 2
    assert "-allways" in output
