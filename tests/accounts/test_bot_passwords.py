"""Bot passwords, made as a wiki makes them: with fitting grants, too few, too many, or wrong."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bots.sandbox import Sandbox
from bots.sandbox.php import run
from bots.sandbox.sample import folder
from tests.mediawiki import bot, human, override, wiki  # noqa: F401
from tests.reliability.proxy import Proxy

pytestmark = pytest.mark.mediawiki

CONSULT = (sys.executable, "-c", "from bots.commands import main; main()")
GRANTS = "basic,highvolume,editpage,createeditmovepage"
"""What user-config.py.sample and docs/maintainers.md ask for."""
Doctor = Callable[..., tuple[str, int]]


@pytest.fixture
def proxy(wiki: Sandbox):  # noqa: F811
    """Counts what is asked of the wiki."""
    proxy = Proxy(wiki.port)
    yield proxy
    proxy.close()


@pytest.fixture
def doctor(wiki: Sandbox, proxy: Proxy, tmp_path: Path) -> Doctor:  # noqa: F811
    """``doctor(grants)`` looks at the wiki with a new bot password; gives output and status."""
    settings = tmp_path / "s.toml"
    text = (folder().parent / "config" / "strategy-2030.toml").read_text(encoding="utf-8")
    settings.write_text(text.replace("[scope]", "discussiontools = false\n[scope]", 1))

    def look(grants: str = GRANTS, entry: str = "", mode: int = 0o600) -> tuple[str, int]:
        name, secret = f"t{secrets.token_hex(4)}", secrets.token_hex(16)
        if grants:
            given = ("--appid", name, "--grants", grants, "ExampleBot", secret)
            run(wiki.place, "createBotPassword.php", *given)
        place = tmp_path / name
        place.mkdir(mode=0o700)
        config = (wiki.place.pywikibot / "user-config.py").read_text(encoding="utf-8")
        config = config.replace(f"127.0.0.1:{wiki.port}", f"127.0.0.1:{proxy.port}")
        (place / "user-config.py").write_text(config)
        password = entry or f'("ExampleBot", BotPassword("{name}", "{secret}"))\n'
        (place / "user-password.py").write_text(password)
        (place / "user-password.py").chmod(mode)
        done = subprocess.run(
            [*CONSULT, "doctor", "--config", str(settings)],
            cwd=tmp_path,
            env={
                **os.environ,
                "PYWIKIBOT_DIR": str(place),
                "PYWIKIBOT_NO_USER_CONFIG": "0",
                "CONSULT_STATE": str(tmp_path / "state"),
                "COLUMNS": "300",
            },
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert "Traceback" not in done.stderr
        assert secret not in done.stdout + done.stderr
        return done.stdout + done.stderr, done.returncode

    return look


def test_the_grants_that_the_docs_name_are_right_and_the_doctor_only_reads(
    doctor: Doctor,
    proxy: Proxy,
    human,  # noqa: F811
):
    def latest() -> list[object]:
        asked = human.ask(action="query", list="recentchanges|logevents", rclimit="5", lelimit="5")
        return [asked["query"]["recentchanges"], asked["query"]["logevents"]]

    before = latest()
    output, _ = doctor()
    assert "✓ account: ExampleBot" in output
    assert "✓ it is logged in with a bot password" in output
    assert "✓ its rights: edit, createpage, bot, apihighlimits, noratelimit" in output
    assert "✓ its login may do no more than the bots need" in output
    # Nothing but questions and the login went to the wiki, and the wiki has nothing new.
    assert set(proxy.counts) <= {"site", "read", "token", "login", "paraminfo"}
    assert proxy.counts["read"]
    assert latest() == before


def test_too_few_grants_are_named(doctor: Doctor):
    output, status = doctor("basic,editpage")
    assert status == 1
    assert "✗ the login lacks the rights createpage, bot, apihighlimits, noratelimit" in output
    assert "tick these grants of its bot password or OAuth consumer: createeditmovepage" in output


def test_too_many_grants_are_named_and_do_not_keep_it_from_working(doctor: Doctor):
    output, _ = doctor(f"{GRANTS},editmyoptions,privateinfo,sendemail")
    assert "! the login may do more than the bots need: " in output
    assert "untick these grants of its bot password or OAuth consumer: editmyoptions" in output
    assert "privateinfo" in output
    assert "could be better" in output


def test_the_accounts_own_password_is_said_to_be_too_much(doctor: Doctor, wiki: Sandbox):  # noqa: F811
    own = wiki.place.accounts().bot.password
    output, _ = doctor("", f"('ExampleBot', {own!r})\n")
    assert "✓ account: ExampleBot" in output
    assert "! it is logged in with the account's own password, which may do everything" in output
    assert own not in output


def test_a_password_that_is_none_ends_with_2_and_what_to_do(doctor: Doctor, proxy: Proxy):
    output, status = doctor("", f'("ExampleBot", BotPassword("none", "{"x" * 32}"))\n')
    assert status == 2
    assert "✓ settings: Strategy 2030" in output
    assert "make a new bot password" in output
    assert proxy.count("edit") == 0


def test_a_wiki_that_does_not_answer_ends_with_3(doctor: Doctor, proxy: Proxy):
    proxy.close()
    output, status = doctor()
    assert status == 3, output
    assert "✓ settings: Strategy 2030" in output


def test_a_password_file_that_others_may_read_is_closed_by_pywikibot(doctor: Doctor):
    output, _ = doctor(mode=0o644)
    assert "which nobody else may read" in output
