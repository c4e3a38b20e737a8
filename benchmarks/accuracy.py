"""Measures the parser against DiscussionTools' own reading: python -m benchmarks.accuracy DIR.

DIR holds folders with page.wikitext, meta.json (``wiki``), expected.json (what DiscussionTools
sees with templates expanded) and expected_no_templates.json (without any template: the fair
target for a parser that expands none).

- recall: comments of the fair target found with the right author and time
- precision: found comments that stand in either of the two files
- section, level, parent, id: of the comments found, those with the right one. A parent is right if
  its author and time (or heading) are.
- in arguments, unsigned: of the comments that expected.json marks so, those found
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bots.talk.site import site
from bots.talk.threads import CommentItem, TalkPage, parse

MEASURES = ("recall", "precision", "section", "level", "parent", "id", "in arguments", "unsigned")

Item = dict[str, Any]
Key = tuple[str, str]


@dataclass
class Score:
    """Hits and tries of each measure."""

    hits: Counter[str] = field(default_factory=Counter)
    tries: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def count(self, measure: str, hit: bool, miss: str = "") -> None:
        """Count a try, and a hit or what was missed."""
        self.tries[measure] += 1
        self.hits[measure] += hit
        if not hit and miss:
            self.misses.append(f"{measure}: {miss}")

    def add(self, other: Score) -> None:
        """Add another page's score."""
        self.hits.update(other.hits)
        self.tries.update(other.tries)

    def share(self, measure: str) -> float | None:
        """Return the share of hits, or None where nothing was tried."""
        return self.hits[measure] / self.tries[measure] if self.tries[measure] else None


def key(item: Item) -> Key:
    return item["author"], item["timestamp"]


def comments(items: Iterable[Item]) -> list[Item]:
    return [item for item in items if item["type"] == "comment"]


def with_index(items: list[Item]) -> list[Item]:
    """Return the expected items with what their files leave out: the index and the parent 0."""
    for index, item in enumerate(items):
        item["index"] = index
        if item["type"] == "comment":
            item.setdefault("parent", 0)
            item.setdefault("section", "")
    return items


def parent_key(item: Item, items: list[Item]) -> tuple[str, ...]:
    parent = items[item["parent"]]
    return key(parent) if parent["type"] == "comment" else ("heading", parent.get("text", ""))


def as_items(page: TalkPage) -> list[Item]:
    """Return the parsed page in the shape of the expected files."""
    return [
        {
            "type": item.type,
            "author": item.author,
            "timestamp": item.timestamp.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "level": item.level,
            "section": item.section,
            "parent": item.parent,
            "id": item.id,
            "line": item.line,
        }
        if isinstance(item, CommentItem)
        else {"type": "heading", "text": item.text, "id": item.id}
        for item in page.items
    ]


def measure(found: list[Item], fair: list[Item], full: list[Item]) -> Score:
    """Compare one page; of comments with the same author and time, those with equal ids first."""
    score = Score()
    open_: defaultdict[Key, list[Item]] = defaultdict(list)
    for item in comments(found):
        open_[key(item)].append(item)
    for wanted in comments(fair):
        candidates = open_[key(wanted)]
        where = f"{wanted['author']} {wanted['timestamp']}, line {wanted.get('line')}"
        score.count("recall", bool(candidates), where)
        if not candidates:
            continue
        best = max(candidates, key=lambda item: item["id"] == wanted["id"])
        candidates.remove(best)
        for measured in ("section", "level", "id"):
            right = best[measured] == wanted[measured]
            score.count(measured, right, f"{where}: {best[measured]} for {wanted[measured]}")
        mine, theirs = parent_key(best, found), parent_key(wanted, fair)
        score.count("parent", mine == theirs, f"{where}: {mine} for {theirs}")
    allowed = Counter(map(key, comments(full))) | Counter(map(key, comments(fair)))
    have = Counter(map(key, comments(found)))
    for wanted in comments(found):
        right = allowed[key(wanted)] > 0
        allowed[key(wanted)] -= 1
        where = f"{wanted['author']} {wanted['timestamp']}, line {wanted['line']}"
        score.count("precision", right, where)
    for wanted in comments(full):
        where = f"{wanted['author']} {wanted['timestamp']}, line {wanted.get('line')}"
        if wanted.get("in_template_argument"):
            score.count("in arguments", have[key(wanted)] > 0, where)
        if wanted.get("template_hint"):
            score.count("unsigned", have[key(wanted)] > 0, where)
    return score


def measure_page(folder: Path) -> tuple[str, Score]:
    """Return the page's language and how it was read."""
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    text = (folder / "page.wikitext").read_bytes().decode()
    fair, full = (
        with_index(json.loads((folder / f"{name}.json").read_text(encoding="utf-8")))
        for name in ("expected_no_templates", "expected")
    )
    found = as_items(parse(text, site(meta["wiki"])))
    return meta["language"], measure(found, fair, full)


def row(name: str, score: Score) -> str:
    cells = []
    for measured in MEASURES:
        share = score.share(measured)
        cells.append("     -" if share is None else f"{share:6.3f}")
    return f"{name:28}{score.tries['recall']:6} " + " ".join(
        f"{cell:>{max(len(measured), 6)}}" for cell, measured in zip(cells, MEASURES, strict=True)
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", action="store_true", help="list what was not as expected")
    arguments = parser.parse_args()
    languages: defaultdict[str, Score] = defaultdict(Score)
    total = Score()
    heads = " ".join(f"{measured:>6}" for measured in MEASURES)
    print(f"{'page':28}{'all':>6} {heads}")
    for folder in sorted(path.parent for path in arguments.folder.glob("*/page.wikitext")):
        language, score = measure_page(folder)
        languages[language].add(score)
        total.add(score)
        print(row(folder.name, score))
        if arguments.misses:
            print("".join(f"    {miss}\n" for miss in score.misses), end="")
    print()
    for language, score in sorted(languages.items()):
        print(row(language, score))
    print()
    print(row("all", total))


if __name__ == "__main__":
    main()
