"""SIGTERM and SIGINT while edits are made: none is cut in two, and the end comes all the same."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from bots.errors import Stopped
from bots.stores.pace import INTERRUPTION

GRACE: Final = 10.0
"""Seconds that the edit at hand has to end. Toolforge kills 15 s after its SIGTERM."""


class Signals:
    """Those that have come while edits are made."""

    def __init__(self) -> None:
        self._come: list[str] = []
        self._at_once = False

    def take(self, name: str) -> None:
        """Take one in; raises Stopped where nothing is being written."""
        self._come.append(name)
        if self._at_once:
            self.check()

    def check(self) -> None:
        """Raise Stopped if one has come: to be called between two edits."""
        if self._come:
            raise Stopped(f"the run was told to stop ({self._come[0]})")

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Let the next one end the block at once: in it a person is asked, and nothing written."""
        self.check()
        self._at_once = True
        try:
            yield
        finally:
            self._at_once = False


@contextmanager
def ends_on_signal() -> Iterator[Signals]:
    """Collect the signals that come, so that a loop can end between two edits.

    Waiting ends at once, by Stopped. An edit that hangs is given up when the grace is over;
    whether it arrived is seen by the next run.
    """
    signals = Signals()

    def receive(number: int, _: object) -> None:
        signals.take(signal.Signals(number).name)
        INTERRUPTION.set()
        signal.setitimer(signal.ITIMER_REAL, GRACE)

    def give_up(_number: int, _: object) -> None:
        raise Stopped("the run was told to stop, and the wiki did not answer", "run it again")

    try:
        before = {n: signal.signal(n, receive) for n in (signal.SIGTERM, signal.SIGINT)}
        before[signal.SIGALRM] = signal.signal(signal.SIGALRM, give_up)
    except ValueError:
        # Not the main thread: whoever runs us there handles signals.
        yield signals
        return
    try:
        yield signals
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in before.items():
            signal.signal(number, handler)
        INTERRUPTION.clear()
