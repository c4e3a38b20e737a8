"""Sections of a page by what their headings say, in any language, and the list items in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from bots.consultation.words import every, fold
from bots.page.plain import plain

_HEADING: Final = re.compile(r"^(={1,6})[ \t]*(.+?)[ \t]*\1[\s\0]*$", re.MULTILINE)
_ITEM: Final = re.compile(r"^[*#](?![*#:;])(.*)$", re.MULTILINE)
_COUNT: Final = re.compile(r"\s*(?:\(.*\)|:)?\s*\d*\s*:?$")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading's text and what stands under it, its subsections included."""

    heading: str
    start: int
    """Where the line below the heading begins."""
    end: int

    def is_headed(self, table: str, role: str) -> bool:
        """Return whether the heading is one of the phrases of a role, a count behind it or not."""
        bare = fold(plain(self.heading))
        phrases = every(table, role)
        return bare in phrases or _COUNT.sub("", bare) in phrases


def sections(text: str, live: str) -> Iterator[Section]:
    """Yield the sections of a page in order; ``live`` is its text with all masked that is none."""
    headings = [(len(m[1]), m) for m in _HEADING.finditer(live)]
    for index, (level, match) in enumerate(headings):
        following = (m.start() for other, m in headings[index + 1 :] if other <= level)
        end = next(following, len(text))
        yield Section(text[match.start(2) : match.end(2)], match.end(), end)


def within(position: int, found: Iterable[Section]) -> bool:
    """Return whether a place lies in one of these sections."""
    return any(section.start < position < section.end for section in found)


def items(text: str, live: str, block: tuple[int, int]) -> list[str]:
    """Return the wikitext of the items of the lists within a stretch, nested ones left out."""
    return [text[item.start(1) : item.end(1)] for item in _ITEM.finditer(live, *block)]
