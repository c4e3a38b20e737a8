"""``consult adopt``: proposes records for what a page of people's own tells of."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from rich.markup import escape

from bots.commands._options import (
    config_option,
    json_option,
    open_store,
    settings_of,
    state_option,
    store_option,
    titles_of,
)
from bots.commands._outcome import as_data
from bots.commands._saving import saving
from bots.commands._show import give, give_data, many, out, show_change, show_problems, show_trouble
from bots.run.adopt import Adopted, adopt_pages
from bots.run.plan import Plan
from bots.run.update import Outcome


@click.command()
@click.argument("pages", nargs=-1, required=True, metavar="PAGE...")
@config_option
@store_option
@state_option
@json_option
@click.option(
    "--events", is_flag=True, help="Propose that a milestone is done when its date is over."
)
@click.option("--data-page", metavar="TITLE", default="", help="Put milestones there instead.")
@click.option("--simulate", is_flag=True, help="Show what is proposed; write nothing.")
@click.option("--always", is_flag=True, help="Save without asking.")
@click.option("--again", is_flag=True, help="Also save pages where the bot was reverted.")
def adopt(
    pages: tuple[str, ...],
    config: Path | None,
    store_name: str,
    state: Path,
    as_json: bool,
    events: bool,
    data_page: str,
    simulate: bool,
    always: bool,
    again: bool,
) -> None:
    """Propose records for what a PAGE tells of: milestones, working groups, recommendations.

    A heading with a date, such as “Wikimania 2018, July 18-22”, is a milestone, and the items of
    the list below it are its parts. A page that lists its members is a working group's. Where a
    list or a table names working groups or recommendations, the pages that it links get a record
    each. Records that are there stay as they are, and so does every other byte.
    """
    store = open_store(store_name)
    settings = settings_of(config, store)
    titles = titles_of(pages)
    (apart,) = titles_of([data_page]) if data_page else ("",)
    found: list[Adopted] = []

    def make() -> Plan:
        found.append(adopt_pages(store, settings, titles, events=events, data_page=apart))
        return found[0].plan

    way = saving(simulate=simulate, always=always, as_json=as_json, again=again)
    plan, outcome = way.carry_out(store, settings, state, make, {"adopts": list(pages)})
    if as_json:
        data = as_data(outcome, plan, way.simulate) | {"elsewhere": found[0].elsewhere}
        give_data(data)
    else:
        _say(found[0], outcome, way.simulate)
    sys.exit(outcome.status)


def _say(adopted: Adopted, outcome: Outcome, simulate: bool) -> None:
    plan = adopted.plan
    if simulate:
        for change in plan.changes:
            show_change(change)
    for title, records in adopted.elsewhere.items():
        _show_elsewhere(title, records)
    for title, note in plan.troubles:
        show_trouble(title, note)
    show_problems(outcome)
    if outcome.saved:
        count = sum(change.kept.added for change in outcome.saved)
        out.print(
            f"{many(count, 'record')} saved; take them back with “consult undo"
            f" {outcome.run}”; run {outcome.run}"
        )
    elif simulate and plan.changes:
        count = sum(change.kept.added for change in plan.changes)
        out.print(f"{many(count, 'record')} proposed; nothing was written")
    elif plan.changes:
        out.print("Nothing was saved")
    elif not adopted.elsewhere:
        out.print("Nothing is left to adopt")


def _show_elsewhere(title: str, records: str) -> None:
    out.rule(f"[bold]{escape(title)}[/bold] (nothing is written here)", align="left", style="dim")
    give(f"{records}\n")
    out.print(
        f"{escape(title)} has Translate markup. Let these stand on a page without, by --data-page"
        " TITLE, and show that page here: {{:TITLE}}"
    )
