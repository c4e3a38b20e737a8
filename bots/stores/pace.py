"""When the next request may be sent, and how long a run waits for a wiki that is not well.

All waiting is done here, on a clock that tests replace; pywikibot's own throttle and its sleeps
are not used (see ``bots.stores.pywiki``). Its throttle is one file for all processes, where the
line of a bot that was killed slows every other one down for ten minutes.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from typing import Final, Protocol

from bots.errors import Stopped, TryLater

BUDGET: Final = 300.0
"""Seconds that one run spends on a wiki's troubles, all of them together."""
BETWEEN_EDITS: Final = 5.0
"""Seconds from one edit of a flagged bot to the next, at least."""
READ_TIMEOUT: Final = 45
"""Seconds to wait for an answer."""
_FIRST_PAUSE: Final = 5.0
_LONGEST_PAUSE: Final = 60.0

INTERRUPTION: Final = threading.Event()
"""Set while somebody wants this process to end; then nobody waits any more."""


class Clock(Protocol):
    """What tells the time and lets it pass."""

    def now(self) -> float:
        """Return seconds since some moment."""

    def sleep(self, seconds: float) -> None:
        """Return when so many seconds have passed, or when the process is to end."""


class SystemClock:
    """The computer's clock."""

    def now(self) -> float:
        """Return seconds since some moment."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Return after so many seconds, or as soon as INTERRUPTION is set."""
        INTERRUPTION.wait(seconds)


class Pace:
    """One run's waiting: between its edits, and for a wiki that asks it to come later.

    pywikibot takes this for its throttle, so it has that one's methods.
    """

    def __init__(
        self, between: float = 0.0, clock: Clock | None = None, budget: float = BUDGET
    ) -> None:
        """``between`` is how many seconds part one edit from the next."""
        self.between = between
        self.budget = budget
        self.clock: Clock = clock or SystemClock()
        self.spent = 0.0
        """Seconds of the budget that are gone."""
        self.retry_after = 0
        """What the latest answer asked for; pywikibot sets it."""
        self._troubles: Counter[str] = Counter()
        self._last_edit = float("-inf")
        self._sent = self.clock.now()

    def __call__(self, *, requestsize: int = 1, write: bool = False) -> None:  # noqa: ARG002
        """Wait until a request may be sent."""
        if write:
            self._sleep(self._last_edit + self.between - self.clock.now())
            self._last_edit = self.clock.now()
        self._sent = self.clock.now()

    def again(self, trouble: str, after: float = 0.0, action: str = "") -> None:
        """Wait before a request is sent again, at least ``after`` seconds.

        Each pause of one action is twice as long as the one before, up to a minute. What the
        attempt itself took counts as well. Raises TryLater where the budget would not last for
        the pause and for an answer that never comes.
        """
        now = self.clock.now()
        self.spent += now - self._sent
        self._sent = now
        pause = max(after, min(_FIRST_PAUSE * 2 ** self._troubles[action], _LONGEST_PAUSE))
        if self.spent + pause + READ_TIMEOUT > self.budget:
            asked = f", and it asks for {after:.0f} s more" if after else ""
            raise TryLater(
                f"{trouble}; {self.spent:.0f} s were spent on waiting for the wiki{asked}",
                mend="try again later",
            )
        self._troubles[action] += 1
        self._sleep(pause)
        # The next attempt counts from its own beginning.
        self.spent += pause
        self._sent = self.clock.now()

    def well(self, action: str = "") -> None:
        """Take note of a good answer: this action's next trouble is a new one."""
        del self._troubles[action]

    def lag(self, lagtime: float | None = None) -> None:
        """Wait because the wiki's databases lag behind."""
        self.again("the wiki's databases lag behind", max(self.retry_after, lagtime or 0.0))

    def wait(self, seconds: float) -> None:
        """Wait as long as pywikibot wants to, for the wiki's sake."""
        self.again("the wiki asks to wait", seconds)

    def drop(self) -> None:
        """Do nothing: nobody else counts this process."""

    def _sleep(self, seconds: float) -> None:
        if seconds > 0:
            self.clock.sleep(seconds)
        if INTERRUPTION.is_set():
            raise Stopped("the run was told to stop while it waited", "run it again")
