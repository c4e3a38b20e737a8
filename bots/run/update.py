"""The main job: plan, ask, save, and write down what was done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import partial

from bots.errors import Conflict, ConsultationError, Stopped, TryLater, UsageError
from bots.run.journal import Entry, Journal
from bots.run.plan import Change, Plan
from bots.run.save import AT_ONCE as STOP_EVERY
from bots.run.save import Lookout, save_change
from bots.run.signals import ends_on_signal
from bots.run.summaries import Summaries
from bots.stores.base import Revision, Store

__all__ = ["STOP_EVERY", "Answer", "Ask", "Outcome", "carry_out"]


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
    summaries: Summaries,
    ask: Ask,
    saved: Callable[[Change], None],
    again: bool = False,
) -> Outcome:
    """Save the plan's changes one by one, each when the answer to it is yes.

    A page that cannot be saved is reported and the run goes on; a stop page, a block, an account
    that may not write, a wiki that is not well or a signal ends it after the edit at hand.
    """
    outcome = Outcome(journal.run, refusals=list(plan.refusals))
    for refusal in plan.refusals:
        journal.write(Entry("refused", refusal.title, detail={"reason": refusal.problem}))
    declined: list[Change] = []
    answer = Answer.NO
    lookout = Lookout(store, stop_page, [change.title for change in plan.changes])
    try:
        with ends_on_signal() as signals:
            for number, planned in enumerate(plan.changes):
                change = planned
                signals.check()
                if change.after is not None:
                    change = change.after(declined, outcome.refusals)
                    if change.kept.text == change.before:
                        continue
                if answer is not Answer.ALL:
                    with signals.at_once():
                        answer = ask(change)
                if answer is Answer.QUIT:
                    declined += plan.changes[number:]
                    break
                if answer is Answer.NO:
                    declined.append(change)
                    continue
                kept = change.kept
                note = summaries.change(
                    journal.run, change.kinds, kept.added, kept.changed, change.base is not None
                )
                done = _Edit(change, store, journal, note, again or change.again)
                if done.save(partial(lookout.look, number), outcome):
                    saved(change)
    except (Stopped, TryLater, UsageError) as error:
        outcome.stopped = error
    outcome.declined = declined
    ending: dict[str, object] = {"status": outcome.status, "saved": len(outcome.saved)}
    if outcome.stopped:
        ending["reason"] = outcome.stopped.problem
    journal.write(Entry("end", detail=ending))
    return outcome


@dataclass(frozen=True, slots=True)
class _Edit:
    """One page's edit, and what is written down of it."""

    change: Change
    store: Store
    journal: Journal
    note: str
    again: bool

    def save(self, look: Callable[[], Revision | None], outcome: Outcome) -> bool:
        """Save the page and return whether that made a revision."""
        change = self.change
        try:
            made = save_change(self.store, change, self.note, latest=look(), again=self.again)
        except (Stopped, TryLater, UsageError) as error:
            # Whether an edit that was under way arrived is for the page's history to tell.
            self._write("broken off", {"reason": error.problem})
            raise
        except ConsultationError as error:
            error.title = error.title or change.title
            if isinstance(error, Conflict):
                error.mend = error.mend or "someone keeps editing it; the next run tries again"
            outcome.refusals.append(error)
            self._write("refused", {"reason": error.problem})
            return False
        if made is None:
            return False
        outcome.saved.append(change)
        detail: dict[str, object] = {"added": change.kept.added, "changed": change.kept.changed}
        detail["kinds"] = list(change.kinds)
        if made.tries > 1:
            detail["tries"] = made.tries
        if made.merged:
            detail["merged"] = True
        revision = made.revision
        before = revision.parent if change.base else 0
        self.journal.write(Entry("saved", change.title, before, revision.id, detail))
        return True

    def _write(self, event: str, detail: dict[str, object]) -> None:
        before = self.change.base.id if self.change.base else 0
        self.journal.write(Entry(event, self.change.title, before, detail=detail))
