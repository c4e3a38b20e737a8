"""Where a sandbox lies on the disk, and the accounts it has."""

from __future__ import annotations

import json
import os
import secrets
import string
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import platformdirs

from bots.errors import UsageError

PHP_FILES = Path(__file__).parent / "php"
_LETTERS = string.digits + string.ascii_lowercase[: -len("xyz")]
"""MediaWiki takes nothing else for a bot password."""
GRANTS = ("basic", "highvolume", "editpage", "createeditmovepage", "editprotected")


@dataclass(frozen=True, slots=True)
class Account:
    """An account of the sandbox; its secrets never show in a repr."""

    name: str
    password: str = field(repr=False)
    groups: tuple[str, ...] = ()
    app: str = ""
    """The name of its bot password, if it has one."""
    secret: str = field(default="", repr=False)
    """The bot password itself: 32 characters."""
    grants: tuple[str, ...] = ()

    @property
    def login(self) -> str:
        """The name to log in with, such as ``ExampleBot@suite``."""
        return f"{self.name}@{self.app}" if self.app else self.name


@dataclass(frozen=True, slots=True)
class Accounts:
    """Who is there: an administrator, the bot, a human being."""

    admin: Account
    bot: Account
    human: Account


@dataclass(frozen=True, slots=True)
class Place:
    """The directory of one sandbox and the files in it."""

    directory: Path

    @property
    def data(self) -> Path:
        """The SQLite files in use."""
        return self.directory / "data"

    @property
    def pristine(self) -> Path:
        """The SQLite files that ``reset`` goes back to."""
        return self.directory / "pristine"

    @property
    def cache(self) -> Path:
        """MediaWiki's messages and PHP's compiled code: never reset."""
        return self.directory / "cache"

    @property
    def overrides(self) -> Path:
        """A folder whose ``*.php`` are read last: for tests that change settings."""
        return self.directory / "override.d"

    @property
    def pywikibot(self) -> Path:
        """A PYWIKIBOT_DIR for this sandbox: user-config.py, password file, cookies."""
        return self.directory / "pywikibot"

    @property
    def settings(self) -> Path:
        """LocalSettings.php."""
        return self.directory / "LocalSettings.php"

    @property
    def port_file(self) -> Path:
        """The port this sandbox is, or was last, served at."""
        return self.directory / "port"

    @property
    def log(self) -> Path:
        """What PHP's server had to say."""
        return self.directory / "server.log"

    @property
    def accounts_file(self) -> Path:
        """The names and passwords of the accounts, of mode 0600."""
        return self.directory / "accounts.json"

    @property
    def installed(self) -> bool:
        """Whether a whole wiki is here: ``pristine`` is made last."""
        return self.settings.is_file() and self.pristine.is_dir()

    @property
    def ours(self) -> bool:
        """Whether this directory is a sandbox's, whole or broken, and so may be deleted."""
        return self.accounts_file.is_file()

    def make(self) -> None:
        """Make the empty directories, closed to everybody else."""
        try:
            self.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            for folder in (self.data, self.cache, self.overrides, self.pywikibot):
                folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise UsageError(
                f"{self.directory} cannot be written: {error.strerror}",
                mend="choose another directory with --dir",
            ) from error

    def new_accounts(self) -> Accounts:
        """Return new accounts with new passwords, kept in a file that only its owner may read."""
        accounts = Accounts(
            admin=Account("Sandbox Admin", _password(), ("sysop", "bureaucrat", "interface-admin")),
            bot=Account("ExampleBot", _password(), ("bot",), "suite", _password(), GRANTS),
            human=Account("Ana", _password()),
        )
        write_private(self.accounts_file, json.dumps(asdict(accounts), indent=1))
        return accounts

    def accounts(self) -> Accounts:
        """Return the accounts this sandbox was made with."""
        kept: dict[str, dict[str, Any]] = json.loads(self.accounts_file.read_text())

        def account(role: str) -> Account:
            facts = kept[role]
            lists = {key: tuple(facts[key]) for key in ("groups", "grants")}
            return Account(**{**facts, **lists})

        return Accounts(account("admin"), account("bot"), account("human"))


def default() -> Place:
    """Return where the sandbox lies unless told otherwise."""
    return Place(platformdirs.user_state_path("consultation-bots") / "sandbox")


def write_private(path: Path, text: str) -> None:
    """Write a file of mode 0600, without a moment in which it has another."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        os.fchmod(file.fileno(), 0o600)
        file.write(text)


def _password() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(32))
