"""What went wrong and was told already, so that a schedule mails only what is new."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from bots.errors import Conflict, ConsultationError, TryLater, UsageError
from bots.run.journal import PRIVATE_FILE, PRIVATE_FOLDER

PATIENCE: Final = 3
"""In which run in a row it is told what may pass by itself: a busy wiki, a page being edited."""


class Told:
    """The problems of the last runs, in a file of one's own, each with its number of runs in a row.

    The journal cannot say this: a run that ends before its first page has none.
    """

    def __init__(self, state: Path, job: str) -> None:
        digest = hashlib.sha1(job.encode(), usedforsecurity=False).hexdigest()[:8]
        self._path = state / f"told-{digest}.json"

    def status(
        self, refusals: Sequence[ConsultationError], stopped: ConsultationError | None = None
    ) -> int:
        """Return the exit status that these problems deserve, and remember them.

        Problems that were told before make it 0. A run that was stopped forgets nothing, as it has
        not looked at all pages.
        """
        before = self._read()
        seen = {_key(problem): problem for problem in (*refusals, *([stopped] if stopped else ()))}
        now = {key: before.get(key, 0) + 1 for key in seen}
        self._write({**(before if stopped else {}), **now})
        fresh = [problem for key, problem in seen.items() if now[key] == _patience(problem)]
        if stopped in fresh and stopped is not None:
            return stopped.status
        return 1 if fresh else 0

    def _read(self) -> dict[str, int]:
        try:
            known = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            # Never told, or unreadable: telling once more is the lesser harm.
            return {}
        return {str(key): int(runs) for key, runs in known.items()}

    def _write(self, problems: dict[str, int]) -> None:
        fresh = self._path.with_suffix(".new")
        try:
            self._path.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
            file = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE_FILE)
            with os.fdopen(file, "w", encoding="utf-8") as out:
                json.dump(problems, out, ensure_ascii=False, indent=0)
            fresh.replace(self._path)
        except OSError as error:
            raise UsageError(
                f"the state folder cannot be written ({error.strerror})",
                "name another with --state or the variable CONSULT_STATE",
                title=str(self._path.parent),
            ) from None


def _key(problem: ConsultationError) -> str:
    """Return what makes two problems the same: never the line, which moves as people write."""
    if isinstance(problem, TryLater):
        # Its words name a run or a server, and differ each time.
        return "try later"
    if isinstance(problem, Conflict):
        return f"{problem.title}: conflict"
    return f"{problem.title}: {problem.problem}"


def _patience(problem: ConsultationError) -> int:
    return PATIENCE if isinstance(problem, TryLater | Conflict) else 1
