"""How much room text takes: an estimate, for nobody knows the reader's fonts."""

from __future__ import annotations

import unicodedata
from typing import Final

_WIDE: Final = 1.0
_NARROW: Final = 0.55
_CAPITAL: Final = 0.68


def text_width(text: str, size: float) -> float:
    """Return how wide a line of text is at a font size, rather more than less."""
    return size * sum(_share(character) for character in text)


def _share(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF":
        return _WIDE
    if unicodedata.combining(character):
        return 0
    return _CAPITAL if character.isupper() else _NARROW


def wrap(text: str, width: float, size: float) -> list[str]:
    """Return the text in lines that fit; a word that is too long for a line is cut."""
    lines: list[str] = []
    line = ""
    for piece in _pieces(text):
        if text_width((line + piece).rstrip(), size) <= width:
            line += piece
            continue
        if line.strip():
            lines.append(line.strip())
        line = piece.lstrip()
        while text_width(line.rstrip(), size) > width:
            fits = max(_fitting(line, width, size), 1)
            lines.append(line[:fits])
            line = line[fits:]
    return [*lines, line.strip()] if line.strip() else lines


def _pieces(text: str) -> list[str]:
    """Return the text cut where a line may break: behind a space, and around wide characters."""
    pieces = [""]
    for character in text:
        wide = unicodedata.east_asian_width(character) in "WF"
        if pieces[-1] and (wide or pieces[-1].endswith(" ")):
            pieces.append("")
        pieces[-1] += character
    return pieces


def _fitting(line: str, width: float, size: float) -> int:
    taken = 0.0
    for index, character in enumerate(line):
        taken += size * _share(character)
        if taken > width:
            return index
    return len(line)
