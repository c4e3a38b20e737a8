"""A consultation whose statements go out as a table and come back."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from bots.exchange.spreadsheet import read
from bots.exchange.statements import KNOWN, as_csv, lines_of
from bots.run.exporting import Asked, Exporting, rows_to_export
from bots.run.gather import no_progress
from bots.run.importing import Importing, plan_import
from bots.run.job import run_alone
from bots.run.update import Answer, Outcome
from tests.kinds.conftest import TALK, Ledger
from tests.run.conftest import TODAY

Table = list[dict[str, str]]
FACETS = {
    "theme": {"money": {"en": ["money", "fund*"]}, "names": {"en": ["name*"]}},
    "question": {"who": {"en": ["who"]}},
}


@dataclass
class Office(Ledger):
    """A ledger with people who code in spreadsheets."""

    def exporting(self, today: date = TODAY, **asked) -> Exporting:
        return rows_to_export(self.store, self.settings, today, Asked(**asked), no_progress)

    def export(self, today: date = TODAY, **asked) -> Table:
        found = self.exporting(today, **asked)
        text = as_csv(found.rows, found.schemas, self.settings.rules.facets, lambda _: "")
        return [dict(row) for row in csv.DictReader(io.StringIO(text, newline=""))]

    def planned(self, table: Table) -> Importing:
        return plan_import(self.store, self.settings, self._lines(table), no_progress)

    def imported(self, table: Table, ask=lambda _: Answer.ALL) -> tuple[Importing, Outcome]:
        made: list[Importing] = []

        def make():
            made.append(self.planned(table))
            return made[0].plan

        _, outcome = run_alone(
            self.store, self.settings, self.state, make, {}, ask=ask, saved=lambda _: None
        )
        return made[0], outcome

    def cells(self, key: str, title: str = "P/Said") -> Mapping[str, str]:
        return next(row.cells for row in self.rows(title) if row.key == key)

    @staticmethod
    def _lines(table: Table):
        out = io.StringIO(newline="")
        writer = csv.DictWriter(out, [*table[0]])
        writer.writeheader()
        writer.writerows(table)
        return lines_of(read(out.getvalue().encode(), KNOWN))


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """An office whose bot has run once: threads on funding and on names have rows."""
    place = Office(tmp_path / "pages", tmp_path / "state")
    place.more = {"people": {"organizers": ["Org"]}, "facets": FACETS}
    place.folder.mkdir()
    place.write("Talk:P", TALK)
    place.region("P/Said", "statements")
    place.update()
    return place
