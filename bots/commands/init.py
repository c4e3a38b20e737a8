"""``consult init``: writes a commented settings file."""

from __future__ import annotations

from pathlib import Path

import click

from bots.errors import UsageError
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
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(sample.read_text(encoding="utf-8"), encoding="utf-8")
    click.echo(f"{file} is written: change what it says, then run “consult check --config {file}”")
