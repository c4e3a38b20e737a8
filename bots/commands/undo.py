"""``consult undo``: takes a run back."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from rich.markup import escape

from bots.commands._options import (
    config_option,
    open_store,
    settings_of,
    state_option,
    store_option,
)
from bots.commands._show import diff_lines, out, show_problem
from bots.errors import ConsultationError
from bots.run.journal import Entry, Journal, entries, new_run_id, state_folder
from bots.run.lock import alone
from bots.run.save import check_stop_page
from bots.run.undo import edits_of, take_back, text_before


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
    edits = edits_of(list(entries(folder, run)), frozenset(pages))
    simulate = simulate or not (always or sys.stdin.isatty())
    new = new_run_id()
    taken = failed = 0
    with alone(folder, new):
        journal = Journal(folder, new)
        if not simulate:
            check_stop_page(store, settings.consultation.stop)
            journal.write(Entry("start", detail={"undoes": run}))
        for edit in edits:
            try:
                current, text = text_before(store, edit)
                if not (simulate or always) and not _asked(edit, current.text, text):
                    continue
                if not simulate:
                    take_back(store, edit, run, settings.consultation.task, journal)
            except ConsultationError as error:
                error.title = error.title or edit.page
                show_problem(error)
                failed += 1
                continue
            taken += 1
            out.print(f"[green]✓[/green] {escape(edit.page)}")
        if not simulate:
            journal.write(Entry("end", detail={"status": int(failed > 0), "saved": taken}))
    ending = "would be taken back; nothing was written" if simulate else f"taken back; run {new}"
    out.print(f"{taken} of {len(edits)} edits {ending}")
    sys.exit(1 if failed else 0)


def _asked(edit: Entry, current: str, text: str) -> bool:
    out.rule(f"[bold]{escape(edit.page)}[/bold]", align="left", style="dim")
    for line in diff_lines(current, text):
        out.print(escape(line))
    return click.confirm("Take this edit back?")
