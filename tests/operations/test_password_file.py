"""pywikibot's password file from two variables, where Toolforge keeps secrets as variables."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from bots.errors import UsageError
from bots.run.password_file import LOGIN, PASSWORD, write

SECRET = "0123456789abcdefghijklmnopqrstuv"
GOOD = {LOGIN: "Example Bot@suite", PASSWORD: SECRET}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "pywikibot"


@pytest.mark.network  # importing pywikibot looks whether this machine has IPv6
def test_pywikibot_reads_it(folder: Path, monkeypatch: pytest.MonkeyPatch):
    write(folder, GOOD)
    from pywikibot import config
    from pywikibot.login import LoginManager

    monkeypatch.setattr(config, "base_dir", str(folder))
    monkeypatch.setattr(config, "password_file", "user-password.py")
    login = object.__new__(LoginManager)
    login.site = SimpleNamespace(code="meta", family=SimpleNamespace(name="meta"))
    login.username = "Example Bot"
    login.readPassword()
    assert login.password == SECRET
    assert login.login_name == "Example Bot@suite"


def test_nobody_else_may_read_it(folder: Path):
    before = os.umask(0)
    try:
        file = write(folder, GOOD)
    finally:
        os.umask(before)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert list(folder.iterdir()) == [file]


def test_a_new_password_replaces_the_old_one(folder: Path):
    write(folder, GOOD)
    file = write(folder, {**GOOD, PASSWORD: "z" * 32})
    assert SECRET not in file.read_text()


def test_a_file_that_a_person_wrote_stays(folder: Path):
    folder.mkdir()
    (folder / "user-password.py").write_text("# mine\n")
    with pytest.raises(UsageError, match="delete the file or the variable"):
        write(folder, GOOD)
    assert (folder / "user-password.py").read_text() == "# mine\n"


def test_a_link_is_not_followed(folder: Path, tmp_path: Path):
    folder.mkdir()
    (folder / "user-password.py").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UsageError):
        write(folder, GOOD)
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        (LOGIN, ""),
        (LOGIN, "ExampleBot"),
        (LOGIN, "Example'Bot@suite"),
        (LOGIN, "ExampleBot@sui\nte"),
        (PASSWORD, ""),
        (PASSWORD, "the password of the account itself"),
        (PASSWORD, f"{SECRET}')\nimport os"),
    ],
)
def test_what_is_no_bot_password_is_refused_without_showing_it(
    folder: Path, variable: str, value: str
):
    with pytest.raises(UsageError) as refused:
        write(folder, {**GOOD, variable: value})
    assert refused.value.title == variable
    assert SECRET not in str(refused.value)
    assert not folder.exists()


def test_toolforge_takes_the_names():
    for name in (LOGIN, PASSWORD):
        assert re.fullmatch(r"[A-Z_][A-Z_0-9]{3,}", name)


@pytest.mark.parametrize(("variables", "status"), [(GOOD, 0), ({LOGIN: "ExampleBot"}, 2)])
def test_the_module_is_a_program(folder: Path, variables: dict[str, str], status: int):
    done = subprocess.run(
        [sys.executable, "-m", "bots.run.password_file", str(folder)],
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == status
    assert SECRET not in done.stdout + done.stderr
