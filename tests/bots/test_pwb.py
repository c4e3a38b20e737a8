"""The bots under ``pwb`` on a real MediaWiki: pywikibot's options and page generators."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from bots.kinds import KINDS
from bots.sandbox.sample import folder
from bots.stores.web import WebStore
from tests.conftest import ROOT
from tests.mediawiki import bot, human, load_sample, wiki  # noqa: F401

pytestmark = pytest.mark.mediawiki

BOTS = sorted(
    path.stem
    for path in (ROOT / "bots").glob("*.py")
    if "\nBOT = Bot(" in path.read_text(encoding="utf-8")
)
"""Every bot there is: pywikibot's entry point makes the files in ``bots`` its scripts."""
PWB = Path(sys.executable).with_name("pwb")


@pytest.fixture(scope="module")
def pwb(wiki, tmp_path_factory: pytest.TempPathFactory):  # noqa: F811
    """Runs ``pwb`` with these words where the sample's settings are; gives output and status.

    The sample is loaded once; the tests follow each other on it.
    """
    load_sample(wiki)
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
def everything(bot):  # noqa: F811
    """Says which revision each page of the consultation is at."""
    return lambda: {
        title: revision.id if revision else 0
        for title, revision in bot.read(
            [*bot.titles("Strategy/2030"), *bot.titles("Talk:Strategy")]
        )
    }


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
    first = (ROOT / "bots" / f"{name}.py").read_text(encoding="utf-8").split('"""')[1]
    assert first.partition("\n")[0] in output
    assert "-settings:FILE" in output
    # Those of pywikibot's page generators, from pywikibot itself.
    assert "-transcludes" in output
    assert "&" not in output.partition("GENERATOR OPTIONS")[0]


@pytest.mark.parametrize("name", BOTS)
def test_each_bot_runs_and_simulates_where_nobody_can_be_asked(pwb, everything, name: str):
    before = everything()
    output, status = pwb(name, "-page:Strategy/2030/Timeline", "-page:Strategy/2030/Conversations")
    assert status == 0, output
    assert "saved" not in output.lower()
    assert "of 2 pages would change" in output or "on 2 pages" in output
    assert everything() == before


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


def test_generators_by_category_and_by_template_choose_pages_too(
    pwb,
    status_cells,
    bot,  # noqa: F811
    human,  # noqa: F811
):
    ((_, page),) = bot.read(["Strategy/2030/Working groups"])
    human.edit(page.title, f"{page.text}\n[[Category:Groups of 2030]]")
    output, status = pwb("update_working_groups", "-cat:Groups of 2030", "-always")
    assert status == 0, output
    assert "1 of 1 pages saved" in output
    assert "Strategy/2030/Working groups: saved" in output
    output, _ = pwb("update_working_groups", "-transcludes:Consultation milestone")
    assert "None of the pages chosen" in output or "Nothing is left to do" in output


def test_summaries_come_from_pywikibots_i18n_and_name_the_run(pwb, bot):  # noqa: F811
    output, _ = pwb("update_milestones", "-always", "-page:Strategy/2030/Timeline")
    run = output.rsplit("run ", 1)[1].split()[0]
    ((_, page),) = bot.read(["Strategy/2030/Timeline"])
    assert page.summary == (
        f"Milestone: {page.text.count('|sum=')} rows changed ([[Strategy/2030/Bot]], run {run},"
        " stop: [[Strategy/2030/Bot/Stop]])"
    )


def test_generators_that_find_nothing_or_no_title_save_nothing(pwb, everything):
    before = everything()
    output, status = pwb("update_milestones", "-always", "-cat:No such category")
    assert (status, "found no page" in output) == (0, True)
    output, status = pwb("update_milestones", "-always", "-page:Talk:Strategy/2030")
    assert (status, "None of the pages chosen" in output) == (0, True)
    output, status = pwb("update_milestones", "-always", "-page:Bad[title]")
    assert status != 0
    assert "Traceback" not in output
    assert everything() == before


def test_settings_are_found_by_name(pwb):
    output, status = pwb("update_milestones", "-simulate", "-settings:config/none.toml")
    assert status == 2
    assert "config/none.toml" in output
    assert pwb("update_milestones", "-simulate", "-settings:config/strategy-2030.toml")[1] == 0


def test_always_saves_and_the_second_run_finds_nothing_to_do(pwb, status_cells):
    output, status = pwb("update_milestones", "-always", "-now:2018-10-01")
    assert status == 0, output
    assert status_cells("Strategy/2030/Data") == 3
    output, status = pwb("update_milestones", "-always", "-now:2018-10-01")
    assert "Nothing is left to do" in output


def test_each_bot_keeps_its_own_kinds(pwb):
    output, _ = pwb("update_working_groups", "-always")
    assert "Strategy/2030/Advocacy: saved" in output
    assert "Strategy/2030/Milestones" not in output


def test_an_unknown_option_is_wrong_use(pwb):
    output, status = pwb("update_milestones", "-allways")
    assert status == 2
    assert "-allways" in output


def test_the_page_about_pywikibot_names_every_bot_and_its_examples_are_understood():
    text = (ROOT / "docs" / "pywikibot.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)) == BOTS
    lines = [line for line in text.splitlines() if line.startswith("pwb ")]
    assert {line.split()[1] for line in lines} == {*BOTS}


def test_every_kind_is_kept_by_one_bot():
    kept = [kind for name in BOTS for kind in import_module(f"bots.{name}").BOT.keeps]
    assert sorted(kept) == sorted(KINDS)
