"""A clock of the tests' own: nobody waits, and all that would have been waited is written down."""

from __future__ import annotations

import time
from collections.abc import Callable


class OwnClock:
    """Time passes as on the computer, and besides at once where somebody sleeps."""

    def __init__(self) -> None:
        self.sleeps: list[float] = []
        self.during: Callable[[float], None] = lambda _seconds: None
        """What happens while somebody sleeps."""
        self._ahead = 0.0

    def now(self) -> float:
        return time.monotonic() + self._ahead

    def sleep(self, seconds: float) -> None:
        self.sleeps.append(seconds)
        self._ahead += seconds
        self.during(seconds)

    @property
    def slept(self) -> float:
        return sum(self.sleeps)
