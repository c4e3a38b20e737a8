"""What a command called by a schedule does otherwise: it tells each problem once."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from bots.errors import ConsultationError
from bots.run.news import Told


@contextmanager
def tells(told: Told | None) -> Iterator[None]:
    """Print an error that ends the block, and leave with 0 where it was told before."""
    try:
        yield
    except ConsultationError as error:
        if told is None:
            raise
        click.echo(f"consult: {error}", err=True)
        sys.exit(told.status((), error))
