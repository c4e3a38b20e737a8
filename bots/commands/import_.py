"""``consult import``: what people typed in an exported table, brought back to the wiki."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from bots.commands._options import (
    config_option,
    json_option,
    open_store,
    settings_of,
    state_option,
    store_option,
)
from bots.commands._outcome import as_data
from bots.commands._saving import saving
from bots.commands._show import (
    give_data,
    many,
    out,
    progress,
    show_change,
    show_problem,
    show_problems,
    show_trouble,
)
from bots.errors import ConsultationError, InvalidTitle, UsageError
from bots.exchange.spreadsheet import read
from bots.exchange.statements import KNOWN, lines_of
from bots.exchange.typed import read_typed, typed_rows
from bots.page.ownership import Schema
from bots.run.adding import Rows, plan_adding, typed_schemas
from bots.run.importing import Importing, plan_import
from bots.run.listening import Progress
from bots.run.plan import Plan
from bots.run.update import Outcome
from bots.settings import Settings
from bots.stores.base import Store
from bots.stores.titles import normalize


@click.command("import")
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path))
@config_option
@store_option
@state_option
@json_option
@click.option(
    "--to",
    "to",
    metavar="PAGE",
    help="Add each line of a table of your own to the list on this page in which people type what"
    " was said off the wiki.",
)
@click.option("--region", default="", metavar="ID", help="With --to: which list on that page.")
@click.option("--simulate", is_flag=True, help="Show what would change; write nothing.")
@click.option("--always", is_flag=True, help="Save without asking.")
@click.option("--again", is_flag=True, help="Also save pages where the bot was reverted.")
def import_(
    file: Path,
    config: Path | None,
    store_name: str,
    state: Path,
    as_json: bool,
    to: str | None,
    region: str,
    simulate: bool,
    always: bool,
    again: bool,
) -> None:
    """Bring the codes that people typed in FILE back to their rows.

    FILE is a table from “consult export”, saved by any spreadsheet. Only people's own cells are
    written, and of these only what was changed in the file. What was changed on the wiki as well
    is reported, and stays.

    With --to, FILE is a table of your own: Source, Context, Content, Response, or words for these
    in ten languages. What stands in the list already is not added again.
    """
    store = open_store(store_name)
    settings = settings_of(config, store)
    planned = _adding(file, settings, to, region) if to is not None else _coding(file)
    made: list[Importing] = []

    def make() -> Plan:
        with progress() as reading:
            made.append(planned.make(store, settings, reading))
        return made[0].plan

    way = saving(simulate=simulate, always=always, as_json=as_json, again=again)
    plan, outcome = way.carry_out(store, settings, state, make, {"imports": planned.lines})
    status = outcome.status or int(made[0].failed)
    if as_json:
        found = [asdict(finding) for finding in made[0].findings]
        data = as_data(outcome, plan, way.simulate) | {"status": status, "findings": found}
        give_data(data)
    else:
        _say(made[0], outcome, way.simulate, planned.lines)
    sys.exit(status)


@dataclass(frozen=True, slots=True)
class _Planned:
    """What is to be done with a file, before any page is looked at."""

    lines: int
    """How many lines it has."""
    make: Callable[[Store, Settings, Progress], Importing]


def _coding(file: Path) -> _Planned:
    with _of(file):
        lines = lines_of(read(_data(file), KNOWN))
    return _Planned(len(lines), lambda *on: plan_import(on[0], on[1], lines, on[2]))


def _adding(file: Path, settings: Settings, to: str, region: str) -> _Planned:
    with _of(file):
        table = read_typed(_data(file), typed_schemas(settings))

    def rows(schema: Schema, required: str) -> Rows:
        with _of(file):
            found = typed_rows(table, schema, required)
        return found.rows, found.findings

    try:
        title = normalize(to)
    except InvalidTitle as error:
        raise UsageError(error.problem, error.mend, title=to) from None
    return _Planned(
        len(table.lines), lambda *on: plan_adding(on[0], on[1], title, region, rows, on[2])
    )


def _data(file: Path) -> bytes:
    with click.open_file(str(file), "rb") as source:
        data: bytes = source.read()
    return data


@contextmanager
def _of(file: Path) -> Iterator[None]:
    """Say what is wrong with a file with its name."""
    try:
        yield
    except OSError as error:
        raise UsageError(f"cannot be read ({error.strerror})", title=str(file)) from None
    except ConsultationError as error:
        error.title = str(file)
        raise


def _say(importing: Importing, outcome: Outcome, simulate: bool, lines: int) -> None:
    """Print what would change or did, and what a person has to see to."""
    if simulate:
        for change in importing.plan.changes:
            show_change(change)
    for found in importing.findings:
        if found.what == "notice":
            show_trouble(found.page, found.sentence)
        else:
            show_problem(ConsultationError(found.sentence, title=found.page))
    show_problems(outcome)
    read_ = f"{many(lines, 'line')} read"
    if outcome.saved:
        rows = sum(change.kept.changed + change.kept.added for change in outcome.saved)
        out.print(
            f"{many(rows, 'row')} saved, {read_}; take it back with “consult undo {outcome.run}”"
        )
    elif simulate and importing.plan.changes:
        rows = sum(change.kept.changed + change.kept.added for change in importing.plan.changes)
        out.print(f"{many(rows, 'row')} would change, {read_}; nothing was written")
    elif importing.plan.changes:
        out.print(f"Nothing was saved, {read_}")
    else:
        out.print(f"Nothing is left to bring back, {read_}")
