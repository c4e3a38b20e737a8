"""``consult install``: puts the on-wiki templates on the wiki."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import click
from rich.markup import escape

from bots.commands._options import (
    config_option,
    open_store,
    settings_of,
    state_option,
    store_option,
    titles_of,
)
from bots.commands._saving import writes_nothing
from bots.commands._show import answer_to, many, out, show_diff, show_problem
from bots.errors import UsageError
from bots.run.install import compare, install_templates
from bots.run.journal import Entry, Journal, new_run_id, state_folder
from bots.run.lock import alone
from bots.run.summaries import summaries_of
from bots.run.update import Answer
from bots.settings import FOLDER
from bots.stores.base import Store
from bots.templates import Difference, Standing, templates


@click.command()
@config_option
@store_option
@state_option
@click.option("--page", "pages", multiple=True, metavar="TITLE", help="Only this template.")
@click.option("--simulate", is_flag=True, help="Show what differs; write nothing.")
@click.option("--always", is_flag=True, help="Save without asking.")
@click.option("--overwrite", is_flag=True, help="Also put ours in place of what the wiki changed.")
def install(
    config: Path | None,
    store_name: str,
    state: Path,
    pages: tuple[str, ...],
    simulate: bool,
    always: bool,
    overwrite: bool,
) -> None:
    """Put the on-wiki templates on the wiki, or bring them up to date.

    Shows what differs. What the wiki changed in a template is kept: ours is brought into it, and
    where both changed the same lines it stays as it is, unless --overwrite is given. A template of
    a later version stays too. At a terminal each page is asked about; with --always none is; with
    neither, nothing is written.
    """
    store = open_store(store_name)
    found = _differences(store, pages, _facets(config, store))
    over = _overwritten(overwrite, named=bool(pages))
    wanted = [one for one in found if one.safe or one.standing in over]
    for difference in found:
        if not (difference in wanted or difference.settled):
            _show(difference)
    if writes_nothing(simulate=simulate, always=always):
        for difference in wanted:
            _show(difference)
        _sum_up(found, f"{len(wanted)} would be saved; nothing was written")
        return
    settings = settings_of(config)
    run = new_run_id()
    folder = state_folder(state, store.name)
    with alone(folder, run):
        journal = Journal(folder, run)
        journal.write(Entry("start", detail={"store": store.name, "templates": len(wanted)}))
        outcome = install_templates(
            store,
            wanted,
            journal,
            stop_page=settings.consultation.stop,
            summaries=summaries_of(settings),
            ask=(lambda _difference: Answer.ALL) if always else _ask,
            saved=_say_saved,
        )
        detail = {"status": outcome.status, "saved": len(outcome.saved)}
        journal.write(Entry("end", detail=detail))
    for problem in (*outcome.refusals, *((outcome.stopped,) if outcome.stopped else ())):
        show_problem(problem)
    _sum_up(found, f"{len(outcome.saved)} saved; run {run}")
    sys.exit(outcome.status)


def _facets(config: Path | None, store: Store) -> tuple[str, ...]:
    """Return the cells of statements that the settings name; none where nobody wrote any yet."""
    if config is None and not any(FOLDER.glob("*.toml")):
        return ()
    return settings_of(config, store).rules.facets


def _differences(store: Store, pages: tuple[str, ...], facets: tuple[str, ...]) -> list[Difference]:
    shipped = templates(facets)
    titles = [*titles_of(pages)] or list(shipped)
    unknown = [title for title in titles if title not in shipped]
    if unknown:
        raise UsageError(
            "is no template of ours",
            "name it with Template: before it, as docs/templates.md lists it",
            title=unknown[0],
        )
    return compare(store, shipped, titles)


def _overwritten(overwrite: bool, *, named: bool) -> tuple[Standing, ...]:
    """Return what is replaced by ours although it is not; a later version only if it is named."""
    if not overwrite:
        return ()
    return (Standing.CHANGED, Standing.ADAPTED, *((Standing.NEWER,) if named else ()))


def _show(difference: Difference) -> None:
    version = f", made from {difference.version}" if difference.version else ""
    what = f"{difference.standing.value}{version}"
    out.rule(f"[bold]{escape(difference.title)}[/bold] ({what})", align="left", style="dim")
    if difference.base is None:
        out.print(many(len(difference.wanted.splitlines()), "line"))
        return
    show_diff(difference.before, difference.wanted)


def _ask(difference: Difference) -> Answer:
    _show(difference)
    return answer_to("Save this template?")


def _say_saved(difference: Difference) -> None:
    out.print(f"[green]✓[/green] {escape(difference.title)}")


def _sum_up(found: list[Difference], ending: str) -> None:
    counts = Counter(difference.standing for difference in found)
    parts = [f"{counts[one]} {one.value}" for one in Standing if counts[one]]
    out.print(f"{many(len(found), 'template')}: {', '.join(parts)}. {ending}")
    if all(difference.settled for difference in found):
        out.print("Nothing is left to do.")
