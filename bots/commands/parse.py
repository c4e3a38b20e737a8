"""``consult parse``: the threads and comments of talk pages, as text, JSON, ndjson or Parquet."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any, BinaryIO

import click

from bots.commands._inputs import Choice, Input, inputs
from bots.commands._parse_forms import Form, joined, rendered, tabled
from bots.commands._progress import Tell, progress
from bots.errors import ConsultationError, Stopped, StoreError, UsageError
from bots.exchange.pages import batches
from bots.exchange.pool import cores, in_order
from bots.exchange.whole import whole


@click.command()
@click.argument("source", nargs=-1, metavar="[FILE|FOLDER|URL|-]...")
@click.option("--store", metavar="wiki|folder:PATH", help="Read this store; also dump:FILE.")
@click.option("--page", "titles", multiple=True, metavar="TITLE", help="Only this page.")
@click.option("--prefix", default="", help="Only pages whose titles begin so.")
@click.option(
    "--namespace",
    "namespaces",
    multiple=True,
    metavar="talk|all|NAME",
    help="Of a dump, only these namespaces; without it, talk and the project's.",
)
@click.option("--wiki", help="The wiki a file is from, such as frwiki; a dump says it itself.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["tree", "json", "ndjson", "parquet"]),
    default="tree",
    show_default=True,
    help="For people, one JSON document, one item a line, or a table.",
)
@click.option(
    "--coverage",
    is_flag=True,
    help="Instead: how many timestamps there are, and which made no comment, and why.",
)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write this file.")
@click.option(
    "--jobs", type=click.IntRange(min=1), help="How many processes; without it, one a core."
)
def parse(
    source: tuple[str, ...],
    store: str | None,
    form: str,
    coverage: bool,
    output: Path | None,
    jobs: int | None,
    **choice: Any,
) -> None:
    """Show the threads and comments of talk pages.

    FILE holds a page's wikitext, or is a MediaWiki XML dump, plain, .bz2 or .gz; - is either on
    standard input. FOLDER has pages as *.wikitext. None of these needs an account, a network or
    settings. URL is the address of a page on any public wiki, which says itself how it signs.
    """
    if bool(source) == bool(store):
        raise UsageError("what to read is not said", "name a file, a folder, an address or --store")
    if form == "parquet" and not output:
        raise UsageError("a table is written to a file", "name it with --output")
    if form == "parquet" and coverage:
        raise UsageError("the account is no table", "use --format ndjson")
    failures = _Failures()
    asked = Choice(report=failures.report, **choice)
    with _signals_stop(), progress(shown=bool(output) or not sys.stdout.isatty()) as tell:
        run = _Run(form, coverage, jobs or cores(), failures, tell)
        found = inputs(source, store, asked)
        if form == "parquet" and output:
            run.table(found, output)
        else:
            with _written(output) as file:
                run.write(found, file, several=len(source) != 1)
    if failures.status:
        sys.exit(failures.status)


class _Failures:
    """Says what could not be read, and remembers that something was."""

    status = 0

    def report(self, error: ConsultationError) -> None:
        click.echo(f"consult: {error}", err=True)
        self.status = 1


class _Run:
    """Pages from some inputs, parsed on some processes, as results in order."""

    def __init__(
        self, name: str, coverage: bool, jobs: int, failures: _Failures, tell: Tell
    ) -> None:
        self._name, self._coverage, self._jobs = name, coverage, jobs
        self._failures, self._tell = failures, tell
        self._pages = 0

    def write(self, found: Iterator[Input], file: BinaryIO, *, several: bool) -> None:
        first = next(found)
        form = Form(self._name, several or first.several, self._coverage, first.site)

        def texts() -> Iterator[bytes]:
            for one in _again(first, found):
                for some in self._results(rendered, one):
                    yield from some

        for text in joined(form, texts()):  # noqa: FURB122 - click's test runner sees write alone
            file.write(text)

    def table(self, found: Iterator[Input], path: Path) -> None:
        from bots.exchange.parquet import ParquetFile

        with ParquetFile(path) as file:
            for one in found:
                for rows in self._results(tabled, one):
                    file.add(rows)

    def _results(self, work: Callable[..., tuple[int, Any]], one: Input) -> Iterator[Any]:
        form = Form(self._name, one.several, self._coverage, one.site)
        try:
            for pages, result in in_order(work, form, batches(one.pages), self._jobs):
                self._pages += pages
                self._tell(self._pages, *one.read())
                yield result
        except StoreError as error:
            # What was read of this input until here is kept, and the next one is read.
            self._failures.report(error)


def _again(first: Input, rest: Iterator[Input]) -> Iterator[Input]:
    yield first
    yield from rest


@contextmanager
def _written(path: Path | None) -> Iterator[BinaryIO]:
    """Give the file to write to, which has its name once it is whole; or standard output."""
    if path is None:
        file = sys.stdout.buffer
        try:
            yield file
            file.flush()
        except BrokenPipeError:
            # Whoever reads has seen enough, as ``head`` does. Python would flush once more.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return
    with whole(path) as opened:
        yield opened


@contextmanager
def _signals_stop() -> Iterator[None]:
    """End the work with Stopped at SIGINT and SIGTERM, so that nothing half-done stays."""

    def stop(number: int, _frame: FrameType | None) -> None:
        raise Stopped(f"told to stop ({signal.Signals(number).name})")

    try:
        before = {n: signal.signal(n, stop) for n in (signal.SIGTERM, signal.SIGINT)}
    except ValueError:
        # Not the main thread: whoever runs us there handles signals.
        yield
        return
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
