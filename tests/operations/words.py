"""Whether ``consult`` understands what a file says that one may call."""

from __future__ import annotations

import shlex

import click

from bots.commands import main


def understood(line: str) -> bool:
    """Whether the words after ``consult`` are a command with options that it has; none is run."""
    name, *words = shlex.split(line)
    command: click.Command | None = main
    path = [name]
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        with click.Context(command) as context:
            command = command.get_command(context, words[0])
        path.append(words.pop(0))
    if command is None:
        return False
    try:
        command.make_context(" ".join(path), words)
    except (click.UsageError, click.exceptions.NoArgsIsHelpError):
        return False
    except click.exceptions.Exit as done:
        # --version and --help end here.
        return done.exit_code == 0
    return True
