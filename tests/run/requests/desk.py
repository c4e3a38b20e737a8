"""A consultation with a request page, on which several accounts write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from bots.exchange.on_wiki import lines_on, table_page
from bots.run.asked import Tables
from bots.run.plan import Change
from bots.run.update import Answer, Outcome
from bots.stores.base import Revision
from bots.stores.folder import FolderStore
from tests.kinds.conftest import Ledger
from tests.run.conftest import TODAY

ASK, SAID, TIME = "P/Ask", "P/Said", "P/Timeline"
FAY, EVE = "Fay", "Eve"
OPEN = "{{Consultation region|id=q|kind=requests}}\n"
END = "{{Consultation region end|id=q}}"
TABLES = Tables(table_page, lines_on)


class Counting(FolderStore):
    """A folder that tells what it was asked for."""

    asked: list[str]

    def history(self, title: str, limit: int = 50) -> Iterator[Revision]:
        self.asked.append(f"history {title}")
        return super().history(title, limit)


class Desk(Ledger):
    """A consultation with a request page, on which several accounts write."""

    def edit(self, user: str, title: str, text: str) -> None:
        """An account saves a page."""
        store = FolderStore(self.folder, user)
        ((_, base),) = store.read([title])
        store.save(title, text, base=base, summary="")

    def ask(self, user: str, *rows: str) -> None:
        """An account adds rows at the end of the request page's list."""
        text = self.text(ASK)
        at = text.index("{{Consultation region end")
        added = "".join(f"{{{{Consultation request|{row}}}}}\n" for row in rows)
        self.edit(user, ASK, text[:at] + added + text[at:])

    def run(
        self, ask: Callable[[Change], Answer] = lambda _: Answer.ALL, **more: object
    ) -> Outcome:
        job = replace(self.job(TODAY), tables=TABLES)
        return replace(job, **more).run(self.state, ask, lambda _: None)[1]

    def answers(self) -> list[tuple[str, ...]]:
        """State, asker and reason of each row."""
        names = ("state", "asked by", "why")
        return [tuple(row.cells.get(n, "") for n in names) for row in self.rows(ASK)]

    def answer(self, at: int = -1) -> str:
        """The page with the answer to a row."""
        return self.text(self.rows(ASK)[at].cells.get("answer", ""))

    @property
    def titles(self) -> set[str]:
        return set(self.store.titles())


def exported(desk: Desk) -> str:
    """Have the statements exported; returns the title of the table's page."""
    desk.ask(FAY, "do=export")
    desk.run()
    return str(desk.rows(ASK)[-1].cells["answer"])
