"""How each command that plans changes goes on: shows them only, asks about them, or saves all."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from rich.markup import escape

from bots.commands._show import ask, counts, out
from bots.run.job import run_alone
from bots.run.journal import new_run_id
from bots.run.plan import Change, Plan
from bots.run.update import Answer, Ask, Outcome
from bots.settings import Settings
from bots.stores.base import Store


@dataclass(frozen=True, slots=True)
class Saving:
    """What becomes of what a command has planned."""

    simulate: bool
    """Whether nothing is written."""
    ask: Ask
    saved: Callable[[Change], None]
    """Tells that a page was saved."""
    again: bool
    """Whether pages are saved on which the bot was reverted."""

    def carry_out(
        self,
        store: Store,
        settings: Settings,
        state: Path,
        make: Callable[[], Plan],
        detail: Mapping[str, object],
    ) -> tuple[Plan, Outcome]:
        """Return the plan that was made, and what came of it; raises as ``run_alone`` does.

        ``detail`` goes to the journal's first line.
        """
        if self.simulate:
            plan = make()
            return plan, Outcome(new_run_id(), plan.changes, list(plan.refusals))
        return run_alone(
            store,
            settings,
            state,
            make,
            detail,
            ask=self.ask,
            saved=self.saved,
            again=self.again,
        )


def saving(*, simulate: bool, always: bool, as_json: bool, again: bool = False) -> Saving:
    """Return what follows from a command's options; where nobody can be asked, nothing is saved."""
    return Saving(
        writes_nothing(simulate=simulate, always=always),
        (lambda _change: Answer.ALL) if always else ask,
        (lambda _change: None) if as_json else _say_saved,
        again,
    )


def writes_nothing(*, simulate: bool, always: bool) -> bool:
    """Return whether nothing is written: so it was asked for, or nobody is there to be asked."""
    return simulate or not (always or sys.stdin.isatty())


def _say_saved(change: Change) -> None:
    out.print(f"[green]✓[/green] {escape(change.title)} — {counts(change)}")
