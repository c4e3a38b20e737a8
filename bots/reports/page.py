"""A report as one HTML file that asks nothing of the network."""

from __future__ import annotations

from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from bots.reports.cells import Cells
from bots.reports.drawing import number
from bots.reports.figures import draw
from bots.reports.links import Links
from bots.reports.opening import notes, period, told_headlines
from bots.reports.sections import sections
from bots.reports.values import Report
from bots.reports.words import Words


def make_page(report: Report, words: Words, links: Links) -> str:
    """Return the report's HTML; the same values give the same bytes."""
    templates = environment()
    return templates.get_template("page.html.j2").render(
        report=report,
        words=words,
        say=words.say,
        links=links,
        period=period(report, words),
        headlines=told_headlines(report, words),
        sections=list(sections(report, Cells(words))),
        figures=draw(report, words, templates),
        notes=notes(report, words),
        style=style(),
    )


def environment() -> Environment:
    """Return what fills our templates; a name that is not there is an error."""
    made = Environment(
        loader=PackageLoader("bots.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["px"] = number
    return made


def style() -> Markup:
    """Return the style sheet of all that is made for readers and for paper."""
    style = files("bots.reports").joinpath("templates", "style.css")
    return Markup(style.read_text(encoding="utf-8"))  # noqa: S704 - our own file
