"""How changes and outcomes look on a terminal."""

from __future__ import annotations

import difflib
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from bots.errors import ConsultationError, Stopped
from bots.run.gather import no_progress
from bots.run.listening import Progress as Report
from bots.run.plan import Change
from bots.run.summaries import NOTICES
from bots.run.update import Answer, Outcome

CONTEXT = 2
"""Unchanged lines shown around each change."""
_COUNTED = {False: ("row", "new", "changed"), True: ("problem", "told", "mended")}
"""What is counted of an edit, and what became of it: of rows, or of problems told."""
_STYLES = {"+": "green", "-": "red", "@": "cyan"}


class _Telling(Console):
    """Goes on where nobody reads any more, as behind ``| head``: the work is not done for them."""

    def on_broken_pipe(self) -> None:
        self.quiet = True
        # What is buffered would be written once more when the process ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), self.file.fileno())


out = _Telling(highlight=False, soft_wrap=True)
err = _Telling(stderr=True, highlight=False, soft_wrap=True)


def diff_lines(before: str, after: str) -> list[str]:
    """Return the lines of a unified diff, without the two that would name files."""
    lines = difflib.unified_diff(
        before.splitlines(), after.splitlines(), lineterm="", n=CONTEXT, fromfile="", tofile=""
    )
    return list(lines)[2:]


def show_change(change: Change) -> None:
    """Print what would change on a page."""
    made = "" if change.base else " (new page)"
    out.rule(f"[bold]{escape(change.title)}[/bold]{made}", align="left", style="dim")
    show_diff(change.before, change.kept.text)


def show_diff(before: str, after: str) -> None:
    """Print the lines that differ, with a few around them."""
    for line in diff_lines(before, after):
        out.print(escape(line), style=_STYLES.get(line[:1], ""))


def many(number: int, what: str) -> str:
    """Return a number of things, such as "1 page" and "2 pages"."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def counts(change: Change) -> str:
    """Return what changes on a page, in a few words."""
    thing, new, changed = _COUNTED[change.kinds == NOTICES]
    parts = [
        f"{many(number, thing)} {word}"
        for number, word in ((change.kept.added, new), (change.kept.changed, changed))
        if number
    ]
    otherwise = "markers" if change.base else "new page"
    return f"{', '.join(change.kinds)}: {', '.join(parts) or otherwise}"


def ask(change: Change) -> Answer:
    """Show a change and ask whether to save it."""
    show_change(change)
    return answer_to("Save this page?")


def answer_to(question: str) -> Answer:
    """Return what the person at the terminal answers."""
    while True:
        try:
            said = click.prompt(
                f"{question} [y]es, [n]o, [a]ll, [q]uit", default="n", show_default=False
            )
        except click.Abort:  # the end of what they type, or of the terminal
            click.echo()
            return Answer.QUIT
        except Stopped:
            click.echo()  # the line has a ^C on it
            raise
        try:
            return Answer(said.strip().lower()[:1])
        except ValueError:
            click.echo("Please answer y, n, a or q.")


def show_problem(error: ConsultationError) -> None:
    """Print an error as one sentence with its place and its mend."""
    err.print(f"[red]✗[/red] {escape(str(error))}")


def show_problems(outcome: Outcome) -> None:
    """Print what went wrong in a run, page by page, and what ended it."""
    for refusal in outcome.refusals:
        show_problem(refusal)
    if outcome.stopped:
        show_problem(outcome.stopped)


def show_trouble(title: str, sentence: str) -> None:
    """Print something that a person has to see to."""
    out.print(f"[yellow]![/yellow] {escape(title)}: {escape(sentence)}")


def give(text: str) -> None:
    """Write what another program is to read, byte for byte, whatever letters the terminal has."""
    click.echo(text.encode(), nl=False)


def give_data(data: object) -> None:
    """Write data as JSON."""
    give(f"{json.dumps(data, ensure_ascii=False, indent=2)}\n")


@contextmanager
def progress() -> Iterator[Report]:
    """Give a progress report that shows bars on stderr, at a terminal only."""
    if not sys.stderr.isatty():
        yield no_progress
        return
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=err,
        transient=True,
    ) as bars:
        tasks = {}

        def report(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(what, total=total or None)
            bars.update(tasks[what], completed=done)

        yield report
