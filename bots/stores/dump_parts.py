"""A dump in parts that can be read apart from each other, by as many machines as there are.

A plain file is cut anywhere: a part has the pages that begin in it. A packed file is one part, for
it can only be read from its beginning; the large wikis' dumps come in many such files.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Final

from bots.stores.dump_reader import DumpPage, DumpReader, Wanted
from bots.stores.dump_stream import CHUNK, FRAME, Framed, open_stream

_BEGIN: Final = b"<page>"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a dump, in bytes; ``end`` is 0 where it goes to the end."""

    path: str
    start: int = 0
    end: int = 0


def parts(path: Path, size: int) -> list[Part]:
    """Return the parts of a dump, of about ``size`` bytes each, in order."""
    with closing(open_stream(path)) as stream:
        plain, whole = stream.plain, stream.size
    if not plain:
        return [Part(str(path))]
    starts = range(0, max(whole, 1), size)
    found = [Part(str(path), start, start + size) for start in starts]
    return [*found[:-1], replace(found[-1], end=0)]


def pages_of(part: Part, wanted: Wanted = lambda _namespace, _title: True) -> Iterator[DumpPage]:
    """Yield the pages that begin in a part, in order.

    All parts of a dump together give each page once. Raises StoreError where the part is damaged.
    """
    if not (part.start or part.end):
        with closing(open_stream(part.path)) as stream:
            yield from DumpReader(stream, wanted=wanted)
        return
    with Path(part.path).open("rb") as file:
        first = _first_page(file, part.start)
        if first is None or (part.end and first >= part.end):
            return
        file.seek(first)
        with closing(Framed(part.path, file)) as stream:
            for page in DumpReader(stream, wanted=wanted):
                if part.end and first + page.start - len(FRAME) >= part.end:
                    return
                yield page


def _first_page(file: BinaryIO, start: int) -> int | None:
    """Return where the first page from ``start`` on begins; in texts ``<`` is always escaped."""
    file.seek(start)
    place, kept = start, b""
    while chunk := file.read(CHUNK):
        found = (kept + chunk).find(_BEGIN)
        if found >= 0:
            return place - len(kept) + found
        place += len(chunk)
        kept = (kept + chunk)[1 - len(_BEGIN) :]
    return None
