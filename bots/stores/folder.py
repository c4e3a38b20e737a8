"""A folder of files as a store: pages that a person can read, edit and diff without a wiki.

Pages are the files ``**/*.wikitext``, named by their titles (``filenames``); other files are
ignored. A page's text is the file's content exactly. Revisions are kept under ``.history``; an
edit by hand is noticed when the page is read and recorded at the next save. Reading writes nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property
from importlib import resources
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Final

from filelock import FileLock, Timeout

from bots.errors import Conflict, InvalidTitle, Missing, StoreError, TryLater, UsageError
from bots.stores import files, transclusions
from bots.stores.base import Revision
from bots.stores.filenames import EXTENSION, path_of, title_of
from bots.stores.folder_history import HAND, History
from bots.stores.texts import as_saved
from bots.stores.titles import normalize, normalize_prefix

_HISTORY: Final = ".history"
_LOCK: Final = ".lock"
_PATIENCE: Final = 30.0
"""Seconds to wait for another process that saves a page, which takes a moment."""


def shipped_templates() -> dict[str, str]:
    """Return the texts of the project's own on-wiki templates, by title."""
    return {
        f"Template:{file.name.removesuffix(EXTENSION)}": file.read_text(encoding="utf-8")
        for file in resources.files("bots.wikitext_templates").iterdir()
        if file.name.startswith("Consultation ") and file.name.endswith(EXTENSION)
    }


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


class FolderStore:
    """The pages in a folder. See ``bots.stores.base.Store`` for what each method promises.

    ``shipped`` are template texts, by title, that stand in for those the folder lacks when
    transclusions are followed, so that discovery works where nothing was installed; the project's
    own by default. ``clock`` tells the time of a save.
    """

    hand = HAND
    """The user of what was edited in the folder itself: by whoever also has the settings file."""

    def __init__(
        self,
        path: Path,
        user: str = "Consultation bot",
        *,
        shipped: Mapping[str, str] | None = None,
        clock: Callable[[], datetime] = _now,
    ) -> None:
        if not path.is_dir():
            raise UsageError(
                "there is no such folder", mend="create it, or correct its name", title=str(path)
            )
        self.name = f"folder:{path}"
        self.user = user
        self._root = path.resolve()
        self._given = shipped
        self._clock = clock
        self._folds_case: bool | None = None

    def read(self, titles: Iterable[str]) -> Iterator[tuple[str, Revision | None]]:
        """Yield each title as asked for, once, in order, with its latest revision or None."""
        seen = set()
        for asked in titles:
            if asked not in seen:
                seen.add(asked)
                yield asked, self._revision(asked)

    def titles(self, prefix: str = "") -> Iterator[str]:
        """Yield the titles of the pages that begin with ``prefix``, sorted."""
        try:
            start = normalize_prefix(prefix)
        except InvalidTitle:
            return
        yield from sorted(title for title in self._all(self._root) if title.startswith(start))

    def using(self, template: str) -> Iterator[str]:
        """Yield, sorted, the titles of the pages that transclude ``Template:<template>``."""
        contents = ((title, files.read(self._file(title))) for title in self.titles())
        texts = ((title, content.text) for title, content in contents if content)
        yield from transclusions.users(template, texts, self._included)

    def history(self, title: str, limit: int = 50) -> Iterator[Revision]:
        """Yield the revisions of a page, newest first; none if it is missing."""
        newest = self._revision(title)
        return islice(self._revisions(newest), limit) if newest else iter(())

    def pages_of(self, revisions: Iterable[int]) -> Mapping[int, str]:
        """Return the titles of the pages of these revisions, of those that exist."""
        return {number: title for number, title, _ in self._numbered(set(revisions))}

    def times_of(self, revisions: Iterable[int]) -> Mapping[int, datetime]:
        """Return when these revisions were made, of those that exist."""
        return {number: time for number, _, time in self._numbered(set(revisions))}

    def _numbered(self, asked: Collection[int]) -> Iterator[tuple[int, str, datetime]]:
        for title in self._all(self._root) if asked else ():
            newest = self._revision(title)
            known = dict(self._history(title).times())
            if newest:
                known.setdefault(newest.id, newest.timestamp)
            yield from ((number, title, at) for number, at in known.items() if number in asked)

    def save(
        self, title: str, text: str, *, base: Revision | None, summary: str, minor: bool = False
    ) -> Revision:
        """Save a text made from ``base`` and return the revision it became.

        The text is saved as MediaWiki would, see ``texts.as_saved``.
        """
        title, text = normalize(title), as_saved(text)
        with self._locked():
            current = self._revision(title)
            _check(title, base, current)
            if current and as_saved(current.text) == text:
                return current
            return self._write(title, text, current, summary=summary, minor=minor)

    def _write(
        self, title: str, text: str, current: Revision | None, *, summary: str, minor: bool
    ) -> Revision:
        file, history = self._file(title), self._history(title)
        if problem := self._astray(file):
            raise StoreError(problem, mend="rename or move one of them", title=title)
        newest = history.newest()
        if current and (newest is None or newest.id != current.id):
            history.record(current, history.keep_text(current))
            newest = history.newest()
        before = newest.id if newest else 0
        made = Revision(
            title=title,
            id=history.derive_id(before, text),
            text=text,
            user=self.user,
            timestamp=self._clock(),
            summary=summary,
            parent=current.id if current else 0,
        )
        # The index comes last: after a crash before it, the new text reads as an edit by hand with
        # the id it has now. The other way round, the old text would read as a revert of this edit.
        kept = history.keep_text(made)
        files.write(file, text)
        history.record(made, kept, minor=minor)
        return made

    def _revision(self, asked: str) -> Revision | None:
        """Return the page's latest revision, or None where there is none or can be none."""
        try:
            title = normalize(asked)
        except InvalidTitle:
            return None
        file = self._file(title)
        content = files.read(file)
        if content is None or self._astray(file):
            return None
        return self._history(title).current(content)

    def _revisions(self, newest: Revision) -> Iterator[Revision]:
        yield newest
        for revision in self._history(newest.title).revisions():
            if revision.id != newest.id:
                yield revision

    def _included(self, title: str) -> Collection[str]:
        """Return the calls in a page when it is transcluded; of a redirect, its target."""
        revision = self._revision(title)
        if revision and revision.redirect:
            return (f":{revision.redirect}",)
        return transclusions.included(revision.text if revision else self._shipped.get(title, ""))

    def _all(self, folder: Path) -> Iterator[str]:
        """Yield the title of every page file below a folder, in no order; links are not pages."""
        with os.scandir(folder) as found:
            for item in found:
                if item.name.startswith("."):
                    continue
                if item.is_dir(follow_symlinks=False):
                    yield from self._all(Path(item.path))
                elif item.name.endswith(EXTENSION) and item.is_file(follow_symlinks=False):
                    yield title_of(
                        PurePosixPath(Path(item.path).relative_to(self._root).as_posix())
                    )

    def _astray(self, file: Path) -> str:
        """Return why a page's path leads to something that is not the page's own, or nothing."""
        if os.path.realpath(file) != str(file):
            return "a symbolic link stands in the way of the page's file"
        # Asked once, of a file that exists anyway, so that nothing is written to find out.
        if self._folds_case is None and file.exists():
            self._folds_case = files.folds_case(file)
        if self._folds_case and not files.named_exactly(file, self._root):
            return "this file system keeps the page in the file of a title in other case"
        return ""

    @contextmanager
    def _locked(self) -> Iterator[None]:
        lock = self._root / _HISTORY / _LOCK
        try:
            lock.parent.mkdir(exist_ok=True)
            with FileLock(lock, timeout=_PATIENCE):
                yield
        except Timeout as error:
            raise TryLater(
                "another run is saving in this folder", mend="try again later", title=str(lock)
            ) from error
        except OSError as error:
            raise StoreError(
                f"the folder cannot be written: {error.strerror}",
                mend="check its permissions",
                title=str(self._root),
            ) from error

    def _file(self, title: str) -> Path:
        return self._root / path_of(title)

    def _history(self, title: str) -> History:
        # The page's file name, extension and all, so that no page's history lies in another's.
        return History(title, self._root / _HISTORY / path_of(title))

    @cached_property
    def _shipped(self) -> Mapping[str, str]:
        return shipped_templates() if self._given is None else self._given


def _check(title: str, base: Revision | None, current: Revision | None) -> None:
    """Raise unless the page is at ``base``, or missing and to be created."""
    again = "read the page again and redo the change"
    if current is None and base is not None:
        raise Missing("the page was deleted or moved", mend="it is not created again", title=title)
    if current is not None and base is None:
        raise Conflict("the page exists already", mend=again, title=title, revision=current.id)
    if current and base and base.id != current.id:
        raise Conflict(
            "the page was changed since it was read", mend=again, title=title, revision=current.id
        )
