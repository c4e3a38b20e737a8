"""What a run knows of the places where comments stand: found, gone, or not to be told.

Words are taken out of a row only where it is certain that the comment is gone. A page that could
not be read, or that the settings name no longer, says nothing about its comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from bots.consultation.conversations import Conversation

COMMENT_REMOVED: Final = "comment removed"
PAGE_DELETED: Final = "page deleted"

_NAME: Final = re.compile(r"c-.*?-(?:\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z|\d{14})(?=-|\Z)")


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

    def why_gone(self, page: str, comment: str) -> str:
        """Return why the comment of this id, last seen on this page, is gone; or nothing.

        Nothing where it stands anywhere in the sources, and where that cannot be told.
        """
        name = name_of(comment)
        if not name or name in self.names:
            return ""
        if page in self.deleted:
            return PAGE_DELETED
        return COMMENT_REMOVED if page in self.read else ""


def presence(
    conversations: Iterable[Conversation],
    deleted: Iterable[str] = (),
    unread: Iterable[str] = (),
) -> Presence:
    """Return what the conversations read tell of the places where comments stand."""
    conversations = tuple(conversations)
    return Presence(
        read=frozenset(conversation.source.title for conversation in conversations),
        deleted=frozenset(deleted),
        names=frozenset().union(*(conversation.names for conversation in conversations)),
        unread=frozenset(unread),
    )


def name_of(comment: str) -> str:
    """Return the name in a comment's id as it stands in a cell; nothing where it is no id."""
    found = _NAME.match(unquote(comment.strip()))
    return found[0] if found else ""
