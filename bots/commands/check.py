"""``consult check``: finds what is wrong, and writes nothing."""

from __future__ import annotations

import json
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
    store_option,
)
from bots.commands._show import out, progress, show_problem, show_trouble
from bots.commands.update import as_data
from bots.kinds import KINDS
from bots.run.job import Job


@click.command()
@config_option
@store_option
@now_option
@json_option
def check(config: Path | None, store_name: str, now: date, as_json: bool) -> None:
    """Look at settings, markers and records, and say what a person has to mend."""
    job = Job(open_store(store_name), settings_of(config), KINDS, now)
    plan, outcome = job.simulate(progress)
    if as_json:
        click.echo(json.dumps(as_data(outcome, plan, simulated=True), ensure_ascii=False, indent=2))
        sys.exit(outcome.status)
    for title, sentence in plan.troubles:
        show_trouble(title, sentence)
    for title, kept in plan.kept.items():
        if kept.excluded:
            show_trouble(title, f"rows deleted by hand stay out: {', '.join(kept.excluded)}")
        if kept.foreign:
            show_trouble(title, f"rows that are not the bot's: {', '.join(kept.foreign)}")
    for refusal in plan.refusals:
        show_problem(refusal)
    sound = len(plan.kept)
    out.print(
        f"{sound} page{'s' if sound != 1 else ''} sound, {len(plan.refusals)} to mend,"
        f" {len(plan.changes)} to update"
    )
    sys.exit(outcome.status)
