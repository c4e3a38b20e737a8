"""The consultation as a folder of pages, and as it is a week later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from benchmarks.consultation.pages import hosts, settings
from benchmarks.consultation.talk import Talk, grown, talks
from bots.stores.filenames import path_of


@dataclass(frozen=True)
class Made:
    """A consultation of so many talk pages and comments: the same numbers give the same pages."""

    pages: int = 1_000
    comments: int = 100_000
    seed: int = 1
    settings: str = field(default_factory=settings)

    @cached_property
    def talks(self) -> list[Talk]:
        """Its talk pages, not yet written."""
        return list(talks(self.pages, self.comments, self.seed))

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """All pages before the bot's first run, by title."""
        return {
            **{talk.title: talk.write() for talk in self.talks},
            **dict(hosts(self.seed, [talk.title for talk in self.talks])),
        }

    def changed(self, count: int) -> Mapping[str, str]:
        """Return this many talk pages as they are a week later, of all sizes and languages."""
        live = [talk for talk in self.talks if "/Archive" not in talk.title]
        chosen = live[:: max(1, len(live) // count)][:count]
        return {talk.title: grown(self.texts[talk.title], talk) for talk in chosen}


def write(folder: Path, texts: Mapping[str, str]) -> None:
    """Write pages into a folder store, as people edit its files."""
    for title, text in texts.items():
        file = folder / path_of(title)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
