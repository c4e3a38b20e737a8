"""The figure of waiting threads: a bar for each class of age."""

from __future__ import annotations

from typing import Final

from bots.reports.cells import Cells
from bots.reports.drawing import Drawing
from bots.reports.lettering import text_width
from bots.reports.thread_tables import age_names
from bots.reports.values import Report
from bots.reports.words import Words

_ROW: Final = 30
_BAR: Final = 16
_ROOM: Final = 46


def draw_ages(report: Report, words: Words, width: float) -> Drawing:
    """Return a bar for each class of age, of all languages together."""
    whole = report.threads.ages[0]
    names = age_names(Cells(words))
    drawing = Drawing(width, words.rtl, words.say("unanswered"), _describe(report, words, names))
    start = min(max(text_width(name, 14) for name in names) + 12, width / 2)
    unit = (width - start - _ROOM) / max(*whole.counts, 1)
    for index, (name, count) in enumerate(zip(names, whole.counts, strict=True)):
        y = index * _ROW + 4
        told = words.number(count)
        drawing.text("name", 0, y + 13, name)
        if count:
            tip = words.say("counted", name, told)
            drawing.box("bar", start, y, max(count * unit, 1.5), _BAR, tip)
        drawing.text("number" if count else "axis", start + count * unit + 6, y + 13, told)
    drawing.height = len(names) * _ROW
    drawing.path("base", (start, 0), (start, drawing.height - 6))
    return drawing


def _describe(report: Report, words: Words, names: list[str]) -> str:
    whole = report.threads.ages[0]
    parts = [
        words.say("counted", name, words.number(count))
        for name, count in zip(names, whole.counts, strict=True)
    ]
    return words.say(
        "unanswered-described",
        words.number(sum(whole.counts)),
        words.say("list-separator").join(parts),
        words.number(whole.late),
    )
