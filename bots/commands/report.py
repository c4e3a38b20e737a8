"""``consult report``: one file that says where the consultation stands."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click
from rich.markup import escape

from bots.commands._options import config_option, now_option, open_store, settings_of, store_option
from bots.commands._show import err, progress
from bots.errors import UsageError
from bots.kinds.base import Needs
from bots.reports.as_json import as_json
from bots.reports.data import make_report
from bots.reports.links import Links
from bots.reports.public import read_public
from bots.reports.spans import Span
from bots.reports.values import Report
from bots.reports.words import Words
from bots.run.gather import gather
from bots.settings import Settings
from bots.stores.api import ApiPages
from bots.stores.base import Store

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.argument("url", required=False)
@config_option
@store_option
@now_option
@click.option("--since", type=_DAY, help="The first day of the period; without it, all is told.")
@click.option("--until", type=_DAY, help="The last day of the period; without it, --now.")
@click.option(
    "--output",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="The file to write; without it, the report goes to standard output.",
)
@click.option("--format", "form", type=click.Choice(["html", "json"]), help="Else by --output.")
@click.option("--language", help="The language of the report; without it, the wiki's.")
@click.option(
    "--wiki-url",
    metavar="ADDRESS",
    help="Where titles lead, with $1 for the title: https://meta.wikimedia.org/wiki/$1.",
)
def report(
    url: str | None,
    config: Path | None,
    store_name: str,
    now: date,
    since: date | None,
    until: date | None,
    output: Path | None,
    form: str | None,
    language: str | None,
    wiki_url: str | None,
) -> None:
    """Say in one HTML file where the consultation stands: numbers, milestones, talk pages.

    With the URL of a talk page on any public wiki, the report is on that page and its subpages,
    and neither account nor settings are needed.
    """
    span = _span(since, until, now)
    form = form or ("json" if output and output.suffix == ".json" else "html")
    store: Store
    if url:
        from bots.stores.web import open_url

        store, title = open_url(url)
        made = make_report(
            read_public(store, title, now), name=title, wiki=store.site.wiki, span=span
        )
    else:
        store = open_store(store_name)
        made = made_report(store, settings_of(config), now, span)
    if form == "json":
        text = json.dumps(as_json(made), ensure_ascii=False, indent=2) + "\n"
    else:
        words = Words(language or made.language)
        text = as_html(made, words, Links(wiki_url or page_address(store)))
    if output is None:
        click.echo(text, nl=False)
    else:
        write(text, output)


def made_report(store: Store, settings: Settings, now: date, span: Span) -> Report:
    """Return the report's values, read from the store as it is now."""
    with progress() as reading:
        gathered = gather(store, settings, now, reading, frozenset({Needs.CONVERSATIONS}))
    return make_report(
        gathered.consultation,
        name=settings.consultation.name,
        wiki=settings.consultation.wiki,
        span=span,
        refusals=gathered.refusals,
        troubles=gathered.troubles,
    )


def write(text: str, output: Path) -> None:
    """Write a report to a file, and say so."""
    try:
        output.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"cannot be written ({error.strerror})", title=str(output)) from None
    err.print(f"[green]✓[/green] {escape(str(output))}")


def _span(since: date | None, until: date | None, now: date) -> Span:
    """Return the period; click's dates are moments, of which the day is wanted."""
    first, last = (
        None if day is None else date(day.year, day.month, day.day) for day in (since, until)
    )
    if first and first > (last or now):
        raise UsageError(f"the period ends on {last or now}, before it begins on {first}")
    return Span(last or now, first)


def page_address(store: Store) -> str:
    """Return where a wiki shows its pages, with $1 for the title; nothing for a folder."""
    if not isinstance(store, ApiPages):
        return ""
    general = store.siteinfo["general"]
    server = str(general.get("server", ""))
    # Wikimedia's wikis leave the scheme to the reader's page, which a file has not.
    return (
        f"https:{server}{general['articlepath']}"
        if server.startswith("//")
        else (f"{server}{general['articlepath']}")
    )


def as_html(made: Report, words: Words, links: Links) -> str:
    """Return the report's HTML; only this needs what the extra brings."""
    try:
        from bots.reports.page import make_page
    except ModuleNotFoundError as error:
        if error.name not in ("jinja2", "markupsafe"):
            raise
        raise UsageError(
            f"an HTML report needs {error.name}, which is not installed",
            "pip install 'consultation-bots[reports]', or ask for --format json",
        ) from None
    return make_page(made, words, links)
