"""A consultation whose settings let problems be told on talk pages."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from bots.i18n.bundles import own_bundle
from bots.page.notices import told_in
from bots.run.lasting import lasting_of
from bots.run.update import Answer, Outcome
from bots.stores.filenames import path_of
from bots.stores.folder import FolderStore
from tests.kinds.conftest import Ledger
from tests.run.conftest import TODAY

START = "{{Consultation region|id=t|kind=threads}}\n"
END = "{{Consultation region end|id=t}}"
SOUND = START + END
LOST = START + "Thank you."
OTHER = "{{Consultation region|id=t|kind=nonsense}}\n" + END
HEADING = f"== {own_bundle('consultation', 'en')['consultation-notice-heading']} =="
SIGNED = "[[User:{0}|{0}]] 10:15, 3 May 2018 (UTC)"


@dataclass
class Board(Ledger):
    """A consultation whose problems are told, unless its settings say otherwise."""

    store_of: type[FolderStore] = FolderStore

    @property
    def store(self) -> FolderStore:
        return self.store_of(self.folder)

    def run(self, state: Path | None = None, days: int = 0) -> Outcome:
        """A whole run, as the schedule calls it."""
        state = state or self.state
        job = replace(
            self.job(TODAY + timedelta(days=days)),
            lasting=lasting_of(state, self.store.name, self.settings.consultation.task),
        )
        _, outcome = job.run(state, lambda _: Answer.ALL, lambda _: None)
        return outcome

    def runs(self, count: int = 2, **more: int) -> list[str]:
        """So many runs; the titles of the talk pages that were written on."""
        done = [self.run(**more) for _ in range(count)]
        return [c.title for outcome in done for c in outcome.saved if c.kinds == ("notice",)]

    def told(self, title: str) -> dict[str, bool]:
        """The problems told on a page, each with whether it is open."""
        text = self.text(title)
        return {self.sort(text, one.id): is_open for one, is_open in told_in(text).items()}

    @staticmethod
    def sort(text: str, number: str) -> str:
        found = re.search(rf"\|id={number}\n(?:.*\n)*?\|problem=(\w*)\n", text)
        return found[1] if found else ""

    def by(self, user: str, title: str, text: str) -> None:
        """Somebody saves the page, as on a wiki."""
        store = FolderStore(self.folder, user)
        ((_, base),) = store.read([title])
        store.save(title, text, base=base, summary="mine")

    def moved(self, old: str, new: str) -> None:
        """Somebody moves a page, history and all, and leaves a redirect."""
        for root in (self.folder, self.folder / ".history"):
            if (root / path_of(old)).exists():
                (root / path_of(new)).parent.mkdir(parents=True, exist_ok=True)
                (root / path_of(old)).rename(root / path_of(new))
        self.write(old, f"#REDIRECT [[{new}]]")
