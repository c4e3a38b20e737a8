"""A small consultation in which problems are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.run.notices.board import SIGNED, SOUND, Board


@pytest.fixture
def board(tmp_path: Path) -> Board:
    board = Board(tmp_path / "pages", tmp_path / "state")
    board.folder.mkdir()
    board.more = {"scope": {"prefixes": ["P"], "notices": True}}
    board.write("Talk:P", "== Money ==\nHow much? " + SIGNED.format("Ana"))
    board.write("P/X", SOUND)
    return board
