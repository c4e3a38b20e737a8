"""A consultation in a folder whose lists are of statements and of what follows from them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bots.kinds import RECORD_SCHEMAS, row_schemas
from bots.page.regions import END, START, read_host
from bots.settings import Settings
from tests.run.conftest import Place

SIGNED = "[[User:{0}|{0}]] 10:{1:02}, {2} April 2018 (UTC)"
TALK = f"""== Funding ==
'''Support''' money for all. {SIGNED.format("Ana", 15, 21)}
: '''Oppose'''! {SIGNED.format("Bo", 16, 21)}
:: Thank you both. {SIGNED.format("Org", 17, 21)}

== Names ==
Which name? {SIGNED.format("Cy", 1, 22)}
: This one. {SIGNED.format("Di", 2, 22)}
"""


@dataclass
class Ledger(Place):
    """A place with organizers, facets and further settings."""

    more: dict[str, Any] = field(default_factory=dict)

    @property
    def settings(self) -> Settings:
        common = super().settings.model_dump()
        return Settings.model_validate({**common, **self.more})

    def rows(self, title: str):
        """The rows on a page, in their order."""
        schemas = row_schemas(self.settings.rules)
        host = read_host(title, self.text(title), schemas, RECORD_SCHEMAS)
        return [row for region in host.regions for row in region.rows]

    def region(self, title: str, kind: str, **settings: str) -> None:
        """A person puts a region on a page."""
        asked = "".join(f"|{name}={value}" for name, value in settings.items())
        self.write(
            title, f"{{{{{START}|id=r|kind={kind}{asked}}}}}\n{{{{{END}|id=r}}}}\nThank you."
        )

    def fill(self, title: str, key: str, **cells: str) -> None:
        """A person fills cells of a row; ``_`` stands for a space."""
        text = self.text(title)
        start = text.index(f"|id={key}\n")
        end = text.index("\n}}", start)
        row = text[start:end]
        for name, value in cells.items():
            line = f"|{name.replace('_', ' ')}="
            at = row.index(line) + len(line)
            row = row[:at] + value + row[(row + "\n").index("\n", at) :]
        self.write(title, text[:start] + row + text[end:])


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    place = Ledger(tmp_path / "pages", tmp_path / "state")
    place.more = {
        "people": {"organizers": ["Org"]},
        "facets": {"question": {"who": {"en": ["who"]}}},
    }
    place.folder.mkdir()
    place.write("Talk:P", TALK)
    place.region("P/Said", "statements")
    return place
