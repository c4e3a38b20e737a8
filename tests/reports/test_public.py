"""A report on any public wiki's talk page, by its address: no account, no settings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from bots.commands import main
from bots.sandbox import load
from tests.mediawiki import wiki  # noqa: F401

pytestmark = pytest.mark.mediawiki

PAGES = {
    "Talk:Public": """== One ==
Hello. [[User:Ana|Ana]] 10:15, 21 April 2018 (UTC)
: Hi. [[User:Bo|Bo]] 11:15, 21 April 2018 (UTC)
""",
    "Talk:Public/Archive 1": "== Old ==\nOnce. [[User:Cy|Cy]] 10:15, 21 April 2017 (UTC)\n",
    "Talk:Public/Moved": "#REDIRECT [[Talk:Public]]",
    "Talk:Publicity": "== Other ==\nNo. [[User:Di|Di]] 10:15, 21 April 2018 (UTC)\n",
}


@pytest.fixture
def report(wiki, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # noqa: F811
    """Runs ``consult report`` on a page of the wiki, where no settings are."""
    load(wiki, PAGES)
    monkeypatch.chdir(tmp_path)
    return lambda title, *words: CliRunner().invoke(main, ["report", wiki.page_url(title), *words])


def test_the_page_and_its_archives_are_counted(report):
    result = report("Talk:Public", "--format", "json", "--now", "2018-05-01")
    assert result.exit_code == 0, result.output
    pages = {page["page"]: page["comments"] for page in json.loads(result.stdout)["talk_pages"]}
    assert pages == {"Talk:Public": 3}


def test_its_titles_lead_to_the_wiki(report, wiki):  # noqa: F811
    result = report("Talk:Public", "--now", "2018-05-01")
    assert f'href="{wiki.url}/wiki/Talk:Public' in result.stdout


def test_a_page_that_is_not_there_is_named(report):
    result = report("Talk:Nothing here")
    assert result.exit_code == 1
    assert "Talk:Nothing here" in result.stderr
