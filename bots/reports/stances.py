"""The figure of statements by code: who is for it on one side, who against on the other."""

from __future__ import annotations

from typing import Final

from bots.reports.axes import round_numbers
from bots.reports.coding_values import FacetLines, ThemeLine
from bots.reports.drawing import Drawing
from bots.reports.lettering import text_width, wrap
from bots.reports.words import Words

_NAMES: Final = 190
_TOTALS: Final = 110
_TOP: Final = 30
_BAR: Final = 16
_ROW: Final = 30
_LINE: Final = 18
_META: Final = 14
_MOST: Final = 20
"""More codes than these are in the figure's data only."""


def draw_stances(facet: FacetLines, words: Words, width: float) -> Drawing:
    """Return a row for each code: a bar to one side for, to the other against."""
    shown = _shown(facet)
    drawing = Drawing(width, words.rtl, words.facet(facet.name), _describe(facet, words))
    narrow = width <= 400
    start, end = (0, width) if narrow else (_NAMES, width - _TOTALS)
    sides = [max(line.stances[:2]) for line in shown if line.stances]
    most = round_numbers(max(sides, default=0))[-1]
    middle = (start + end) / 2
    unit = ((end - start) / 2 - 34) / most
    drawing.text("axis", middle - 8, 14, words.say("column-oppose"), "end")
    drawing.text("axis", middle + 8, 14, words.say("column-support"))
    y = float(_TOP)
    for line in shown:
        told = _counted(line, words)
        room = width - max(text_width(text, 12) for text in told) if narrow else _NAMES
        name = wrap(words.theme(line) or words.say("not-coded"), room - 12, 14)
        for index, text in enumerate(name):
            drawing.text("name", 0, y + 13 + index * _LINE, text)
        for index, text in enumerate(told):
            drawing.text("meta", width, y + 11 + index * _META, text, "end")
        taken = max(len(name) * _LINE, len(told) * _META + 2)
        if narrow:
            y += taken
        _bars(drawing, line, words, middle, unit, y)
        y += _ROW if narrow else max(_ROW, taken + 8)
    drawing.path("base", (middle, _TOP - 6), (middle, y - 6))
    drawing.height = y
    return drawing


def _shown(facet: FacetLines) -> list[ThemeLine]:
    """Return the codes that comments speak of: nobody takes a stance on what is only reported."""
    return [line for line in facet.themes if line.statements][:_MOST]


def _counted(line: ThemeLine, words: Words) -> list[str]:
    """Return what stands at the end of a row."""
    found = [words.say("statements-counted", words.number(line.statements))]
    if line.stances and line.stances[2]:
        neutral = words.number(line.stances[2])
        found.append(words.say("counted", words.say("column-neutral"), neutral))
    return found


def _bars(
    drawing: Drawing, line: ThemeLine, words: Words, middle: float, unit: float, y: float
) -> None:
    """Add the two bars of a row with their numbers, or a word where they are hidden."""
    if line.stances is None:
        drawing.text("axis", middle + 8, y + 13, words.say("hidden"))
        return
    support, oppose = line.stances[:2]
    for count, name, kind in (
        (support, "column-support", "bar"),
        (oppose, "column-oppose", "against"),
    ):
        if not count:
            continue
        length = max(count * unit, 1.5)
        tip = words.say("counted", words.say(name), words.number(count))
        start = middle if kind == "bar" else middle - length
        drawing.box(kind, start, y, length, _BAR, tip)
        if kind == "bar":
            drawing.text("number", start + length + 5, y + 13, words.number(count))
        else:
            drawing.text("number", start - 5, y + 13, words.number(count), "end")


def _describe(facet: FacetLines, words: Words) -> str:
    parts = []
    for line in _shown(facet):
        name = words.theme(line) or words.say("not-coded")
        if line.stances is None:
            parts.append(words.say("counted", name, words.say("hidden")))
        else:
            parts.append(words.say("theme-described", name, *map(words.number, line.stances[:2])))
    return f"{words.say('themes-caption')} {words.say('item-separator').join(parts)}"
