"""The wiki store against a real MediaWiki, reached with the real pywikibot."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from bots.errors import Conflict, Missing, Stopped, StoreError, TryLater, UsageError
from bots.sandbox import load
from bots.stores.account import RIGHTS
from bots.stores.pace import Pace
from bots.stores.wiki import WikiStore
from tests.mediawiki import admin, bot, human, override, sandbox, seed_pages, wiki  # noqa: F401
from tests.reliability.clock import OwnClock
from tests.stores.contract import StoreContract, read
from tests.stores.contract.on_mediawiki import OnMediaWiki

pytestmark = pytest.mark.mediawiki


class TestContract(OnMediaWiki, StoreContract):
    @pytest.fixture
    def store(self, bot):  # noqa: F811
        return bot


@pytest.fixture
def page(request, human):  # noqa: F811
    title = f"Talk:{request.node.name.replace('_', ' ').partition('[')[0].capitalize()}"
    human.edit(title, "Text.")
    return title


@pytest.fixture
def requests(bot, monkeypatch):  # noqa: F811
    """The requests that pywikibot sends from now on, after those that it sends once."""
    from pywikibot.comms import http

    bot.save(
        "Talk:Warm", f"{time.time()}", base=dict(bot.read(["Talk:Warm"]))["Talk:Warm"], summary=""
    )

    sent = []
    whole = http.request

    def noted(site, uri=None, **options):
        sent.append(f"{uri or ''} {options.get('data') or ''}")
        return whole(site, uri, **options)

    monkeypatch.setattr(http, "request", noted)
    return sent


# What it costs


def test_120_pages_are_one_request(bot, requests):  # noqa: F811
    assert len(list(bot.read(f"Talk:X{number}" for number in range(120)))) == 120
    assert len(requests) == 1


def test_discovery_is_one_request_however_many_pages(bot, wiki, requests):  # noqa: F811
    pages = {f"Talk:Many/{number}": "{{Many}}" for number in range(40)}
    load(wiki, {"Template:Many": "x"} | pages)
    assert list(bot.using("Many")) == sorted(pages)
    assert len(requests) == 1
    assert [found.title for found in bot.found("Many")] == sorted(pages)
    assert len(requests) == 2


def test_saving_is_one_request_where_the_answer_says_all(bot, page, requests):  # noqa: F811
    saved = bot.save(page, "New.", base=read(bot, page), summary="why")
    assert len(requests) == 2
    assert sum("action=edit" in request for request in requests) == 1
    assert read(bot, page) == saved


def test_what_the_wiki_expands_is_looked_at(bot, page, requests):  # noqa: F811
    saved = bot.save(page, "New. ~~~~~", base=read(bot, page), summary="why")
    assert len(requests) == 3
    assert "~" not in saved.text
    assert read(bot, page) == saved


def test_a_quote_in_which_it_expands_nothing_is_not(bot, page, requests):  # noqa: F811
    said = "<nowiki>~~~~ and {{subst:X}} and [[|b]]</nowiki>"
    saved = bot.save(page, said, base=read(bot, page), summary="why")
    assert len(requests) == 2
    assert saved.text == said
    assert read(bot, page) == saved


def test_a_merge_is_looked_at(bot, human, page):  # noqa: F811
    human.edit(page, "One.\n\nTwo.\n\nThree.")
    base = read(bot, page)
    human.edit(page, "One, theirs.\n\nTwo.\n\nThree.")
    saved = bot.save(page, "One.\n\nTwo.\n\nThree, ours.", base=base, summary="why")
    assert saved.text == "One, theirs.\n\nTwo.\n\nThree, ours."
    assert read(bot, page) == saved


def test_unchanged_text_is_not_sent(bot, page, requests):  # noqa: F811
    base = read(bot, page)
    assert bot.save(page, "Text.\r\n", base=base, summary="") is base
    assert len(requests) == 1


# How an edit is marked


@pytest.mark.parametrize("minor", [True, False])
def test_every_edit_is_a_bots_and_minor_only_if_meant(bot, page, human, minor):  # noqa: F811
    bot.save(page, "New.", base=read(bot, page), summary="why", minor=minor)
    changes = human.ask(
        action="query", list="recentchanges", rctitle=page, rcprop="flags|comment|user"
    )
    change = changes["query"]["recentchanges"][0]
    assert (change["bot"], change["minor"]) == (True, minor)
    assert (change["user"], change["comment"]) == (bot.user, "why")


def test_the_account_is_known(bot):  # noqa: F811
    account = bot.account
    assert account.name == bot.user == "ExampleBot"
    assert "bot" in account.groups
    assert "bot" in account.rights
    assert not account.block


# Conflicts


def test_an_edit_in_the_same_second_is_a_conflict_five_times_out_of_five(
    bot,  # noqa: F811
    human,  # noqa: F811
    page,
):
    for number in range(5):
        base = read(bot, page)
        human.edit(page, f"Theirs {number}.")
        with pytest.raises(Conflict):
            bot.save(page, f"Ours {number}.", base=base, summary="")


def test_a_page_that_was_moved_is_named_by_its_new_title(bot, human, page):  # noqa: F811
    base = read(bot, page)
    time.sleep(1)
    human.move(page, f"{page} elsewhere")
    with pytest.raises(Conflict, match=f"moved to {page} elsewhere"):
        bot.save(page, "Ours.", base=base, summary="")
    assert read(bot, page).redirect == f"{page} elsewhere"


# Refusals


def test_a_protected_page_says_so(bot, admin, human):  # noqa: F811
    # The bot's grants include editing protected pages, so the cascade has to do it.
    title = "Talk:Cascade victim"
    human.edit(title, "Text.")
    human.edit("Talk:Cascade", f"{{{{{title}}}}}")
    admin.act("protect", title="Talk:Cascade", protections="edit=sysop", cascade="1")
    with pytest.raises(StoreError, match="protected") as caught:
        bot.save(title, "New.", base=read(bot, title), summary="")
    assert caught.value.title == title


@pytest.fixture
def block(bot, admin):  # noqa: F811
    """Blocks the bot for one test, for others follow it on the same wiki."""
    yield lambda **more: admin.block(bot.user, **more)
    admin.act("unblock", user=bot.user)


def test_a_block_stops_everything(bot, admin, page, block):  # noqa: F811
    admin.edit(page, "Text.")
    base = read(bot, page)
    block()
    with pytest.raises(Stopped, match="blocked"):
        bot.save(page, "New.", base=base, summary="")
    assert "trying out" in bot.account.block


def test_a_block_of_one_page_is_that_pages_alone(bot, admin, page, block):  # noqa: F811
    admin.edit(page, "Text.")
    block(partial="1", pagerestrictions=page, allowusertalk="1")
    with pytest.raises(StoreError):
        bot.save(page, "New.", base=read(bot, page), summary="")
    assert bot.save("Talk:Another", "New.", base=None, summary="").text == "New."


def test_translations_are_told_apart_and_refuse_edits(bot, wiki, override):  # noqa: F811
    load(wiki, {"Talk:Translated": "{{Tell apart}}", "Talk:Translated/fr": "{{Tell apart}}"})
    override("""
        $wgHooks['getUserPermissionsErrorsExpensive'][] =
            static function ( $title, $user, $action, &$result ) {
                if ( $action === 'edit' && $title->getSubpageText() === 'fr' ) {
                    $result = [ 'tpt-target-page', $title->getBaseText() ];
                    return false;
                }
            };
    """)
    page, translation = bot.found("Tell apart")
    assert (page.title, page.refusal) == ("Talk:Translated", "")
    assert (translation.title, translation.refusal) == ("Talk:Translated/fr", "tpt-target-page")
    with pytest.raises(StoreError, match="translation"):
        bot.save(translation.title, "New.", base=read(bot, translation.title), summary="")


def test_a_wiki_that_is_read_only_means_later(bot, page, override, monkeypatch):  # noqa: F811
    monkeypatch.setattr(bot._site, "_throttle", Pace(clock=OwnClock()))
    base = read(bot, page)
    override("$wgReadOnly = 'Moving house.';")
    with pytest.raises(TryLater):
        bot.save(page, "New.", base=base, summary="")


def test_a_page_that_is_too_large_is_refused(bot):  # noqa: F811
    with pytest.raises(StoreError, match="larger than the wiki allows"):
        bot.save("Talk:Large", "é" * 1_100_000, base=None, summary="")


def test_a_deleted_page_is_missing_even_if_it_was_moved_before(bot, human, admin, page):  # noqa: F811
    base = read(bot, page)
    human.move(page, f"{page} elsewhere")
    admin.delete(page)
    with pytest.raises(Missing):
        bot.save(page, "New.", base=base, summary="")


class Site:
    """A site of pywikibot's, as far as a store asks it before the first edit."""

    def __init__(self, **userinfo):
        self.userinfo = userinfo

    def user(self):
        return "ExampleBot"

    def hostname(self):
        return "meta.wikimedia.org"

    def has_right(self, right):
        return True


@pytest.mark.parametrize(
    ("facts", "error", "words"),
    [
        ({"name": "127.0.0.9"}, UsageError, "was meant"),
        ({"groups": []}, UsageError, "no bot flag"),
        ({"rights": ["edit", "createpage", "noratelimit"]}, UsageError, "lacks the rights bot"),
        ({"blockid": 7, "blockreason": "too fast"}, Stopped, "blocked: too fast"),
    ],
)
def test_nothing_is_sent_for_an_account_that_should_not_write(
    bot,  # noqa: F811
    requests,
    facts,
    error,
    words,
):
    good = {"name": "ExampleBot", "groups": ["bot"], "rights": [*RIGHTS]}
    with pytest.raises(error, match=words):
        WikiStore(Site(**good | facts)).save("Talk:X", "text", base=None, summary="")
    assert not requests


# Sessions and configuration


def test_a_lost_session_is_made_again(sandbox, bot):  # noqa: F811
    assert bot.save("Talk:After a reset", "x", base=None, summary="").user == bot.user


def test_a_wrong_password_is_said_at_once(wiki, tmp_path):  # noqa: F811
    """In a process of its own, for pywikibot's configuration is one for a process."""
    (tmp_path / "user-password.py").write_text("('Ana', BotPassword('x', 'wrong'))")
    (tmp_path / "user-password.py").chmod(0o600)
    code = (
        "from pathlib import Path; from bots.stores.opening import open_local;"
        f"open_local({wiki.api!r}, 'Ana', Path({str(tmp_path)!r}))"
    )
    done = run(code, tmp_path)
    assert "UsageError: the wiki does not accept the account's name, password or" in done.stderr


def test_pywikibot_writes_nowhere_else_and_says_nothing(wiki, tmp_path):  # noqa: F811
    """Neither to the home directory, nor to the working one, nor to the terminal."""
    home = tmp_path / "home"
    home.mkdir()
    bot_name, directory = wiki.accounts.bot.name, wiki.place.pywikibot
    code = (
        "from pathlib import Path; from bots.stores.opening import open_local;"
        f"store = open_local({wiki.api!r}, {bot_name!r}, Path({str(directory)!r}));"
        "print(store.save('Talk:Quiet', 'x', base=None, summary='').text)"
    )
    done = run(code, home)
    assert (done.stdout, done.stderr) == ("x\n", "")
    assert list(home.iterdir()) == []
    for file in directory.rglob("*"):
        if file.is_file() and file.name != "user-password.py":
            assert wiki.accounts.bot.secret.encode() not in file.read_bytes()


def test_a_users_own_configuration_is_used(wiki, tmp_path):  # noqa: F811
    """The one that the sandbox writes is such a one, so that ``pwb`` reaches it as well."""
    code = (
        "from bots.stores.opening import open_configured; store = open_configured();"
        "print(store.user, store.save('Talk:Configured', 'x', base=None, summary='').text)"
    )
    done = run(code, tmp_path, PYWIKIBOT_DIR=str(wiki.place.pywikibot))
    assert (done.stdout, done.stderr) == ("ExampleBot x\n", "")


def test_a_missing_configuration_is_said(tmp_path):
    code = "from bots.stores.opening import open_configured; open_configured()"
    assert "UsageError: pywikibot finds no user-config.py" in run(code, tmp_path).stderr


def test_pywikibot_is_not_imported_before_a_wiki_is_opened(tmp_path):
    done = run("import bots.stores.wiki, sys; print('pywikibot' in sys.modules)", tmp_path)
    assert done.stdout == "False\n"


def run(code, home, **more):
    environment = {**more, "HOME": str(home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    return subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        cwd=home,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=60,
    )
