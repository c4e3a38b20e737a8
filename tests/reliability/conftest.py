"""A proxy in front of the real wiki, and for each test a consultation of its own.

No test resets the wiki: each works under titles of its own, so that sessions live on.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bots.sandbox import Sandbox
from tests.mediawiki import admin, human, override, templates_there, wiki  # noqa: F401
from tests.reliability.proxy import Proxy
from tests.reliability.world import World

CONSULT = (sys.executable, "-c", "from bots.commands import main; main()")
SETTINGS = """[consultation]
name = "R"
wiki = "metawiki"
task = "{name}/Bot"
stop = "{name}/Stop"
discussiontools = false

[scope]
prefixes = ["{name}"]

[[sources]]
prefix = "Talk:{name}"
"""


@pytest.fixture(scope="session")
def proxy(wiki: Sandbox):  # noqa: F811
    proxy = Proxy(wiki.port)
    yield proxy
    proxy.close()


@pytest.fixture
def world(
    request,
    wiki,  # noqa: F811
    proxy,
    human,  # noqa: F811
    admin,  # noqa: F811
    tmp_path,
    caplog,
    capfd,
    templates_there,  # noqa: F811
):
    """This test's consultation; when it has ended, what every test promises is looked at."""
    caplog.set_level(logging.DEBUG)
    proxy.clear()
    name = re.sub(r"[\W_]+", " ", request.node.name.removeprefix("test_")).strip().capitalize()
    world = World(f"R{name}", wiki, proxy, human, admin, tmp_path / "state")
    yield world
    proxy.clear()
    captured = capfd.readouterr()
    outputs = {"log": caplog.text, "out": captured.out, "err": captured.err}
    for path in filter(_ours, tmp_path.rglob("*")):
        outputs[str(path)] = path.read_text("utf-8", "replace")
    world.check(outputs)


def _ours(path: Path) -> bool:
    return path.is_file() and path.name != "user-password.py" and path.suffix != ".lwp"


@pytest.fixture
def pywikibot_dir(world: World, tmp_path: Path) -> Path:
    """A pywikibot directory whose wiki is reached through the proxy."""
    place = tmp_path / "pywikibot"
    place.mkdir(mode=0o700)
    source = world.wiki.place.pywikibot
    text = (source / "user-config.py").read_text()
    text = re.sub(r"127\.0\.0\.1:\d+", f"127.0.0.1:{world.proxy.port}", text)
    (place / "user-config.py").write_text(text)
    shutil.copy(source / "user-password.py", place)
    for file in place.iterdir():
        file.chmod(0o600)
    return place


Consult = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def environment(world: World, pywikibot_dir: Path, tmp_path: Path) -> dict[str, str]:
    """What a process of its own is started with; its settings are written where it starts."""
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "r.toml").write_text(SETTINGS.format(name=world.name))
    return {
        **os.environ,
        "HOME": str(tmp_path),
        "PYWIKIBOT_DIR": str(pywikibot_dir),
        "PYWIKIBOT_NO_USER_CONFIG": "0",
        "CONSULT_STATE": str(tmp_path / "state"),
    }


@pytest.fixture
def consult(environment: dict[str, str], tmp_path: Path) -> Consult:
    """Runs ``consult`` in a process of its own, without a terminal."""

    def run(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [*CONSULT, *words],
            cwd=tmp_path,
            env=environment | more,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        print(done.stdout, done.stderr)  # noqa: T201 - so that secrets are looked for in it
        assert "Traceback" not in done.stderr, done.stderr
        return done

    return run
