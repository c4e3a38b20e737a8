"""The template calls of a text, as MediaWiki's own preprocessor finds them.

Exact spans matter here: a row that the parser and MediaWiki see differently must never be edited.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from bots.page.brackets import Bracket, outlines
from bots.page.live import ALL_TAGS, live
from bots.page.packed import Packed, pack
from bots.page.parameters import (
    TRIMMED,
    Parameter,
    is_plain,
    parameters,
    plain_cells,
    plain_parameters,
)
from bots.talk.masking import GONE

_TEMPLATE: Final = 2
_NAME: Final = re.compile(r"[^{}\[\]|<>]{0,500}")
"""A template's name as far as it is literal, comments in it included."""
_LEAD: Final = rf"[\s_:{GONE}]*(?:template[\s_{GONE}]*:[\s_{GONE}]*)?"
_SPACES: Final = re.compile(r"[ _\xa0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
"""What counts as a space in a title; a line break or a tab makes the title invalid."""


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
    cells: Mapping[str, str] = field(hash=False)
    """The values by name; of a name given twice the last one counts, as in MediaWiki. None are
    read of a call that stands inside another of those asked for: that is never a record."""
    _text: Packed = field(repr=False, compare=False)
    _parameters: tuple[Parameter, ...] | None = field(repr=False, hash=False)
    """None where the call is plain: there are thousands of those on a page, and few are edited."""

    @property
    def is_plain(self) -> bool:
        """Whether every parser reads its parameters alike."""
        return self._parameters is None

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Its named parameters in order, a name given twice included."""
        if self._parameters is None:
            return tuple(plain_parameters(self._text.text, self.start, self.end))
        return self._parameters

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
    # Only the first letter of a name may be written in two ways.
    if word[1:] not in text:
        return []
    return [*_calls(text, prefix, tags)]


@lru_cache(maxsize=2)
def _calls(text: str, prefix: str, tags: tuple[str, ...]) -> tuple[Call, ...]:
    """Return the calls; what is to be written is looked at more than once."""
    word = prefix.partition(" ")[0]
    candidate = re.compile(_LEAD + re.escape(word), re.IGNORECASE)
    masked, packed = live(text, tags), pack(text)
    found: list[Call] = []
    outermost_end = own_end = 0
    line, counted = 1, 0
    for bracket in sorted(outlines(masked), key=lambda bracket: bracket.start):
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
        line += text.count("\n", counted, bracket.start)
        counted = bracket.start
        cells: Mapping[str, str]
        more: tuple[Parameter, ...] | None = None
        if own and is_plain(text, bracket.start, bracket.end):
            cells = plain_cells(text, bracket.start, bracket.end)
        else:
            more = tuple(parameters(text, masked, bracket)) if own else ()
            cells = {parameter.name: parameter.value for parameter in more}
        found.append(Call(name, bracket.start, bracket.end, line, nested, cells, packed, more))
    return tuple(found)


def _name(masked: str, bracket: Bracket) -> str:
    """Return the name of the template called; nothing where it is not literal."""
    start = bracket.start + bracket.width
    if bracket.whole:
        end = masked.index("|", start)
    else:
        end = bracket.pipes[0] if bracket.pipes else bracket.end - bracket.width
    literal = _NAME.match(masked, start, end)
    return template_name(literal[0]) if literal and literal.end() == end else ""
