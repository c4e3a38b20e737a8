"""``consult export``: statements as a table, to be coded in a spreadsheet."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import cast

import click
from rich.markup import escape

from bots.commands._options import (
    config_option,
    now_option,
    open_store,
    settings_of,
    store_option,
    titles_of,
)
from bots.commands._show import err, give, many, progress, show_problem
from bots.commands.report import page_address
from bots.consultation.people.user_space import account_of_person
from bots.exchange.spreadsheet import BOM, DELIMITERS, Delimiter
from bots.exchange.statements import as_csv
from bots.exchange.whole import write
from bots.reports.links import Links
from bots.run.exporting import Asked, rows_to_export


@click.command()
@config_option
@store_option
@now_option
@click.option("--page", "pages", multiple=True, metavar="TITLE", help="Only lists on this page.")
@click.option("--region", "regions", multiple=True, metavar="ID", help="Only this list.")
@click.option(
    "--source", "sources", multiple=True, metavar="TITLE", help="Only rows from this talk page."
)
@click.option(
    "--language", "languages", multiple=True, metavar="CODE", help="Only rows in this language."
)
@click.option("--assigned-to", "people", multiple=True, metavar="USER", help="Only this user's.")
@click.option("--uncoded", is_flag=True, help="Only rows that still have to be coded.")
@click.option(
    "--output",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="The file to write; without it, the table goes to standard output.",
)
@click.option(
    "--delimiter",
    type=click.Choice([*DELIMITERS]),
    default="comma",
    show_default=True,
    help="What parts the cells.",
)
@click.option(
    "--wiki-url",
    metavar="ADDRESS",
    help="Where titles lead, with $1 for the title: https://meta.wikimedia.org/wiki/$1.",
)
def export(
    config: Path | None,
    store_name: str,
    now: date,
    pages: tuple[str, ...],
    regions: tuple[str, ...],
    sources: tuple[str, ...],
    languages: tuple[str, ...],
    people: tuple[str, ...],
    uncoded: bool,
    output: Path | None,
    delimiter: str,
    wiki_url: str | None,
) -> None:
    """Give statements as a table (CSV), to be coded in a spreadsheet.

    Beside each code that is missing stands what its words suggest. “consult import” brings
    back what people typed.
    """
    store = open_store(store_name)
    settings = settings_of(config, store)
    asked = Asked(
        pages=frozenset(titles_of(pages)),
        regions=frozenset(regions),
        sources="; ".join(sources),
        languages=frozenset(languages),
        assigned=frozenset(account_of_person(name) for name in people),
        uncoded=uncoded,
    )
    with progress() as reading:
        found = rows_to_export(store, settings, now, asked, reading)
    text = as_csv(
        found.rows,
        found.schemas,
        settings.rules.facets,
        Links(wiki_url or page_address(store)).to,
        cast("Delimiter", delimiter),
    )
    _write(text, output)
    for refusal in found.refusals:
        show_problem(refusal)
    rows = len(found.rows)
    what = many(rows, "row")
    err.print(f"[green]✓[/green] {what}{f' in {escape(str(output))}' if output else ''}")
    sys.exit(1 if found.refusals else 0)


def _write(text: str, output: Path | None) -> None:
    """Write the table where it was asked for, byte for byte."""
    if output is None:
        give(text)
        return
    write(output, f"{BOM}{text}".encode())
