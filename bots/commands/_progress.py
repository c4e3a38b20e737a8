"""How far long work has come, on stderr, and only where a person looks at a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

_EVERY: Final = 0.2
"""Seconds between two looks."""

Tell = Callable[[int, int, int], None]
"""Told: pages done, bytes read, bytes there are (0 where that is not known)."""


@contextmanager
def progress(*, shown: bool) -> Iterator[Tell]:
    """Give a function to tell how far the work is; it shows nothing where nothing is to be shown.

    Nothing is shown either where the results go to the same terminal.
    """
    if not (shown and sys.stderr.isatty()):
        yield lambda _pages, _read, _size: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

    columns = (
        *(TextColumn("{task.fields[pages]:,} pages"), BarColumn(), TaskProgressColumn()),
        *(TextColumn("{task.fields[rate]:.1f} MB/s"), TimeElapsedColumn()),
    )
    # No thread of its own: processes are started while it is shown.
    console = Console(stderr=True)
    with Progress(*columns, console=console, auto_refresh=False, transient=True) as bar:
        task = bar.add_task("", total=None, pages=0, rate=0.0)
        begin = looked = time.monotonic()

        def tell(pages: int, read: int, size: int) -> None:
            nonlocal looked
            now = time.monotonic()
            if now - looked < _EVERY:
                return
            looked = now
            rate = read / 1e6 / (now - begin)
            bar.update(task, completed=read, total=size or None, pages=pages, rate=rate)
            bar.refresh()

        yield tell
