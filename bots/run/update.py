"""The main job: plan, ask, save, and write down what was done."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from bots.errors import Conflict, ConsultationError, Stopped, TryLater
from bots.run.journal import Entry, Journal
from bots.run.plan import Change, Plan
from bots.run.save import check_stop_page, save_change
from bots.stores.base import Store

STOP_EVERY: Final = 5
"""After how many edits the stop page is read again."""


class Answer(Enum):
    """What a person says to a change shown to them."""

    YES = "y"
    NO = "n"
    ALL = "a"
    QUIT = "q"


Ask = Callable[[Change], Answer]
"""Shows a change and returns the answer."""


@dataclass(slots=True)
class Outcome:
    """What a run did."""

    run: str
    declined: Sequence[Change] = ()
    """Shown and not wanted, or only simulated."""
    refusals: list[ConsultationError] = field(default_factory=list)
    saved: list[Change] = field(default_factory=list)
    stopped: ConsultationError | None = None
    """Why the run ended before its end."""

    @property
    def status(self) -> int:
        """The exit status: 0 done, 1 some page failed, 3 try later, 4 stopped."""
        if self.stopped is not None:
            return self.stopped.status
        return 1 if self.refusals else 0


def carry_out(
    plan: Plan,
    store: Store,
    journal: Journal,
    *,
    stop_page: str | None,
    task: str,
    ask: Ask,
    saved: Callable[[Change], None],
    again: bool = False,
) -> Outcome:
    """Save the plan's changes one by one, each when the answer to it is yes.

    A page that cannot be saved is reported and the run goes on; a stop page, a lag or a signal
    ends it after the edit at hand.
    """
    outcome = Outcome(journal.run, refusals=list(plan.refusals))
    for refusal in plan.refusals:
        journal.write(Entry("refused", refusal.title, detail={"reason": refusal.problem}))
    declined: list[Change] = []
    answer = Answer.NO
    try:
        with _signals_stop() as stopping:
            for number, change in enumerate(plan.changes):
                if number % STOP_EVERY == 0:
                    check_stop_page(store, stop_page)
                if stopping:
                    raise Stopped(f"the run was told to stop ({stopping[0]})")
                if answer is not Answer.ALL:
                    answer = ask(change)
                if answer is Answer.QUIT:
                    declined += plan.changes[number:]
                    break
                if answer is Answer.NO:
                    declined.append(change)
                    continue
                _save(change, store, journal, summary(change, task, journal.run), outcome, again)
                if outcome.saved and outcome.saved[-1] is change:
                    saved(change)
    except (Stopped, TryLater) as error:
        outcome.stopped = error
    outcome.declined = declined
    journal.write(Entry("end", detail={"status": outcome.status, "saved": len(outcome.saved)}))
    return outcome


def _save(
    change: Change, store: Store, journal: Journal, text: str, outcome: Outcome, again: bool
) -> None:
    try:
        revision = save_change(store, change, text, again=again)
    except (Stopped, TryLater):
        raise
    except ConsultationError as error:
        error.title = error.title or change.title
        if isinstance(error, Conflict):
            error.mend = error.mend or "someone keeps editing it; the next run tries again"
        outcome.refusals.append(error)
        journal.write(Entry("refused", change.title, detail={"reason": error.problem}))
        return
    if revision is None:
        return
    outcome.saved.append(change)
    counts = {"added": change.kept.added, "changed": change.kept.changed}
    before = revision.parent if change.base else 0
    journal.write(
        Entry("saved", change.title, before, revision.id, counts | {"kinds": list(change.kinds)})
    )


def summary(change: Change, task: str, run: str) -> str:
    """Return the edit summary: what changed, the task's page, the run.

    It links no user page and quotes nobody: a summary cannot be edited afterwards.
    """
    counts: Sequence[str] = [
        f"{number} {word}"
        for number, word in ((change.kept.added, "new"), (change.kept.changed, "changed"))
        if number
    ]
    otherwise = "markers" if change.base else "new page"
    what = f"{', '.join(change.kinds)}: {', '.join(counts) or otherwise}"
    return f"{what} ([[{task}]], run {run})"


@contextmanager
def _signals_stop() -> Iterator[list[str]]:
    """Collect SIGTERM and SIGINT while edits are made, so that none is cut in two."""
    received: list[str] = []

    def receive(number: int, _: object) -> None:
        received.append(signal.Signals(number).name)

    try:
        before = {n: signal.signal(n, receive) for n in (signal.SIGTERM, signal.SIGINT)}
    except ValueError:
        # Not the main thread: whoever runs us there handles signals.
        yield received
        return
    try:
        yield received
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
