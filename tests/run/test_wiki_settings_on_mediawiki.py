"""Settings and status on a real MediaWiki: who saved the settings is what the wiki says."""

from __future__ import annotations

from pathlib import Path

import pytest

from bots.kinds import KINDS, RECORD_SCHEMAS, ROWS
from bots.page.regions import read_host
from bots.run.job import Job
from bots.run.update import Answer
from bots.run.wiki_settings import with_wiki_settings
from bots.sandbox import load
from bots.settings import Settings
from bots.stores.wiki import WikiStore
from bots.templates import templates
from tests.mediawiki import bot, human, wiki  # noqa: F401
from tests.run.conftest import TODAY

pytestmark = pytest.mark.mediawiki

PAGE, STATUS = "Asked/Bot/Settings.json", "Asked/Bot"


def settings_of(organizer: str) -> Settings:
    return Settings.model_validate(
        {
            "consultation": {"name": "A", "wiki": "metawiki", "task": STATUS, "settings": PAGE},
            "scope": {"prefixes": ["Asked"]},
            "people": {"organizers": [organizer]},
        }
    )


def run(store: WikiStore, settings: Settings, state: Path) -> list[dict[str, str]]:
    job = Job(store, with_wiki_settings(store, settings), KINDS, TODAY)
    _, outcome = job.run(state, lambda _: Answer.ALL, lambda _: None)
    assert outcome.status == 0
    ((_, page),) = store.read([STATUS])
    assert page
    host = read_host(STATUS, page.text, ROWS, RECORD_SCHEMAS)
    return [dict(row.cells) for region in host.regions for row in region.rows]


def test_settings_count_by_who_saved_them_and_the_status_tells_what_is_wrong(
    wiki,  # noqa: F811
    bot: WikiStore,  # noqa: F811
    human,  # noqa: F811
    tmp_path: Path,
):
    region = "{{Consultation region|id=s|kind=status}}\n{{Consultation region end|id=s}}"
    load(wiki, {**templates(), STATUS: region})
    human.edit(PAGE, '{"unanswered": {"days": 3}}')
    ((_, saved),) = bot.read([PAGE])
    assert saved

    settings = settings_of(saved.user)
    assert with_wiki_settings(bot, settings).unanswered.days == 3
    (total,) = run(bot, settings, tmp_path)
    assert (total["last run"], total["looked at"], total["count"]) == ("2018-06-01", "1", "0")

    human.edit(PAGE, '{"unanswered": {"days": 0}}')
    _, trouble = run(bot, settings, tmp_path)
    assert trouble["page"] == PAGE
    assert "unanswered.days" in trouble["what"]
    shown = human.ask(action="parse", page=STATUS, prop="text")["parse"]["text"]
    assert "unanswered.days" in str(shown)
    assert "consultation-is-trouble" in str(shown)

    stranger = settings_of("Somebody else")
    assert with_wiki_settings(bot, stranger).unanswered.days == stranger.unanswered.days
    assert saved.user in with_wiki_settings(bot, stranger).troubles[0][1]
