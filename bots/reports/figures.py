"""A report's figures as SVG, each drawn twice: a phone shows no page-wide one legibly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from jinja2 import Environment
from markupsafe import Markup

from bots.reports.drawing import Drawing
from bots.reports.over_time import draw_by_language, draw_over_time
from bots.reports.timeline import draw_timeline
from bots.reports.values import Report
from bots.reports.words import Words

WIDTHS: Final = {"wide": 760, "narrow": 328}
"""The style shows one of the two, by the width of the window."""

Draw = Callable[[Report, Words, float], Drawing]

_FIGURES: Final[dict[str, Draw]] = {
    "over-time": draw_over_time,
    "by-language": draw_by_language,
    "milestones": draw_timeline,
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, ready to stand on a page."""

    id: str
    svg: tuple[Markup, ...]


def draw(report: Report, words: Words, environment: Environment) -> dict[str, Figure]:
    """Return the figures that the report has anything to show in, by their names."""
    wanted = {
        "over-time": bool(report.buckets),
        "by-language": len(report.languages) > 1,
        "milestones": bool(report.milestones),
    }
    return {
        name: Figure(name, tuple(_svg(name, report, words, environment)))
        for name in _FIGURES
        if wanted[name]
    }


def _svg(name: str, report: Report, words: Words, environment: Environment) -> list[Markup]:
    template = environment.get_template("drawing.svg.j2")
    return [
        Markup(  # noqa: S704 - the template escapes
            template.render(
                id=f"{name}-{variant}",
                variant=variant,
                drawing=_FIGURES[name](report, words, width),
            )
        )
        for variant, width in WIDTHS.items()
    ]
