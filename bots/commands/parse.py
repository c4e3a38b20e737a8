"""``consult parse``: the threads and comments of a talk page, as text, JSON or ndjson."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

import click

from bots.errors import Missing, UsageError
from bots.talk import records
from bots.talk.items import TalkPage
from bots.talk.site import Site, site
from bots.talk.threads import parse as parse_page


class _Page(click.ParamType):  # type: ignore[type-arg]  # generic only in newer clicks
    """A file to read, or the address of a page on the web, which stays a text."""

    name = "page"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> BinaryIO | str:
        if str(value).startswith(("https://", "http://")):
            return str(value)
        return cast(BinaryIO, click.File("rb").convert(value, param, ctx))


@click.command()
@click.argument("page", type=_Page(), metavar="FILE|URL")
@click.option("--wiki", help="The wiki a file is from, such as frwiki or metawiki.")
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
def parse(page: BinaryIO | str, wiki: str | None, form: str, coverage: bool) -> None:
    """Show the threads and comments of a talk page.

    FILE holds its wikitext, - is standard input; that needs no account, no network and no
    settings. URL is the address of the page on any public wiki, which says itself how it signs.
    """
    source, known = _fetched(page) if isinstance(page, str) else _read(page, wiki)
    parsed = parse_page(source, known)
    lines = (
        _account_lines(parsed, form)
        if coverage
        else _item_lines(parsed, source, wiki or known.wiki, form)
    )
    for line in lines:
        click.echo(line)


def _read(file: BinaryIO, wiki: str | None) -> tuple[str, Site]:
    if not wiki:
        raise UsageError(
            f"which wiki {Path(file.name).name} is from is not said",
            "name it, such as --wiki metawiki",
        )
    known = site(wiki)
    try:
        return file.read().decode("utf-8-sig"), known
    except UnicodeDecodeError as error:
        name = Path(getattr(file, "name", "-")).name
        raise UsageError(
            f"{name} is no UTF-8 text (byte {error.start})",
            "save the page's wikitext as UTF-8",
        ) from None


def _fetched(url: str) -> tuple[str, Site]:
    from bots.stores.web import open_url

    store, title = open_url(url)
    [(_, revision)] = store.read([title])
    if revision is None:
        raise Missing(f"{store.host} has no such page", "check the address", title=title)
    return revision.text, store.site


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
