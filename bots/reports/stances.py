"""The figure of statements by code: who is for it on one side, who against on the other."""

from __future__ import annotations

from typing import Final

from bots.reports.axes import round_numbers
from bots.reports.coding_values import Facet, ThemeLine
from bots.reports.drawing import Drawing
from bots.reports.lettering import text_width, wrap
from bots.reports.words import Words

_NAMES: Final = 190
_TOTALS: Final = 90
_TOP: Final = 30
_BAR: Final = 16
_ROW: Final = 30
_LINE: Final = 18
_MOST: Final = 20
"""More codes than these are in the figure's data only."""


def draw_stances(facet: Facet, words: Words, width: float) -> Drawing:
    """Return a row for each code: a bar to one side for, to the other against."""
    shown = facet.themes[:_MOST]
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
        name = wrap(line.value or words.say("not-coded"), (width if narrow else _NAMES) - 12, 14)
        statements = words.say("statements-counted", words.number(line.statements))
        for index, text in enumerate(name):
            drawing.text("name", 0, y + 13 + index * _LINE, text)
        if narrow:
            y += len(name) * _LINE
            drawing.text("meta", width, y - 5, statements, "end")
        else:
            drawing.text("meta", width, y + 13, statements, "end")
        _bars(drawing, line, words, middle, unit, y)
        y += _ROW if narrow else max(_ROW, len(name) * _LINE + 8)
    drawing.path("base", (middle, _TOP - 6), (middle, y - 6))
    drawing.height = y
    return drawing


def _bars(
    drawing: Drawing, line: ThemeLine, words: Words, middle: float, unit: float, y: float
) -> None:
    """Add the two bars of a row with their numbers, or a word where they are hidden."""
    if line.stances is None:
        drawing.text("axis", middle + 8, y + 13, words.say("hidden"))
        return
    support, oppose, neutral = line.stances
    if support:
        tip = words.say("counted", words.say("column-support"), words.number(support))
        drawing.box("bar", middle, y, max(support * unit, 1.5), _BAR, tip)
        drawing.text("number", middle + support * unit + 5, y + 13, words.number(support))
    if oppose:
        tip = words.say("counted", words.say("column-oppose"), words.number(oppose))
        length = max(oppose * unit, 1.5)
        drawing.box("against", middle - length, y, length, _BAR, tip)
        drawing.text("number", middle - length - 5, y + 13, words.number(oppose), "end")
    if neutral:
        told = words.say("counted", words.say("column-neutral"), words.number(neutral))
        at = (
            middle
            + support * unit
            + 5
            + (text_width(words.number(support), 14) + 10) * bool(support)
        )
        drawing.text("axis", at, y + 13, told)


def _describe(facet: Facet, words: Words) -> str:
    parts = []
    for line in facet.themes[:_MOST]:
        name = line.value or words.say("not-coded")
        if line.stances is None:
            parts.append(words.say("counted", name, words.say("hidden")))
        else:
            parts.append(words.say("theme-described", name, *map(words.number, line.stances[:2])))
    return f"{words.say('themes-caption')} {words.say('item-separator').join(parts)}"
