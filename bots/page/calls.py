"""The template calls of a text, as MediaWiki's own preprocessor finds them.

Exact spans matter here: a row that the parser and MediaWiki see differently must never be edited.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Final

from bots.page.brackets import Bracket, brackets
from bots.page.live import ALL_TAGS, live
from bots.talk.masking import GONE

_TEMPLATE: Final = 2
TRIMMED: Final = " \t\n\r\v" + GONE
"""What MediaWiki trims from the names and values of parameters, and comments."""
_NAME: Final = re.compile(r"[^{}\[\]|<>]{0,500}")
"""A template's name as far as it is literal, comments in it included."""
_LEAD: Final = rf"[\s_:{GONE}]*(?:template[\s_{GONE}]*:[\s_{GONE}]*)?"
_SPACES: Final = re.compile(r"[ _\xa0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
"""What counts as a space in a title; a line break or a tab makes the title invalid."""


@dataclass(frozen=True, slots=True)
class Parameter:
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


@dataclass(frozen=True, slots=True)
class Call:
    """One ``{{…}}``: ``text[start:end]`` is the whole of it."""

    name: str
    """The template's name: spaces, no ``Template:``, first letter upper-case."""
    start: int
    end: int
    line: int
    """The line, from 1, on which it opens."""
    nested: bool
    """Whether it stands inside another call or link that is closed."""
    parameters: tuple[Parameter, ...]
    """Its named parameters in order, a name given twice included. None are read of a call that
    stands inside another of those asked for: that is never a record."""

    @property
    def cells(self) -> dict[str, str]:
        """The values by name; of a name given twice the last one counts, as in MediaWiki."""
        return {parameter.name: parameter.value for parameter in self.parameters}

    def parameter(self, name: str) -> Parameter | None:
        """Return the parameter whose value counts, or None."""
        return next((p for p in reversed(self.parameters) if p.name == name), None)


def template_name(name: str) -> str:
    """Return the name as MediaWiki normalizes it, without the namespace of templates."""
    name = _title(name)
    namespace, colon, rest = name.removeprefix(":").lstrip().partition(":")
    if colon and namespace.rstrip().lower() == "template":
        name = rest.lstrip()
    return name[:1].upper() + name[1:]


def _title(name: str) -> str:
    name = html.unescape(name.replace(GONE, "")).partition("#")[0].strip(TRIMMED)
    return _SPACES.sub(" ", name).strip(" ")


def calls(text: str, prefix: str, tags: tuple[str, ...] = ALL_TAGS) -> list[Call]:
    """Return the live calls of templates whose name begins with ``prefix``, by start.

    What stands in nowiki, pre or a comment is no call, and neither is what stands in one of these
    extension ``tags``. Never raises because of the text, and is linear in its length.
    """
    word = prefix.partition(" ")[0]
    if word.lower() not in text.lower():
        return []
    candidate = re.compile(_LEAD + re.escape(word), re.IGNORECASE)
    masked = live(text, tags)
    breaks = [match.start() for match in re.finditer("\n", text)]
    found: list[Call] = []
    outermost_end = own_end = 0
    for bracket in sorted(brackets(masked), key=lambda bracket: bracket.start):
        # Brackets that are closed lie inside each other or apart, so one running end tells.
        nested = bracket.end <= outermost_end
        outermost_end = max(outermost_end, bracket.end)
        inside = bracket.start + bracket.width
        if bracket.mark != "{" or bracket.width != _TEMPLATE:
            continue
        if not candidate.match(masked, inside):
            continue
        name = _name(masked, bracket)
        if not name or not name.startswith(prefix):
            continue
        own = bracket.start >= own_end
        own_end = max(own_end, bracket.end)
        line = bisect_left(breaks, bracket.start) + 1
        parameters = tuple(_parameters(text, masked, bracket)) if own else ()
        found.append(Call(name, bracket.start, bracket.end, line, nested, parameters))
    return found


def _name(masked: str, bracket: Bracket) -> str:
    """Return the name of the template called; nothing where it is not literal."""
    start = bracket.start + bracket.width
    end = bracket.pipes[0] if bracket.pipes else bracket.end - bracket.width
    literal = _NAME.match(masked, start, end)
    return template_name(literal[0]) if literal and literal.end() == end else ""


def _parameters(text: str, masked: str, bracket: Bracket) -> list[Parameter]:
    stops = [*bracket.pipes[1:], bracket.end - bracket.width]
    parameters = []
    for index, (pipe, stop) in enumerate(zip(bracket.pipes, stops, strict=False), start=1):
        equals = bracket.equals.get(index)
        if equals is not None:
            start, end = _core_span(masked, equals + 1, stop)
            name = masked[pipe + 1 : equals].replace(GONE, "").strip(TRIMMED)
            parameters.append(Parameter(name, pipe, equals, stop, start, end, text[start:end]))
    return parameters


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
