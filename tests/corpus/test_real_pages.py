"""Real talk pages, laid in a folder as one consultation, fill an overview and a threads region."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from bots.kinds import KINDS, RECORD_SCHEMAS, ROWS
from bots.page.regions import Region, read_host
from bots.run.job import Job
from bots.run.update import Answer
from bots.settings import Settings
from bots.stores.folder import FolderStore

PAGES = {
    "en-big": ("enwiki", 0.03),
    "pl-big": ("plwiki", 0.15),
    "sr-cyrl": ("srwiki", 0.15),
    "fr-unsigned": ("frwiki", 0.15),
    "ar-no-paragraph": ("arwiki", 0.15),
}
"""Each page's wiki, and how far its count of comments may be off."""
HOST = """Before.
{{Consultation region|id=all|kind=overview}}
{{Consultation region end|id=all}}
Between.
{{Consultation region|id=threads|kind=threads}}
{{Consultation region end|id=threads}}
After.
"""


class Filled(NamedTuple):
    """The consultation after its first run, and what the second one found to do."""

    overview: dict[str, dict[str, str]]
    threads: list[dict[str, str]]
    text: str
    second: int


@pytest.fixture(scope="module")
def filled(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Filled:
    folder = tmp_path_factory.mktemp("corpus")
    store = FolderStore(folder)
    for name in PAGES:
        (folder / "Talk%3AReal").mkdir(exist_ok=True)
        page = (corpus / name / "page.wikitext").read_bytes()
        (folder / "Talk%3AReal" / f"{name.title()}.wikitext").write_bytes(page)
    (folder / "Real.wikitext").write_text(HOST, encoding="utf-8")
    settings = Settings.model_validate(
        {
            "consultation": {"name": "Real", "wiki": "enwiki", "task": "Real/Bot"},
            "scope": {"prefixes": ["Real"]},
            "sources": [
                {"title": f"Talk:Real/{name.title()}", "wiki": wiki}
                for name, (wiki, _) in PAGES.items()
            ],
        }
    )
    job = Job(store, settings, KINDS, date(2026, 11, 22))
    state = tmp_path_factory.mktemp("state")
    job.run(state, lambda _: Answer.ALL, lambda _: None)
    second = len(job.run(state, lambda _: Answer.ALL, lambda _: None)[1].saved)
    regions = {region.id: region for region in _regions(store, "Real")}
    threads = [dict(row.cells) for row in regions["threads"].rows]
    following = regions["threads"].end.cells.get("next", "")
    while following:
        (region,) = _regions(store, following)
        threads += [dict(row.cells) for row in region.rows]
        following = region.end.cells.get("next", "")
    overview = {row.cells["page"]: dict(row.cells) for row in regions["all"].rows}
    ((_, revision),) = store.read(["Real"])
    assert revision is not None
    return Filled(overview, threads, revision.text, second)


def _regions(store: FolderStore, title: str) -> tuple[Region, ...]:
    ((_, revision),) = store.read([title])
    assert revision is not None
    return read_host(title, revision.text, ROWS, RECORD_SCHEMAS).regions


def _expected(corpus: Path, name: str) -> list[dict]:
    """The comments of a page that stand in it.

    45 of the 91 that expected.json lists for ar-no-paragraph stand on another page, which it
    shows by a template call: no reading of this page's text can find them, and they count where
    they stand. They are marked from_template; the other four pages have none of that kind.
    """
    items = json.loads((corpus / name / "expected.json").read_text(encoding="utf-8"))
    return [item for item in items if item["type"] == "comment" and not item["from_template"]]


@pytest.mark.parametrize("name", PAGES)
def test_the_counts_agree_with_discussiontools(filled: Filled, corpus: Path, name: str):
    expected = len(_expected(corpus, name))
    counted = int(filled.overview[f"Talk:Real/{name.title()}"]["comments"])
    assert abs(counted - expected) <= PAGES[name][1] * expected


def test_the_links_of_the_big_english_page_carry_the_ids_that_stand_there(
    filled: Filled, corpus: Path
):
    comments = _expected(corpus, "en-big")
    ids = {comment["id"] for comment in comments}
    names = {comment["name"] for comment in comments}
    rows = [row for row in filled.threads if row["page"] == "Talk:Real/En-Big"]
    topics = {(comment["topic"]) for comment in comments}
    assert len(rows) >= len(topics)
    assert sum(row["comment"] in ids for row in rows) >= 0.95 * len(rows)
    for cell in ("link", "latest link"):
        targets = [row[cell] for row in rows]
        right = sum(
            target.removeprefix("Special:GoToComment/") in names or target.partition("#")[2] in ids
            for target in targets
        )
        assert right >= 0.95 * len(targets)


def test_more_threads_than_a_page_may_hold_go_on_to_subpages(filled: Filled):
    assert len(filled.threads) == int(filled.overview[""]["threads"]) > 200


def test_a_second_run_finds_nothing_to_do(filled: Filled):
    assert filled.second == 0


def test_what_stands_around_the_regions_is_as_it_was(filled: Filled):
    assert filled.text.startswith("Before.\n{{Consultation region|id=all|kind=overview}}\n")
    assert "\nBetween.\n{{Consultation region|id=threads|kind=threads}}\n" in filled.text
    assert filled.text.rstrip().endswith("}}\nAfter.")
