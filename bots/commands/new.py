"""``consult new``: creates the pages of a new consultation."""

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
from bots.commands._show import give_data, many, out, show_change, show_problems
from bots.run.new import Beginning, plan_beginning
from bots.run.plan import Plan
from bots.run.update import Outcome


@click.command()
@config_option
@store_option
@state_option
@json_option
@click.option("--group", "groups", multiple=True, metavar="NAME", help="A working group's page.")
@click.option("--question", "questions", multiple=True, metavar="TEXT", help="A question's page.")
@click.option("--page", "pages", multiple=True, metavar="TITLE", help="Only this page.")
@click.option("--simulate", is_flag=True, help="Show what would be created; write nothing.")
@click.option("--always", is_flag=True, help="Create without asking.")
def new(
    config: Path | None,
    store_name: str,
    state: Path,
    as_json: bool,
    groups: tuple[str, ...],
    questions: tuple[str, ...],
    pages: tuple[str, ...],
    simulate: bool,
    always: bool,
) -> None:
    """Create the pages of a new consultation, with regions in place.

    Its name and prefix are those in the settings: portal, timeline, working groups, call for
    members, events, conversations, the bot's page, the facilitators' digests and the page on
    which they ask the bot for something, and the groups and questions that are named. Pages that
    exist stay as they are.
    """
    store = open_store(store_name)
    settings = settings_of(config, store)
    only = frozenset(titles_of(pages))
    found: list[Beginning] = []

    def make() -> Plan:
        found.append(plan_beginning(store, settings, groups, questions, only))
        return found[0].plan

    way = saving(simulate=simulate, always=always, as_json=as_json)
    plan, outcome = way.carry_out(
        store, settings, state, make, {"creates": "pages of a new consultation"}
    )
    if as_json:
        data = as_data(outcome, plan, way.simulate) | {"existing": list(found[0].existing)}
        give_data(data)
    else:
        _say(found[0], outcome, way.simulate)
    sys.exit(outcome.status)


def _say(beginning: Beginning, outcome: Outcome, simulate: bool) -> None:
    if simulate:
        for change in beginning.plan.changes:
            show_change(change)
    for title in beginning.existing:
        out.print(f"{escape(title)} exists, and stays as it is")
    show_problems(outcome)
    if outcome.saved:
        out.print(f"{many(len(outcome.saved), 'page')} created; run {outcome.run}")
        out.print("Now say on them what is yours to say, and run “consult update”")
    elif simulate and beginning.plan.changes:
        out.print(f"{many(len(beginning.plan.changes), 'page')} proposed; nothing was written")
    elif not beginning.plan.changes:
        out.print("Nothing is left to create")
    else:
        out.print("Nothing was created")
