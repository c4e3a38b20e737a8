"""Texts of pages kept small: hundreds of them are there until a run ends, and few are edited."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Packed:
    """A text in a tenth of its size: rows repeat each other."""

    size: int
    """Its bytes as UTF-8."""
    _data: bytes = field(repr=False)

    @property
    def text(self) -> str:
        """Return the text; the latest two stay unpacked."""
        return _unpacked(self._data)


@lru_cache(maxsize=2)
def pack(text: str) -> Packed:
    """Return the text packed; of a text that was packed last the very same."""
    data = text.encode(errors="surrogatepass")
    return Packed(len(data), zlib.compress(data, 1))


@lru_cache(maxsize=2)
def _unpacked(data: bytes) -> str:
    return zlib.decompress(data).decode(errors="surrogatepass")
