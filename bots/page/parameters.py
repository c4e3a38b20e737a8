"""The parameters of a template call: their spans and values, as MediaWiki's preprocessor has them.

Nearly all calls of ours were written by the bot: one parameter a line, and in it nothing that any
parser could take for wikitext that goes on. Those are read in one go; the others by their brackets.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import Final, NamedTuple

from bots.page.brackets import Bracket, looked_into
from bots.talk.masking import GONE

TRIMMED: Final = " \t\n\r\v" + GONE
"""What MediaWiki trims from the names and values of parameters, and comments."""

_INERT: Final = r"[^{}\[\]<>|\n\r\v\0\x7f']"
_QUOTED: Final = r"<nowiki>[^<\n\r\v\0\x7f]*+</nowiki>"
_VALUE: Final = rf"(?:{_INERT}++|'(?!')|{_QUOTED})*+"
"""No two apostrophes: italics that are opened in one cell may be closed in another."""
_NAME: Final = r"[^\W_][^\W_ -]*+(?:[ _-][^\W_ -]++)*+"
_PLAIN: Final = re.compile(rf"\{{\{{[\w ]++\n(?:\|{_NAME}={_VALUE}\n)++\}}\}}")
_SHORT: Final = 50
"""Characters: names, dates and titles stand in many rows, and there may be tens of thousands."""
_CELL: Final = re.compile(r"^\|([^=\n]*)=([ \t]*)(.*?)[ \t]*\n", re.MULTILINE)


class Parameter(NamedTuple):
    """A named parameter of a call; the spans are offsets into the whole text."""

    name: str
    start: int
    """Where the parameter's ``|`` stands."""
    equals: int
    """Where the ``=`` behind its name stands."""
    end: int
    """Where the next ``|`` or the closing braces stand."""
    value_start: int
    value_end: int
    """The value's span without the white space and the comments at its edges."""
    value: str


def is_plain(text: str, start: int, end: int) -> bool:
    """Return whether every parser reads the call that stands there alike, as ``plain_cells`` does.

    Tests put hundreds of thousands of such calls to mwparserfromhell.
    """
    return _PLAIN.fullmatch(text, start, end) is not None


def plain_cells(text: str, start: int, end: int) -> dict[str, str]:
    """Return the values by name of a plain call."""
    lines = text[start : end - len("\n}}")].split("\n|")[1:]
    found = (line.partition("=") for line in lines)
    return {sys.intern(name): _shared(value.strip(" \t")) for name, _, value in found}


def _shared(value: str) -> str:
    """Return the value; of a short one the string that other rows have as well."""
    return sys.intern(value) if len(value) < _SHORT else value


def plain_parameters(text: str, start: int, end: int) -> Iterator[Parameter]:
    """Yield the parameters of a plain call, in order."""
    for found in _CELL.finditer(text, start, end):
        name, space, value = found.groups()
        equals = found.end(1)
        first = equals + 1 + len(space)
        yield Parameter(name, found.start(), equals, found.end(), first, first + len(value), value)


def parameters(text: str, masked: str, bracket: Bracket) -> Iterator[Parameter]:
    """Yield the parameters of the call that these brackets make, in order."""
    bracket = looked_into(bracket, masked)
    stops = [*bracket.pipes[1:], bracket.end - bracket.width]
    for index, (pipe, stop) in enumerate(zip(bracket.pipes, stops, strict=False), start=1):
        equals = bracket.equals.get(index)
        if equals is not None:
            start, end = _core_span(masked, equals + 1, stop)
            name = masked[pipe + 1 : equals].replace(GONE, "").strip(TRIMMED)
            yield Parameter(name, pipe, equals, stop, start, end, text[start:end])


def _core_span(masked: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without the white space and comments at its edges.

    A comment that a person left beside a value is no part of the value, and stays when the value
    changes. In an empty cell the core lies at the start, before comment and line break.
    """
    first, last = start, end
    while last > first and masked[last - 1] in TRIMMED:
        last -= 1
    while first < last and masked[first] in TRIMMED:
        first += 1
    if first < last:
        return (first, last)
    while start < end and masked[start] in " \t":
        start += 1
    return (start, start)
