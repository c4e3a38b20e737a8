"""Counts what a run costs a wiki: python -m benchmarks.requests [--pages 500] [--more 1000].

On a real MediaWiki of its own, through the counting proxy of tests/reliability. Half of the pages
are targets, each with a region of threads, half are the talk pages that these read; 20 KB each.

- site and login: what a process asks once, whatever it does then
- reads: the batched reads, before anything is saved
- edits; others: what else was asked while saving (the stop page and the pages about to be saved)
- a saved page: requests for each page saved, beyond the batched reads
- pywikibot: each page by itself, ``page.text`` and ``page.save``
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

from bots import sandbox as sandboxes
from bots.kinds import KINDS
from bots.run.job import Job
from bots.run.update import Answer
from bots.sandbox import Sandbox
from bots.settings import Settings
from bots.stores.opening import open_local
from tests.reliability.proxy import Proxy

TODAY = date(2018, 6, 1)
SIZE = 20_000
CHANGED = 20
MARKUP = (
    "{{{{Consultation region|id=t|kind=threads|source=Talk:B/{n}}}}}\n"
    "{{{{Consultation region end|id=t}}}}"
)
WORDS = "A sentence about what the movement could do next, and why it should not wait. "
COLUMNS = ("", "site and login", "reads", "edits", "others", "a saved page", "seconds")


def thread(page: int, number: int) -> str:
    when = f"10:{number % 60:02}, 21 April 2018 (UTC)"
    return f"== Thread {number} ==\n{WORDS * 5}[[User:U{page}|U{page}]] {when}\n\n"


def source(page: int, threads: int = 0) -> str:
    """Return a talk page; each has people of its own, or its threads were taken for another's."""
    return "".join(thread(page, n) for n in range(SIZE // len(thread(100, 10)) + threads))


def settings() -> Settings:
    return Settings.model_validate(
        {
            "consultation": {
                "name": "B",
                "wiki": "metawiki",
                "task": "B/Bot",
                "stop": "B/Stop",
                "discussiontools": False,
            },
            "scope": {"prefixes": ["B"]},
            "sources": [{"prefix": "Talk:B"}],
        }
    )


class Bench:
    """A wiki with so many pages, all of them up to date."""

    def __init__(self, wiki: Sandbox, pages: int) -> None:
        self.wiki, self.half = wiki, pages // 2
        self.proxy = Proxy(wiki.port)
        names = ("region", "region end", "thread head", "thread row")
        shows = {f"Template:Consultation {name}": "{{Consultation common}}" for name in names}
        talks = {f"Talk:B/{n:04}": source(n) for n in range(self.half)}
        targets = {}
        for n in range(self.half):
            region = MARKUP.format(n=f"{n:04}")
            rest = SIZE - 35 * 400 if pages else 0
            targets[f"B/{n:04}"] = f"{WORDS * (rest // len(WORDS))}\n{region}\nAfter."
        sandboxes.load(wiki, {"Template:Consultation common": "", **shows, **talks, **targets})
        plan = self.job().plan()
        made = {change.title: change.kept.text for change in plan.changes}
        sandboxes.load(wiki, made, user=wiki.accounts.bot.name)

    def job(self) -> Job:
        """Return a run as a new process opens it."""
        place = self.wiki.place.pywikibot
        return Job(open_local(self.proxy.api, "ExampleBot", place), settings(), KINDS, TODAY)

    def run(self, name: str) -> dict[str, Any]:
        """Count a whole run."""
        self.proxy.clear()
        began = time.perf_counter()
        with tempfile.TemporaryDirectory() as state:
            job = self.job()
            planned: list[int] = []
            outcome = job.run(Path(state), lambda _: self.noted(planned), lambda _: None)[1]
        assert outcome.status == 0, [str(outcome.stopped), *map(str, outcome.refusals[:3])]
        saved = outcome.saved
        wall = time.perf_counter() - began
        reads = planned[0] if planned else self.proxy.count("read")
        others = self.proxy.count("read") - reads
        edits = self.proxy.count("edit")
        counts = self.proxy.counts
        once = sum(counts[kind] for kind in counts if kind not in ("read", "edit"))
        # One batched read tells which of the pages a template keeps the bot away from.
        batched = 1 if edits else 0
        per = (edits + others - batched) / len(saved) if saved else None
        return self.row(name, once, reads + batched, edits, others - batched, per, wall)

    def noted(self, planned: list[int]) -> Answer:
        """Say yes to all, and remember what was read until then."""
        planned.append(self.proxy.count("read"))
        return Answer.ALL

    def alone(self, name: str, save: int) -> dict[str, Any]:
        """Count the way of pywikibot alone: page after page."""
        import pywikibot

        family = f"local{self.proxy.port}"
        self.proxy.clear()
        site = pywikibot.Site(family, family)
        began = time.perf_counter()
        titles = [f"{space}B/{n:04}" for n in range(self.half) for space in ("", "Talk:")]
        pages = [pywikibot.Page(site, title) for title in titles]
        texts = [page.text for page in pages]
        reads = self.proxy.count("read")
        for page, text in list(zip(pages, texts, strict=True))[: 2 * save : 2]:
            page.text = f"{text}\nMore."
            page.save("benchmark", quiet=True)
        wall = time.perf_counter() - began
        edits = self.proxy.count("edit")
        others = self.proxy.count("read") - reads
        once = sum(v for kind, v in self.proxy.counts.items() if kind not in ("read", "edit"))
        per = (edits + others) / edits if edits else None
        return self.row(name, once, reads, edits, others, per, wall)

    def row(self, name: str, *values: Any) -> dict[str, Any]:
        """Return a line of the table."""
        return dict(zip(COLUMNS, (name, *values), strict=True))


def cell(value: object) -> str:
    if value is None:
        return "–"
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def show(rows: list[dict[str, Any]]) -> None:
    print("| " + " | ".join(COLUMNS) + " |\n|" + "---|" * len(COLUMNS))
    for row in rows:
        cells = [
            "–" if v is None else f"{v:.2f}" if isinstance(v, float) else str(v)
            for v in row.values()
        ]
        print("| " + " | ".join(cells) + " |")


def measure(pages: int, *, whole: bool) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        place = sandboxes.Place(Path(folder) / "sandbox")
        wiki = sandboxes.up(place)
        try:
            bench = Bench(wiki, pages)
            rows = [bench.run(f"{pages} pages, nothing changed")]
            if whole:
                changed = {f"Talk:B/{n:04}": source(n, 2) for n in range(CHANGED)}
                sandboxes.load(wiki, changed, user=wiki.accounts.human.name)
                rows.append(bench.run(f"{CHANGED} of {pages} changed"))
                rows.append(bench.alone(f"pywikibot, {pages} pages, {CHANGED} saved", CHANGED))
            bench.proxy.close()
        finally:
            sandboxes.down(place, forget=True)
    return rows


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--pages", type=int, default=500)
    options.add_argument("--more", type=int, default=1000, help="for wall time and memory; 0: not")
    asked = options.parse_args()
    rows = measure(asked.pages, whole=True)
    if asked.more:
        rows += measure(asked.more, whole=False)
    show(rows)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nPeak memory of the whole process, the benchmark's own pages included: {peak:.0f} MB")


if __name__ == "__main__":
    main()
