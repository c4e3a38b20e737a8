"""The threads of whole wikis' dumps as Parquet, on Apache Spark.

    spark-submit examples/spark/parse_dump.py DUMP... --output FOLDER [--part MB]

Does what ``consult parse DUMP --format parquet`` does, with the same rows in the same order and the
same columns, on as many machines as there are. Needs the extra ``spark``; docs/scale.md says when.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from pyspark.sql import SparkSession

from bots.exchange.pages import Page, rows
from bots.exchange.parquet import schema
from bots.stores.dump_header import where_people_talk
from bots.stores.dump_parts import Part, pages_of, parts
from bots.stores.dump_reader import DumpReader
from bots.stores.dump_stream import open_stream
from bots.talk.site import Site

TYPES = {
    "string": "STRING",
    "int32": "INT",
    "int64": "BIGINT",
    "bool": "BOOLEAN",
    "timestamp[us, tz=UTC]": "TIMESTAMP",
    "list<item: int32>": "ARRAY<INT>",
    "list<item: string>": "ARRAY<STRING>",
    "list<item: list<item: int32>>": "ARRAY<ARRAY<INT>>",
}


def columns() -> str:
    """Return the columns in Spark's words: those that pyarrow has, one by one."""
    return ", ".join(f"`{column.name}` {TYPES[str(column.type)]}" for column in schema())


def site_of(path: str) -> Site:
    """Return how the wiki of a dump signs, which is said at the dump's beginning."""
    with closing(open_stream(path)) as stream:
        return DumpReader(stream).read_header().site


def rows_of(part: Part) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a part's pages; runs on the machine that got the part."""
    site = site_of(part.path)
    for page in pages_of(part, lambda namespace, _title: where_people_talk(namespace)):
        text = page.wikitext
        if not text:
            continue
        for row in rows(Page(text, site.wiki, page.title, page.revisions[0].id), site):
            moment = row["timestamp"]
            row["timestamp"] = datetime.fromisoformat(moment) if moment else None
            yield tuple(row.values())


def main() -> None:
    """Read the dumps and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("dumps", nargs="+", type=Path)
    parser.add_argument("--output", required=True)
    parser.add_argument("--part", type=int, default=64, help="MB of a plain dump for one task")
    words = parser.parse_args()
    session = (
        SparkSession.builder.appName("consultation-bots: parse dumps")
        # As the single machine writes them, whatever zone the machines are in.
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")
        .config("spark.sql.parquet.compression.codec", "zstd")
        .getOrCreate()
    )
    tasks = [part for dump in words.dumps for part in parts(dump.resolve(), words.part * 1_000_000)]
    found = session.sparkContext.parallelize(tasks, len(tasks)).flatMap(rows_of)
    session.createDataFrame(found, columns(), verifySchema=False).write.parquet(words.output)
    session.stop()


if __name__ == "__main__":
    main()
