"""A result goes to its file whole, or the file stays as it was."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bots.errors import StoreError, UsageError
from bots.exchange.whole import whole, write


def test_until_it_is_whole_the_old_file_stays_and_nothing_else_is_left(tmp_path: Path):
    file = tmp_path / "report.html"
    file.write_bytes(b"old")
    file.chmod(0o640)

    def half() -> None:
        with whole(file) as opened:
            opened.write(b"ne")
            opened.flush()
            assert file.read_bytes() == b"old"
            raise OSError(28, "No space left on device")

    with pytest.raises(StoreError, match=r"report\.html: cannot be written \(No space .* the disk"):
        half()
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]
    write(file, b"new")
    assert file.read_bytes() == b"new"
    assert file.stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link_and_a_pipe_stays_a_pipe(tmp_path: Path):
    link, there = tmp_path / "link", tmp_path / "there"
    there.mkdir()
    link.symlink_to(there / "report.html")
    write(link, b"new")
    assert link.is_symlink()
    assert (there / "report.html").read_bytes() == b"new"
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write(pipe, b"new")
    assert os.read(reader, 9) == b"new"
    os.close(reader)
    assert pipe.is_fifo()


@pytest.mark.parametrize("name", ["none/a.csv", "file/a.csv", "."])
def test_a_name_under_which_nothing_can_be_written_is_wrong_use(tmp_path: Path, name: str):
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="name a file in a folder that is there"):
        write(tmp_path / name, b"")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
