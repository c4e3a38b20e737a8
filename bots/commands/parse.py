"""``consult parse``: the threads and comments of talk pages, as text, JSON or ndjson."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import click

from bots.errors import UsageError
from bots.talk import records
from bots.talk.items import TalkPage
from bots.talk.site import site
from bots.talk.threads import parse as parse_page


@click.command()
@click.argument("file", type=click.File("rb"))
@click.option("--wiki", required=True, help="The wiki it is from, such as frwiki or metawiki.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["tree", "json", "ndjson"]),
    default="tree",
    show_default=True,
    help="For people, one JSON document, or one item a line.",
)
@click.option(
    "--coverage",
    is_flag=True,
    help="Instead: how many timestamps there are, and which made no comment, and why.",
)
def parse(file: BinaryIO, wiki: str, form: str, coverage: bool) -> None:
    """Show the threads and comments of a talk page's wikitext in FILE, or - for standard input.

    Needs no account, no network and no settings.
    """
    known = site(wiki)
    try:
        source = file.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(
            f"{Path(file.name).name} is no UTF-8 text (byte {error.start})",
            "save the page's wikitext as UTF-8",
        ) from None
    page = parse_page(source, known)
    lines = _account_lines(page, form) if coverage else _item_lines(page, source, wiki, form)
    for line in lines:
        click.echo(line)


def _item_lines(page: TalkPage, source: str, wiki: str, form: str) -> Iterator[str]:
    if form == "tree":
        yield from records.tree(page, source)
    elif form == "ndjson":
        for item in page.items:
            yield json.dumps(records.record(item), ensure_ascii=False)
    else:
        whole = {
            "version": records.VERSION,
            "wiki": wiki,
            "items": [records.record(item) for item in page.items],
            "threads": [records.thread_record(thread) for thread in page.threads],
            **records.account(page),
        }
        yield json.dumps(whole, ensure_ascii=False, indent=1)


def _account_lines(page: TalkPage, form: str) -> Iterator[str]:
    account = records.account(page)
    if form != "tree":
        yield json.dumps(account, ensure_ascii=False)
        return
    yield (
        f"{account['seen']} timestamps: {account['signatures']} signatures of "
        f"{account['comments']} comments, {len(account['rejected'])} set aside"
    )
    for rejected in account["rejected"]:
        yield f"line {rejected['line']}: {rejected['reason']}"
