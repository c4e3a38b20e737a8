"""The brackets of a text, paired as MediaWiki's own preprocessor pairs them.

A port of the stack in MediaWiki 1.39's Preprocessor_Hash; tests put thousands of texts to both.
Only the innermost open bracket can be closed: an unclosed ``[[``, an unclosed ``-{`` and a line
that begins with ``=`` each hide the ``}}`` behind them, as they do on the wiki.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Final

_CALL: Final = r"\{\{(?!\{)[^{}\[\]|\n]*+\n(?:\|[^{}\[\]|\n=]*+=[^{}\[\]|\n]*+\n)++\}\}(?!\})"
"""A whole template with one parameter a line and no bracket inside: as the bot writes rows."""
_TOKEN: Final = re.compile(rf"{_CALL}|\n=*+|-\{{++|\{{\{{++|\[\[++|\}}\}}*+|\]\]++|\||=")
_PARAMETER: Final = re.compile(r"\|[^=]*+=")
_HEADING: Final = "\n"
_VARIANT: Final = "-{"
_TEMPLATE, _ARGUMENT = 2, 3
_MOST_EQUALS: Final = 6
"""Equals signs that can open a heading; further ones are text of the heading."""


@dataclass(slots=True)
class Bracket:
    """A pair of brackets, while it is open and when it is closed."""

    mark: str
    """``{``, ``[``, ``-{``; a line break for a line that begins with ``=``."""
    width: int
    """How many brackets stand there: two make a template, three an argument."""
    start: int
    end: int = 0
    """Behind its closing brackets; 0 while it is open."""
    pipes: list[int] = field(default_factory=list)
    equals: dict[int, int] = field(default_factory=dict)
    """Where the first ``=`` of a part stands, by the number of pipes before it."""
    dash: bool = False
    """Whether a ``-`` stands before its braces, which may yet make it a ``-{``."""
    whole: bool = False
    """Whether it was read as a whole, and nobody has looked for its parts."""

    @property
    def names_a_part(self) -> bool:
        """Whether the next ``=`` ends a parameter's name."""
        return self.mark in "-{" and bool(self.pipes) and len(self.pipes) not in self.equals


def brackets(live: str) -> list[Bracket]:
    """Return the brackets that are closed, in the order in which they are closed.

    ``live`` is the text as ``bots.page.live`` masks it. Linear in its length.
    """
    return [looked_into(bracket, live) for bracket in outlines(live)]


def outlines(live: str) -> list[Bracket]:
    """Return the brackets that are closed; those read as a whole without their parts."""
    return _Stack(live).run()


def looked_into(bracket: Bracket, live: str) -> Bracket:
    """Return the brackets with their parts."""
    if not bracket.whole:
        return bracket
    found = [match.span() for match in _PARAMETER.finditer(live, bracket.start, bracket.end)]
    pipes = [pipe for pipe, _ in found]
    equals = {number: behind - 1 for number, (_, behind) in enumerate(found, start=1)}
    return replace(bracket, pipes=pipes, equals=equals, whole=False)


class _Stack:
    def __init__(self, live: str) -> None:
        self.live = live
        self.open: list[Bracket] = []
        self.closed: list[Bracket] = []

    def run(self) -> list[Bracket]:
        # The text begins as if a line break stood before it.
        position = self._line(0, len(self.live) - len(self.live.lstrip("=")))
        while match := _TOKEN.search(self.live, position):
            position = self._token(match[0], match.start())
        return self.closed

    def _token(self, token: str, start: int) -> int:
        """Take one token and return where to go on."""
        end = start + len(token)
        if len(token) > _TEMPLATE and token[-1] == "}" and token[0] == "{":
            # It touches no bracket around it, and none stands in it.
            self.closed.append(Bracket("{", _TEMPLATE, start, end, whole=True))
            return end
        top = self.open[-1] if self.open else None
        if token[0] == "\n":
            if top and top.mark == _HEADING:
                self.open.pop()
            return self._line(start + 1, len(token) - 1)
        if token[0] in "]}":
            return self._closing(token, start)
        if token == "|":
            if top and top.mark in "-{":
                top.pipes.append(start)
        elif token == "=":
            if top and top.names_a_part:
                top.equals[len(top.pipes)] = start
        elif token == _VARIANT:
            self.open.append(Bracket(_VARIANT, 2, start))
        elif token[0] == "-":
            # The rightmost braces win: these open a template behind a dash.
            self.open.append(Bracket("{", len(token) - 1, start + 1, dash=True))
        else:
            self.open.append(Bracket(token[0], len(token), start))
        return end

    def _line(self, start: int, equals: int) -> int:
        """Open a heading where a line begins with ``=``, unless that ends a parameter's name."""
        if equals == 0 or (equals == 1 and self.open and self.open[-1].names_a_part):
            return start
        self.open.append(Bracket(_HEADING, equals, start))
        return start + min(equals, _MOST_EQUALS)

    def _closing(self, token: str, start: int) -> int:
        """Close what a run of closing brackets closes, the innermost first."""
        end = start + len(token)
        position = start
        while position < end and self.open:
            top = self.open[-1]
            if top.mark == _VARIANT and token[0] == "}" and self.live[end : end + 1] == "-":
                self._close(2, end + 1)
                return end + 1
            if top.mark + token[0] not in ("{}", "[]") or end - position < _TEMPLATE:
                break
            widest = _ARGUMENT if top.mark == "{" else _TEMPLATE
            width = min(end - position, top.width, widest)
            position += width
            self._close(width, position)
        return end

    def _close(self, width: int, end: int) -> None:
        """Close the innermost bracket; brackets left over open one around it."""
        top = self.open.pop()
        left = top.width - width
        self.closed.append(Bracket(top.mark, width, top.start + left, end, top.pipes, top.equals))
        if left >= _TEMPLATE:
            self.open.append(Bracket(top.mark, left, top.start, dash=top.dash))
        elif left == 1 and top.dash:
            self.open.append(Bracket(_VARIANT, 2, top.start - 1))
