"""Flat tables as files."""

from __future__ import annotations

import zipfile
from datetime import date

import pytest

from bots.errors import UsageError
from bots.exchange.tables import Field, Table, csv_files, save

TABLE = Table(
    "t",
    "a table",
    (
        Field("text", "text", "words"),
        Field("count", "number", "how many"),
        Field("day", "day", "when"),
        Field("yes", "yes or no", "whether"),
    ),
    [('a,b\n"c"', 3, date(2018, 7, 1), True), ("=1+1", None, None, False), ("نقاش", 0, None, None)],
)


def test_csv_is_what_spreadsheets_and_programs_read():
    content = csv_files([TABLE], "A plan", 7)["t.csv"].decode("utf-8")
    assert content == (
        '\ufefftext,count,day,yes\r\n"a,b\n""c""",3,2018-07-01,true\r\n'
        "'=1+1,,,false\r\nنقاش,0,,\r\n"
    )


def test_files_go_to_a_folder_or_into_a_zip(tmp_path):
    files = {"a.csv": b"1", "b.csv": b"2"}
    save(files, tmp_path / "new" / "folder")
    assert (tmp_path / "new" / "folder" / "b.csv").read_bytes() == b"2"
    save(files, tmp_path / "all.zip")
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files


def test_what_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="is a file"):
        save({"a": b""}, tmp_path / "file")
    with pytest.raises(UsageError, match=r"cannot be written .* name a file in a folder"):
        save({"a": b""}, tmp_path / "none" / "a.zip")
