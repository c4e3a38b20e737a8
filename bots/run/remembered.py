"""What earlier runs made of texts that have not changed since: kept on this machine, as a help.

Losing it costs time and nothing else. It must not keep words either that were removed on the wiki
since: what was made of a text is sealed with that very text, so that nobody opens it who does not
have the text at hand, and what no run asks for any more is deleted.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Final, TypeVar, cast

import bots
from bots.errors import ConsultationError
from bots.run.journal import PRIVATE_FILE, PRIVATE_FOLDER, state_folder
from bots.run.sealing import UNREADABLE, opened, sealed

T = TypeVar("T")

_FOLDER: Final = "remembered"
_HALF: Final = ".writing"
_NEXT: Final = ".next"


class Memory:
    """A folder with one file for each thing remembered; without a folder nothing is."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._asked: set[str] = set()

    def recall(
        self,
        place: str,
        text: str,
        setting: str,
        make: Callable[[], T],
        shared: Sequence[object] = (),
    ) -> T:
        """Return ``make()``, or what it returned in an earlier run for the same text.

        ``place`` names the thing, and only the latest of its values is kept; ``text`` and
        ``setting`` are all that the value follows from, besides the code. The value must be a
        value: nobody may change it. Where one of the ``shared`` things stands in it, that very
        thing stands there again.
        """
        if self._folder is None:
            return make()
        file, key = self._folder / self._name(place), _key(text, setting)
        expected = file.with_suffix(_NEXT)
        for known in (file, expected):
            with suppress(OSError, ValueError, EOFError, *UNREADABLE):
                value = cast(T, opened(known.read_bytes(), key, shared))
                if known is expected:
                    known.replace(file)
                return value
        made = make()
        self._write(file, sealed(made, key, shared))
        return made

    def expect(
        self, place: str, text: str, setting: str, value: object, shared: Sequence[object] = ()
    ) -> None:
        """Remember what the next run would make of a text that this one is about to write.

        Whatever becomes of that, the value of the present text is remembered besides.
        """
        if self._folder is not None:
            file = (self._folder / self._name(place)).with_suffix(_NEXT)
            self._asked.add(file.name)
            self._write(file, sealed(value, _key(text, setting), shared))

    def _name(self, place: str) -> str:
        name = hashlib.sha256(place.encode()).hexdigest()[:32]
        self._asked.add(name)
        return name

    def forget_the_rest(self) -> None:
        """Delete what was neither asked for nor expected since this was opened."""
        if self._folder is None:
            return
        with suppress(OSError):
            for entry in os.scandir(self._folder):
                if entry.name not in self._asked:
                    with suppress(OSError):
                        Path(entry.path).unlink()

    def _write(self, file: Path, data: bytes) -> None:
        half = file.with_name(f"{file.name}{_HALF}")
        try:
            with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT, PRIVATE_FILE), "wb") as out:
                out.truncate()
                out.write(data)
            half.replace(file)
        except OSError:
            # A full disk is no reason to leave the wiki as it is.
            self._folder = None


NOTHING: Final = Memory()
"""Remembers nothing."""


def memory_of(state: Path, store: str, task: str) -> Memory:
    """Return what runs of this consultation on this store remember; nothing where nobody can."""
    try:
        folder = state_folder(state, store)
        for name in (_FOLDER, hashlib.sha256(task.encode()).hexdigest()[:16]):
            folder /= name
            folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    except (ConsultationError, OSError):
        return Memory()
    return Memory(folder)


def _key(text: str, setting: str) -> bytes:
    secret = hashlib.sha256(f"{_code()}\0{setting}\0".encode())
    secret.update(text.encode(errors="surrogatepass"))
    return secret.digest()


@cache
def _code() -> str:
    """Return what changes whenever the code, its data or what they stand on changes."""
    digest = hashlib.sha256(f"{sys.version} {version('mwparserfromhell')}".encode())
    root = Path(bots.__file__).parent
    for file in sorted(path for ending in ("py", "json") for path in root.rglob(f"*.{ending}")):
        digest.update(f"{file.relative_to(root)}\0".encode() + file.read_bytes())
    return digest.hexdigest()
