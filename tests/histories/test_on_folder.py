"""Some of the histories on a folder of files, whose pages people edit by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from bots.stores.base import Revision
from bots.stores.filenames import path_of
from bots.stores.folder import FolderStore
from tests.histories.play import tell
from tests.histories.quick import quicken


class Folder(FolderStore):
    """A folder in which a person saves pages as with an editor."""

    def put(self, title: str, text: str) -> Revision:
        path = self._root / path_of(title)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
        ((_, revision),) = self.read([title])
        assert revision
        return revision


@pytest.mark.parametrize("number", range(10_000, 10_025))
def test_people_lose_nothing(number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    quicken(monkeypatch.setattr)
    tell(number, Folder(tmp_path))
