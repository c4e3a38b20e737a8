"""A request page of a small consultation."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.kinds.conftest import TALK
from tests.run.conftest import MILESTONE
from tests.run.requests.desk import (
    ASK,
    END,
    FAY,
    OPEN,
    SAID,
    TIME,
    Desk,
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path / "pages", tmp_path / "state")
    desk.more = {
        "people": {"organizers": ["Org"]},
        "facilitators": [{"account": FAY}],
        "facets": {"theme": {"money": {}, "names": {}}, "question": {"who": {"en": ["who"]}}},
    }
    desk.folder.mkdir()
    desk.write("Talk:P", TALK)
    desk.region(SAID, "statements")
    desk.write(TIME, MILESTONE)
    desk.edit(FAY, ASK, OPEN + END)
    desk.run()
    return desk
