"""The main job on a real MediaWiki does what it does on a folder: the same pages, the same text."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from bots.kinds import KINDS
from bots.run.job import Job
from bots.run.update import Answer
from bots.sandbox.sample import folder
from bots.settings import load as load_settings
from bots.stores.folder import FolderStore
from bots.stores.texts import as_saved
from bots.stores.wiki import WikiStore
from tests.mediawiki import bot, human, load_sample, wiki  # noqa: F401

pytestmark = pytest.mark.mediawiki

TODAY = date(2018, 10, 1)
_OWN_NUMBERS = re.compile(r"\|rev=\d+(?=\n)|(?<=\n)\|sum=\w+(?=\n(?:\|held=.*\n)?\|theme=)")
REQUESTS = "Strategy/2030/Bot/Requests"
"""Who asked there is told by the page's history, and here nobody listed has written in it."""
SETTINGS = load_settings(folder().parent / "config" / "strategy-2030.toml")


def update(store, state: Path) -> list[str]:
    job = Job(store, SETTINGS, KINDS, TODAY)
    _, outcome = job.run(state, lambda _: Answer.ALL, lambda _: None)
    assert outcome.status == 0, [str(refusal) for refusal in outcome.refusals]
    return [change.title for change in outcome.saved]


def texts(store) -> dict[str, str]:
    """The pages' texts, but for the revisions that they name: each store counts its own."""
    read = store.read(list(store.titles("Strategy/2030")))
    return {
        title: _OWN_NUMBERS.sub("|rev=", as_saved(revision.text))
        for title, revision in read
        if revision
    }


@pytest.fixture(scope="module")
def sample_wiki(wiki, bot: WikiStore) -> WikiStore:  # noqa: F811
    """The sample on a wiki; the tests follow each other on it."""
    load_sample(wiki)
    return bot


def test_the_same_pages_get_the_same_text_and_the_second_run_makes_no_edit(
    sample_wiki: WikiStore, tmp_path: Path
):
    shutil.copytree(folder(), tmp_path / "pages")
    copy = FolderStore(tmp_path / "pages")
    before = texts(copy)
    saved = update(copy, tmp_path / "folder-state")
    assert update(sample_wiki, tmp_path / "wiki-state") == saved
    after, there = texts(sample_wiki), texts(copy)
    assert "|state=refused" in after[REQUESTS]
    assert "|state=done" in there[REQUESTS]
    assert {**after, REQUESTS: ""} == {**there, REQUESTS: ""}
    assert {title for title in after if after[title] != before[title]} == set(saved)
    assert update(sample_wiki, tmp_path / "wiki-state") == []


def test_a_persons_edit_between_reading_and_saving_is_kept(
    sample_wiki: WikiStore,
    human,  # noqa: F811
    tmp_path: Path,
):
    def meddle(change):
        if change.title == "Strategy/2030/Milestones":
            human.edit(change.title, change.before.replace("All milestones", "Each milestone"))
        return Answer.YES

    later = date(2019, 3, 15)
    job = Job(sample_wiki, SETTINGS, KINDS, later, frozenset({"Strategy/2030/Milestones"}))
    _, outcome = job.run(tmp_path, meddle, lambda _: None)
    assert outcome.status == 0
    text = texts(sample_wiki)["Strategy/2030/Milestones"]
    assert text.startswith("Each milestone")
    assert f"|as of={later}\n" in text
