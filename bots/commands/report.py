"""``consult report``: one file that says where the consultation stands, or its data."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from bots.commands._options import (
    config_option,
    day_option,
    now_option,
    open_store,
    settings_of,
    store_option,
)
from bots.commands._report_forms import FORMS, form_of, hand_out, hand_out_compilation
from bots.commands._show import progress
from bots.consultation.process.phases import phases
from bots.errors import UsageError
from bots.kinds.base import Needs
from bots.reports.compilation import Compilation, compile_round
from bots.reports.data import make_report
from bots.reports.links import Links
from bots.reports.periods import span_of, span_of_days
from bots.reports.public import read_public
from bots.reports.spans import Span
from bots.reports.values import Report
from bots.reports.words import Words
from bots.run.gather import gather
from bots.settings import Settings
from bots.stores.api import ApiPages
from bots.stores.base import Store

_NEEDS = frozenset({Needs.CONVERSATIONS, Needs.COMMENTS, Needs.HINTS})


@click.command()
@click.argument("url", required=False)
@config_option
@store_option
@now_option
@day_option("--since", "The first day of the period; without it, all is told.")
@day_option("--until", "The last day of the period; without it, --now.")
@click.option(
    "--period",
    metavar="NAME",
    help="A milestone, phase or round by its id or title: its days are the period.",
)
@click.option(
    "--output",
    type=click.Path(writable=True, path_type=Path),
    help="The file to write; without it, the report goes to standard output."
    " For csv and parquet a folder, or a file that ends with .zip.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    metavar="FORM",
    help=f"{', '.join(FORMS[:-1])} or {FORMS[-1]}; without it, by the end of --output.",
)
@click.option(
    "--compilation",
    is_flag=True,
    help="Instead, all recommendations with what was said and answered, as one page for print.",
)
@click.option(
    "--iteration", metavar="NAME", default="", help="Of a compilation: only 1, 2 … or final."
)
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
    period: str | None,
    output: Path | None,
    form: str | None,
    compilation: bool,
    iteration: str,
    language: str | None,
    wiki_url: str | None,
) -> None:
    """Say in one file where the consultation stands: numbers, themes, answers, milestones.

    With the URL of a talk page on any public wiki, the report is on that page and its subpages,
    and neither account nor settings are needed.
    """
    form = form_of(output, form)
    if period and (since or until):
        raise UsageError("--period has days of its own", "leave out --since and --until")
    span = span_of_days(since, until, now)
    if iteration and not compilation:
        raise UsageError("--iteration is for a compilation", "say --compilation, or leave it out")
    # Wrong use is told before anything is read.
    Links(wiki_url or "")
    words = Words(language) if language else None
    store: Store
    if compilation:
        if url or period or span.since or form != "html":
            raise UsageError(
                "a compilation is one HTML page of all that stands on the wiki now",
                "leave out the URL, the period and the format",
            )
        store = open_store(store_name)
        compiled = compiled_round(store, settings_of(config, store), now, iteration, wiki_url or "")
        hand_out_compilation(compiled, words or Words(compiled.language), output)
        return
    if url:
        from bots.stores.web import open_url

        if period:
            raise UsageError("a page by its URL has no milestones", "use --since and --until")
        store, title = open_url(url)
        address = wiki_url or page_address(store)
        state = read_public(store, title, now)
        made = make_report(state, name=title, wiki=store.site.wiki, span=span, address=address)
    else:
        store = open_store(store_name)
        made = made_report(
            store,
            settings_of(config, store),
            now,
            span,
            period=period or "",
            address=wiki_url or "",
        )
    hand_out(made, form, words or Words(made.language), output)


def made_report(
    store: Store, settings: Settings, now: date, span: Span, *, period: str = "", address: str = ""
) -> Report:
    """Return the report's values, read from the store as it is now.

    ``period`` names a milestone whose days are the period; else it is ``span``.
    """
    with progress() as reading:
        gathered = gather(store, settings, now, reading, _NEEDS)
    state = gathered.consultation
    return make_report(
        state,
        name=settings.consultation.name,
        wiki=settings.consultation.wiki,
        span=span_of(period, (*state.milestones, *phases(state)), now) if period else span,
        address=address or page_address(store),
        refusals=gathered.refusals,
        troubles=gathered.troubles,
    )


def compiled_round(
    store: Store, settings: Settings, now: date, iteration: str, address: str
) -> Compilation:
    """Return a round's recommendations with what was said of them, as the store has it now."""
    with progress() as reading:
        state = gather(store, settings, now, reading, _NEEDS).consultation

    def text_of(title: str) -> str:
        ((_, revision),) = store.read([title])
        return revision.text if revision else ""

    return compile_round(
        state,
        text_of,
        name=settings.consultation.name,
        iteration=iteration,
        address=address or page_address(store),
    )


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
