"""A small consultation in a folder, and a person who edits it by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from bots.kinds import KINDS
from bots.run.job import Job
from bots.run.plan import Change, Plan
from bots.run.update import Answer, Outcome
from bots.settings import Settings
from bots.stores.base import Revision
from bots.stores.filenames import path_of
from bots.stores.folder import FolderStore

TODAY = date(2018, 6, 1)
TALK = """== Funding ==
How much? [[User:Ana|Ana]] 10:15, 21 April 2018 (UTC)
: A lot. [[User:Bo|Bo]] 11:00, 21 April 2018 (UTC)

== Names ==
Which? [[User:Cy|Cy]] 09:00, 22 April 2018 (UTC)
"""
THREADS = """Read on.
{{Consultation region|id=t|kind=threads}}
{{Consultation region end|id=t}}
Thank you."""
MILESTONE = """== Gathering ==
{{Consultation milestone
|id=gathering
|title=Gathering
|date=2018-07-18/2018-07-22
}}
* workshops"""


@dataclass
class Place:
    """A folder with a consultation in it."""

    folder: Path
    state: Path
    stop: str | None = None
    saved: list[str] = field(default_factory=list)

    @property
    def store(self) -> FolderStore:
        return FolderStore(self.folder)

    @property
    def settings(self) -> Settings:
        return Settings.model_validate(
            {
                "consultation": {
                    "name": "P",
                    "wiki": "metawiki",
                    "task": "P/Bot",
                    **({"stop": self.stop} if self.stop else {}),
                },
                "scope": {"prefixes": ["P"]},
                "sources": [{"prefix": "Talk:P"}],
            }
        )

    def write(self, title: str, text: str) -> None:
        """A person edits the page."""
        path = self.folder / path_of(title)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")

    def text(self, title: str) -> str:
        revision = self.revision(title)
        return revision.text if revision else ""

    def revision(self, title: str) -> Revision | None:
        ((_, revision),) = self.store.read([title])
        return revision

    def job(self, today: date = TODAY, only: frozenset[str] = frozenset()) -> Job:
        return Job(self.store, self.settings, KINDS, today, only)

    def update(
        self,
        today: date = TODAY,
        ask: Callable[[Change], Answer] = lambda _: Answer.ALL,
        again: bool = False,
    ) -> tuple[Plan, Outcome]:
        return self.job(today).run(self.state, ask, lambda _: None, again=again)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    place = Place(tmp_path / "pages", tmp_path / "state")
    place.folder.mkdir()
    place.write("Talk:P", TALK)
    place.write("P/Threads", THREADS)
    place.write("P/Timeline", MILESTONE)
    return place
