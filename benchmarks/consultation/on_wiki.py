"""The requests that a run costs a wiki after a few pages have changed."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from benchmarks.consultation.folder import Made
from bots import sandbox as sandboxes
from bots.kinds import KINDS
from bots.run.job import Job
from bots.run.remembered import memory_of
from bots.run.update import Answer
from bots.settings import Settings, load
from bots.stores.base import Revision
from bots.stores.folder import shipped_templates
from bots.stores.opening import open_local
from bots.stores.wiki import WikiStore
from tests.reliability.proxy import Proxy

DAY = date(2021, 3, 1)
COMMON = "Template:Consultation common"


class Processor:
    """The time that this process works, for the wiki works on the same two cores.

    A look at pages holds for seconds: on a busy machine one might be needed for each edit.
    """

    def __init__(self) -> None:
        self._slept = 0.0

    def now(self) -> float:
        """Return seconds since some moment."""
        return time.process_time() + self._slept

    def sleep(self, seconds: float) -> None:
        """Return at once, so many seconds later."""
        self._slept += seconds


def requests(made: Made, changes: int) -> tuple[int, int, int, int]:
    """Return pages saved, pages read, requests for both, and those of site and login."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        file = folder / "settings.toml"
        file.write_text(made.settings, encoding="utf-8")
        place = sandboxes.Place(folder / "sandbox")
        wiki = sandboxes.up(place)
        proxy = Proxy(wiki.port)
        try:
            shows = dict.fromkeys(shipped_templates(), "{{Consultation common}}")
            sandboxes.load(wiki, {**made.texts, **shows, COMMON: ""})

            def job() -> Job:
                name = wiki.accounts.bot.name
                store = open_local(proxy.api, name, place.pywikibot, Processor())
                return _job(store, load(file), folder)

            plan = job().plan()
            texts = {change.title: change.kept.text for change in plan.changes}
            sandboxes.load(wiki, texts, user=wiki.accounts.bot.name)
            sandboxes.load(wiki, made.changed(changes), user=wiki.accounts.human.name)
            proxy.clear()
            later = job()
            read = _counting(later.store)
            _, outcome = later.run(folder / "state", lambda _: Answer.ALL, lambda _: None)
            if outcome.status:
                raise SystemExit(f"{outcome.stopped} {[*map(str, outcome.refusals)][:3]}")
            asked = proxy.count("read") + proxy.count("edit")
            return len(outcome.saved), len(read), asked, sum(proxy.counts.values()) - asked
        finally:
            proxy.close()
            sandboxes.down(place, forget=True)


def _job(store: WikiStore, settings: Settings, folder: Path) -> Job:
    memory = memory_of(folder / "state", store.name, settings.consultation.task)
    return Job(store, settings, KINDS, DAY, memory=memory)


def _counting(store: WikiStore) -> list[str]:
    """Return a list that fills with the titles of the pages that are read."""
    read, asked = store.read, list[str]()

    def counting(titles: Iterable[str]) -> Iterator[tuple[str, Revision | None]]:
        titles = list(titles)
        asked.extend(titles)
        return read(titles)

    store.read = counting  # type: ignore[method-assign]
    return asked
