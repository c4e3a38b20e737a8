"""The files that come with the package: facts in bots/data, and folders of the repository's top."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final

_IN_REPOSITORY: Final = {
    "config": "config",
    "sample": "examples/strategy-2030",
    "wikitext_templates": "wikitext_templates",
}


def shipped(name: str) -> Traversable:
    """Return the folder ``config``, ``sample`` or ``wikitext_templates``.

    setup.cfg installs them as ``bots/<name>``; in a checkout they are where people look for them.
    """
    installed = resources.files("bots") / name
    if installed.is_dir():
        return installed
    return Path(__file__).parent.parent / _IN_REPOSITORY[name]


@cache
def data(name: str) -> Mapping[str, Any]:
    """Return what ``bots/data/<name>.json`` holds. All who ask share it, so nobody changes it."""
    text = resources.files("bots.data").joinpath(f"{name}.json").read_text(encoding="utf-8")
    found: Mapping[str, Any] = json.loads(text)
    return found
