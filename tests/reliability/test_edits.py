"""People edit while the bot is at work: nothing of theirs is lost, nothing is made that was not."""

from __future__ import annotations

import pytest

from bots.errors import Conflict, Missing
from bots.run.update import Answer
from bots.stores.wiki import WikiStore
from tests.reliability.world import REGION, World, problems, saved, thread

pytestmark = pytest.mark.mediawiki


def latest(store: WikiStore, title: str):
    ((_, revision),) = store.read([title])
    return revision


def test_01_human_edits_the_same_region_mid_run(world: World):
    """A person edits the same region while the run is at work | kept; made again from fresh text"""
    world.talk()
    world.write("Page")
    world.update()
    world.human.edit(f"Talk:{world.name}", "".join(thread(f"Thread {n}", n) for n in range(4)))

    def meddle():
        world.change(
            "Page",
            "|latest=2018-04-21\n|gone=\n",
            "|latest=2018-04-21\n|gone=\n|mine=Ana was here\n",
        )
        world.change("Page", "|summary=\n", "|summary=Ana's own summary\n")

    world.proxy.before("edit", meddle)
    outcome = world.update()
    assert saved(outcome) == ["Page"]
    assert world.rows("Page") == 4


def test_02_human_edits_elsewhere_mid_run(world: World):
    """A person edits elsewhere on the page | both edits stand; the journal says “merged”"""
    world.talk()
    world.write("Page")
    edit = lambda: world.change("Page", "Ana's introduction.", "Ana's better introduction.")  # noqa: E731
    world.proxy.before("edit", edit)
    outcome = world.update()
    assert saved(outcome) == ["Page"]
    assert world.rows("Page") == 3
    (entry,) = (entry for entry in world.journal(outcome.run) if entry.event == "saved")
    assert entry.detail["merged"] is True
    assert entry.after == world.history("Page")[0]["revid"]


def test_03_human_edits_in_the_same_second(world: World):
    """Five edits in the same second as the bot's | kept, five of five"""
    title = world.write("Page", "Start.")
    store = world.store()
    for number in range(5):
        base = latest(store, title)
        world.write("Page", f"Ana's line, {number}.")
        with pytest.raises(Conflict):
            store.save(title, f"The bot's line, {number}.", base=base, summary="s")
    assert world.by_bot("Page") == []


def test_05_queries_between_read_and_save_do_not_hide_a_conflict(world: World):
    """Protection and history are asked between reading and saving | the conflict is still caught"""
    title = world.write("Page", "Start.")
    store = world.store()
    base = latest(store, title)
    world.write("Page", "Ana's.")
    list(store.history(title))
    page = __import__("pywikibot").Page(store._site, title)
    page.protection()
    page.has_permission("edit")
    list(page.revisions())
    with pytest.raises(Conflict):
        store.save(title, "The bot's.", base=base, summary="s")


def test_06_page_deleted_mid_run(world: World):
    """The page is deleted between reading and saving | not created again; reported; exit 1"""
    world.talk()
    title = world.write("Page")
    world.proxy.before("edit", lambda: world.admin.delete(title))
    outcome = world.update()
    del world.expected[title]
    assert world.history("Page") == []
    assert (saved(outcome), outcome.status) == ([], 1)
    assert "deleted, or moved without a redirect" in problems(outcome)


def test_07_page_moved_mid_run(world: World):
    """The page is moved between reading and saving | the redirect stays; the new title is named"""
    world.talk()
    title = world.write("Page")
    text = world.text("Page")
    world.proxy.before("edit", lambda: world.human.move(title, f"{title} elsewhere"))
    outcome = world.update()
    del world.expected[title]
    assert world.text("Page").startswith("#REDIRECT")
    assert world.by_bot("Page") == []
    assert world.text("Page elsewhere") == text
    assert (saved(outcome), outcome.status) == ([], 1)
    assert f"moved to {title} elsewhere" in problems(outcome)


def test_08_missing_target(world: World):
    """The page named does not exist | nothing is created"""
    world.talk()
    outcome = world.update(only=frozenset({world.title("Paeg")}))
    assert (saved(outcome), world.proxy.count("edit")) == ([], 0)
    assert world.history("Paeg") == []
    store = world.store()
    title = world.write("Page", REGION)
    base = latest(store, title)
    world.admin.delete(title)
    del world.expected[title]
    with pytest.raises(Missing):
        store.save(title, "New.", base=base, summary="s")
    assert world.history("Page") == []


def test_28_nobots_added_after_the_read(world: World):
    """{{nobots}} is added after the page was read | not edited, and the run goes on"""
    world.talk()
    world.write("A")
    world.write("B")

    def meddle(change):
        if change.title.endswith("/A"):
            world.change("A", "Ana's last words.", "Ana's last words. {{nobots}}")
        return Answer.YES

    outcome = world.update(meddle)
    assert saved(outcome) == ["B"]
    assert world.by_bot("A") == []
    assert "keeps ExampleBot away" in problems(outcome)
