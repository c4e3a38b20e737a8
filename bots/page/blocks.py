"""What a page says to a reader, block by block: headings, items, paragraphs. No markup is left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from bots.page.brackets import brackets
from bots.page.live import live
from bots.page.plain import plain
from bots.talk.masking import GONE, OPAQUE

Sort = Literal["heading", "item", "paragraph"]

_HEADING: Final = re.compile(r"(={1,6})\s*(?P<text>.+?)\s*\1\s*$")
_ITEM: Final = re.compile(r"[*#:;]+\s*(?P<text>.*)$")
_TABLE: Final = re.compile(r"\{\||\|\}|\|-|\|\+")
_CELL: Final = re.compile(r"^[|!]|\|\||!!")
_ATTRIBUTES: Final = re.compile(r"^[^\[\]{}|]*=[^\[\]{}|]*\|(?!\|)")
_NOTHING: Final = str.maketrans("", "", GONE + OPAQUE)
_BETWEEN: Final = " · "


class Block(NamedTuple):
    """A stretch of text that a reader takes for one."""

    sort: Sort
    text: str


def blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of a page in order; what templates show is not told.

    The cells of a table's row are one paragraph, with dots between them.
    """
    waiting: list[str] = []
    for line in _without_calls(text).splitlines():
        found = _block(line.strip())
        if found is None or found.sort != "paragraph":
            yield from _paragraph(waiting)
            waiting = []
        if found and found.sort == "paragraph":
            waiting.append(found.text)
        elif found and found.text:
            yield found
    yield from _paragraph(waiting)


def _without_calls(text: str) -> str:
    """Return what is live of a text, without template calls, tags of extensions and comments."""
    source = live(text)
    shown = [*source]
    for found in brackets(source):
        if source.startswith("{{", found.start):
            shown[found.start : found.end] = " " * (found.end - found.start)
    return "".join(shown).translate(_NOTHING)


def _paragraph(lines: list[str]) -> Iterator[Block]:
    if lines:
        yield Block("paragraph", " ".join(lines))


def _block(line: str) -> Block | None:
    """Return what a line is; None for one that ends a paragraph."""
    if not line or _TABLE.match(line):
        return None
    if heading := _HEADING.match(line):
        return Block("heading", plain(heading["text"]))
    if item := _ITEM.match(line):
        return Block("item", plain(item["text"]))
    if line[0] in "|!":
        cells = [plain(_ATTRIBUTES.sub("", cell)) for cell in _CELL.split(line)[1:]]
        return Block("item", _BETWEEN.join(filter(None, cells)))
    said = plain(line)
    return Block("paragraph", said) if said else None
