"""How much of what MediaWiki lets a page include a row takes: told by its template's own text.

MediaWiki counts the result of every call, of templates and of parser functions, once more at each
level: what stands in two conditions counts three times with the row itself ("post-expand include
size" in a page's limit report). So a row's share is a sum: a fixed number of bytes, and each cell's
bytes as often as its words are handed on. It is a bound from above: of two branches, the longer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

import mwparserfromhell
from mwparserfromhell.nodes import Argument, Comment, Node, Template
from mwparserfromhell.wikicode import Wikicode

from bots.i18n.messages import languages
from bots.page.names import FAMILY
from bots.templates.shipped import source_files, with_facets
from bots.templates.words import words

_NOT_INCLUDED: Final = re.compile(r"<noinclude>.*?</noinclude>|</?includeonly>", re.DOTALL)
_QUOTED: Final = re.compile(r"<nowiki>.*?</nowiki>", re.DOTALL)
_MARKER: Final = "\x7f'\"`UNIQ--nowiki-0000000A-QINU`\"'\x7f"
"""What stands for a quote until the page is done: its words are counted apart."""
_WORDS: Final = f"{FAMILY}words"
_DATE: Final = f"{FAMILY}date"
_WORD_LEVELS: Final = 3
"""A word counts as the result of a choice of words, of a choice of languages, of the template."""
_LANGUAGE: Final = 24
"""What is counted until it is known which language to speak."""
_DATE_LONGER: Final = 24
_DATE_FIXED: Final = 100
_DATE_TIMES: Final = 6
"""What a date is longer than the digits it is made of, and what is counted on the way."""
_SHORT: Final = {"#language": 40, "#time": 24, "#expr": 12, "#tag": 40, "padleft": 12}
"""Functions whose results are short whatever they are given."""
_BRANCHING: Final = {"#if": 1, "#ifexpr": 1, "#ifeq": 2, "#switch": 1, "#iferror": 0}
"""Functions that choose, and how many of their arguments are only looked at."""
_WIDER: Final = {"formatnum": 2}
"""Functions whose results are longer than what they are given: digits may take two bytes."""


@dataclass(frozen=True, slots=True)
class Share:
    """Bytes: a fixed number, and those of each cell as often as it says."""

    fixed: int = 0
    times: Mapping[str, int] = field(default_factory=Counter)

    def __add__(self, other: Share) -> Share:
        times = Counter(self.times)
        times.update(other.times)
        return Share(self.fixed + other.fixed, times)

    def __or__(self, other: Share) -> Share:
        """Return the larger of the two, cell by cell."""
        return Share(max(self.fixed, other.fixed), Counter(self.times) | Counter(other.times))

    def __mul__(self, factor: int) -> Share:
        times = Counter({name: number * factor for name, number in self.times.items()})
        return Share(self.fixed * factor, times)

    def of(self, cells: Mapping[str, str]) -> int:
        """Return the bytes that a row with these cells takes."""
        total = self.fixed
        for name, number in self.times.items():
            if value := cells.get(name, ""):
                if "<nowiki>" in value:
                    value = _QUOTED.sub(_MARKER, value)
                total += number * len(value.encode())
        return total


@cache
def share(template: str, filled: frozenset[str], facets: tuple[str, ...] = ()) -> Share:
    """Return what a row of this template takes of the page's include size.

    ``filled`` are the cells that are not empty.
    """
    shown, spent = _Scales(filled).weigh(_parsed(template, facets))
    return shown + spent


@cache
def _parsed(template: str, facets: tuple[str, ...]) -> Wikicode:
    return _parse(_NOT_INCLUDED.sub("", with_facets(source_files()[template], facets)))


_Weighed = tuple[Share, Share]
"""What something shows, and what was counted on the way there."""


@dataclass(frozen=True, slots=True)
class _Scales:
    """Weighs wikitext for a row of which these cells are filled."""

    filled: frozenset[str]

    def weigh(self, code: Wikicode) -> _Weighed:
        weighed = [self._node(node) for node in code.nodes]
        return _sum(shown for shown, _ in weighed), _sum(spent for _, spent in weighed)

    def _node(self, node: Node) -> _Weighed:
        if isinstance(node, Comment):
            return Share(), Share()
        if isinstance(node, Argument):
            default = Share() if node.default is None else self.weigh(node.default)[0]
            return default + Share(0, Counter({_name(node): 1})), Share()
        if isinstance(node, Template):
            name = str(node.name)
            return self._function(node) if ":" in name else self._template(name.strip(), node)
        children = list(node.__children__())
        own = len(str(node).encode()) - sum(len(str(child).encode()) for child in children)
        weighed = [self.weigh(child) for child in children]
        return Share(own) + _sum(shown for shown, _ in weighed), _sum(spent for _, spent in weighed)

    def _function(self, call: Template) -> _Weighed:
        name, _, first = str(call.name).partition(":")
        name = name.strip()
        codes = [_parse(first), *(given.value for given in call.params)]
        if (chosen := self._chosen(name, codes)) is not None:
            weighed = [self.weigh(code) for code in (codes[0], *chosen)]
            shown = _largest(shown for shown, _ in weighed[1:])
        else:
            weighed = [self.weigh(code) for code in codes]
            given = [shown for shown, _ in weighed]
            if name in _BRANCHING:
                shown = _largest(given[_BRANCHING[name] :])
            elif name in _SHORT:
                shown = Share(_SHORT[name])
            else:
                shown = given[0] * _WIDER.get(name, 1)
        return shown, _sum(spent for _, spent in weighed) + shown

    def _chosen(self, name: str, codes: list[Wikicode]) -> list[Wikicode] | None:
        """Return the branch that a row takes, if there is one; None where that is not known."""
        if name == "#ifeq" and str(codes[1]).strip() == "total":
            # One row is; the two hundred are not.
            return codes[3:4]
        cells = [_name(node) for node in codes[0].nodes if isinstance(node, Argument)]
        if name != "#if" or len(cells) < len(codes[0].nodes):
            return None
        return codes[1:2] if self.filled.intersection(cells) else codes[2:3]

    def _template(self, name: str, call: Template) -> _Weighed:
        weighed = {str(given.name).strip(): self.weigh(given.value) for given in call.params}
        spent = _sum(spent for _, spent in weighed.values())
        given = {key: shown for key, (shown, _) in weighed.items()}
        if name == _DATE:
            # Between its conditions, what was given is repeated, however short the date is.
            shown = given["1"] + Share(_DATE_LONGER)
            return shown, spent + shown + given["1"] * _DATE_TIMES + Share(_DATE_FIXED)
        if name == _WORDS:
            key = str(call.get("1").value).split("{{")[0].lstrip()
            others = _sum(value for name, value in given.items() if name not in ("1", "default"))
            shown = (Share(_longest(key)) + others) | given.get("default", Share())
            return shown, spent + shown * _WORD_LEVELS + Share(_LANGUAGE)
        return Share(), spent


def _name(argument: Argument) -> str:
    return str(argument.name).strip()


def _parse(text: str) -> Wikicode:
    return mwparserfromhell.parse(text, skip_style_tags=True)


@cache
def _longest(key: str) -> int:
    """Return the bytes of the longest word that this key, or a key that begins so, stands for."""
    said = (
        word
        for language in languages()
        for name, word in {"language": "zh-hant", **words(language)}.items()
        if name == key or (key.endswith(" ") and name.startswith(key))
    )
    return max((len(word.encode()) for word in said), default=0)


def _sum(shares: Iterable[Share]) -> Share:
    total = Share()
    for one in shares:
        total = total + one
    return total


def _largest(shares: Iterable[Share]) -> Share:
    total = Share()
    for one in shares:
        total = total | one
    return total
