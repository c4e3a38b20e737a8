"""The template calls of a text, found by the rules of MediaWiki's own preprocessor.

Exact spans matter here: a row that the parser and MediaWiki see differently must never be edited.
The rules are Preprocessor_Hash's: braces and double square brackets are matched by a stack, and
only the innermost open one can be closed. So an unclosed ``[[`` in a cell swallows the ``}}``
behind it, as it does on the wiki.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from bots.talk.masking import GONE, mask

_TOKEN: Final = re.compile(r"\{{2,}|\[{2,}|\}{2,}|\]{2,}|\||=")
_CLOSES: Final = {"{": "}", "[": "]"}
_TEMPLATE, _ARGUMENT = 2, 3


@dataclass(frozen=True, slots=True)
class Parameter:
    """A named parameter of a call; the spans are offsets into the whole text."""

    name: str
    start: int
    """Where the parameter's ``|`` stands."""
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
    """Its named parameters in order, a name given twice included."""

    @property
    def cells(self) -> dict[str, str]:
        """The values by name; of a name given twice the last one counts, as in MediaWiki."""
        return {parameter.name: parameter.value for parameter in self.parameters}

    def parameter(self, name: str) -> Parameter | None:
        """Return the parameter whose value counts, or None."""
        return next((p for p in reversed(self.parameters) if p.name == name), None)


@dataclass(slots=True)
class _Open:
    """An open bracket on the stack, and where the parts of the call inside it begin."""

    character: str
    count: int
    start: int
    pipes: list[int]
    equals: dict[int, int]
    """The offset of the first ``=`` of each part, by the number of pipes before it."""


def template_name(name: str) -> str:
    """Return the name as MediaWiki normalizes it, without the namespace of templates."""
    name = " ".join(name.replace(GONE, "").replace("_", " ").split())
    if name[:9].lower() == "template:":
        name = name[9:].lstrip()
    return name[:1].upper() + name[1:]


def calls(text: str, prefix: str) -> list[Call]:
    """Return the live calls of templates whose name begins with ``prefix``, by start.

    What stands in nowiki, pre or a comment is no call.
    """
    masked = mask(text)
    if prefix.lower() not in masked.lower().replace("_", " "):
        return []
    found = []
    outermost_end = 0
    for bracket, end in sorted(_closed_brackets(masked), key=lambda item: item[0].start):
        # Brackets that are closed lie inside each other or apart, so one running end tells.
        nested = end <= outermost_end
        outermost_end = max(outermost_end, end)
        if bracket.character == "{" and bracket.count == _TEMPLATE:
            name = template_name(_part(masked, bracket, 0, end))
            if name.startswith(prefix):
                found.append(_call(text, masked, name, bracket, end, nested))
    return found


def _closed_brackets(masked: str) -> list[tuple[_Open, int]]:
    """Return the brackets that are closed, each with its end; ``count`` is its width."""
    stack: list[_Open] = []
    closed: list[tuple[_Open, int]] = []
    for match in _TOKEN.finditer(masked):
        token, position = match[0], match.start()
        if token[0] in _CLOSES:
            stack.append(_Open(token[0], len(token), position, [], {}))
        elif token == "|":
            if stack and stack[-1].character == "{":
                stack[-1].pipes.append(position)
        elif token == "=":
            if stack and stack[-1].character == "{":
                stack[-1].equals.setdefault(len(stack[-1].pipes), position)
        else:
            _close(stack, token, position, closed)
    return closed


def _close(stack: list[_Open], token: str, position: int, closed: list[tuple[_Open, int]]) -> None:
    """Close what a run of closing brackets closes, the innermost first."""
    left = len(token)
    while left >= _TEMPLATE and stack and _CLOSES[stack[-1].character] == token[0]:
        top = stack.pop()
        widest = _ARGUMENT if top.character == "{" else _TEMPLATE
        width = min(left, top.count, widest)
        end = position + len(token) - left + width
        left -= width
        remaining = top.count - width
        start = top.start + remaining
        closed.append((_Open(top.character, width, start, top.pipes, top.equals), end))
        if remaining >= _TEMPLATE:
            # The braces left over open a bracket of their own around what was just closed.
            stack.append(_Open(top.character, remaining, top.start, [], {}))


def _part(masked: str, bracket: _Open, index: int, end: int) -> str:
    """Return the part before the first pipe (0) or after pipe ``index``."""
    start = bracket.pipes[index - 1] + 1 if index else bracket.start + bracket.count
    stop = bracket.pipes[index] if index < len(bracket.pipes) else end - bracket.count
    return masked[start:stop]


def _call(text: str, masked: str, name: str, bracket: _Open, end: int, nested: bool) -> Call:
    stops = [*bracket.pipes[1:], end - bracket.count]
    parameters = [
        _parameter(text, masked, pipe, bracket.equals[index], stop)
        for index, (pipe, stop) in enumerate(zip(bracket.pipes, stops, strict=False), start=1)
        if index in bracket.equals
    ]
    return Call(
        name=name,
        start=bracket.start,
        end=end,
        line=text.count("\n", 0, bracket.start) + 1,
        nested=nested,
        parameters=tuple(parameters),
    )


def _parameter(text: str, masked: str, pipe: int, equals: int, stop: int) -> Parameter:
    start, end = _core_span(masked, equals + 1, stop)
    name = " ".join(masked[pipe + 1 : equals].replace(GONE, "").split())
    return Parameter(name, pipe, stop, start, end, text[start:end])


def _core_span(masked: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without the white space and comments at its edges.

    A comment that a person left beside a value is no part of the value, and stays when the value
    changes. In an empty cell the core lies at the start, before comment and line break.
    """
    first, last = start, end
    while last > first and (masked[last - 1].isspace() or masked[last - 1] == GONE):
        last -= 1
    while first < last and (masked[first].isspace() or masked[first] == GONE):
        first += 1
    if first < last:
        return (first, last)
    while start < end and masked[start] in " \t":
        start += 1
    return (start, start)
