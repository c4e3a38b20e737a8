"""The journal: what each run did, as JSON lines, on this machine; the wiki remembers the rest."""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import platformdirs

from bots import __version__
from bots.errors import UsageError

FORMAT: Final = 1
"""Raised when entries are written that earlier code would misread."""
RUN_ID: Final = re.compile(r"\d{8}-\d{6}-[0-9a-f]{4}")
STATE_VARIABLE: Final = "CONSULT_STATE"
PRIVATE_FILE: Final = 0o600
PRIVATE_FOLDER: Final = 0o700


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a run did. No words from the page stand in it, only counts and titles."""

    event: str
    """``start``, ``saved``, ``refused`` or ``end``."""
    page: str = ""
    before: int = 0
    """The revision that the edit was made on; 0 where the page was created."""
    after: int = 0
    detail: dict[str, Any] = field(default_factory=dict)
    time: str = ""


def new_run_id() -> str:
    """Return an id for a run: when it began, in UTC, and four random digits."""
    return f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"


def default_state() -> Path:
    """Return where journals are kept: where the variable CONSULT_STATE says, or the user's own."""
    named = os.environ.get(STATE_VARIABLE)
    return Path(named) if named else platformdirs.user_state_path("consultation-bots")


def state_folder(base: Path, store: str) -> Path:
    """Return the folder that keeps the journal of this store, made where it is missing.

    Raises UsageError where it cannot be written.
    """
    readable = re.sub(r"[^A-Za-z0-9]+", "-", store).strip("-")[-40:]
    digest = hashlib.sha1(store.encode(), usedforsecurity=False).hexdigest()[:8]
    folder = base / f"{readable}-{digest}"
    try:
        base.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        # A mode holds for the last folder made alone, so each is made by itself.
        folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        (folder / "runs").mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"the state folder cannot be written ({error.strerror})",
            "name another with --state or the variable CONSULT_STATE",
            title=str(folder),
        ) from None
    return folder


class Journal:
    """The journal of one run: each entry is on disk before the run goes on."""

    def __init__(self, folder: Path, run: str) -> None:
        self.run = run
        self._path = folder / "runs" / f"{run}.jsonl"

    def write(self, entry: Entry) -> None:
        """Append an entry; the file is the owner's alone."""
        line = asdict(entry) | {"time": datetime.now(UTC).isoformat(timespec="seconds")}
        if entry.event == "start":
            line["detail"] |= {"version": __version__, "format": FORMAT}
        kept = {name: value for name, value in line.items() if value not in ("", 0, {})}
        file = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, PRIVATE_FILE)
        with os.fdopen(file, "a", encoding="utf-8") as out:
            out.write(json.dumps(kept, ensure_ascii=False) + "\n")
            out.flush()
            os.fsync(out.fileno())


def runs(folder: Path) -> list[str]:
    """Return the ids of the runs, newest first."""
    names = (path.stem for path in (folder / "runs").glob("*.jsonl"))
    return sorted((name for name in names if RUN_ID.fullmatch(name)), reverse=True)


def entries(folder: Path, run: str) -> Iterator[Entry]:
    """Yield what a run did; a last line cut short by a crash is passed over.

    Raises UsageError where there is no such run, or a later version wrote of it in a way that this
    one does not know.
    """
    path = folder / "runs" / f"{run}.jsonl"
    if not RUN_ID.fullmatch(run) or not path.exists():
        raise UsageError(
            f"there is no run {run} on this machine for this store",
            "“consult log” lists the runs; the page histories show those of other machines",
        )
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            entry = Entry(**json.loads(line))
        except (json.JSONDecodeError, TypeError):
            continue
        if entry.event == "start" and int(entry.detail.get("format", 1)) > FORMAT:
            version = entry.detail.get("version", "a later version")
            raise UsageError(
                f"run {run} was made by {version}, and {__version__} cannot read its journal",
                "use that version, or a later one",
                title=str(path),
            )
        yield entry
