"""A compilation of a round as one HTML file, made for paper."""

from __future__ import annotations

from bots.reports.compilation import Compilation
from bots.reports.links import Links
from bots.reports.page import environment, style
from bots.reports.words import Words


def make_compilation(compiled: Compilation, words: Words) -> str:
    """Return the compilation's HTML; the same values give the same bytes."""
    named = compiled.iteration
    subtitle = words.say("compilation-iteration", named) if named else words.say("compilation")
    return (
        environment()
        .get_template("compilation.html.j2")
        .render(
            round=compiled,
            words=words,
            say=words.say,
            links=Links(compiled.address),
            subtitle=subtitle,
            style=style(),
        )
    )
