"""Parquet files: the same as ndjson, with types."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from benchmarks.dump import dump as generated
from benchmarks.talk_pages import pages as talk_pages
from bots.commands import main
from bots.errors import UsageError
from bots.exchange import parquet
from bots.exchange.pages import Page, rows
from bots.talk.records import VERSION
from bots.talk.site import site

pq = pytest.importorskip("pyarrow.parquet", reason="the extra parquet is not installed")

PAGE = Page(
    "Hi. [[User:Ana]] 10:15, 21 April 2018 (UTC)\n: Ho. [[User:Ben]] 10:20, 21 April 2018 (UTC)",
    "enwiki",
    "Talk:Hi",
    2**40,
)
ROWS = list(rows(PAGE, site("enwiki")))


@pytest.fixture
def xml(tmp_path):
    file = tmp_path / "wiki.xml"
    file.write_bytes(b"".join(generated(talk_pages(3, 1_000_000))))
    return file


def parse(*words):
    result = CliRunner().invoke(main, ["parse", *map(str, words)])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_it_holds_what_ndjson_holds(xml, tmp_path):
    lines = [json.loads(line) for line in parse(xml, "--format", "ndjson").splitlines()]
    out = tmp_path / "out.parquet"
    assert parse(xml, "--format", "parquet", "--output", out) == ""
    table = pq.read_table(out)
    assert table.column_names == [*lines[0]]
    for row, line in zip(table.to_pylist(), lines, strict=True):
        moment = row["timestamp"]
        shown = moment and moment.strftime("%Y-%m-%dT%H:%M:%SZ")
        assert row | {"timestamp": shown} == line


def test_its_columns_have_types_and_a_version(tmp_path):
    with parquet.ParquetFile(tmp_path / "out.parquet") as file:
        file.add(ROWS)
    read = pq.read_table(tmp_path / "out.parquet")
    assert read.schema.metadata[b"consultation-bots"] == str(VERSION).encode()
    types = {field.name: str(field.type) for field in read.schema}
    assert types["timestamp"] == "timestamp[us, tz=UTC]"
    assert (types["revision"], types["line"], types["unsigned"]) == ("int64", "int32", "bool")
    last = read.to_pylist()[-1]
    assert last["timestamp"] == datetime(2018, 4, 21, 10, 20, tzinfo=UTC)
    assert (last["revision"], last["parent"], last["span"]) == (2**40, 1, ROWS[-1]["span"])


def test_rows_are_written_group_by_group(tmp_path):
    with parquet.ParquetFile(tmp_path / "out.parquet", group=5) as file:
        for _ in range(7):
            file.add(ROWS)
    read = pq.ParquetFile(tmp_path / "out.parquet")
    groups = [read.metadata.row_group(n).num_rows for n in range(read.metadata.num_row_groups)]
    assert groups == [6, 6, 6, 3]


def test_nothing_at_all_is_a_table_without_rows(tmp_path):
    with parquet.ParquetFile(tmp_path / "out.parquet") as file:
        file.add([])
    assert pq.read_table(tmp_path / "out.parquet").num_rows == 0


def test_work_that_did_not_end_leaves_no_file(tmp_path):
    def work():
        with parquet.ParquetFile(tmp_path / "out.parquet") as file:
            file.add(ROWS)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work()
    assert list(tmp_path.iterdir()) == []


def test_without_pyarrow_the_extra_is_named(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"pip install 'consultation-bots\[parquet\]'"):
        parquet.ParquetFile(tmp_path / "out.parquet")
