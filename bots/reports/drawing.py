"""A drawing as shapes in logical order: x grows in the direction of reading, and is mirrored late.

Colors, fonts and strokes are not here but in the page's style, by each shape's ``kind``, so that
one drawing serves light, dark and paper.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import Final, Literal

Anchor = Literal["start", "middle", "end"]
_OTHER: Final[dict[Anchor, Anchor]] = {"start": "end", "middle": "middle", "end": "start"}


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    kind: str
    x: float
    y: float
    width: float
    height: float
    tip: str
    shape: str = "box"


@dataclass(frozen=True, slots=True)
class Path:
    """Straight lines from point to point."""

    kind: str
    points: tuple[tuple[float, float], ...]
    shape: str = "path"

    @property
    def d(self) -> str:
        """The value of SVG's ``d``."""
        return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in self.points)


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text."""

    kind: str
    x: float
    y: float
    text: str
    anchor: Anchor
    direction: str
    shape: str = "text"


Shape = Box | Path | Text


@dataclass(slots=True)
class Drawing:
    """What is drawn, and what it says to those who do not see it."""

    width: float
    rtl: bool
    title: str
    description: str
    height: float = 0
    shapes: list[Shape] = field(default_factory=list)

    def box(
        self, kind: str, x: float, y: float, width: float, height: float, tip: str = ""
    ) -> None:
        """Add a rectangle; ``tip`` is what a pointer on it shows."""
        left = self.width - x - width if self.rtl else x
        self.shapes.append(Box(kind, left, y, width, height, tip))

    def path(self, kind: str, *points: tuple[float, float]) -> None:
        """Add a line from point to point."""
        self.shapes.append(Path(kind, tuple((self._x(x), y) for x, y in points)))

    def text(self, kind: str, x: float, y: float, text: str, anchor: Anchor = "start") -> None:
        """Add a line of text whose start, middle or end, as the page is read, is at ``x``."""
        direction = direction_of(text, "rtl" if self.rtl else "ltr")
        # SVG's start is where the text's own direction starts.
        if (direction == "rtl") != self.rtl:
            anchor = _OTHER[anchor]
        self.shapes.append(Text(kind, self._x(x), y, text, anchor, direction))

    def _x(self, x: float) -> float:
        return self.width - x if self.rtl else x


def direction_of(text: str, otherwise: str) -> str:
    """Return the direction of the first letter that has one, as HTML's ``dir="auto"`` does."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind == "L":
            return "ltr"
        if kind in ("R", "AL"):
            return "rtl"
    return otherwise


def number(value: float) -> str:
    """Return a coordinate with one decimal at most: the same on every machine."""
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")
