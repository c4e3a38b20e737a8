"""``consult check``: finds what is wrong, and writes nothing."""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path

import click
from rich.markup import escape

from bots.commands._coverage import coverage_as_data, show_coverage
from bots.commands._options import (
    config_option,
    json_option,
    now_option,
    open_store,
    settings_of,
    store_option,
)
from bots.commands._outcome import as_data
from bots.commands._show import give_data, many, out, progress, show_problem, show_trouble
from bots.kinds import KINDS
from bots.kinds.base import Needs
from bots.run.job import Job
from bots.run.languages import copies_behind
from bots.run.removed import words_removed


@click.command()
@config_option
@store_option
@now_option
@json_option
@click.option(
    "--hidden",
    is_flag=True,
    help="List instead the revisions of our pages that still hold words removed on the wiki, for"
    " those who may hide them. Shown here only.",
)
@click.option(
    "--coverage",
    is_flag=True,
    help="Also account for every comment, as the pages are now, and list those not yet handled.",
)
@click.option(
    "--languages",
    is_flag=True,
    help="Also list the dates on copies in other languages that the records no longer have.",
)
def check(
    config: Path | None,
    store_name: str,
    now: date,
    as_json: bool,
    hidden: bool,
    coverage: bool,
    languages: bool,
) -> None:
    """Look at settings, markers and records, and say what a person has to mend."""
    store = open_store(store_name)
    settings = settings_of(config, store)
    required = settings.coverage.required
    also = frozenset({Needs.CONVERSATIONS, Needs.COMMENTS} if coverage or required else ())
    job = Job(store, settings, KINDS, now, also=also)
    if hidden:
        _show_hidden(job, as_json)
        return
    plan, outcome = job.simulate(progress)
    told = coverage_as_data(plan.consultation) if also and plan.consultation else None
    copies = (
        list(copies_behind(job.store, settings, plan.consultation))
        if languages and plan.consultation
        else []
    )
    status = outcome.status or int(bool(copies))
    if required and told and told["total"]["not yet handled"]:
        status = status or 1
    if as_json:
        data = as_data(outcome, plan, simulated=True) | {"status": status}
        data |= {"coverage": told} if told else {}
        if languages:
            data["languages"] = [{"page": title, "problem": problem} for title, problem in copies]
        give_data(data)
        sys.exit(status)
    for title, sentence in (*plan.troubles, *copies):
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
        f"{many(sound, 'page')} sound, {len(plan.refusals)} to mend, {len(plan.changes)} to update"
    )
    if told:
        show_coverage(told)
    sys.exit(status)


def _show_hidden(job: Job, as_json: bool) -> None:
    """List where words of comments that are gone still stand; numbers only, and none of them."""
    with progress() as report:
        found = list(words_removed(job.store, job.settings, job.today, report))
    if as_json:
        give_data([asdict(holding) for holding in found])
        return
    for holding in found:
        out.print(
            f"{escape(holding.title)} {holding.revision} ({escape(holding.user)}):"
            f" row{'s' if len(holding.keys) > 1 else ''} {escape(', '.join(holding.keys))}"
        )
    held = "1 revision holds" if len(found) == 1 else f"{len(found)} revisions hold"
    out.print(f"{held} words of comments that were removed")
