"""``consult init``: writes a commented settings file."""

from __future__ import annotations

from pathlib import Path

import click

from bots.errors import UsageError
from bots.exchange.whole import unwritable, write
from bots.settings import FOLDER
from bots.shipped import shipped


@click.command()
@click.argument(
    "file", type=click.Path(dir_okay=False, path_type=Path), default=FOLDER / "consultation.toml"
)
def init(file: Path) -> None:
    """Write a commented settings file, by default config/consultation.toml."""
    if file.exists():
        raise UsageError("exists already", "edit it, or name another file", title=str(file))
    sample = shipped("config") / "consultation.toml.sample"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(file, error) from None
    write(file, sample.read_bytes())
    click.echo(f"{file} is written: change what it says, then run “consult check --config {file}”")
