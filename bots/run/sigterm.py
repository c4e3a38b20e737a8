"""SIGTERM while pages are read: the run ends at once. ``signals`` has the time of writing."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

from bots.errors import Stopped


class _ToldToStop(BaseException):
    """Not an Exception, so that nobody on the way takes it for a page's failure."""


@contextmanager
def sigterm_stops() -> Iterator[None]:
    """Make SIGTERM end the block with Stopped; while edits are made, ``ends_on_signal`` rules.

    As the first process of a container a program that does not say what SIGTERM means to it never
    gets it: it would go on until it is killed.
    """

    def receive(*_: object) -> None:
        raise _ToldToStop

    try:
        before = signal.signal(signal.SIGTERM, receive)
    except ValueError:
        # Not the main thread: whoever runs us there handles signals.
        yield
        return
    try:
        yield
    except _ToldToStop:
        raise Stopped("the run was told to stop (SIGTERM)") from None
    finally:
        signal.signal(signal.SIGTERM, before)
