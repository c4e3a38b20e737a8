"""The bytes of a file or of standard input, unpacked as they are read."""

from __future__ import annotations

import bz2
import gzip
import os
import re
import sys
import zlib
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

from bots.errors import StoreError, UsageError

CHUNK: Final = 1 << 17
FRAME: Final = b"<mediawiki>"
"""Stands for what a dump begins with."""
_HEAD: Final = 4096
_DUMP: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<mediawiki\b"
)
_NOT_UNPACKED: Final = {
    b"7z\xbc\xaf\x27\x1c": "7z x -so",
    b"\xfd7zXZ\x00": "xz -dc",
    b"\x28\xb5\x2f\xfd": "zstd -dc",
}


class _Peeked:
    """A file whose first bytes can be looked at, and which counts what was taken from it."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self._head = b""
        self.taken = 0

    def peek(self, size: int) -> bytes:
        """Return the next ``size`` bytes, which stay to be read; fewer only at the end."""
        while len(self._head) < size and (more := self._file.read(size - len(self._head))):
            self._head += more
        return self._head[:size]

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, at most ``size``."""
        if self._head:
            cut = len(self._head) if size < 0 else size
            data, self._head = self._head[:cut], self._head[cut:]
            if size < 0:
                data += self._file.read()
        else:
            data = bytes(self._file.read(size))
        self.taken += len(data)
        return data


class Stream:
    """Unpacked bytes, read once from the beginning to the end."""

    def __init__(self, name: str, file: BinaryIO, *, own: bool = True) -> None:
        """Read from a file that is open; ``own`` says that closing this closes it."""
        self.name = name
        self._file = file
        self._own = own
        self.size = _size(file)
        """The size of the file, packed as it is; 0 where it is not known."""
        self._packed = _Peeked(file)
        start = self._packed.peek(8)
        for magic, command in _NOT_UNPACKED.items():
            if start.startswith(magic):
                raise UsageError(
                    "is packed in a way that is not read here",
                    f"unpack it on the way: {command} {name} | consult parse -",
                    title=name,
                )
        self.plain = False
        """Whether the bytes stand in the file as they are, so that places in it can be sought."""
        if start.startswith(b"BZh"):
            unpacked: Any = bz2.BZ2File(cast(BinaryIO, self._packed))
        elif start.startswith(b"\x1f\x8b"):
            unpacked = gzip.GzipFile(fileobj=cast(BinaryIO, self._packed), mode="rb")
        else:
            unpacked = self._packed
            self.plain = True
        self._unpacked = _Peeked(unpacked)

    @property
    def is_dump(self) -> bool:
        """Whether this is a MediaWiki XML dump, by how it begins."""
        return bool(_DUMP.match(self._careful(self._unpacked.peek, _HEAD)))

    @property
    def taken(self) -> int:
        """How many of the file's bytes have been read."""
        return self._packed.taken

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, at most ``size``, none at the end.

        Raises StoreError where what is packed is damaged or breaks off.
        """
        return self._careful(self._unpacked.read, size)

    def close(self) -> None:
        """Close the file, unless it is somebody else's."""
        if self._own:
            self._file.close()

    def _careful(self, read: Any, size: int) -> bytes:
        try:
            return cast(bytes, read(size))
        except (EOFError, OSError, zlib.error) as error:
            raise StoreError(
                f"cannot be unpacked any further, after {self.taken} bytes: {error}",
                "what stands before that was read; get the file again",
                title=self.name,
            ) from error


class Framed(Stream):
    """A dump from one of its pages on, as a dump: from where a file stands."""

    def __init__(self, name: str, file: BinaryIO) -> None:
        super().__init__(name, file, own=False)
        self._frame = FRAME

    def read(self, size: int = -1) -> bytes:
        """Return the frame, then the file's bytes."""
        frame, self._frame = self._frame, b""
        return frame or super().read(size)


def _size(file: BinaryIO) -> int:
    try:
        return os.fstat(file.fileno()).st_size
    except (OSError, AttributeError):  # no real file
        return 0


def open_stream(path: str | Path) -> Stream:
    """Return a file's bytes, or with ``-`` those of standard input."""
    if str(path) == "-":
        return Stream("standard input", sys.stdin.buffer, own=False)
    try:
        file = Path(path).open("rb")  # noqa: SIM115 - the stream closes it
        try:
            return Stream(str(path), file)
        except BaseException:
            file.close()
            raise
    except OSError as error:
        raise UsageError(
            f"cannot be read: {error.strerror}", "check its name", title=str(path)
        ) from None
