"""``consult log``: the runs of this machine, and what each did."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Final

import click
from rich.markup import escape

from bots.commands._options import json_option, open_store, state_option, store_option
from bots.commands._show import give_data, out
from bots.run.journal import Entry, entries, runs, state_folder

_LINE: Final = "{:<20}  {:<16}  {:<5}  {:<7}  {}"
"""A run's id, when it began, how many pages it saved and refused, and how it ended."""


@click.command()
@click.argument("run", required=False)
@store_option
@state_option
@json_option
@click.option(
    "--last",
    type=click.IntRange(min=1),
    metavar="NUMBER",
    default=20,
    show_default=True,
    help="How many runs to list.",
)
def log(run: str | None, store_name: str, state: Path, as_json: bool, last: int) -> None:
    """List the runs on this store, or what RUN did, the newest first."""
    folder = state_folder(state, open_store(store_name).name)
    if run is None:
        chosen = {name: list(entries(folder, name)) for name in runs(folder)[:last]}
    else:
        chosen = {run: list(entries(folder, run))}
    if as_json:
        data = {name: [asdict(entry) for entry in found] for name, found in chosen.items()}
        give_data(data)
    elif run is None:
        _show_runs(chosen)
    else:
        _show_run(chosen[run])


def _show_runs(chosen: dict[str, list[Entry]]) -> None:
    if not chosen:
        out.print("No run on this store has been written down on this machine")
        return
    # Lines and no table, which would cut the ids where a terminal is narrow: they are to be copied.
    out.print(_LINE.format("run", "began (UTC)", "saved", "refused", "end"), style="bold")
    for name, found in chosen.items():
        saved = sum(entry.event == "saved" for entry in found)
        refused = sum(entry.event == "refused" for entry in found)
        end = next((entry for entry in found if entry.event == "end"), None)
        status = f"status {end.detail.get('status')}" if end else "[red]broken off[/red]"
        began = found[0].time[:16].replace("T", " ") if found else ""
        out.print(_LINE.format(name, began, saved, refused, status))


def _show_run(found: list[Entry]) -> None:
    for entry in found:
        detail = "; ".join(f"{name} {_told(value)}" for name, value in entry.detail.items())
        revisions = f" {entry.before} → {entry.after}" if entry.after else ""
        out.print(
            f"{entry.time[11:19]} {entry.event} {escape(entry.page)}{revisions} {escape(detail)}"
        )


def _told(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
