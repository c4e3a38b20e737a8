"""A MediaWiki XML dump as a store: a whole wiki on the disk, to be read and never written.

``pages`` reads it from the beginning to the end, packed as it is, in the memory that one page
takes. All else first makes an index: one pass, then some 150 bytes of memory a page. Texts are then
read at their places; a packed dump, or one from standard input, is unpacked for that once into a
temporary file (in TMPDIR), which nobody else sees and which goes when the process ends.
"""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from bots.errors import StoreError
from bots.stores import transclusions
from bots.stores.base import Revision
from bots.stores.dump_header import Header
from bots.stores.dump_reader import DumpPage, DumpReader, Wanted
from bots.stores.dump_stream import CHUNK, Framed, Stream, open_stream
from bots.stores.folder import shipped_templates
from bots.talk.site import Site


class DumpStore:
    """The pages in a dump: the reading half of a Store. ``-`` is standard input.

    ``shipped`` are template texts, by title, that stand in for those the dump lacks.
    """

    def __init__(self, path: str | Path, *, shipped: Mapping[str, str] | None = None) -> None:
        self.name = f"dump:{path}"
        self.user = ""
        self._path = str(path)
        self._given = shipped
        with closing(self._stream()) as stream:
            if not stream.is_dump:
                raise StoreError(
                    "this is no MediaWiki dump",
                    "name a *.xml, .xml.bz2 or .xml.gz",
                    title=stream.name,
                )

    @cached_property
    def header(self) -> Header:
        """What the dump says of its wiki."""
        with closing(self._stream()) as stream:
            return DumpReader(stream).read_header()

    @property
    def site(self) -> Site:
        """How people sign on this wiki."""
        return self.header.site

    def pages(self, wanted: Wanted = lambda _namespace, _title: True) -> Iterator[DumpPage]:
        """Yield the pages wanted in the order of the dump, with their latest revisions."""
        with closing(self._stream()) as stream:
            yield from DumpReader(stream, wanted=wanted)

    def read(self, titles: Iterable[str]) -> Iterator[tuple[str, Revision | None]]:
        """Yield each title as asked for, once, in order, with its latest revision or None.

        None also where the dump has no text: it was hidden, or the dump is one of stubs.
        """
        seen = set()
        for asked in titles:
            if asked not in seen:
                seen.add(asked)
                yield asked, self._revision(asked)

    def titles(self, prefix: str = "") -> Iterator[str]:
        """Yield the titles of the pages that begin with ``prefix``, sorted."""
        starts = self.header.beginnings(prefix)
        yield from sorted(title for title in self._index if title.startswith(starts))

    def using(self, template: str) -> Iterator[str]:
        """Yield, sorted, the titles of the pages that transclude ``Template:<template>``.

        One pass over all texts, besides the templates that are looked up.
        """
        texts = (
            (page.title, page.revisions[0].text or "") for page in self.pages() if page.revisions
        )
        yield from sorted(transclusions.users(template, texts, self._included, self._canonical))

    def history(self, title: str, limit: int = 50) -> Iterator[Revision]:
        """Yield the revisions of a page that the dump has, newest first."""
        page = self._page(title, limit)
        for one in page.revisions if page else ():
            if revision := one.of(page.title if page else title):
                yield revision

    def save(
        self, title: str, text: str, *, base: Revision | None, summary: str, minor: bool = False
    ) -> Revision:
        """Raise StoreError: a dump is a copy, and stays what it is."""
        del text, base, summary, minor
        raise StoreError(
            "nothing can be saved in a dump",
            "look at what would change with --simulate",
            title=title,
        )

    def _revision(self, asked: str) -> Revision | None:
        page = self._page(asked)
        return page.revisions[0].of(page.title) if page and page.revisions else None

    def _page(self, asked: str, keep: int = 1) -> DumpPage | None:
        """Return a page, read at its place, or None where there is none."""
        for title in self.header.spellings(asked):
            place = self._index.get(title)
            if place is not None:
                self._unpacked.seek(place)
                reader = DumpReader(Framed(self._path, self._unpacked), keep=keep)
                return next(iter(reader), None)
        return None

    def _included(self, title: str) -> Collection[str]:
        """Return the calls in a page when it is transcluded; of a redirect, its target."""
        revision = self._revision(title)
        if revision and revision.redirect:
            return (f":{revision.redirect}",)
        return transclusions.included(revision.text if revision else self._shipped.get(title, ""))

    def _canonical(self, names: Collection[str]) -> Collection[str]:
        return {self.header.canonical(name) for name in names}

    def _stream(self) -> Stream:
        if self._path == "-":
            self._unpacked.seek(0)
            return Stream("standard input", self._unpacked, own=False)
        return open_stream(self._path)

    @cached_property
    def _index(self) -> dict[str, int]:
        """Where in the unpacked dump each page begins, by title."""
        with closing(self._stream()) as stream:
            return {page.title: page.start for page in DumpReader(stream, texts=False)}

    @cached_property
    def _unpacked(self) -> BinaryIO:
        """The dump as a file in which places can be sought."""
        stream = open_stream(self._path)
        if stream.plain and self._path != "-":
            stream.close()
            return Path(self._path).open("rb")
        file = tempfile.TemporaryFile(prefix="consult-")  # noqa: SIM115 - goes with the store
        with closing(stream):
            try:
                while chunk := stream.read(CHUNK):
                    file.write(chunk)
            except OSError as error:
                raise StoreError(
                    f"there is no room to unpack it: {error.strerror}",
                    "point the variable TMPDIR to a larger disk",
                    title=stream.name,
                ) from error
        return file

    @cached_property
    def _shipped(self) -> Mapping[str, str]:
        return shipped_templates() if self._given is None else self._given
