"""All templates by title: the files of ``wikitext_templates`` and what is generated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

from bots.consultation.process.roadmap import GRAIN
from bots.page.format import saying
from bots.page.names import COMMON, FAMILY
from bots.templates.dates import date_template
from bots.templates.documentation import documentation
from bots.templates.versions import stamped
from bots.templates.words import word_styles, word_template

NAMESPACE: Final = "Template:"
"""English names of namespaces are understood by every wiki, whatever its language."""
_WIKITEXT: Final = ".wikitext"
_STYLES: Final = ".css"
_FACETS: Final = "<!-- facets -->"
"""Where a template shows the cells that a consultation's settings name."""
_HUNDREDTHS: Final = "/* hundredths */"
"""Where a style sheet places what is drawn to scale."""


@cache
def templates(facets: tuple[str, ...] = ()) -> Mapping[str, str]:
    """Return the text of every page to be installed, by title, each with its version's stamp.

    Pages come before those that use them. ``facets`` are the consultation's own cells of
    statements.
    """
    sources = source_files()
    pages = {
        COMMON: sources[COMMON] + saying(),
        f"{FAMILY}words": word_template(),
        f"{FAMILY}date": date_template(),
        **word_styles(),
        **{name: text for name, text in sources.items() if name != COMMON},
    }
    documented = {}
    for name, text in pages.items():
        if name.endswith(_STYLES):
            documented[name] = text.replace(_HUNDREDTHS, _hundredths())
        else:
            text = with_facets(text, facets)
            documented[name] = f"{text}<noinclude>{{{{{NAMESPACE}{name}/doc}}}}</noinclude>"
            documented[f"{name}/doc"] = documentation(name, facets)
    return MappingProxyType(
        {f"{NAMESPACE}{name}": stamped(text) for name, text in documented.items()}
    )


def with_facets(text: str, facets: Iterable[str]) -> str:
    """Return a template's text with the consultation's own cells where it shows them."""
    return text.replace(_FACETS, "".join(map(_facet, facets)))


@cache
def source_files() -> Mapping[str, str]:
    """Return the files of ``wikitext_templates`` by the name of their template.

    A file has its template's name with ``@`` for ``/``, and the ending ``.wikitext`` unless it
    is a style sheet: ``Consultation common@styles.css``.
    """
    found = {}
    for item in sorted(files("bots.wikitext_templates").iterdir(), key=lambda item: item.name):
        if item.name.endswith((_WIKITEXT, _STYLES)):
            name = item.name.removesuffix(_WIKITEXT).replace("@", "/")
            found[name] = item.read_text(encoding="utf-8").rstrip("\n")
    return MappingProxyType(found)


def _hundredths() -> str:
    """Return the rules that place a bar: where it begins, and how long it is."""
    rules = [
        f".consultation-{name}-{number} {{\n\t{property_}: {number}%;\n}}"
        for name, property_, first in (("at", "margin-inline-start", 0), ("for", "width", GRAIN))
        for number in range(first, 100 + first, GRAIN)
    ]
    return "\n\n".join(rules)


def _facet(name: str) -> str:
    """Return the wikitext that shows one of a consultation's own cells, if it is filled."""
    return (
        f'{{{{#if:{{{{{{{name}|}}}}}}|<span class="consultation-fact"><small><bdi>{name}</bdi>:'
        f" </small><bdi>{{{{{{{name}}}}}}}</bdi></span>}}}}"
    )
