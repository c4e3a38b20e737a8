"""The revisions of one page of a folder, kept beside the pages so that people can diff them.

A folder ``.history/<the page's file>`` holds ``index.jsonl``, one line a revision, oldest first,
and each revision's text as a file ``<number>-<id>.wikitext``. (The extension is kept in the
folder's name because no folder of pages ends in it: a page called ``A/index.jsonl`` does no harm.)
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Final

from bots.stores import files
from bots.stores.base import Revision
from bots.stores.filenames import EXTENSION

HAND: Final = "(hand)"
"""The user of a revision that someone made by editing the file."""

_ID_DIGITS: Final = 10  # of sha1 in hexadecimal: 40 bits, exact in every language's numbers


@dataclass(frozen=True, slots=True)
class Entry:
    """One revision as the index has it, without its text."""

    id: int
    parent: int
    user: str
    timestamp: str
    summary: str
    sha1: str
    file: str
    minor: bool = False

    def revision(self, title: str, text: str) -> Revision:
        """Return the revision, given its page and text."""
        at = datetime.fromisoformat(self.timestamp)
        return Revision(title, self.id, text, self.user, at, self.summary, self.parent)


_FIELDS: Final = frozenset(field.name for field in fields(Entry))


@dataclass(frozen=True, slots=True)
class History:
    """What is recorded of one page. Nothing is kept in memory: two processes see the same."""

    title: str
    folder: Path

    def entries(self) -> Iterator[Entry]:
        """Yield the recorded revisions, newest first; a torn line counts as never written."""
        if index := files.read(self._index):
            for line in reversed(index.text.split("\n")):
                if entry := _entry(line):
                    yield entry

    def newest(self) -> Entry | None:
        """Return the last recorded revision, or None where none is."""
        return next(self.entries(), None)

    def current(self, content: files.Content) -> Revision:
        """Return the revision that the page's file is at: the last one recorded, or one by hand.

        An edit by hand is a revision as soon as it is read, with the id it will be recorded under.
        """
        newest = self.newest()
        if newest and newest.sha1 == _sha1(content.text):
            return newest.revision(self.title, content.text)
        parent = newest.id if newest else 0
        made = self.derive_id(parent, content.text)
        return Revision(self.title, made, content.text, HAND, content.changed, parent=parent)

    def derive_id(self, before: int, text: str) -> int:
        """Return the id of the revision with this text that follows the revision ``before``.

        A fresh copy of the folder has the same ids, whatever its files' times; the revision that
        restores an old text has an id of its own.
        """
        return int(_sha1(f"{self.title}\0{before}\0{text}")[:_ID_DIGITS], 16) or 1

    def keep_text(self, revision: Revision) -> str:
        """Write the revision's text beside the others and return its file's name."""
        name = f"{sum(1 for _ in self.entries()) + 1:04}-{revision.id}{EXTENSION}"
        files.write(self.folder / name, revision.text)
        return name

    def record(self, revision: Revision, file: str, *, minor: bool = False) -> None:
        """Add the revision, whose text is kept in ``file``, to the index."""
        entry = Entry(
            id=revision.id,
            parent=revision.parent,
            user=revision.user,
            timestamp=revision.timestamp.isoformat(),
            summary=revision.summary,
            sha1=revision.sha1,
            file=file,
            minor=minor,
        )
        files.append(self._index, json.dumps(asdict(entry), ensure_ascii=False))

    def times(self) -> Iterator[tuple[int, datetime]]:
        """Yield the page's recorded revisions, newest first, by id and time."""
        for entry in self.entries():
            yield entry.id, datetime.fromisoformat(entry.timestamp)
            if not entry.parent:
                return

    def revisions(self) -> Iterator[Revision]:
        """Yield the page's recorded revisions, newest first, back to its creation.

        Those before a deletion are not yielded, nor one whose text someone took away.
        """
        for entry in self.entries():
            if content := files.read(self.folder / entry.file):
                yield entry.revision(self.title, content.text)
            if not entry.parent:
                return

    @property
    def _index(self) -> Path:
        return self.folder / "index.jsonl"


def _sha1(text: str) -> str:
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()


def _entry(line: str) -> Entry | None:
    try:
        told = json.loads(line)
        # A later version may tell more of a revision: to pass it over would tear the history.
        return Entry(**{name: told[name] for name in told if name in _FIELDS})
    except (ValueError, TypeError):
        return None
