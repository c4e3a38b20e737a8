"""What a run knows of the places where comments stand: found, gone, or not to be told.

Words are taken out of a row only where it is certain that the comment is gone. A page that could
not be read, or that the settings name no longer, says nothing about its comments.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, NamedTuple
from urllib.parse import unquote

from bots.consultation.talks.abroad import local_name
from bots.consultation.talks.conversations import Conversation

COMMENT_REMOVED: Final = "comment removed"
PAGE_DELETED: Final = "page deleted"

_STAMP: Final = r"(?:\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z|\d{14})"
_WIKI: Final = r"(?:[a-z][a-z0-9_-]*:)*"
_NAME: Final = re.compile(rf"{_WIKI}c-.*?-({_STAMP})(?=-|\Z)")
_TYPED: Final = re.compile(rf"\A:?({_WIKI})(?:Special:GoToComment/)?(c-.*)\Z|[#/](c-.*)\Z")


class Place(NamedTuple):
    """Where a comment stands: no page has two comments of one id."""

    page: str
    id: str


class Said(NamedTuple):
    """A comment that a row is about, or may be about."""

    place: Place
    name: str
    heading: str
    """Its thread's heading."""
    words: str
    """The beginning of what it says, where that was read."""


@dataclass(frozen=True, slots=True)
class Presence:
    """Which pages were read, which do not exist, and which comments there are on all of them."""

    read: frozenset[str] = frozenset()
    """The titles of the sources that were read."""
    deleted: frozenset[str] = frozenset()
    """The titles of pages within the sources of which the store says for sure: no such page."""
    names: frozenset[str] = frozenset()
    """The names of all comments on the pages read."""
    unread: frozenset[str] = frozenset()
    """The titles of pages of ours that could not be looked into, for they are unsound."""
    beside: frozenset[str] = frozenset()
    """The names of all comments on pages of which one section counts."""
    found: Mapping[str, tuple[Said, ...]] = field(default_factory=dict)
    """The comments that rows name, by the name."""
    same_minute: Mapping[str, tuple[Said, ...]] = field(default_factory=dict)
    """For each minute of a comment that rows name and nobody finds: what was said in it."""

    def why_gone(self, page: str, comment: str) -> str:
        """Return why the comment of this id, last seen on this page, is gone; or nothing.

        Nothing where it stands anywhere in the sources, and where that cannot be told.
        """
        name = name_of(comment)
        there = name in self.names or name in self.beside
        return "" if not name or there else self.why_gone_from(page)

    def why_gone_from(self, page: str) -> str:
        """Return why a comment is gone that was last seen on this page, and is nowhere now."""
        if page in self.deleted:
            return PAGE_DELETED
        return COMMENT_REMOVED if page in self.read else ""


def presence(
    conversations: Iterable[Conversation],
    deleted: Iterable[str] = (),
    unread: Iterable[str] = (),
    comments: Iterable[str] = (),
) -> Presence:
    """Return what the conversations read tell of the places where comments stand.

    ``comments`` are what rows say of the comments that they are about.
    """
    conversations = tuple(conversations)
    names = frozenset().union(*(conversation.names for conversation in conversations))
    named = {name_of(comment) for comment in comments} - {""}
    minutes = minutes_missed(named, names)
    found: dict[str, list[Said]] = {}
    same_minute: dict[str, list[Said]] = {minute: [] for minute in minutes}
    for said in _said(conversations, named, minutes) if named else ():
        if said.name in named:
            found.setdefault(said.name, []).append(said)
        if (minute := minute_of(said.name)) in minutes:
            same_minute[minute].append(said)
    return Presence(
        read=frozenset(conversation.source.title for conversation in conversations),
        deleted=frozenset(deleted),
        names=names,
        unread=frozenset(unread),
        beside=frozenset().union(*(conversation.beside for conversation in conversations)),
        found={name: tuple(said) for name, said in found.items()},
        same_minute={minute: tuple(said) for minute, said in same_minute.items()},
    )


def _said(
    conversations: Iterable[Conversation], named: Container[str], minutes: Collection[str]
) -> Iterable[Said]:
    """Yield the comments of these names and minutes, where they are known one by one."""
    for conversation in conversations:
        title, quotes = conversation.source.title, conversation.quotes
        for thread in conversation.threads:
            for comment in thread.heard or (thread.first,):
                name = comment.name
                if name in named or (minutes and minute_of(name) in minutes):
                    words = quotes.get(comment.id, "")
                    yield Said(Place(title, comment.id), name, thread.heading, words)


def minutes_missed(named: Iterable[str], names: frozenset[str]) -> frozenset[str]:
    """Return the minutes of the comments of these names that are found nowhere."""
    return frozenset(minute_of(name) for name in named if name not in names)


def id_in(cell: str) -> str:
    """Return the id, or the name, of a comment that a cell holds; nothing where it holds none.

    People may write it as a link of any form: ``[[Special:GoToComment/c-…]]``, ``Talk:X#c-…``, or
    the address that their browser shows.
    """
    link = cell.strip().removeprefix("[[").removesuffix("]]").partition("|")[0]
    found = _TYPED.search(unquote(link.strip()).replace(" ", "_"))
    typed = f"{found[1] or ''}{found[2] or found[3]}" if found else ""
    return typed if _NAME.match(typed) else ""


@lru_cache(maxsize=1 << 16)
def name_of(comment: str) -> str:
    """Return the name in a comment's id as it stands in a cell; nothing where it is no id."""
    found = _NAME.match(id_in(comment))
    return found[0] if found else ""


def minute_of(name: str) -> str:
    """Return when a comment of this name was signed, as the name has it."""
    found = _NAME.match(name)
    return found[1] if found else ""


def author_of(name: str) -> str:
    """Return who signed a comment of this name, as the name has it."""
    return local_name(name)[1].removeprefix("c-").removesuffix(f"-{minute_of(name)}")


def beneath(comment: str) -> str:
    """Return what follows the name in a comment's id: its heading, or the comment it answers."""
    return id_in(comment).removeprefix(name_of(comment)).removeprefix("-")
