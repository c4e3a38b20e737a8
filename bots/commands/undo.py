"""``consult undo``: takes a run back."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.markup import escape

from bots.commands._options import (
    config_option,
    open_store,
    settings_of,
    state_option,
    store_option,
    titles_of,
)
from bots.commands._saving import writes_nothing
from bots.commands._show import answer_to, out, show_diff, show_problem
from bots.errors import ConsultationError, UsageError
from bots.run.journal import Entry, Journal, entries, new_run_id, state_folder
from bots.run.lock import alone
from bots.run.undo import AlreadyBack, Undoing, edits_of, undo_run, unwritten_edits
from bots.run.update import Answer


@click.command()
@click.argument("run")
@config_option
@store_option
@state_option
@click.option("--page", "pages", multiple=True, metavar="TITLE", help="Only this page.")
@click.option("--simulate", is_flag=True, help="Show what would be taken back; write nothing.")
@click.option("--always", is_flag=True, help="Take back without asking.")
def undo(
    run: str,
    config: Path | None,
    store_name: str,
    state: Path,
    pages: tuple[str, ...],
    simulate: bool,
    always: bool,
) -> None:
    """Take back the edits of RUN on which nothing was built since.

    This is a run itself. Pages taken back stay as they are: see “update --again”.
    """
    settings = settings_of(config)
    store = open_store(store_name)
    folder = state_folder(state, store.name)
    known = list(entries(folder, run))
    known += unwritten_edits(store, settings, run, known)
    named = frozenset(titles_of(pages))
    edits = edits_of(known, named)
    if strange := sorted(named - {edit.page for edit in edits}):
        raise UsageError(
            f"run {run} saved nothing there", f"“consult log {run}” lists its pages", strange[0]
        )
    undoing = Undoing(store, settings, run, datetime.now(UTC).date())
    if writes_nothing(simulate=simulate, always=always):
        _simulate(undoing, edits)
    new = new_run_id()
    with alone(folder, new):
        done = undo_run(
            undoing, edits, Journal(folder, new), _Asking(Answer.ALL if always else None)
        )
    for problem in (*done.refusals, *((done.stopped,) if done.stopped else ())):
        show_problem(problem)
    for edit in done.taken:
        out.print(f"[green]✓[/green] {escape(edit.page)}")
    out.print(f"{len(done.taken)} of {len(edits)} edits taken back{_before(done.back)}; run {new}")
    sys.exit(done.status)


def _simulate(undoing: Undoing, edits: list[Entry]) -> None:
    """Say what would be taken back, and end."""
    failed, back = 0, []
    for edit in edits:
        try:
            undoing.text_before(edit)
        except AlreadyBack:
            back.append(edit)
        except ConsultationError as error:
            error.title = error.title or edit.page
            show_problem(error)
            failed += 1
        else:
            out.print(f"[green]✓[/green] {escape(edit.page)}")
    taken = len(edits) - failed - len(back)
    out.print(
        f"{taken} of {len(edits)} edits would be taken back{_before(back)}; nothing was written"
    )
    sys.exit(1 if failed else 0)


def _before(back: Sequence[Entry]) -> str:
    """Return what is said of edits that are taken back already."""
    return f", {len(back)} back already" if back else ""


@dataclass(slots=True)
class _Asking:
    """Says of each edit whether it is taken back: as the person answers, until they say all."""

    answer: Answer | None = None

    def __call__(self, edit: Entry, current: str, text: str) -> bool:
        if self.answer not in (Answer.ALL, Answer.QUIT):
            out.rule(f"[bold]{escape(edit.page)}[/bold]", align="left", style="dim")
            show_diff(current, text)
            self.answer = answer_to("Take this edit back?")
        return self.answer in (Answer.ALL, Answer.YES)
