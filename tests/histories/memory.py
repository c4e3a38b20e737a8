"""A store in memory: the double with which thousands of histories are played in seconds.

That saving loses nothing on a real wiki is shown in ``tests/stores`` and ``tests/reliability``;
here the pages only have to remember what was saved, by whom, and in which order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice

from bots.errors import Conflict, Missing
from bots.stores.base import Revision
from bots.stores.texts import as_saved

BOT = "Consultation bot"
_BEGIN = datetime(2018, 6, 1, tzinfo=UTC)


class MemoryStore:
    """Pages in memory. See ``bots.stores.base.Store`` for what each method promises."""

    name = "memory"
    user = BOT

    def __init__(self) -> None:
        self._pages: dict[str, list[Revision]] = defaultdict(list)
        self._last = 0

    def read(self, titles: Iterable[str]) -> Iterator[tuple[str, Revision | None]]:
        for title in dict.fromkeys(titles):
            yield title, (self._pages[title][-1] if self._pages.get(title) else None)

    def titles(self, prefix: str = "") -> Iterator[str]:
        yield from sorted(t for t, there in self._pages.items() if there and t.startswith(prefix))

    def using(self, template: str) -> Iterator[str]:
        for title in self.titles():
            if "{{Consultation " in self._pages[title][-1].text:
                yield title

    def history(self, title: str, limit: int = 50) -> Iterator[Revision]:
        return islice(reversed(self._pages.get(title, [])), limit)

    def save(
        self, title: str, text: str, *, base: Revision | None, summary: str, minor: bool = False
    ) -> Revision:
        (_, current), *_ = self.read([title])
        if current is None and base is not None:
            raise Missing("the page was deleted", title=title)
        if (current.id if current else 0) != (base.id if base else 0):
            raise Conflict("the page was changed since it was read", title=title)
        if current and current.text == as_saved(text):
            return current
        return self.put(title, text, self.user, summary)

    def put(self, title: str, text: str, user: str = "Ana", summary: str = "") -> Revision:
        """Save whatever stands there: what a person does in a browser."""
        there = self._pages[title]
        self._last += 1
        at = _BEGIN + timedelta(minutes=self._last)
        parent = there[-1].id if there else 0
        there.append(Revision(title, self._last, as_saved(text), user, at, summary, parent))
        return there[-1]
