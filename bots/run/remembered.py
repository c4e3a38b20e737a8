"""What earlier runs made of texts that have not changed since: kept on this machine, as a help.

Losing it costs time and nothing else. It must not keep words either that were removed on the wiki
since: what was made of a text is sealed with that very text, so that nobody opens it who does not
have the text at hand, and what no run asks for any more is deleted.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import sys
import zlib
from collections.abc import Callable, Hashable, Sequence
from contextlib import suppress
from dataclasses import fields, is_dataclass
from functools import cache
from importlib.metadata import version
from operator import attrgetter
from pathlib import Path
from typing import Any, Final, TypeVar, cast

import bots
from bots.errors import ConsultationError
from bots.run.journal import PRIVATE_FILE, PRIVATE_FOLDER, state_folder

T = TypeVar("T")

_FOLDER: Final = "remembered"
_MARK: Final = 16
_HALF: Final = ".writing"
_NEXT: Final = ".next"
_SAFE: Final = frozenset(
    {
        ("builtins", "frozenset"),
        ("builtins", "set"),
        ("collections", "Counter"),
        ("collections", "OrderedDict"),
        ("datetime", "date"),
        ("datetime", "datetime"),
        ("datetime", "timezone"),
        ("datetime", "timedelta"),
        ("types", "MappingProxyType"),
    }
)
"""What values may be made of besides what is ours."""


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
            with suppress(OSError, ValueError, EOFError, *_UNREADABLE):
                value = cast(T, _opened(known.read_bytes(), key, shared))
                known.replace(file)
                return value
        made = make()
        self._write(file, _sealed(made, key, shared))
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
            self._write(file, _sealed(value, _key(text, setting), shared))

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


_UNREADABLE: Final = (
    pickle.UnpicklingError,
    zlib.error,
    AttributeError,
    TypeError,
    ImportError,
    IndexError,
)


@cache
def _values_of(kind: Hashable) -> Callable[[object], tuple[object, ...]] | None:
    """Return what gives the arguments that make a value again; None for no dataclass of ours.

    As dataclasses are written by themselves, to read one takes five times as long.
    """
    if not isinstance(kind, type) or not is_dataclass(kind):
        return None
    names = [field.name for field in fields(kind) if field.init]
    if len(names) < 2 or any(field.kw_only for field in fields(kind)):
        return None
    return cast(Callable[[object], tuple[object, ...]], attrgetter(*names))


class _Writer(pickle.Pickler):
    """Writes values, and of what is shared only the place."""

    def __init__(self, file: io.BytesIO, shared: Sequence[object]) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._places = {id(thing): place for place, thing in enumerate(shared)}

    def reducer_override(self, thing: Any) -> Any:
        """Return how a thing is made again; for all but what is shared, as usual."""
        place = self._places.get(id(thing))
        if place is not None:
            return _shared, (place,)
        kind = type(thing)
        if issubclass(kind, tuple):
            return _named, (kind, tuple(thing))
        values = _values_of(cast(Hashable, kind))
        return NotImplemented if values is None else (kind, values(thing))


class _Reader(pickle.Unpickler):
    """Makes values of our own classes and of a few plain ones, and calls nothing else."""

    def __init__(self, file: io.BytesIO, shared: Sequence[object]) -> None:
        super().__init__(file)
        self._shared = shared

    def find_class(self, module: str, name: str) -> Any:
        """Return the class; raises UnpicklingError where it is none of those."""
        if (module, name) == (__name__, _shared.__name__):
            return self._shared.__getitem__
        if (module, name) == (__name__, _named.__name__):
            return tuple.__new__
        if module.startswith("bots.") or (module, name) in _SAFE:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a value")


def _shared(place: int) -> object:
    """Stand in a file for what is shared; the reader knows what stands in its place."""
    raise AssertionError(place)


def _key(text: str, setting: str) -> bytes:
    secret = hashlib.sha256(f"{_code()}\0{setting}\0".encode())
    secret.update(text.encode(errors="surrogatepass"))
    return secret.digest()


def _named(kind: type, values: tuple[object, ...]) -> object:
    """Stand in a file for what makes a named tuple, which of itself takes three times as long."""
    raise AssertionError(kind, values)


def _sealed(value: object, key: bytes, shared: Sequence[object]) -> bytes:
    file = io.BytesIO()
    _Writer(file, shared).dump(value)
    body = _locked(zlib.compress(file.getbuffer(), 1), key)
    return _mark(body, key) + body


def _opened(data: bytes, key: bytes, shared: Sequence[object]) -> object:
    mark, body = data[:_MARK], data[_MARK:]
    if mark != _mark(body, key):
        raise ValueError("made of another text, by other code, or damaged")
    return _Reader(io.BytesIO(zlib.decompress(_locked(body, key))), shared).load()


def _mark(body: bytes, key: bytes) -> bytes:
    return hashlib.sha256(key + body).digest()[:_MARK]


def _locked(data: bytes, key: bytes) -> bytes:
    """Return the data locked, or locked data opened."""
    stream = hashlib.shake_256(key).digest(len(data))
    mixed = int.from_bytes(data, "little") ^ int.from_bytes(stream, "little")
    return mixed.to_bytes(len(data), "little")


@cache
def _code() -> str:
    """Return what changes whenever the code, its data or what they stand on changes."""
    digest = hashlib.sha256(f"{sys.version} {version('mwparserfromhell')}".encode())
    root = Path(bots.__file__).parent
    for file in sorted(path for ending in ("py", "json") for path in root.rglob(f"*.{ending}")):
        digest.update(f"{file.relative_to(root)}\0".encode() + file.read_bytes())
    return digest.hexdigest()
