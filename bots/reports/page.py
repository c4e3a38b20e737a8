"""A report as one HTML file that asks nothing of the network."""

from __future__ import annotations

from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from bots.consultation.dates import Period
from bots.reports.drawing import number
from bots.reports.figures import draw
from bots.reports.links import Links
from bots.reports.tables import Tables
from bots.reports.values import Report
from bots.reports.words import Words


def make_page(report: Report, words: Words, links: Links) -> str:
    """Return the report's HTML; the same values give the same bytes."""
    environment = _environment()
    return environment.get_template("page.html.j2").render(
        report=report,
        words=words,
        say=words.say,
        links=links,
        period=_period(report, words),
        figures=draw(report, words, environment),
        tables=Tables(report, words, links),
        style=_style(),
    )


def _period(report: Report, words: Words) -> str:
    span = report.span
    if span.since is None:
        return words.say("until", words.day(span.until))
    return words.period(Period(span.since, span.until))


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("bots.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["px"] = number
    return environment


def _style() -> Markup:
    style = files("bots.reports").joinpath("templates", "style.css")
    return Markup(style.read_text(encoding="utf-8"))  # noqa: S704 - our own file
