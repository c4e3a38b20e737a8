"""One run at a time on one machine: the second is told which run holds the lock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from bots.errors import TryLater


@contextmanager
def alone(folder: Path, run: str) -> Iterator[None]:
    """Hold the lock of this state folder; raises TryLater where another run holds it.

    The lock is the operating system's: it goes with the process, however that ends.
    """
    holder = folder / "running"
    lock = FileLock(folder / "lock", timeout=0, mode=0o600)
    try:
        lock.acquire()
    except Timeout:
        other = holder.read_text(encoding="utf-8").strip() if holder.exists() else "another run"
        raise TryLater(
            f"run {other} is at work here", "wait until it has ended, or stop it"
        ) from None
    try:
        holder.write_text(run, encoding="utf-8")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()
