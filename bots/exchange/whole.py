"""A result in the file that a person named: all of it or nothing, and the old one until then."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EACCES, EEXIST, EISDIR, ENOENT, ENOTDIR, EPERM, EROFS
from pathlib import Path
from typing import BinaryIO, Final

from bots.errors import ConsultationError, StoreError, UsageError

_NO_PLACE: Final = frozenset({EACCES, EEXIST, EISDIR, ENOENT, ENOTDIR, EPERM, EROFS})
"""What the system says where another name would do."""


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write to, which has its name once it is whole.

    Raises UsageError where nothing can be written under that name, StoreError where the disk will
    not have it.
    """
    try:
        target = path.resolve()  # what a link leads to is written, and the link stays
        if target.exists() and not target.is_file():
            # A device or a pipe: nothing may take its place.
            with target.open("wb") as opened:
                yield opened
            return
        half = target.with_name(f"{target.name}.part")
        try:
            with half.open("wb") as opened:
                yield opened
            if target.exists():
                shutil.copymode(target, half)
            half.replace(target)
        finally:
            half.unlink(missing_ok=True)
    except OSError as error:
        raise unwritable(path, error) from error


def write(path: Path, content: bytes) -> None:
    """Write a file, whole; raises as ``whole`` does."""
    with whole(path) as file:
        file.write(content)


def unwritable(path: Path, error: OSError) -> ConsultationError:
    """Return what is said where a file cannot be written."""
    problem = f"cannot be written ({error.strerror})"
    if error.errno in _NO_PLACE:
        mend = "name a file in a folder that is there and yours to write in"
        return UsageError(problem, mend, title=str(path))
    return StoreError(problem, "check the disk", title=str(path))
