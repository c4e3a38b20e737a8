"""``consult doctor``: one screen of what is right, what is not, and what to do."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path

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
from bots.commands._show import out
from bots.run.doctor import examine


@click.command()
@config_option
@store_option
@state_option
@now_option
@json_option
def doctor(config: Path | None, store_name: str, state: Path, now: date, as_json: bool) -> None:
    """Look at settings, account, rights, templates and pages before the first run. Reads only."""
    settings = settings_of(config)
    findings = list(examine(open_store(store_name), settings, state, now))
    wrong = sum(not finding.right for finding in findings)
    if as_json:
        data = [asdict(finding) for finding in findings]
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        sys.exit(1 if wrong else 0)
    for finding in findings:
        mark = "[green]✓[/green]" if finding.right else "[red]✗[/red]"
        mend = f" — {finding.mend}" if finding.mend and finding.mend not in finding.what else ""
        out.print(f"{mark} {escape(finding.what)}{escape(mend)}")
    out.print(f"{wrong} to see to" if wrong else "All is well")
    sys.exit(1 if wrong else 0)
