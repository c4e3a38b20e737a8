"""``consult update``: the main job."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from bots.commands._options import (
    config_option,
    json_option,
    now_option,
    open_store,
    settings_of,
    state_option,
    store_option,
    titles_of,
)
from bots.commands._outcome import as_data, say
from bots.commands._saving import saving
from bots.commands._schedule import tells
from bots.commands._show import give_data, progress, show_change
from bots.errors import ConsultationError, UsageError
from bots.exchange.memory import spare
from bots.exchange.on_wiki import lines_on, table_page
from bots.kinds import KINDS
from bots.run.asked import Tables
from bots.run.job import Job
from bots.run.lasting import lasting_of
from bots.run.news import Told
from bots.run.plan import Plan
from bots.run.remembered import memory_of
from bots.run.sigterm import sigterm_stops
from bots.run.update import Outcome


@click.command()
@config_option
@store_option
@state_option
@now_option
@json_option
@click.option("--only", multiple=True, type=click.Choice(sorted(KINDS)), help="Only this kind.")
@click.option("--page", "pages", multiple=True, metavar="TITLE", help="Only this page.")
@click.option("--simulate", is_flag=True, help="Show what would change; write nothing.")
@click.option("--always", is_flag=True, help="Save without asking.")
@click.option("--again", is_flag=True, help="Also save pages where the bot was reverted.")
@click.option("--allow-shrink", is_flag=True, help="Let regions lose many rows in one run.")
@click.option(
    "--tell-once", is_flag=True, help="Leave with 0 where no problem is new; list them all."
)
def update(
    config: Path | None,
    store_name: str,
    state: Path,
    now: date,
    as_json: bool,
    only: tuple[str, ...],
    pages: tuple[str, ...],
    simulate: bool,
    always: bool,
    again: bool,
    allow_shrink: bool,
    tell_once: bool,
) -> None:
    """Bring every region and record in scope up to date.

    At a terminal each change is shown and asked about; with --always none is asked about. With
    neither, nothing is written.
    """
    if tell_once and (only or pages):
        raise UsageError("--tell-once is for whole runs", "leave --only and --page out")
    spare()
    named = frozenset(titles_of(pages))
    told = Told(state, f"{store_name} {config or ''}") if tell_once else None
    way = saving(simulate=simulate, always=always, as_json=as_json, again=again)
    with tells(told), sigterm_stops():
        store = open_store(store_name)
        settings = settings_of(config, store)
        job = Job(
            store=store,
            settings=settings,
            kinds={name: kind for name, kind in KINDS.items() if not only or name in only},
            today=now,
            only=named,
            allow_shrink=allow_shrink,
            memory=memory_of(state, store.name, settings.consultation.task),
            lasting=lasting_of(state, store.name, settings.consultation.task),
            tables=Tables(table_page, lines_on),
        )
        if way.simulate:
            plan, outcome = job.simulate(progress)
        else:
            plan, outcome = job.run(
                state,
                ask=way.ask,
                saved=way.saved,
                again=way.again,
                progress=progress,
            )
    outcome.refusals += _not_kept(named, plan, outcome)
    if way.simulate and not as_json:
        for change in plan.changes:
            show_change(change)
    if as_json:
        give_data(as_data(outcome, plan, way.simulate))
    else:
        say(outcome, plan, way.simulate)
    sys.exit(told.status(outcome.refusals, outcome.stopped) if told else outcome.status)


def _not_kept(named: frozenset[str], plan: Plan, outcome: Outcome) -> list[ConsultationError]:
    """Return what is said of pages that were named, and on which a run has nothing to do."""
    refused = {refusal.title for refusal in outcome.refusals}
    return [
        ConsultationError(
            "has no region and no record that a run keeps",
            "check the title, and the prefixes under [scope] in the settings",
            title=title,
        )
        for title in sorted(named - plan.kept.keys() - refused)
    ]
