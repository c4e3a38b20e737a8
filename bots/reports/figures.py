"""A report's figures as SVG, each drawn twice: a phone shows no page-wide one legibly."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from jinja2 import Environment
from markupsafe import Markup

from bots.reports.ages import draw_ages
from bots.reports.drawing import Drawing
from bots.reports.over_time import draw_by_language, draw_over_time
from bots.reports.stances import draw_stances
from bots.reports.timeline import draw_timeline
from bots.reports.values import Report
from bots.reports.words import Words

WIDTHS: Final = {"wide": 760, "narrow": 328}
"""The style shows one of the two, by the width of the window."""

Draw = Callable[[Words, float], Drawing]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, ready to stand on a page."""

    id: str
    svg: tuple[Markup, ...]


def draw(report: Report, words: Words, environment: Environment) -> dict[str, Figure]:
    """Return the figures that the report has anything to show in, by their names."""
    found = {}
    for number, (name, drawn) in enumerate(_figures(report), start=1):
        # A facet's name may hold what an id may not.
        own = f"facet-{number}" if name.startswith("facet:") else name
        found[name] = Figure(own, tuple(_svg(own, drawn, words, environment)))
    return found


def _figures(report: Report) -> Iterator[tuple[str, Draw]]:
    if report.buckets:
        yield "over-time", partial(draw_over_time, report)
    if len(report.languages) > 1:
        yield "by-language", partial(draw_by_language, report)
    for facet in report.coding.facets:
        yield f"facet:{facet.name}", partial(draw_stances, facet)
    if report.threads.ages:
        yield "unanswered", partial(draw_ages, report)
    if report.milestones:
        yield "milestones", partial(draw_timeline, report)


def _svg(name: str, drawn: Draw, words: Words, environment: Environment) -> Iterator[Markup]:
    template = environment.get_template("drawing.svg.j2")
    for variant, width in WIDTHS.items():
        yield Markup(  # noqa: S704 - the template escapes
            template.render(id=f"{name}-{variant}", variant=variant, drawing=drawn(words, width))
        )
