"""Figures of comments over time: all of them, and by language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from bots.reports.axes import SMALL, round_numbers, ticks
from bots.reports.drawing import Drawing
from bots.reports.lettering import text_width
from bots.reports.spans import Bucket, Step, end_of
from bots.reports.values import LanguageLine, Report
from bots.reports.words import Words

_TOP: Final = 20
_BOTTOM: Final = 24
_WIDEST_BAR: Final = 40
_NAMES: Final = 130
_TOTALS: Final = 60
_ROW: Final = 46
_STRIP: Final = 24
_APART: Final = 8
MOST_LANGUAGES: Final = 20
"""More languages than these are in the figure's data only."""


def draw_over_time(report: Report, words: Words, width: float) -> Drawing:
    """Return the bars of all comments, one for each week, month or year."""
    drawing = Drawing(
        width, words.rtl, words.say("over-time"), describe(report, report.buckets, words)
    )
    plot = 180 if width > 400 else 140
    base = _TOP + plot
    most = max((bucket.comments for bucket in report.buckets), default=0)
    lines = round_numbers(most)
    scale = plot / lines[-1]
    for line in lines:
        y = base - line * scale
        drawing.path("grid", (0, y), (width, y))
    start = max(text_width(words.number(line), SMALL) for line in lines) + 8
    for line in lines:
        drawing.text("axis", 0, base - line * scale - 4, words.number(line))
    _bars(drawing, report, words, report.buckets, start, width, base, scale)
    _times(drawing, report, words, start, width, base)
    drawing.height = base + _BOTTOM
    return drawing


def draw_by_language(report: Report, words: Words, width: float) -> Drawing:
    """Return a strip of bars for each language, each on a scale of its own."""
    shown = report.languages[:MOST_LANGUAGES]
    narrow = width <= 400
    drawing = Drawing(width, words.rtl, words.say("by-language"), _languages(report, words))
    start, end = (0, width) if narrow else (_NAMES, width - _TOTALS)
    height = _ROW + 20 if narrow else _ROW
    for index, line in enumerate(shown):
        base = (index + 1) * height
        most = max(bucket.comments for bucket in line.buckets)
        name = words.language_name(line.language)
        total = words.number(_total(line))
        y = base - _STRIP - 18 if narrow else base - 8
        drawing.text("name", 0, y, name)
        drawing.text("number", width, y, total, "end")
        _bars(drawing, report, words, line.buckets, start, end, base, _STRIP / max(most, 1))
        _mark_most(drawing, line, words, start, end, base)
    _times(drawing, report, words, start, end, len(shown) * height)
    drawing.height = len(shown) * height + _BOTTOM
    return drawing


def _bars(
    drawing: Drawing,
    report: Report,
    words: Words,
    buckets: Sequence[Bucket],
    start: float,
    end: float,
    base: float,
    scale: float,
) -> None:
    """Add a bar for each bucket; one with any comment at all is high enough to be seen."""
    slot = (end - start) / max(len(buckets), 1)
    width = min(max(slot * 0.8, slot - 3), _WIDEST_BAR)
    for index, bucket in enumerate(buckets):
        if bucket.comments:
            height = max(bucket.comments * scale, 1.5)
            tip = f"{words.step(report.step, bucket.start)}: {words.number(bucket.comments)}"
            x = start + index * slot + (slot - width) / 2
            drawing.box("bar", x, base - height, width, height, tip)
    drawing.path("base", (start, base), (end, base))


def _total(line: LanguageLine) -> int:
    """Return the comments that the row's bars show: those of the period."""
    return sum(bucket.comments for bucket in line.buckets)


def _mark_most(
    drawing: Drawing, line: LanguageLine, words: Words, start: float, end: float, base: float
) -> None:
    """Add the number of the highest bar, from which the row's scale can be read."""
    most = max(line.buckets, key=lambda bucket: bucket.comments)
    if most.comments:
        slot = (end - start) / len(line.buckets)
        x = start + (line.buckets.index(most) + 0.5) * slot
        x = min(max(x, start + 8), end - 8)
        drawing.text("peak", x, base - _STRIP - 4, words.number(most.comments), "middle")


def _times(
    drawing: Drawing, report: Report, words: Words, start: float, end: float, base: float
) -> None:
    """Add the names of times below the bars."""
    if not report.buckets:
        return
    first = report.buckets[0].start
    last = end_of(report.step, report.buckets[-1].start)
    slot = (end - start) / len(report.buckets)
    begins = [bucket.start for bucket in report.buckets]
    free = start  # from here on there is room for the next name
    for tick in ticks(first, last, end - start, words, report.step is Step.WEEK):
        x = start + _place(begins, tick.day) * slot
        half = text_width(tick.text, SMALL) / 2
        if tick.text == words.step(report.step, tick.day):
            # The name of one bar stands below its middle, a year's where it begins.
            x = min(max(x + slot / 2, start + half), end - half)
            if x - half < free:
                continue
            drawing.text("axis", x, base + 18, tick.text, "middle")
            free = x + half + _APART
        elif x + 2 * half < end:
            drawing.path("tick", (x, base), (x, base + 5))
            drawing.text("axis", x, base + 18, tick.text)


def _place(begins: Sequence[date], day: date) -> int:
    return sum(begin < day for begin in begins)


def describe(report: Report, buckets: Sequence[Bucket], words: Words) -> str:
    """Return what the bars say, as a sentence."""
    if not buckets:
        return words.say("no-comments")
    most = max(buckets, key=lambda bucket: bucket.comments)
    return words.say(
        f"over-time-{report.step.value}",
        words.number(sum(bucket.comments for bucket in buckets)),
        words.step(report.step, buckets[0].start),
        words.step(report.step, buckets[-1].start),
        words.step(report.step, most.start),
        words.number(most.comments),
    )


def _languages(report: Report, words: Words) -> str:
    parts = [
        words.say("counted", words.language_name(line.language), words.number(_total(line)))
        for line in report.languages[:MOST_LANGUAGES]
    ]
    return f"{words.say('by-language-scale')} {words.say('list-separator').join(parts)}"
