"""TemplateData, from which VisualEditor makes a form for each row: made from the schemas."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final

from bots.i18n.messages import SOURCE, languages, own_messages
from bots.page.regions import FAMILY
from bots.templates.parameters import SCHEMAS, Parameter, parameters
from bots.templates.words import PREFIX

_OF_RECORDS: Final = "\n{{_\n|_=_\n}}\n"
"""How VisualEditor writes a record: on lines of its own, one parameter a line."""
_FACET: Final = "facet"
"""What the description of all cells is called that a consultation's settings name."""
_OF_MARKERS: Final = "\n{{_|_=_}}\n"
_LABEL, _CELL, _TEMPLATE = (f"{PREFIX}{name}-" for name in ("label", "cell", "template"))
_BY_BOT, _BY_PEOPLE, _BOTS_LABEL = (
    f"{PREFIX}templatedata-{name}" for name in ("owner-bot", "owner-people", "label-bot")
)


def templatedata(template: str, facets: Iterable[str] = ()) -> str:
    """Return a template's TemplateData as JSON, people's parameters first."""
    found = parameters(template, facets)
    data: dict[str, Any] = {
        "description": _in_languages(f"{_TEMPLATE}{slug(template)}"),
        "params": {parameter.name: _parameter(parameter) for parameter in found},
        "paramOrder": [parameter.name for parameter in found],
        "format": _OF_RECORDS if template in SCHEMAS else _OF_MARKERS,
    }
    if not found:
        data = {"description": data["description"], "params": {}}
    return json.dumps(data, ensure_ascii=False, indent="\t")


def slug(name: str) -> str:
    """Return the part of a message's key that stands for a template or a parameter."""
    return name.removeprefix(FAMILY).replace(" ", "-")


def _parameter(parameter: Parameter) -> dict[str, Any]:
    key = _FACET if parameter.facet else slug(parameter.name)
    label = {SOURCE: parameter.name} if parameter.facet else _labels(key, by_bot=parameter.by_bot)
    data: dict[str, Any] = {
        "label": label,
        "description": _in_languages(f"{_CELL}{key}", _BY_BOT if parameter.by_bot else _BY_PEOPLE),
        "type": parameter.type,
    }
    if parameter.required:
        data["required"] = True
    elif parameter.suggested:
        data["suggested"] = True
    if parameter.values:
        data["suggestedvalues"] = list(parameter.values)
    if parameter.example:
        data["example"] = parameter.example
    return data


def _labels(key: str, *, by_bot: bool) -> dict[str, str]:
    labels = _in_languages(f"{_LABEL}{key}")
    if not by_bot:
        return labels
    return {
        language: own_messages(language).get(_BOTS_LABEL, "$1").replace("$1", label)
        for language, label in labels.items()
    }


def _in_languages(*keys: str) -> dict[str, str]:
    """Return the messages, one behind the other, in each language that has all of them."""
    return {
        language: " ".join(own[key] for key in keys)
        for language in languages()
        for own in [own_messages(language)]
        if all(key in own for key in keys)
    }
