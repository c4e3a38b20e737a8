"""``consult demo``: the main job on a copy of the sample consultation, twice."""

from __future__ import annotations

import shutil
import sys
from datetime import date
from importlib import resources
from pathlib import Path

import click
from rich.markup import escape

from bots.commands._options import now_option
from bots.commands._show import counts, diff_lines, out, show_change
from bots.commands.update import say
from bots.errors import UsageError
from bots.kinds import KINDS
from bots.run.job import Job
from bots.run.plan import Change
from bots.run.update import Answer, Outcome
from bots.settings import find, load
from bots.shipped import shipped
from bots.stores.folder import FolderStore

MARK = ".consult-demo"
"""A file that tells a folder made by this command, which may be made anew, from any other."""
DIFFS = 3
"""How many diffs are shown whole; of the other pages, counts."""
LONGEST = 40
"""Lines of a diff that is still shown."""


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=Path("demo"))
@now_option
def demo(folder: Path, now: date) -> None:
    """Copy the sample consultation to FOLDER, bring it up to date, and see that it stays so."""
    _copy_sample(folder)
    settings = find(folder / "config")
    job = Job(FolderStore(folder / "pages"), load(settings), KINDS, now)
    out.print(f"The sample consultation is in {folder}/pages: one file a page.\n")
    _run(job, folder)
    out.print("\nThe same again:")
    outcome = _run(job, folder)
    command = f"consult update --config {settings} --store folder:{folder / 'pages'}"
    out.print(
        f"\nNow change a page in {escape(str(folder))}/pages as an editor would, and look what"
        f" the bot makes of it:\n  {command} --simulate"
    )
    sys.exit(1 if outcome.saved or outcome.refusals else 0)


def _copy_sample(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise UsageError("is not empty, and not a demo's", "name another folder", title=str(folder))
    shutil.rmtree(folder, ignore_errors=True)
    with resources.as_file(shipped("sample")) as sample:
        shutil.copytree(sample, folder, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    (folder / MARK).touch()


def _run(job: Job, folder: Path) -> Outcome:
    shown: list[Change] = []

    def say_saved(change: Change) -> None:
        shorter = len(diff_lines(change.before, change.kept.text)) <= LONGEST
        if len(shown) < DIFFS and shorter:
            show_change(change)
            shown.append(change)
        else:
            out.print(f"[green]✓[/green] {escape(change.title)} — {counts(change)}")

    plan, outcome = job.run(folder / "state", lambda _change: Answer.ALL, say_saved)
    say(outcome, plan, simulate=False)
    return outcome
