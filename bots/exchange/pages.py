"""Talk pages as rows: what a page is before it is parsed, and the records it becomes.

One machine or many, one format or another: the rows are these, in this order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from bots.errors import ConsultationError
from bots.talk.records import Record, record
from bots.talk.site import Site
from bots.talk.threads import parse

BATCH: Final = 1 << 16
"""Characters: what is handed to another process at once, so that handing over costs little."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page's wikitext and where it is from."""

    text: str
    wiki: str
    title: str | None = None
    revision: int | None = None

    @property
    def place(self) -> Record:
        """The fields that say where a row is from."""
        return {"page": self.title, "wiki": self.wiki, "revision": self.revision}


def rows(page: Page, site: Site) -> Iterator[Record]:
    """Yield a record of each item of a page, with the page's own fields in front."""
    place = page.place
    for item in parse(page.text, site).items:
        yield place | record(item)


def batches(pages: Iterable[Page], size: int = BATCH) -> Iterator[list[Page]]:
    """Yield the pages in lists of about ``size`` characters; a longer page is a list of its own.

    An error on the way comes after the pages before it.
    """
    batch: list[Page] = []
    length = 0
    try:
        for page in pages:
            if batch and length + len(page.text) > size:
                yield batch
                batch, length = [], 0
            batch.append(page)
            # A page costs something even if it is empty.
            length += len(page.text) + 500
    except ConsultationError:
        if batch:
            yield batch
        raise
    if batch:
        yield batch
