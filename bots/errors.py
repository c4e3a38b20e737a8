"""What can go wrong, each error carrying its evidence: the page, the revision, the line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(eq=False)
class ConsultationError(Exception):
    """The root of all errors that a person can do something about.

    ``problem`` says what is wrong, ``mend`` what to do about it; ``title``, ``line`` (from 1) and
    ``revision`` say where, as far as it is known. The text of the error is one sentence of them.
    """

    status: ClassVar[int] = 1
    """The exit status of a command that it ends."""

    problem: str
    mend: str = ""
    title: str = ""
    line: int = 0
    revision: int = 0
    sort: str = ""
    """Which of the few things it is that pages tell in readers' languages (bots.page.problems)."""

    def __str__(self) -> str:
        place = self.title
        if self.line:
            place = f"{place}, line {self.line}" if place else f"line {self.line}"
        sentence = f"{place}: {self.problem}" if place else self.problem
        return f"{sentence} — {self.mend}" if self.mend else sentence


class UsageError(ConsultationError):
    """The call or the settings are wrong."""

    status = 2


class SettingsError(UsageError):
    """A settings file is wrong: ``title`` is the file, ``problem`` names the key."""


class UnknownWiki(UsageError):
    """Nothing is known of how that wiki signs."""


class RegionError(ConsultationError):
    """A page's regions or records are not sound: nothing may be saved on that page."""

    unread: frozenset[str] = frozenset()
    """The kinds of which rows stand on it, where it could not even be read."""


class StoreError(ConsultationError):
    """A store could not do what it was asked for."""


class InvalidTitle(StoreError):
    """No page can have this title."""


class Missing(StoreError):
    """The page does not exist, and was not to be created."""


class Conflict(StoreError):
    """The page is no longer at the revision that the text was made from."""


class TryLater(ConsultationError):
    """Not now: a lock, a lag, a network failure."""

    status = 3


class Stopped(ConsultationError):
    """Someone wants the bot to stop."""

    status = 4
