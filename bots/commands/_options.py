"""The options that commands share, and what they stand for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from bots.errors import InvalidTitle, UsageError
from bots.run.journal import STATE_VARIABLE, default_state
from bots.run.wiki_settings import with_wiki_settings
from bots.settings import Settings, find, load
from bots.stores.base import Store
from bots.stores.pace import BUDGET
from bots.stores.titles import normalize

F = TypeVar("F", bound=Callable[..., Any])


def config_option(function: F) -> F:
    """Add ``--config``."""
    return click.option(
        "--config",
        type=click.Path(dir_okay=False, path_type=Path),
        help="The settings file; without it, the one *.toml in ./config.",
    )(function)


def store_option(function: F) -> F:
    """Add ``--store``."""
    return click.option(
        "--store",
        "store_name",
        default="wiki",
        show_default=True,
        metavar="wiki|folder:PATH",
        help="Where the pages are; also dump:FILE, to look only.",
    )(function)


def state_option(function: F) -> F:
    """Add ``--state``."""
    return click.option(
        "--state",
        default=default_state,
        type=click.Path(file_okay=False, path_type=Path),
        help=f"The folder for the journal of runs; also by the variable {STATE_VARIABLE}.",
    )(function)


def now_option(function: F) -> F:
    """Add ``--now``."""
    return click.option(
        "--now",
        metavar="DATE",
        callback=lambda *given: _day(*given) or datetime.now(UTC).date(),
        help="Act as if it were this day (2030-07-18).",
    )(function)


def day_option(name: str, what: str) -> Callable[[F], F]:
    """Return what adds an option that takes a day, and is None without one."""
    return click.option(name, metavar="DATE", callback=_day, help=what)


def json_option(function: F) -> F:
    """Add ``--json``."""
    return click.option("--json", "as_json", is_flag=True, help="Give the outcome as JSON.")(
        function
    )


def titles_of(names: Iterable[str]) -> tuple[str, ...]:
    """Return the titles of pages that were named; raises UsageError where no page can have one."""
    try:
        return tuple(normalize(name) for name in names)
    except InvalidTitle as error:
        raise UsageError(error.problem, "check the title", title=error.title) from None


def _day(_context: click.Context, _option: click.Parameter, value: str | None) -> date | None:
    if value is None:
        return None
    try:
        return datetime.fromisoformat(value).date()
    except ValueError:
        raise click.BadParameter(f"“{value}” is no date; write it as 2030-07-18") from None


def settings_of(config: Path | None, store: Store | None = None) -> Settings:
    """Return the settings in the file named, or in the one that is found.

    With those of the wiki over them, where it is told which wiki.
    """
    settings = load(config or find())
    return with_wiki_settings(store, settings) if store else settings


def open_store(name: str, patience: float = BUDGET) -> Store:
    """Return the store that ``--store`` names; raises UsageError where there is none such.

    ``patience`` is how many seconds to spend on a wiki that is not well.
    """
    kind, _, rest = name.partition(":")
    if kind == "folder" and rest:
        folder = Path(rest).expanduser().resolve()
        if not folder.is_dir():
            raise UsageError("there is no such folder", title=str(folder))
        # Imported when asked for: a store is the only thing here that takes time to import.
        from bots.stores.folder import FolderStore

        return FolderStore(folder)
    if kind == "dump" and rest:
        from bots.stores.dump import DumpStore

        return DumpStore(rest if rest == "-" else Path(rest).expanduser().resolve())
    if name == "wiki":
        from bots.stores.opening import open_configured

        return open_configured(patience=patience)
    raise UsageError(f"--store “{name}” is none; use wiki, folder:PATH or dump:FILE")
