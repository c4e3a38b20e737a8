"""Which problems with pages earlier runs of this machine saw, and which of them are told already.

The wiki itself says what was told, on talk pages and in their histories. This file saves asking
them in each run, and knows it still when a talk page was deleted. Losing it costs one run's wait.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from bots.errors import ConsultationError
from bots.page.notices import Told
from bots.run.journal import PRIVATE_FILE, state_folder


class Lasting:
    """The problems of the last run, and all that were told; without a file, nothing is known."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        known, self.failed = _read(file) if file else ({}, frozenset())
        """The talk pages that could not be saved the last time."""
        self.seen = frozenset(known.get("seen", ()))
        """The problems that the last run saw: one that is there again has lasted."""
        self.told = frozenset(known.get("told", ()))
        """The problems that need not be asked after any more."""

    def learn(self, told: Iterable[Told]) -> None:
        """Take in what the wiki says was told."""
        self.told |= frozenset(told)

    def remember(self, seen: Iterable[Told], told: Iterable[Told], failed: Iterable[str]) -> None:
        """Keep what this run saw in place of what the last one did, and what is told by now."""
        if self._file is None:
            return
        found = {
            "seen": sorted(set(seen)),
            "told": sorted({*self.told, *told}),
            "failed": sorted(set(failed)),
        }
        fresh = self._file.with_suffix(".new")
        # A run has done its work when this is written; without it the next one waits once more.
        with suppress(OSError):
            file = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE_FILE)
            with os.fdopen(file, "w", encoding="utf-8") as out:
                json.dump(found, out, ensure_ascii=False, indent=0)
            fresh.replace(self._file)


def lasting_of(state: Path, store: str, task: str) -> Lasting:
    """Return what runs of this consultation on this store saw; nothing where nobody can keep it."""
    digest = hashlib.sha1(task.encode(), usedforsecurity=False).hexdigest()[:8]
    try:
        return Lasting(state_folder(state, store) / f"notices-{digest}.json")
    except ConsultationError:
        return Lasting()


def _read(file: Path) -> tuple[dict[str, list[Told]], frozenset[str]]:
    try:
        known = json.loads(file.read_text(encoding="utf-8"))
        failed = frozenset(map(str, known.pop("failed", ())))
        return {name: [Told(*map(str, pair)) for pair in known[name]] for name in known}, failed
    except (OSError, ValueError, TypeError, AttributeError):
        # None yet, or not readable: then nothing has lasted, and the wiki tells what was told.
        return {}, frozenset()
