"""Problems told on a real MediaWiki: its namespaces, histories, moves and protections."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from bots.kinds import KINDS
from bots.page.notices import told_in
from bots.run.job import Job
from bots.run.lasting import lasting_of
from bots.run.plan import Change
from bots.run.update import Answer, Ask, Outcome
from bots.sandbox import Sandbox, load
from bots.settings import Settings
from bots.stores.web import WebStore
from bots.stores.wiki import WikiStore
from bots.templates import templates
from tests.mediawiki import admin, bot, human, override, wiki  # noqa: F401

pytestmark = pytest.mark.mediawiki

LOST = "{{Consultation region|id=t|kind=threads}}\nThank you."
SOUND = "{{Consultation region|id=t|kind=threads}}\n{{Consultation region end|id=t}}"
SETTINGS = Settings.model_validate(
    {
        "consultation": {"name": "N", "wiki": "metawiki", "task": "Noticed/Bot"},
        "scope": {"prefixes": ["Noticed"], "notices": True},
        "sources": [{"prefix": "Talk:Noticed"}],
    }
)


@dataclass
class Runs:
    """Runs of the bot on the wiki, with what each machine remembers."""

    store: WikiStore
    state: Path

    def run(self, machine: str = "one", ask: Ask = lambda _: Answer.ALL) -> Outcome:
        lasting = lasting_of(self.state / machine, self.store.name, "Noticed/Bot")
        job = Job(self.store, SETTINGS, KINDS, date(2018, 6, 1), lasting=lasting)
        _, outcome = job.run(self.state / machine, ask, lambda _: None)
        assert outcome.stopped is None
        return outcome

    def told(self, title: str, *, machine: str = "one") -> int:
        """How many edits two runs made there."""
        saved = [c.title for _ in range(2) for c in self.run(machine).saved]
        return saved.count(title)

    def text(self, title: str) -> str:
        ((_, page),) = self.store.read([title])
        return page.text if page else ""


@pytest.fixture
def noticed(wiki: Sandbox, bot: WikiStore, tmp_path: Path) -> Runs:  # noqa: F811
    load(wiki, {**templates(), "Noticed": SOUND})
    return Runs(bot, tmp_path)


def test_it_is_told_shown_answered_mended_and_moved(noticed: Runs, human, admin):  # noqa: F811
    page, talk = "Noticed/One", "Talk:Noticed/One"
    human.edit(page, LOST)
    assert noticed.told(talk) == 1
    shown = human.ask(action="parse", page=talk, prop="text|links|sections", uselang="en")["parse"]
    words = " ".join(html.unescape(re.sub(r"<[^>]*>", " ", shown["text"])).split())
    assert "The bots leave this page as it is until this is mended" in words
    assert "line 1: region t begins here but does not end" in words
    assert "put {{Consultation region end|id=t}} behind its rows" in words
    assert "mw-notalk" in shown["text"]
    assert f"Special:PermanentLink/{_revision(human, page)}" in shown["text"].replace("%2F", "/")
    assert [s["line"] for s in shown["sections"]] == ["Something to mend on the page"]
    # Links to pages notify whoever made them.
    assert [link["title"] for link in shown["links"] if link["ns"] != 10] == []

    human.edit(talk, noticed.text(talk) + "\n: I did it. ~~~~")
    assert noticed.told(talk, machine="two") == 0
    admin.move(page, "Noticed/Two")
    admin.move(talk, "Talk:Noticed/Two")
    assert noticed.told("Talk:Noticed/Two", machine="three") == 0
    human.edit("Noticed/Two", SOUND)
    assert noticed.told("Talk:Noticed/Two") == 1
    assert list(told_in(noticed.text("Talk:Noticed/Two")).values()) == [False]
    shown = human.ask(action="parse", page="Talk:Noticed/Two", prop="text", uselang="en")["parse"]
    assert "Mended, as the bots saw on" in shown["text"]


def test_what_a_person_took_away_is_known_from_the_bots_own_edits(
    noticed: Runs,
    human,  # noqa: F811
    admin,  # noqa: F811
):
    page, talk = "Noticed/Three", "Talk:Noticed/Three"
    human.edit(talk, "Welcome.")
    human.edit(page, LOST)
    assert noticed.told(talk) == 1
    human.edit(talk, "Welcome.\n\n== Else ==\nHello.")
    assert noticed.told(talk, machine="two") == 0
    assert [r.user for r in noticed.store.edits_by(noticed.store.user, talk)] == [
        noticed.store.user
    ]
    # Where the history is gone as well, this machine still knows.
    admin.delete(talk)
    assert noticed.told(talk) == 0


def test_what_is_said_while_the_bot_is_about_to_tell_stays_above_it(
    noticed: Runs,
    human,  # noqa: F811
):
    page, talk = "Noticed/Five", "Talk:Noticed/Five"
    human.edit(talk, "Welcome.")
    human.edit(page, LOST)

    def meddle(change: Change) -> Answer:
        if change.title == talk:
            human.edit(talk, "Welcome.\n\n== Else ==\nHello. ~~~~")
        return Answer.YES

    noticed.run()
    noticed.run(ask=meddle)
    text = noticed.text(talk)
    assert text.startswith("Welcome.\n\n== Else ==\nHello. [[User:")
    assert text.count("== Something to mend on the page ==") == 1
    assert len(told_in(text)) == 1
    human.edit(page, SOUND)


def test_a_protected_talk_page_is_reported_and_nothing_is_said_elsewhere(
    noticed: Runs,
    human,  # noqa: F811
    admin,  # noqa: F811
):
    page, talk = "Noticed/Four", "Talk:Noticed/Four"
    human.edit(talk, "Welcome.")
    human.edit(page, LOST)
    admin.protect(talk)
    noticed.run()
    problems = {refusal.title: refusal.problem for refusal in noticed.run().refusals}
    assert {page, talk} <= problems.keys()
    assert "protected" in problems[talk]
    assert noticed.text(talk) == "Welcome."
    human.edit(page, SOUND)


def test_talk_pages_have_the_names_that_the_wiki_gives_them(wiki: Sandbox, override):  # noqa: F811
    titles = ("Noticed", "Project:N", "Projet:N", "Special:N", "Talk:N", "User talk:N", "N: a")
    override("$wgLanguageCode = 'fr';")
    store = WebStore(wiki.api)
    space = store.siteinfo["namespaces"]["5"]["name"]
    assert [store.talk_title(title) for title in titles] == [
        "Discussion:Noticed",
        f"{space}:N",
        "Discussion:Projet:N",
        "",
        "Talk:N",
        "User talk:N",
        "Discussion:N: a",
    ]


def _revision(human, title: str) -> int:  # noqa: F811
    asked = human.ask(action="query", titles=title, prop="info")
    return int(asked["query"]["pages"][0]["lastrevid"])
