"""Where the files are that stand at the top of the repository and come with the package."""

from __future__ import annotations

from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

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
