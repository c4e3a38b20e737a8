"""What the wiki, its people or the page do not want is not done, and the reason is told."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from bots.errors import ConsultationError, StoreError, UsageError
from bots.run.exclusion import allows
from bots.run.site import check_site
from bots.stores.base import Revision
from tests.reliability.proxy import Answer as Reply
from tests.reliability.world import PAGE, REGION, World, problems, saved

pytestmark = pytest.mark.mediawiki


def latest(world: World, page: str) -> Revision | None:
    ((_, revision),) = world.store().read([world.title(page)])
    return revision


def test_09_one_protected_of_three(world: World):
    """One of three pages is protected | two are done, one is reported; exit 1"""
    world.talk()
    for page in ("A", "B", "C"):
        world.write(page)
    # The bot's grants include editing protected pages, so the cascade has to do it.
    cascade = world.title("Cascade")
    world.admin.edit(f"User:{cascade}", f"{{{{:{world.title('B')}}}}}")
    world.admin.act("protect", title=f"User:{cascade}", protections="edit=sysop", cascade="1")
    outcome = world.update()
    world.admin.act("protect", title=f"User:{cascade}", protections="edit=all")
    assert (saved(outcome), outcome.status) == (["A", "C"], 1)
    assert "a page that shows this one is protected" in problems(outcome)
    assert world.by_bot("B") == []


@pytest.mark.parametrize("when", ["before the run", "mid-run"])
def test_10_blocked(world: World, when: str):
    """The account is blocked | at most one attempt; exit 4, with the reason"""
    world.talk()
    for page in ("A", "B", "C"):
        world.write(page)
    block = lambda: world.admin.block(world.user)  # noqa: E731
    if when == "mid-run":
        world.proxy.before("edit", block)
    else:
        block()
    try:
        outcome = world.update()
    finally:
        world.admin.act("unblock", user=world.user)
    assert (saved(outcome), outcome.status) == ([], 4)
    assert world.proxy.count("edit") == (1 if when == "mid-run" else 0)
    assert "blocked" in str(outcome.stopped)
    assert "trying out" in str(outcome.stopped)


def test_11_partial_block(world: World):
    """The account is blocked from one page | only that page is skipped; exit 1"""
    world.talk()
    for page in ("A", "B", "C"):
        world.write(page)
    world.admin.block(world.user, partial="1", pagerestrictions=world.title("B"), allowusertalk="1")
    try:
        outcome = world.update()
    finally:
        world.admin.act("unblock", user=world.user)
    assert (saved(outcome), outcome.status) == (["A", "C"], 1)
    assert "trying out" in problems(outcome)


def test_22_no_bot_right(world: World, override):
    """The account lost its bot right | refused before the first edit; exit 2"""
    world.talk()
    world.write("Page")
    override("$wgGroupPermissions['bot']['bot'] = false;")
    outcome = world.update()
    assert (saved(outcome), outcome.status, world.proxy.count("edit")) == ([], 2, 0)
    assert "lacks the rights bot" in str(outcome.stopped)


def test_22_bot_right_lost_mid_run(world: World, override):
    """The bot right is taken away mid-run | the wiki refuses the next edit, the run ends; exit 2"""
    world.talk()
    world.write("A")
    world.write("B")
    world.proxy.before("edit", lambda: override("$wgGroupPermissions['bot']['bot'] = false;"))
    outcome = world.update()
    assert (saved(outcome), outcome.status) == ([], 2)
    # It is logged in again once, for a lost session looks the same.
    assert world.proxy.count("edit") == 2
    assert world.by_bot("A") == []


def test_22_wrong_user(world: World):
    """Another account is logged in than was meant | refused before the first edit; exit 2"""
    world.talk()
    world.write("Page")
    store = world.store()
    store.user = "AnotherBot"
    outcome = world.update(store=store)
    assert (saved(outcome), outcome.status, world.proxy.count("edit")) == ([], 2, 0)
    assert "AnotherBot was meant" in str(outcome.stopped)


def test_22_wrong_site(world: World):
    """The configuration leads to another wiki | refused before anything is read; exit 2"""
    store = world.store()
    store.host = "fr.wikipedia.org"
    with pytest.raises(UsageError, match="the settings are for metawiki"):
        check_site(store, world.settings)
    before = world.proxy.counts["read"]
    with pytest.raises(UsageError, match="the settings are for metawiki"):
        world.update(store=store)
    assert world.proxy.counts["read"] == before


FILTER = {
    "af_id": 77,
    "af_pattern": 'user_name == "ExampleBot" & new_wikitext contains "thread row"',
    "af_user": 1,
    "af_user_text": "Admin",
    "af_timestamp": "20180101000000",
    "af_enabled": 1,
    "af_comments": "",
    "af_public_comments": "No rows today",
    "af_hidden": 0,
    "af_hit_count": 0,
    "af_throttled": 0,
    "af_deleted": 0,
    "af_global": 0,
    "af_group": "default",
}


@pytest.fixture(params=["disallow", "warn"])
def abuse_filter(request, world: World):
    """A real filter that matches the bot's rows."""
    action = request.param
    with closing(sqlite3.connect(world.wiki.place.data / "wiki.sqlite", timeout=30)) as base:
        columns = {row[1] for row in base.execute("PRAGMA table_info(abuse_filter)")}
        facts = {name: value for name, value in FILTER.items() if name in columns}
        facts["af_actions"] = action
        names, marks = ", ".join(facts), ", ".join("?" * len(facts))
        base.execute(f"INSERT INTO abuse_filter ({names}) VALUES ({marks})", list(facts.values()))  # noqa: S608
        values = (77, action, "abusefilter-warning" if action == "warn" else "")
        base.execute("INSERT INTO abuse_filter_action VALUES (?, ?, ?)", values)
        base.commit()
        yield action
        base.execute("DELETE FROM abuse_filter WHERE af_id = 77")
        base.execute("DELETE FROM abuse_filter_action WHERE afa_filter = 77")
        base.commit()


def test_23_abuse_filter(world: World, abuse_filter: str):
    """An abuse filter disallows, or warns | not saved, not sent again; the filter is named"""
    world.talk()
    world.write("Page")
    outcome = world.update()
    assert (saved(outcome), outcome.status) == ([], 1)
    assert world.proxy.count("edit") == 1
    assert world.by_bot("Page") == []
    assert "No rows today" in problems(outcome)


def test_24_blacklists(world: World):
    """A link or a title is on a blacklist | the rule is named; nothing is saved"""
    world.admin.edit("MediaWiki:Spam-blacklist", "evil\\.example")
    world.admin.edit("MediaWiki:Titleblacklist", ".*R24.*forbidden.*")
    title = world.write("Page", "Text.")
    store = world.store()
    base = latest(world, "Page")
    with pytest.raises(StoreError, match=r"evil\.example.* is on the spam blacklist"):
        store.save(title, "See http://evil.example/x", base=base, summary="s")
    with pytest.raises(StoreError, match=r"R24\.\*forbidden"):
        store.save(world.title("Forbidden forbidden"), "Text.", base=None, summary="s")
    assert world.by_bot("Page") == []
    assert world.history("Forbidden forbidden") == []


CAPTCHA = """{"edit": {"captcha": {"type": "math", "mime": "text/tex", "id": "1", "question":
"1+1"}, "result": "Failure"}}"""


def test_25_captcha(world: World):
    """The wiki wants a captcha solved | that page fails, the run goes on; exit 1"""
    world.talk()
    world.write("A")
    world.write("B")
    # ConfirmEdit is not among Debian's packages: this is its answer.
    json = {"Content-Type": "application/json"}
    world.proxy.fault(Reply(200, json, CAPTCHA.encode()), "edit", times=1)
    outcome = world.update()
    assert (saved(outcome), outcome.status) == (["B"], 1)
    assert "captcha" in problems(outcome)
    assert world.by_bot("A") == []


def test_26_over_two_megabytes(world: World):
    """A page would be larger than the wiki allows | refused by its bytes before it is sent"""
    store = world.store()
    store.save(world.title("Small"), "é" * 1_000_000, base=None, summary="s")
    sent = world.proxy.count("edit")
    with pytest.raises(StoreError, match="larger than the wiki allows: 2,097,154 bytes"):
        store.save(world.title("Large"), "é" * 1_048_577, base=None, summary="s")
    assert world.proxy.count("edit") == sent
    world.admin.delete(world.title("Small"))


KEPT_OUT = [
    "{{nobots}}",
    "{{NoBots}}",
    "{{bots|deny=exampleBot}}",
    "{{Bots|deny=Other, examplebot }}",
    "{{bots|optout=all}}",
    "{{bots|allow=none}}",
    "{{bots|allow=Another}}",
    "{{R27 header}}",
    "{{R27 no bots}}",
    "{{R27 robots|deny=ExampleBot}}",
    "{{R27 deny}}",
]
LET_IN = [
    "<nowiki>{{nobots}}</nowiki>",
    "<!-- {{bots|deny=all}} -->",
    "<pre>{{NoBots}}</pre>",
    "{{bots|deny=Another}}",
    "{{bots|allow=ExampleBot}}",
    "{{bots|deny=none}}",
    "{{R27 deny another}}",
    "{{R27 documented}}",
]


def test_27_exclusion_in_all_forms(world: World):
    """{{bots}} and {{nobots}}, by other names and in templates | respected where they are live"""
    for name, text in {
        "Nobots": "",
        "Bots": "",
        "R27 header": "Welcome. {{nobots}}",
        "R27 no bots": "#REDIRECT [[Template:Nobots]]",
        "R27 robots": "#REDIRECT [[Template:Bots]]",
        "R27 deny": "{{bots|deny=ExampleBot}}",
        "R27 deny another": "{{bots|deny=Another}}",
        "R27 documented": "Words.<noinclude>{{nobots}}</noinclude>",
    }.items():
        world.human.edit(f"Template:{name}", text)
    world.talk()
    for number, form in enumerate(KEPT_OUT):
        world.write(f"Out {number:02}", f"{form}\n{PAGE}")
    for number, form in enumerate(LET_IN):
        world.write(f"In {number:02}", f"{form}\n{PAGE}")
    outcome = world.update()
    assert saved(outcome) == [f"In {number:02}" for number in range(len(LET_IN))]
    assert len(outcome.refusals) == len(KEPT_OUT)
    assert not allows("{{Bots|optout=all}}", world.user)


def test_31_pages_that_are_none(world: World):
    """A redirect, an interwiki, an invalid or a Special title | skipped; no foreign request"""
    world.talk()
    title = world.write("Page")
    world.human.edit(world.title("Redirect"), f"#REDIRECT [[{title}]]\n{REGION}")
    odd = [
        "wikipedia:Foo",
        "Bad[title]",
        "Special:Version",
        "Media:X.png",
        "A|B",
        world.title("Redirect"),
    ]
    store = world.store()
    assert [revision for _, revision in store.read(odd[:-1])] == [None] * 5
    for name in odd[:-1]:
        with pytest.raises(ConsultationError):
            store.save(name, "Text.", base=None, summary="s")
    outcome = world.update(only=frozenset({*odd, title}), store=store)
    assert saved(outcome) == ["Page"]
    assert world.history("Redirect")[0]["user"] != world.user
    hosts = {seen.headers["host"] for seen in world.proxy.seen}
    assert hosts == {f"127.0.0.1:{world.proxy.port}"}


BROKEN = "== One ==\n<translate><!--T:1--> Ana's.\n{{Consultation region|id=t|kind=threads}}"


def test_38_translatable_page(world: World):
    """A page with Translate markup, sound or broken | its markers stay; refused before sending"""
    world.talk()
    markup = "<languages/>\n<translate>\n<!--T:1-->\nAna's.\n</translate>\n"
    world.write("Sound", f"{markup}{REGION}\n<translate><!--T:2--> More.</translate>")
    world.write("Broken", BROKEN)
    world.write("Page")
    before = world.text("Sound"), world.text("Broken")
    outcome = world.update()
    assert (saved(outcome), outcome.status) == (["Page"], 1)
    assert (world.text("Sound"), world.text("Broken")) == before
    assert world.proxy.count("edit") == 1
    assert "Translate" in problems(outcome)
