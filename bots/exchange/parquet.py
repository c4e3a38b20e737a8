"""Rows as a Parquet file: the columns of ndjson with their types, written group by group.

Needs pyarrow, which the extra ``parquet`` installs.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Final

from bots.errors import StoreError, UsageError
from bots.talk.records import VERSION, Record

GROUP: Final = 50_000
"""Rows in a row group: some ten megabytes, which is what is held before it is written."""

_HALF: Final = ".part"


def schema() -> Any:
    """Return the columns as pyarrow's schema, with the version of their meaning.

    Raises UsageError where pyarrow is missing.
    """
    pa = pyarrow()
    text, number, yes_no = pa.string(), pa.int32(), pa.bool_()
    span = pa.list_(number)
    columns = {
        "page": text,
        "wiki": text,
        "revision": pa.int64(),
        "type": text,
        "index": number,
        "level": number,
        "headingLevel": number,
        "placeholder": yes_no,
        "text": text,
        "author": text,
        # Parquet has no whole seconds, and Spark reads microseconds.
        "timestamp": pa.timestamp("us", tz="UTC"),
        "section": text,
        "topic": text,
        "parent": number,
        "id": text,
        "name": text,
        "line": number,
        "span": span,
        "signatures": number,
        "signatureSpans": pa.list_(span),
        "unsigned": yes_no,
        "automatic": yes_no,
        "answers": number,
        "replies": pa.list_(number),
        "warnings": pa.list_(text),
    }
    return pa.schema(list(columns.items()), metadata={"consultation-bots": str(VERSION)})


class ParquetFile:
    """A Parquet file that rows are added to; it has its name once it is whole."""

    def __init__(self, path: Path, group: int = GROUP) -> None:
        self._path, self._group = path, group
        self._half = path.with_name(path.name + _HALF)
        self._schema = schema()
        self._pa = pyarrow()
        self._waiting: list[Any] = []
        self._rows = 0
        try:
            self._writer = _parquet().ParquetWriter(self._half, self._schema, compression="zstd")
        except OSError as error:
            raise _failed(path, error) from error

    def add(self, rows: Sequence[Record]) -> None:
        """Add rows; they are in memory in columns until there are enough of them for a group."""
        import pyarrow.compute as pc

        # Read as text and cast: much faster than making a datetime of each.
        plain = self._schema.set(self._place, self._pa.field("timestamp", self._pa.string()))
        batch = self._pa.RecordBatch.from_pylist(list(rows), schema=plain)
        moments = pc.strptime(batch.column(self._place), "%Y-%m-%dT%H:%M:%SZ", "us")
        columns = [*batch.columns]
        columns[self._place] = moments.cast(self._pa.timestamp("us", tz="UTC"))
        self._waiting.append(self._pa.RecordBatch.from_arrays(columns, schema=self._schema))
        self._rows += len(rows)
        if self._rows >= self._group:
            self._write()

    def __enter__(self) -> ParquetFile:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        _t: TracebackType | None,
    ) -> None:
        """Finish the file; where the work did not end, remove it."""
        if kind is None:
            self._write()
        try:
            self._writer.close()
            if kind is None:
                self._half.replace(self._path)
            else:
                self._half.unlink(missing_ok=True)
        except OSError as failure:
            raise _failed(self._path, failure) from failure

    @property
    def _place(self) -> int:
        return int(self._schema.get_field_index("timestamp"))

    def _write(self) -> None:
        if not self._waiting:
            return
        table = self._pa.Table.from_batches(self._waiting, schema=self._schema)
        self._waiting, self._rows = [], 0
        try:
            self._writer.write_table(table, row_group_size=max(table.num_rows, 1))
        except OSError as error:
            raise _failed(self._path, error) from error


def pyarrow() -> Any:
    """Return the library; raises UsageError where it is missing."""
    try:
        import pyarrow as pa
    except ImportError:
        raise UsageError(
            "Parquet needs pyarrow, which is not installed",
            "pip install 'consultation-bots[parquet]'",
        ) from None
    return pa


def _parquet() -> Any:
    import pyarrow.parquet as pq

    return pq


def _failed(path: Path, error: OSError) -> StoreError:
    return StoreError(f"cannot be written: {error}", "check the disk", title=str(path))
