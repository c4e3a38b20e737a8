"""The Spark example, in local mode: the same table as the single machine's."""

from __future__ import annotations

import bz2
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.dump import dump as generated
from benchmarks.talk_pages import pages as talk_pages
from bots.commands import main

EXAMPLE = Path(__file__).resolve().parent.parent.parent / "examples" / "spark" / "parse_dump.py"

pytestmark = [
    pytest.mark.skipif(not find_spec("pyspark"), reason="the extra spark is not installed"),
    pytest.mark.skipif(not shutil.which("java"), reason="Spark needs Java"),
]


@pytest.mark.parametrize("name", ["wiki.xml", "wiki.xml.bz2"])
def test_spark_writes_what_a_single_machine_writes(tmp_path, name):
    import pyarrow as pa
    import pyarrow.parquet as pq

    data = b"".join(generated(talk_pages(11, 3_000_000)))
    dump = tmp_path / name
    dump.write_bytes(bz2.compress(data) if name.endswith("bz2") else data)
    single, many = tmp_path / "single.parquet", tmp_path / "many"
    words = ["parse", str(dump), "--format", "parquet", "--output", str(single)]
    assert CliRunner().invoke(main, words).exit_code == 0

    python = {"PYSPARK_PYTHON": sys.executable, "PYSPARK_DRIVER_PYTHON": sys.executable}
    done = subprocess.run(
        [sys.executable, str(EXAMPLE), str(dump), "--output", str(many), "--part", "1"],
        env={**os.environ, **python, "SPARK_LOCAL_IP": "127.0.0.1", "MASTER": "local[2]"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-3000:]

    files = sorted(many.glob("*.parquet"))
    assert len(files) > 1 or name.endswith("bz2")
    expected = pq.read_table(single)
    found = pa.concat_tables(pq.read_table(file) for file in files)
    assert found.column_names == expected.column_names
    assert found.to_pylist() == expected.to_pylist()
    # Spark names the elements of lists otherwise; what they are is the same.
    assert [str(kind).replace("element", "item") for kind in found.schema.types] == [
        str(kind).replace("element", "item") for kind in expected.schema.types
    ]
