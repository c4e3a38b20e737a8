"""The help of every command as docs/commands.md has it; run this module to write it there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click

from bots.commands import main

DOCUMENT = Path(__file__).resolve().parent.parent.parent / "docs" / "commands.md"
_BLOCK = re.compile(r"(?<=```text\n)\$ (consult(?: [a-z-]+)*) --help\n.*?(?=```)", re.DOTALL)


def commands(command: click.Command = main, name: str = "consult") -> Iterator[tuple[str, str]]:
    """Yield each command's full name and its help, 80 columns wide."""
    context = click.Context(command, info_name=name, terminal_width=80, max_content_width=80)
    yield name, "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
    if isinstance(command, click.Group):
        for sub in command.list_commands(context):
            found = command.get_command(context, sub)
            assert found is not None
            yield from commands(found, f"{name} {sub}")


def rendered(text: str) -> str:
    """Return the document with each help block as the commands give it."""
    helps = dict(commands())
    return _BLOCK.sub(lambda match: f"$ {match[1]} --help\n{helps[match[1]]}\n", text)


if __name__ == "__main__":
    DOCUMENT.write_text(rendered(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
