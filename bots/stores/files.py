"""One text file, read and written exactly: no line break and no final newline comes or goes."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

from bots.errors import StoreError

_HALF_WRITTEN: Final = ".writing"


class Content(NamedTuple):
    """What a file held at one moment."""

    text: str
    changed: datetime
    """When, to the second, as MediaWiki's timestamps are."""


def read(file: Path) -> Content | None:
    """Return what the file holds, or None where there is none.

    Raises StoreError where it is not UTF-8: a guess would be saved over people's text.
    """
    try:
        with file.open("rb") as opened:
            data = opened.read()
            seconds = int(os.fstat(opened.fileno()).st_mtime)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None
    except OSError as error:
        raise _failed("cannot be read", file, error) from error
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise StoreError(
            "the file is not UTF-8",
            mend="save it as UTF-8",
            title=str(file),
            line=data.count(b"\n", 0, error.start) + 1,
        ) from error
    return Content(text, datetime.fromtimestamp(seconds, UTC))


def write(file: Path, text: str) -> None:
    """Replace what the file holds, or make it: a reader sees the old text or the new, whole."""
    # Only one process writes at a time (the store's lock), so one name will do.
    half = file.with_name(_HALF_WRITTEN)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with half.open("wb") as opened:
            opened.write(text.encode())
            opened.flush()
            os.fsync(opened.fileno())
        if file.exists():
            shutil.copymode(file, half)
        half.replace(file)
    except OSError as error:
        raise _failed("cannot be written", file, error) from error


def append(file: Path, line: str) -> None:
    """Add one line, and return when the disk has it."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("a+b") as opened:
            if opened.tell():
                opened.seek(-1, os.SEEK_END)
                if opened.read() != b"\n":  # a crash in the middle of a line
                    opened.write(b"\n")
            opened.write(f"{line}\n".encode())
            opened.flush()
            os.fsync(opened.fileno())
    except OSError as error:
        raise _failed("cannot be written", file, error) from error


def folds_case(file: Path) -> bool:
    """Return whether the file system finds an existing file under its name in other case."""
    other = file.with_name(file.name.swapcase())
    return other.exists() and other.samefile(file)


def named_exactly(file: Path, root: Path) -> bool:
    """Return whether what exists of the way from ``root`` is on disk in exactly this case."""
    place = root
    for part in file.relative_to(root).parts:
        if not (place / part).exists():
            return True
        if part not in (entry.name for entry in place.iterdir()):
            return False
        place /= part
    return True


def _failed(what: str, file: Path, error: OSError) -> StoreError:
    return StoreError(
        f"{what}: {error.strerror}", mend="check its permissions and the disk", title=str(file)
    )
