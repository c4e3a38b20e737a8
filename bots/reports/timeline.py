"""The figure of milestones: when each is, where it stands, and where it was before it slipped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from bots.consultation.dates.written import Period
from bots.consultation.process.milestones import STATUSES
from bots.reports.axes import ticks
from bots.reports.drawing import Drawing
from bots.reports.lettering import wrap
from bots.reports.progress import MilestoneLine
from bots.reports.values import Report
from bots.reports.words import Words

_NAMES: Final = 270
_TITLE, _META = 14, 12
_AXIS: Final = 24
_BAR: Final = 10
_GAP: Final = 12
_INDENT: Final = 14
_LEAST_BAR: Final = 8


@dataclass(frozen=True, slots=True)
class Window:
    """The days that an axis shows, and where on the drawing."""

    first: date
    last: date
    start: float
    end: float

    def x(self, day: date) -> float:
        """Return the place of a day; one outside is at the edge."""
        share = (day - self.first) / max(self.last - self.first, timedelta(days=1))
        return self.start + min(max(share, 0.0), 1.0) * (self.end - self.start)


def draw_timeline(report: Report, words: Words, width: float) -> Drawing:
    """Return a row for each milestone: its name, and its bar on an axis of time."""
    drawing = Drawing(width, words.rtl, words.say("milestones"), _describe(report, words))
    narrow = width <= 400
    column = width if narrow else _NAMES - 20
    window = _window(report, 0 if narrow else _NAMES, width)
    y = float(_AXIS)
    rows = []
    for line in report.milestones:
        indent = _INDENT * min(line.depth, 3)
        title = wrap(line.title, column - indent, _TITLE)
        meta = wrap(meta_of(line, words), column - indent, _META)
        text = len(title) * (_TITLE + 4) + len(meta) * (_META + 4)
        bar = y + text + _GAP / 2 + 3 if narrow else y + _GAP / 2 + 4
        rows.append((y, bar, indent, title, meta, line))
        y += text + (_GAP + _BAR + 8 if narrow else _GAP)
    drawing.height = y + 4
    if window:
        _axis(drawing, window, report, words, y)
    for top, bar, indent, title, meta, line in rows:
        if top > _AXIS:
            drawing.path("row", (0, top), (width, top))
        at = top + _GAP / 2
        for kind, size, texts in (("name", _TITLE, title), ("meta", _META, meta)):
            for written in texts:
                at += size + 4
                drawing.text(kind, indent, at - 4, written)
        if window:
            _slips(drawing, window, line, bar, words)
            _bar(drawing, window, line, bar, words)
    return drawing


def _window(report: Report, start: float, end: float) -> Window | None:
    """Return the stretch of time to show; what is far ahead of today is cut off."""
    periods = [p for line in report.milestones for p in _periods(line)]
    if not periods:
        return None
    first, last = min(p.start for p in periods), max(p.end for p in periods)
    today = report.made
    if first <= today:
        last = min(last, today + max((today - first) / 2, timedelta(days=365)))
        if today - last < (last - first) / 4:
            last = max(last, today)
    if (last - first).days > 730:
        first = first.replace(month=1, day=1)
    return Window(first, last, start, end)


def _periods(line: MilestoneLine) -> Iterable[Period]:
    yield from (slip.was for slip in line.slips if slip.was)
    if line.period:
        yield line.period


def _axis(drawing: Drawing, window: Window, report: Report, words: Words, bottom: float) -> None:
    for tick in ticks(window.first, window.last, window.end - window.start, words, weeks=False):
        x = window.x(tick.day)
        drawing.path("grid", (x, 4), (x, bottom))
        if x + 30 < window.end:
            drawing.text("axis", x + 4, 14, tick.text)
    if window.first <= report.made <= window.last:
        x = window.x(report.made)
        drawing.path("today", (x, 0), (x, bottom))


def _bar(drawing: Drawing, window: Window, line: MilestoneLine, y: float, words: Words) -> None:
    if not line.period:
        return
    status = line.status if line.status in STATUSES else "other"
    kind = f"stage {status.replace(' ', '-')}"
    if line.period.start <= window.last:
        x, width = _extent(window, line.period)
        drawing.box(kind, x, y, width, _BAR, meta_of(line, words))
    if line.period.end > window.last:
        middle = y + _BAR / 2
        drawing.path(
            "beyond",
            (window.end - 6, middle - 5),
            (window.end - 1, middle),
            (window.end - 6, middle + 5),
        )


def _extent(window: Window, period: Period) -> tuple[float, float]:
    """Return where a period's bar starts and how long it is; long enough to be seen."""
    start, end = window.x(period.start), window.x(period.end + timedelta(days=1))
    end = min(end, window.end - 10) if period.end > window.last else end
    if end - start < _LEAST_BAR:
        middle = (start + end) / 2
        start = min(max(middle - _LEAST_BAR / 2, window.start), window.end - _LEAST_BAR)
        end = start + _LEAST_BAR
    return start, end - start


def _slips(drawing: Drawing, window: Window, line: MilestoneLine, y: float, words: Words) -> None:
    """Add where the milestone was before, and an arrow from each date to the next."""
    known = list(_periods(line))
    middle = y + _BAR / 2
    for slip in line.slips:
        if slip.was and slip.was.start <= window.last:
            x, width = _extent(window, slip.was)
            drawing.box("ghost", x, y, width, _BAR, words.period(slip.was))
    for before, after in pairwise(known):
        x, width = _extent(window, before)
        from_x, to_x = x + width, _extent(window, after)[0]
        if to_x - from_x > 8 and before.start <= window.last:
            drawing.path("slip", (from_x + 2, middle), (to_x - 2, middle))
            drawing.path("slip", (to_x - 6, middle - 3), (to_x - 2, middle), (to_x - 6, middle + 3))


def meta_of(line: MilestoneLine, words: Words) -> str:
    """Return a milestone's date and status, and how far it has slipped in all."""
    when = words.period(line.period) if line.period else line.date
    parts = [when, words.status(line.status)]
    if moved := slipped(line, words):
        parts.append(moved)
    return " · ".join(part for part in parts if part)


def slipped(line: MilestoneLine, words: Words) -> str:
    """Return by how many days a milestone has moved in all; nothing where that is not known."""
    known = [slip.days for slip in line.slips if slip.days is not None]
    if not known or not sum(known):
        return ""
    key = "days-later" if sum(known) > 0 else "days-earlier"
    return words.say(key, words.number(abs(sum(known))))


def _describe(report: Report, words: Words) -> str:
    counts: dict[str, int] = {}
    for line in report.milestones:
        counts[line.status] = counts.get(line.status, 0) + 1
    order = [*STATUSES, *sorted(set(counts) - set(STATUSES))]
    parts = [
        words.say("counted", words.status(status), words.number(counts[status]))
        for status in order
        if status in counts
    ]
    moved = sum(bool(line.slips) for line in report.milestones)
    return words.say(
        "milestones-described",
        words.number(len(report.milestones)),
        words.say("list-separator").join(parts),
        words.number(moved),
    )
