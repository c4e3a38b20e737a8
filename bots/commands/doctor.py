"""``consult doctor``: one screen of what is right, what is not, and what to do."""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Final

import click
from rich.markup import escape

from bots.commands._options import (
    config_option,
    json_option,
    now_option,
    open_store,
    settings_of,
    state_option,
    store_option,
)
from bots.commands._show import give_data, out
from bots.run.doctor import examine
from bots.stores.account import Finding

_PATIENCE: Final = 60.0
"""Seconds to spend on a wiki that is not well, for somebody is waiting."""


@click.command()
@config_option
@store_option
@state_option
@now_option
@json_option
def doctor(config: Path | None, store_name: str, state: Path, now: date, as_json: bool) -> None:
    """Look at settings, login, rights, templates and pages before the first run. Reads only.

    ✓ is right; ! could be better, and a run does its work all the same; ✗ is to be seen to. Leaves
    with 0 where nothing is, with 1 where something is, with 2 where the login or the settings are
    wrong, with 3 where the wiki does not answer, with 4 where somebody has stopped the bots.
    """
    settings = settings_of(config)
    findings = list(examine(settings, lambda: open_store(store_name, _PATIENCE), state, now))
    wrong = [finding for finding in findings if not (finding.right or finding.harmless)]
    status = max((finding.status for finding in wrong), default=0)
    if as_json:
        data = [asdict(finding) for finding in findings]
        give_data(data)
        sys.exit(status)
    for finding in findings:
        mend = f" — {finding.mend}" if finding.mend and finding.mend not in finding.what else ""
        out.print(f"{_mark(finding)} {escape(finding.what)}{escape(mend)}")
    better = sum(finding.harmless and not finding.right for finding in findings)
    said = f"{len(wrong)} to see to" if wrong else "All is well"
    out.print(said + (f", {better} could be better" if better else ""))
    sys.exit(status)


def _mark(finding: Finding) -> str:
    if finding.right:
        return "[green]✓[/green]"
    return "[yellow]![/yellow]" if finding.harmless else "[red]✗[/red]"
