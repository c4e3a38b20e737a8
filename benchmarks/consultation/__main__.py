"""Measures what a whole consultation costs: python -m benchmarks.consultation [--wiki].

1,000 talk pages with 100,000 comments in twelve languages, each signed as its wiki signs, a few of
them long and most of them short; archives; regions of every kind that there is, by group and by
language; facets, organizers, milestones. The same seed gives the same pages.

On a folder, ``consult update`` is run as a process of its own: on what people wrote; after 20 talk
pages have changed; when nothing has changed; and after 20 changes once more, with nothing left of
what runs remember. The unit is ``bots.talk.threads.parse`` over all talk pages, one core, in the
same minutes; memory is the greatest sum of what the processes hold (RSS).

With ``--wiki`` the run after 20 changes is made on a MediaWiki of its own as well, through the
counting proxy of tests/reliability. There all templates are empty but for what finds them, for it
is the requests that count; the pages as the first run leaves them are loaded without asking.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.consultation.folder import Made, write
from benchmarks.consultation.measured import Cost, update
from bots.talk.threads import parse

FIRST_DAY, LATER = "2021-03-01", "2021-03-02"
MOST_SECONDS = 300
MOST_MEMORY = 512
MOST_SHARE = 0.2
MOST_REQUESTS = 1.2
COLUMNS = ("run", "saved", "seconds", "processor", "of parsing", "of the first", "peak MB")


def unit(made: Made) -> float:
    """Return the seconds of processor time in which all talk pages are parsed; counts comments."""
    began = time.process_time()
    found = sum(len(parse(made.texts[talk.title], talk.site).comments) for talk in made.talks)
    if found != made.comments:
        sys.exit(f"{made.comments} comments were written and {found} found")
    return time.process_time() - began


def on_folder(made: Made, folder: Path, changes: int) -> tuple[float, dict[str, Cost]]:
    """Return the unit, and what each run took."""
    pages = folder / "pages"
    write(pages, made.texts)
    (folder / "settings.toml").write_text(made.settings, encoding="utf-8")
    once = unit(made)
    costs: dict[str, Cost] = {}

    def run(name: str, change: Callable[[], object], day: str = LATER) -> None:
        change()
        cost = costs[name] = update(folder, pages, day)
        first = next(iter(costs.values()))
        cells = (name, cost.saved, cost.seconds, cost.processor, cost.processor / once)
        show(*cells, cost.seconds / first.seconds, cost.memory)

    show(*COLUMNS)
    run("first", lambda: None, FIRST_DAY)
    run(f"{changes} changed", lambda: write(pages, made.changed(changes)))
    run("nothing changed", lambda: None)
    if costs["nothing changed"].saved:
        sys.exit("pages were saved although nothing had changed")
    run(
        "nothing remembered",
        lambda: (shutil.rmtree(folder / "state"), write(pages, made.changed(2 * changes))),
    )
    return once, costs


def show(*cells: object) -> None:
    """Print a line of the table."""
    words = [f"{cell:.2f}" if isinstance(cell, float) else str(cell) for cell in cells]
    print("".join(f"{word:{20 if not at else '>13'}}" for at, word in enumerate(words)), flush=True)


def verdict(what: str, figure: float, bound: float) -> None:
    """Print whether a figure keeps its bound."""
    print(f"{what:46}{figure:9.2f}  at most {bound:g}: {'met' if figure <= bound else 'MISSED'}")


def main() -> None:
    """Measure, and print a table."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--pages", type=int, default=1_000)
    options.add_argument("--comments", type=int, default=100_000)
    options.add_argument("--changes", type=int, default=20)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--keep", type=Path, help="leave the pages in this folder, a new one")
    options.add_argument("--wiki", action="store_true", help="on a local MediaWiki as well")
    asked = options.parse_args()
    made = Made(asked.pages, asked.comments, asked.seed)
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        once, costs = on_folder(made, folder, asked.changes)
        size = sum(len(made.texts[talk.title].encode()) for talk in made.talks) / 1e6
        print(f"\n{len(made.talks)} talk pages, {size:.0f} MB; parsing alone: {once:.1f} s\n")
        first, second = costs["first"], costs[f"{asked.changes} changed"]
        verdict("first run, seconds", first.seconds, MOST_SECONDS)
        verdict("peak memory, MB", max(cost.memory for cost in costs.values()), MOST_MEMORY)
        verdict("second run, times the first", second.seconds / first.seconds, MOST_SHARE)
        share = second.processor / first.processor
        print(f"{'second run, times the first, processor alone':46}{share:9.2f}")
        if asked.wiki:
            from benchmarks.consultation.on_wiki import requests

            saved, read, made_requests, login = requests(made, asked.changes)
            print(f"\nOn MediaWiki: {saved} saved, {read} pages read; site and login: {login}")
            each = (made_requests - read / 50) / saved
            verdict("requests a saved page, less reads/50", each, MOST_REQUESTS)


if __name__ == "__main__":
    main()
