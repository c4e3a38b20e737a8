"""Measures what parsing costs: python -m benchmarks.speed DIR [--runs N].

DIR holds folders with page.wikitext and meta.json (``wiki``). The unit is one search for UTC
timestamps by a bare expression over the same text; every figure in the table is CPU time as a
multiple of that, the median of interleaved runs, so that a busy machine disturbs all alike.

- bots.talk: ``parse``, with its whole result
- mwparserfromhell: ``parse`` alone
- wikitextparser: ``parse(text).sections``, where it is installed
- pywikibot: ``extract_sections`` and a ``TimeStripper`` on every line, as its archiving bot reads
- x20: what a character costs if the page is repeated 20 times, against once (minimum of 7 runs)
- KB per KB: peak memory of ``parse`` per size of the page in UTF-8
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

os.environ.setdefault("PYWIKIBOT_NO_USER_CONFIG", "2")

import mwparserfromhell
from pywikibot.site import APISite, BaseSite, Namespace, NamespacesDict
from pywikibot.textlib import TimeStripper, extract_sections

from bots.talk.site import Site, site
from bots.talk.threads import parse

UNIT = re.compile(r"\d\d:\d\d, \d{1,2} \w+ \d{4} \(\w+\)")
SHORTEST = 0.004
"""Seconds: what is quicker is repeated until it takes this long."""

Reader = Callable[[str], Any]


@dataclass
class Page:
    """A page to be read."""

    name: str
    text: str
    site: Site


def cpu(read: Reader, text: str, times: int) -> float:
    begin = time.process_time()
    for _ in range(times):
        read(text)
    return (time.process_time() - begin) / times


def repetitions(read: Reader, text: str) -> int:
    first = cpu(read, text, 1)
    # The first call builds and caches: only the second tells.
    again = cpu(read, text, 1) if first < 1 else first
    return max(1, round(SHORTEST / max(again, 1e-6)))


def wikitextparser_reader() -> Reader | None:
    if not find_spec("wikitextparser"):
        return None
    import wikitextparser

    return lambda text: wikitextparser.parse(text).sections


class OfflineSite:
    """What a TimeStripper asks of a site, from our own data: the real one asks the network."""

    def __init__(self, known: Site) -> None:
        words = known.words[0]
        self.lang = known.language
        self.months_names = list(zip(words.genitive, words.abbreviated, strict=True))
        self.siteinfo = {"timeoffset": 0, "timezone": known.zone}


def pywikibot_reader(page: Page) -> Reader:
    home = APISite.__new__(APISite)
    BaseSite.__init__(home, "en", "wikipedia")
    home._namespaces = NamespacesDict(Namespace.builtin_namespaces())  # noqa: SLF001
    stripper = TimeStripper(OfflineSite(page.site))

    def read(text: str) -> None:
        for section in extract_sections(text, home).sections:
            for line in section.content.split("\n"):
                stripper.timestripper(line)

    return read


def interleaved(readers: dict[str, Reader], text: str, runs: int) -> dict[str, float]:
    """Return the median CPU time of each reader, all taking turns."""
    times = {name: repetitions(read, text) for name, read in readers.items()}
    taken: dict[str, list[float]] = {name: [] for name in readers}
    for _ in range(runs):
        for name, read in readers.items():
            enough = name not in ("unit", "bots.talk") and len(taken[name]) >= 3
            if not enough:
                read(text)  # the reader before has the processor's caches filled with its own
                taken[name].append(cpu(read, text, times[name]))
    return {name: statistics.median(each) for name, each in taken.items()}


def growth(page: Page) -> float:
    """Return the cost of a character in twenty copies of the page, against one copy."""
    long = page.text * 20
    read = partial(parse, site=page.site)
    times = repetitions(read, page.text)
    once, many = [], []
    for _ in range(7):
        once.append(cpu(read, page.text, times))
        many.append(cpu(read, long, 1))
    return min(many) / 20 / min(once)


def memory(page: Page) -> float:
    tracemalloc.start()
    result = parse(page.text, page.site)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    del result
    return peak / len(page.text.encode())


def pages(folder: Path) -> list[Page]:
    found = []
    for file in sorted(folder.glob("*/page.wikitext")):
        meta = json.loads((file.parent / "meta.json").read_text(encoding="utf-8"))
        found.append(Page(file.parent.name, file.read_bytes().decode(), site(meta["wiki"])))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--only-ours", action="store_true", help="leave the other parsers out")
    arguments = parser.parse_args()
    columns = ["bots.talk"]
    others: dict[str, Reader] = {}
    if not arguments.only_ours:
        others["mwparserfromhell"] = mwparserfromhell.parse
        if reader := wikitextparser_reader():
            others["wikitextparser"] = reader
        columns += [*others, "pywikibot"]
    heads = " ".join(f"{name:>16}" for name in columns)
    print(f"{'page':28}{'KB':>7} {'unit ms':>8} {heads} {'x20':>6} {'KB per KB':>10}")
    ours = []
    for page in pages(arguments.folder):
        readers = {"unit": UNIT.findall, "bots.talk": partial(parse, site=page.site), **others}
        if not arguments.only_ours:
            readers["pywikibot"] = pywikibot_reader(page)
        taken = interleaved(readers, page.text, arguments.runs)
        ours.append(taken["bots.talk"] / taken["unit"])
        cells = " ".join(
            f"{taken[name] / taken['unit']:16.2f}" if name in taken else f"{'-':>16}"
            for name in columns
        )
        print(
            f"{page.name:28}{len(page.text.encode()) / 1000:7.1f} {taken['unit'] * 1000:8.3f} "
            f"{cells} {growth(page):6.2f} {memory(page):10.1f}"
        )
    print(f"{'median':28}{'':16} {statistics.median(ours):16.2f}")


if __name__ == "__main__":
    main()
