"""Measures what reading a dump costs: python -m benchmarks.dump [--size MB] [--keep DIR].

Two dumps of generated talk pages, one twice as large as the other, are read by ``consult parse`` in
a process of its own, as ndjson, on one core and on all. Memory is the greatest sum of what the
process and its children hold (RSS: what they share counts for each of them), looked at twenty times
a second. MB are MB of XML. Bounds: at 200 MB at most 400 MB, and twice the dump at most 5% more.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from html import escape
from pathlib import Path

from benchmarks.talk_pages import EPOCH, pages
from bots.exchange.pool import cores

MOST_MEMORY = 400
MOST_GROWTH = 1.05
SPACES = {"Talk": 1, "User talk": 3, "Project": 4, "Project talk": 5, "Template": 10}

HEADER = """\
<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="en">
  <siteinfo>
    <sitename>Meta</sitename>
    <dbname>metawiki</dbname>
    <base>https://meta.wikimedia.org/wiki/Main_Page</base>
    <generator>benchmarks.dump</generator>
    <case>first-letter</case>
    <namespaces>
      <namespace key="0" case="first-letter" />
{namespaces}
    </namespaces>
  </siteinfo>
"""
PAGE = """\
  <page>
    <title>{title}</title>
    <ns>{space}</ns>
    <id>{number}</id>
    <revision>
      <id>{revision}</id>
      <timestamp>{moment}</timestamp>
      <contributor><username>Ana</username><id>7</id></contributor>
      <comment>/* Funding */ re</comment>
      <model>wikitext</model>
      <format>text/x-wiki</format>
      <text bytes="{bytes}" xml:space="preserve">{text}</text>
      <sha1>phoiac9h4m842xq45sp7s6u21eteeq1</sha1>
    </revision>
  </page>
"""


def dump(found: Iterable[tuple[str, str]]) -> Iterator[bytes]:
    """Yield a dump of pages, each a title and a text, part by part."""
    names = {**SPACES, "Template talk": 11, "User": 2}
    lines = [
        f'      <namespace key="{key}" case="first-letter">{name}</namespace>'
        for name, key in names.items()
    ]
    yield HEADER.format(namespaces="\n".join(lines)).encode()
    for number, (title, text) in enumerate(found, 1):
        yield PAGE.format(
            title=escape(title, quote=False),
            space=SPACES.get(title.partition(":")[0], 0),
            number=number,
            revision=1_000_000 + 3 * number,
            moment=(EPOCH + timedelta(hours=number)).strftime("%Y-%m-%dT%H:%M:%SZ"),
            bytes=len(text.encode()),
            text=escape(text, quote=False),
        ).encode()
    yield b"</mediawiki>\n"


def write(path: Path, size: int, seed: int = 1) -> None:
    """Write a dump of about ``size`` bytes."""
    with path.open("wb") as file:
        for part in dump(pages(seed, size)):
            file.write(part)


@dataclass
class Cost:
    """What reading one dump took."""

    size: float
    seconds: float
    memory: float

    @property
    def speed(self) -> float:
        """In MB a second."""
        return self.size / self.seconds


def measured(path: Path, jobs: int, *more: str) -> Cost:
    """Return what ``consult parse`` needs for a dump."""
    words = ["parse", str(path), "--format", "ndjson", "--jobs", str(jobs), *more]
    command = [sys.executable, "-c", "from bots.commands import main; main()", *words]
    begin = time.monotonic()
    most = 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            most = max(most, sum(resident(pid) for pid in family(process.pid)))
            time.sleep(0.05)
    if process.returncode:
        sys.exit(f"consult parse failed with {process.returncode}")
    return Cost(path.stat().st_size / 1e6, time.monotonic() - begin, most / 1e6)


def family(pid: int) -> Iterator[int]:
    """Yield a process and all below it."""
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return
    for child in children:
        yield from family(int(child))


def resident(pid: int) -> int:
    """Return how many bytes of memory a process holds, 0 if it is gone."""
    try:
        pages_held = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
    except (OSError, IndexError):
        return 0
    return int(pages_held) * os.sysconf("SC_PAGE_SIZE")


def verdict(what: str, figure: float, bound: float) -> None:
    print(f"{what:42}{figure:8.2f}  at most {bound:g}: {'met' if figure <= bound else 'MISSED'}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--size", type=int, default=200, help="MB; the other dump has twice that")
    parser.add_argument("--keep", type=Path, help="keep the dumps in this folder")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        paths = [folder / f"talk-{size}.xml" for size in (arguments.size, 2 * arguments.size)]
        for times, path in enumerate(paths, 1):
            if not path.exists():
                write(path, times * arguments.size * 1_000_000)
        print(f"{'dump':16}{'jobs':>5}{'MB':>8}{'seconds':>9}{'MB/s':>7}{'peak MB':>9}")
        costs = {}
        for path in paths:
            for jobs in sorted({1, cores()}):
                cost = costs[path, jobs] = measured(path, jobs)
                print(
                    f"{path.name:16}{jobs:5}{cost.size:8.1f}{cost.seconds:9.1f}"
                    f"{cost.speed:7.2f}{cost.memory:9.1f}"
                )
    once, twice = (costs[path, cores()] for path in paths)
    verdict("peak memory on all cores, MB", once.memory, MOST_MEMORY)
    verdict("peak memory of twice the dump, times", twice.memory / once.memory, MOST_GROWTH)


if __name__ == "__main__":
    main()
