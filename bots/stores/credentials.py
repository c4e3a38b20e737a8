"""How pywikibot logs in, by its own files: with what kind of secret, and where that stands."""

from __future__ import annotations

import ast
import importlib.util
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any, Final

from bots.errors import UsageError

LIBRARY: Final = "requests_oauthlib"
"""What pywikibot signs requests with, where ``authenticate`` has four tokens."""
_TOKENS: Final = 4
_BOT_PASSWORD: Final = "BotPassword"


class Login(Enum):
    """What pywikibot logs in with."""

    BOT_PASSWORD = "a bot password"
    OAUTH = "an owner-only OAuth consumer"
    PASSWORD = "the account's own password"
    NONE = "nothing"


@dataclass(frozen=True, slots=True)
class Credentials:
    """How one account logs in to one wiki."""

    login: Login
    files: tuple[Path, ...]
    """The files with secrets in them, cookies included."""
    contact: str
    """What each request says of who sends it."""


def credentials(config: Any, site: Any) -> Credentials:
    """Return how pywikibot logs in to this site of its own, by its configuration."""
    folder = Path(config.base_dir)
    passwords = folder / (config.password_file or "")
    configuration = folder / config.user_config_file
    files = [passwords, folder / f"pywikibot-{site.username()}.lwp"]
    if any(secret in _text(configuration) for secret in oauth_secrets(config)):
        files.append(configuration)
    if site.is_oauth_token_available():
        login = Login.OAUTH
    else:
        login = _login(_text(passwords), str(site.username()))
    there = tuple(file for file in files if file.is_file())
    return Credentials(login, there, str(config.user_agent_description or ""))


def oauth_secrets(config: Any) -> Iterator[str]:
    """Yield the secrets of the OAuth consumers that pywikibot's configuration names."""
    for tokens in config.authenticate.values():
        if len(tokens) == _TOKENS:
            yield from (str(tokens[1]), str(tokens[3]))


def check_library(config: Any) -> None:
    """Raise UsageError where requests are to be signed and nothing is there to sign them."""
    if any(oauth_secrets(config)) and importlib.util.find_spec(LIBRARY) is None:
        raise UsageError(
            f"OAuth needs the library {LIBRARY}, which is not installed",
            "pip install 'consultation-bots[oauth]'",
        )


def _login(passwords: str, user: str) -> Login:
    """Return what the last line for this user in pywikibot's password file holds."""
    found = Login.NONE
    for line in passwords.splitlines():
        if user in _names(line):
            found = Login.BOT_PASSWORD if _BOT_PASSWORD in line else Login.PASSWORD
    return found


def _names(line: str) -> tuple[str, ...]:
    """Return the words of a line of pywikibot's password file, without the last, the password."""
    try:
        entry = ast.literal_eval(line.strip().replace(_BOT_PASSWORD, ""))
    except (ValueError, SyntaxError):
        return ()
    parts = entry[:-1] if isinstance(entry, tuple) else ()
    return tuple(str(part).replace("_", " ") for part in parts)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""
