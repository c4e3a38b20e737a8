"""What the doctor finds on a real MediaWiki: clock, templates, stop page, pages it is kept from."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bots.run.doctor import examine
from bots.sandbox import Person, Sandbox, load, open_store
from bots.settings import Settings
from bots.stores.account import Finding
from bots.templates import templates
from bots.templates.versions import stamped
from tests.mediawiki import admin, human, sandbox, wiki  # noqa: F401

pytestmark = pytest.mark.mediawiki

STOP = "Doc/Stop"
REGION = "{{Consultation region|id=t|kind=threads}}\n{{Consultation region end|id=t}}"
SETTINGS = Settings.model_validate(
    {
        "consultation": {
            "name": "Doc",
            "wiki": "metawiki",
            "task": "Doc/Bot",
            "stop": STOP,
            "discussiontools": False,
        },
        "scope": {"prefixes": ["Doc"]},
        "sources": [{"prefix": "Talk:Doc"}],
    }
)


@pytest.fixture
def doctor(sandbox: Sandbox, tmp_path: Path):  # noqa: F811
    """Gives the findings; the wiki has the templates, the page about the bots and one region."""
    load(sandbox, {**templates(), "Doc/Bot": "About the bots.", "Doc/Threads": REGION})
    store = open_store(sandbox)

    def look(ahead: timedelta = timedelta()) -> list[Finding]:
        return list(
            examine(
                SETTINGS,
                lambda: store,
                tmp_path / "state",
                date(2018, 6, 1),
                lambda: datetime.now(UTC) + ahead,
            )
        )

    return look


def wrong(findings: list[Finding]) -> list[Finding]:
    return [finding for finding in findings if not finding.right]


def test_a_clock_that_is_wrong_and_one_that_is_right(doctor):
    assert wrong(doctor()) == []
    assert wrong(doctor(timedelta(seconds=60))) == []
    (ahead,) = wrong(doctor(timedelta(minutes=5)))
    assert re.search(r"clock is (29\d|30\d) s ahead of the wiki's", ahead.what)
    assert not ahead.harmless
    (behind,) = wrong(doctor(timedelta(hours=-1)))
    assert "s behind the wiki's" in behind.what


def test_templates_are_named_by_how_they_stand(doctor, human: Person):  # noqa: F811
    later = stamped("what is to come").replace("consultation-bots 0", "consultation-bots 17")
    human.edit("Template:Consultation thread row", later)
    human.edit("Template:Consultation thread head", stamped("as it was"))
    human.edit("Template:Consultation region end", "of this wiki's own")
    newer, older, changed = wrong(doctor())
    assert newer.what.startswith("templates: Consultation thread row of 17.")
    assert (newer.harmless, "upgrade these bots" in newer.mend) == (False, True)
    assert older.what.startswith("templates: Consultation thread head of ")
    assert (older.harmless, older.mend) == (True, "consult install")
    assert changed.what.startswith("templates: Consultation region end changed here")
    assert changed.harmless


def test_a_stop_page_that_few_may_edit_and_one_that_stops(
    doctor,
    human: Person,  # noqa: F811
    admin: Person,  # noqa: F811
):
    admin.act("protect", title=STOP, protections="create=sysop", reason="test")
    (few,) = wrong(doctor())
    assert f"{STOP} is protected" in few.what
    assert few.harmless
    admin.act("protect", title=STOP, protections="create=all", reason="test")
    human.edit(STOP, "stop")
    (stopped,) = [one for one in wrong(doctor()) if STOP in one.what]
    assert (stopped.status, stopped.harmless) == (4, False)


def test_pages_that_keep_the_bot_away_and_pages_that_are_not_sound_are_named(
    doctor,
    sandbox: Sandbox,  # noqa: F811
):
    broken = {f"Doc/Broken {n}": REGION.replace("region end", "region fin") for n in range(7)}
    load(sandbox, {**broken, "Doc/Away": f"{{{{bots|deny=ExampleBot}}}}\n{REGION}"})
    found = wrong(doctor())
    (away,) = [one for one in found if "kept away" in one.what]
    assert away.what == "ExampleBot is kept away from Doc/Away"
    assert away.harmless
    unsound = [one for one in found if not one.harmless]
    # All fits on one screen: the first five, and how many there are besides.
    assert len(unsound) == 6
    assert unsound[-1].what == "2 more pages are not sound"


def test_the_page_about_the_bots_is_missed(doctor, admin: Person):  # noqa: F811
    admin.act("delete", title="Doc/Bot", reason="test")
    (missing,) = wrong(doctor())
    assert "the page that explains the bots, Doc/Bot, does not exist" in missing.what
