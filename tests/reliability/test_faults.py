"""The wiki, its server or the way there is not well: waiting has a budget, and one edit is one."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from itertools import pairwise

import pytest

from bots.errors import ConsultationError, TryLater
from bots.sandbox import server
from bots.stores.opening import open_local
from bots.stores.pace import BUDGET
from tests.reliability.proxy import Answer as Reply
from tests.reliability.proxy import DropAfter, DropBefore, Truncated
from tests.reliability.world import World, saved, thread

pytestmark = pytest.mark.mediawiki

HTML = {"Content-Type": "text/html"}
JSON = {"Content-Type": "application/json"}


@pytest.fixture
def pages(world: World) -> World:
    """Two pages to bring up to date."""
    world.talk()
    world.write("A")
    world.write("B")
    return world


def ends_in_budget(world: World, store=None) -> ConsultationError:
    """A run that ends by itself, with exit status 3, within five minutes of the test's clock."""
    before = world.clock.now()
    try:
        error = world.update(store=store).stopped
    except TryLater as caught:
        error = caught
    assert error is not None
    assert error.status == 3
    assert world.clock.now() - before <= BUDGET
    assert world.clock.slept > 120
    return error


def test_12_read_only_for_a_minute(pages: World, override):
    """The wiki is read-only for 60 s | waits and completes; exit 0"""
    store = pages.store()
    override("$wgReadOnly = 'Moving house.';")
    began = pages.clock.now()

    def after_a_minute(_seconds):
        if pages.clock.now() - began > 60:
            override("")

    pages.clock.during = after_a_minute
    outcome = pages.update(store=store)
    assert (saved(outcome), outcome.status) == (["A", "B"], 0)
    assert 60 < pages.clock.slept < 130


def test_12_read_only_for_ever(pages: World, override):
    """The wiki is read-only for ever | ends within 5 minutes; exit 3; the reason is shown"""
    store = pages.store()
    override("$wgReadOnly = 'Moving house.';")
    assert "read-only" in str(ends_in_budget(pages, store))
    assert pages.by_bot("A") == []


def test_13_lag_for_ever(pages: World, override):
    """The databases lag for ever | ends within 5 minutes; exit 3; no write"""
    store = pages.store()
    override("$wgHooks['ApiMaxLagInfo'][] = static function ( &$lag ) { $lag['lag'] = 30; };")
    assert "lag" in str(ends_in_budget(pages, store))
    assert pages.by_bot("A") == pages.by_bot("B") == []


def test_14_rate_limit(pages: World, override):
    """The account may edit 3 times in 3 s | never above the limit, and all is done"""
    for page in "CDE":
        pages.write(page)
    override("""
        $wgGroupPermissions['bot']['noratelimit'] = false;
        $wgRateLimits = [ 'edit' => [ 'user' => [ 3, 3 ], 'newbie' => [ 3, 3 ] ] ];
    """)
    # The wiki counts by its own clock: this once a test waits, for four seconds.
    pages.clock.during = time.sleep
    store = pages.store()
    outcome = pages.update(store=store)
    assert (saved(outcome), outcome.status) == (list("ABCDE"), 0)
    edits = [seen.when for seen in pages.proxy.seen if seen.action == "edit"]
    assert len(edits) == 5
    assert all(later - earlier >= 1 for earlier, later in pairwise(edits))


def test_14_rate_limited_all_the_same(pages: World):
    """The wiki says “ratelimited” all the same | waits and sends again; for ever: exit 3"""
    body = b'{"error": {"code": "ratelimited", "info": "Too fast."}}'
    pages.proxy.fault(Reply(200, JSON, body), "edit", times=2)
    outcome = pages.update()
    assert (saved(outcome), outcome.status) == (["A", "B"], 0)
    assert pages.clock.sleeps == [5, 10]
    pages.human.edit(f"Talk:{pages.name}", thread("Another"))
    pages.proxy.fault(Reply(200, JSON, body), "edit")
    ends_in_budget(pages)


@pytest.mark.parametrize(
    "reply",
    [
        Reply(429, {"Retry-After": "30", **HTML}, b"<h1>Too many requests</h1>"),
        Reply(429, {"Retry-After": "30", **JSON}, b'{"httpCode": 429}'),
        Reply(503, {"Retry-After": "30", **HTML}, b"<h1>Unavailable</h1>"),
    ],
    ids=["429 in HTML", "429 in JSON", "503"],
)
@pytest.mark.parametrize("action", ["read", "edit"])
def test_15_retry_after(pages: World, reply: Reply, action: str):
    """429 or 503 with Retry-After: 30 | nothing is sent sooner, then it completes"""
    store = pages.store()
    pages.proxy.fault(reply, action, times=1)
    outcome = pages.update(store=store)
    assert (saved(outcome), outcome.status) == (["A", "B"], 0)
    times = [seen.when for seen in pages.proxy.seen]
    hit = next(n for n, seen in enumerate(pages.proxy.seen) if seen.action == action)
    assert times[hit + 1] - times[hit] >= 30
    assert len(pages.by_bot("A")) == 1


@pytest.mark.parametrize("action", ["read", "edit"])
def test_16_403_in_html(pages: World, action: str):
    """403 in HTML | permanent: one try, exit 2"""
    store = pages.store()
    pages.proxy.clear()
    pages.proxy.fault(Reply(403, HTML, b"<h1>Forbidden</h1>"), action)
    try:
        error = pages.update(store=store).stopped
    except ConsultationError as caught:
        error = caught
    assert error is not None
    assert error.status == 2
    assert "403 Forbidden" in str(error)
    assert pages.proxy.count(action) <= 2
    assert pages.clock.sleeps == []


@pytest.mark.parametrize("action", ["read", "edit"])
def test_17_500_twice(pages: World, action: str):
    """500 twice | waits and completes; exit 0"""
    store = pages.store()
    pages.proxy.fault(Reply(500, HTML, b"<h1>Oops</h1>"), action, times=2)
    outcome = pages.update(store=store)
    assert (saved(outcome), outcome.status) == (["A", "B"], 0)
    assert pages.clock.sleeps == [5, 10]


@pytest.mark.parametrize("action", ["read", "edit"])
def test_17_500_for_ever(pages: World, action: str):
    """500 for ever | ends within 5 minutes; exit 3"""
    store = pages.store()
    pages.proxy.fault(Reply(500, HTML, b"<h1>Oops</h1>"), action)
    assert "500" in str(ends_in_budget(pages, store))
    assert pages.by_bot("A") == []


@pytest.mark.parametrize(
    "fault",
    [Reply(200, JSON, b"Not JSON."), Reply(), Reply(200, JSON, b'{"edit": {"resu'), Truncated()],
    ids=["garbage", "empty", "half", "truncated"],
)
@pytest.mark.parametrize("action", ["read", "edit"])
def test_18_answers_that_are_none(pages: World, fault, action: str):
    """Garbage, nothing, half an answer | no traceback, no wrong write; once: completes"""
    store = pages.store()
    pages.proxy.fault(fault, action, times=1)
    outcome = pages.update(store=store)
    assert (saved(outcome), outcome.status) == (["A", "B"], 0)
    assert (len(pages.by_bot("A")), len(pages.by_bot("B"))) == (1, 1)
    pages.proxy.clear()
    pages.proxy.fault(fault, "read")
    ends_in_budget(pages)


@pytest.mark.parametrize("how", ["saved", "created", "merged", "appended"])
def test_19_answer_lost_after_the_commit(world: World, how: str):
    """The wiki saves, and its answer is lost | one effect, reported as success"""
    world.talk()
    if how == "created":
        store = world.store()
        world.proxy.fault(DropAfter(), "edit", times=1)
        revision = store.save(world.title("New"), "Text.", base=None, summary="one")
        assert [one["revid"] for one in world.history("New")] == [revision.id]
        return
    world.write("Page")
    if how == "appended":
        world.update()
        text = "".join(thread(f"Thread {n}", n) for n in range(4))
        world.human.edit(f"Talk:{world.name}", text)
    if how == "merged":
        move = lambda: world.change("Page", "Ana's introduction.", "Ana's better one.")  # noqa: E731
        world.proxy.before("edit", move)
    count = len(world.by_bot("Page"))
    world.proxy.clear() if how != "merged" else None
    world.proxy.fault(DropAfter(), "edit", times=1)
    outcome = world.update()
    assert (saved(outcome), outcome.status) == (["Page"], 0)
    assert len(world.by_bot("Page")) == count + 1
    assert world.rows("Page") == (4 if how == "appended" else 3)
    (entry,) = (entry for entry in world.journal(outcome.run) if entry.event == "saved")
    assert entry.after == world.by_bot("Page")[0]["revid"]


def test_19_request_lost_on_its_way(pages: World):
    """The request never arrives | it is looked whether it did, then sent again: one effect"""
    pages.proxy.fault(DropBefore(), "edit", times=1)
    outcome = pages.update()
    assert (saved(outcome), outcome.status) == (["A", "B"], 0)
    assert (len(pages.by_bot("A")), len(pages.by_bot("B"))) == (1, 1)


def test_20_session_deleted(pages: World):
    """The session is deleted mid-run | logged in again; completes as the same user"""
    store = pages.store()

    def delete():
        base = pages.wiki.place.data / "wikicache.sqlite"
        with closing(sqlite3.connect(base, timeout=30)) as cache:
            cache.execute("DELETE FROM objectcache WHERE keyname LIKE '%MWSession%'")
            cache.commit()

    pages.proxy.before("edit", delete)
    outcome = pages.update(store=store)
    assert (saved(outcome), outcome.status) == (["A", "B"], 0)
    assert pages.history("A")[0]["user"] == pages.user
    assert pages.proxy.count("login") == 1


def test_33_server_restarted_mid_run(pages: World):
    """The server is restarted mid-run | all is done, each edit once"""
    place, port = pages.wiki.place, pages.wiki.port
    for page in "CD":
        pages.write(page)
    pages.clock.during = lambda _seconds: server.start(place, port)
    pages.proxy.before("edit", lambda: server.stop(place), number=2)
    outcome = pages.update()
    assert (saved(outcome), outcome.status) == (list("ABCD"), 0)
    assert [len(pages.by_bot(page)) for page in "ABCD"] == [1] * 4


def test_unknown_host(world: World):
    """The wiki's host is not found | try later, at once; exit 3"""
    place = world.wiki.place.pywikibot
    with pytest.raises(TryLater, match="host is not found"):
        open_local("http://no-such-host.invalid:81/api.php", world.user, place, world.clock)
    assert world.clock.sleeps == []
