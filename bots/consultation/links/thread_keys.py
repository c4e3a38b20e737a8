"""Threads and the keys of their rows, for the kinds that have a row a thread."""

from __future__ import annotations

from collections.abc import Container

from bots.consultation.keys import take_key
from bots.consultation.links.relinking import UNLINKED, Relinking
from bots.consultation.talks.conversations import ThreadCount
from bots.consultation.talks.presence import Place


class ThreadKeys:
    """Gives threads the keys of the rows about them; to new ones, in order, keys of their own."""

    def __init__(self, found: Relinking = UNLINKED, asked: Container[str] | None = None) -> None:
        self._found, self._asked = found, asked
        self._taken, self._withheld = set(found.rows), found.withheld

    def of(self, thread: ThreadCount) -> str:
        """Return the thread's key; nothing where there shall be no row about it.

        A new one is made of the first comment's name, so that it stays when the thread is moved.
        A copy of a thread, and one begun by the same person in the same minute, get one with
        their heading and page in it.
        """
        first = thread.first
        place = Place(thread.page, first.id)
        if place in self._found.keys:
            return self._found.keys[place]
        if place in self._withheld or not (self._asked is None or thread.page in self._asked):
            return ""
        return take_key(self._taken, first.name, thread.heading, thread.page, first.id)
