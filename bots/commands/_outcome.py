"""What a run came to: in words for a terminal, and as JSON's types."""

from __future__ import annotations

from typing import Any

from bots.commands._show import many, out, show_problems, show_trouble
from bots.errors import ConsultationError
from bots.run.plan import Change, Plan
from bots.run.update import Outcome


def say(outcome: Outcome, plan: Plan, simulate: bool) -> None:
    """Print what needs a person, and then in one line what was done."""
    for title, sentence in plan.troubles:
        show_trouble(title, sentence)
    for title, kept in plan.kept.items():
        for names in kept.held:
            show_trouble(
                title, f"a person changed {names}; their words stay until held= is emptied"
            )
    show_problems(outcome)
    looked = f"{many(len(plan.kept), 'page')} looked at"
    if outcome.saved:
        out.print(f"{len(outcome.saved)} saved, {looked}; run {outcome.run}")
    elif simulate and outcome.declined:
        out.print(f"{len(outcome.declined)} would change, {looked}; nothing was written")
    elif outcome.declined or outcome.stopped or outcome.refusals:
        out.print(f"Nothing was saved, {looked}")
    else:
        out.print(f"Nothing is left to do, {looked}")


def as_data(outcome: Outcome, plan: Plan, simulated: bool) -> dict[str, Any]:
    """Return the outcome as JSON's types."""
    return {
        "run": outcome.run,
        "status": outcome.status,
        "simulated": simulated,
        "looked at": sorted(plan.kept),
        "saved": [_change(change) for change in outcome.saved],
        "not saved": [_change(change) for change in outcome.declined],
        "refusals": [_problem(refusal) for refusal in outcome.refusals],
        "troubles": [{"page": page, "trouble": sentence} for page, sentence in plan.troubles],
        "stopped": str(outcome.stopped) if outcome.stopped else None,
    }


def _change(change: Change) -> dict[str, Any]:
    kept = change.kept
    return {
        "page": change.title,
        "kinds": list(change.kinds),
        "new": kept.added,
        "changed": kept.changed,
        "held": list(kept.held),
        "excluded": list(kept.excluded),
        "foreign": list(kept.foreign),
    }


def _problem(error: ConsultationError) -> dict[str, Any]:
    return {
        "page": error.title,
        "line": error.line,
        "problem": error.problem,
        "mend": error.mend,
    }
