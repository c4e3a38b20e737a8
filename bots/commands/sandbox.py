"""``consult sandbox``: a MediaWiki on this machine, to try things out."""

from __future__ import annotations

import json
from pathlib import Path

import click

from bots import sandbox as sandboxes
from bots.errors import ConsultationError
from bots.sandbox import packages, sample
from bots.settings import find, load
from bots.templates import templates


def _place(directory: Path | None) -> sandboxes.Place:
    return sandboxes.Place(directory.absolute()) if directory else sandboxes.default()


_directory = click.option(
    "--dir",
    "directory",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the sandbox lies; without it, in your state directory.",
)


@click.group
def sandbox() -> None:
    """Run a MediaWiki on this machine, with a bot account and the sample pages.

    It is made of Debian's packages and lies in one directory. Everything in it may be deleted.
    """


@sandbox.command("up")
@_directory
@click.option("--port", type=click.IntRange(1, 65535), help="Instead of the first that is free.")
@click.option("--install", is_flag=True, help="Install missing packages first; as root only.")
@click.option("--empty", is_flag=True, help="Without the sample pages and the templates.")
@click.option(
    "--pages",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Load the pages of this folder instead of the sample's.",
)
def up(
    directory: Path | None, port: int | None, install: bool, empty: bool, pages: Path | None
) -> None:
    """Start the sandbox, making it first where there is none."""
    if install:
        packages.install()
    place = _place(directory)
    new = not place.installed
    wiki = sandboxes.up(place, port=port)
    texts: dict[str, str] = {}
    if new and not empty:
        settings = load(find(sample.folder().parent / "config"))
        texts |= templates(settings.rules.facets)
    if pages or (new and not empty):
        texts |= sample.pages(pages or sample.folder())
    if texts:
        try:
            sandboxes.load(wiki, texts)
        except ConsultationError:
            # Half of the sample would be found the next time, and taken for all of it.
            sandboxes.down(place, forget=new)
            raise
        sandboxes.snapshot(wiki)
        click.echo(f"{len(texts)} pages loaded.")
    click.echo(f"The wiki:   {wiki.url}/wiki/Main_Page")
    click.echo(f"Its API:    {wiki.api}")
    names = (wiki.accounts.bot, wiki.accounts.human, wiki.accounts.admin)
    click.echo(f"Accounts:   {', '.join(account.name for account in names)}")
    click.echo(f"Passwords:  in {place.accounts_file}, for you alone to read")
    click.echo(f"Pywikibot:  PYWIKIBOT_DIR={place.pywikibot}")


@sandbox.command("down")
@_directory
@click.option("--forget", is_flag=True, help="Delete it from the disk as well.")
def down(directory: Path | None, forget: bool) -> None:
    """Stop the sandbox; its pages stay for the next time."""
    place = _place(directory)
    was_up = sandboxes.down(place, forget=forget)
    click.echo("The sandbox is down." if was_up else "The sandbox was not up.")
    if forget and not place.directory.exists():
        click.echo(f"{place.directory} is deleted.")


@sandbox.command("reset")
@_directory
def reset(directory: Path | None) -> None:
    """Put every page back to what it was when the sandbox was made."""
    sandboxes.reset(_place(directory))
    click.echo("The sandbox is as it was when it was made.")


@sandbox.command("status")
@_directory
@click.option("--json", "as_json", is_flag=True, help="As data.")
def status(directory: Path | None, as_json: bool) -> None:
    """Say whether the sandbox is up, where, and what is missing."""
    state = sandboxes.status(_place(directory))
    facts = {
        "directory": str(state.place.directory),
        "missing": list(state.missing),
        "installed": state.installed,
        "up": bool(state.port),
        "url": state.url,
    }
    if as_json:
        click.echo(json.dumps(facts))
        return
    click.echo(f"Directory:  {state.place.directory}")
    if state.missing:
        click.echo(f"Missing:    {', '.join(state.missing)} (consult sandbox up --install)")
    if state.port:
        click.echo(f"Up:         {state.url}/wiki/Main_Page")
    else:
        click.echo("Down." if state.installed else "Not made yet: consult sandbox up")
