"""The ``consult`` command: one file a command.

A file ``bots/commands/<name>.py`` with a function ``<name>`` is a command; nothing lists them.
A command is imported only when it is called, so that each starts as fast as it can.
"""

from __future__ import annotations

import io
import pkgutil
import sys
from importlib import import_module
from typing import Any

import click

from bots import __version__
from bots.errors import ConsultationError, Stopped
from bots.exchange.memory import leave_to_the_system
from bots.run.sigterm import sigterm_stops


def _modules() -> dict[str, str]:
    """Return the modules by their commands; one that Python keeps for itself ends with ``_``."""
    names = (info.name for info in pkgutil.iter_modules(__path__))
    return {name.rstrip("_"): name for name in names if not name.startswith("_")}


class _Commands(click.Group):
    def main(self, *args: Any, **options: Any) -> Any:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                # A terminal that lacks a letter shows another; no run ends for that.
                stream.reconfigure(errors="replace")
        try:
            return self._main(*args, **options)
        except SystemExit as ending:
            if not args and not options:
                # A process of its own, called with the words that it was started with.
                leave_to_the_system(ending)
            raise

    def _main(self, *args: Any, **options: Any) -> Any:
        try:
            return super().main(*args, **options)
        except OSError as error:
            if error.errno is None:  # a library's own, which says otherwise what it is
                raise
            place = error.filename or "what this command writes"
            click.echo(
                f"consult: {place}: {error.strerror} — check its permissions and the disk", err=True
            )
            raise SystemExit(1) from None

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return sorted(_modules())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        name = _modules().get(cmd_name)
        if name is None:
            return None
        command = getattr(import_module(f"{__name__}.{name}"), name)
        return command if isinstance(command, click.Command) else None

    def invoke(self, ctx: click.Context) -> Any:
        try:
            with sigterm_stops():
                return super().invoke(ctx)
        except (KeyboardInterrupt, click.Abort):
            # The line begins behind the ^C that the terminal shows.
            click.echo("\nconsult: stopped (SIGINT)", err=True)
            ctx.exit(Stopped.status)
        except ConsultationError as error:
            click.echo(f"consult: {error}", err=True)
            ctx.exit(error.status)


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="consult")
def main() -> None:
    """Run a large consultation on MediaWiki: every comment is heard, and you can see it.

    Exit status: 0 done or nothing to do, 1 some page failed, 2 wrong use or settings, 3 try
    later, 4 stopped.
    """
