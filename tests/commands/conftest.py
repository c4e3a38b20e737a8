"""``consult`` as a person calls it, in a folder of its own."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bots.commands import main

ROOT = Path(__file__).resolve().parent.parent.parent
SAMPLE = ROOT / "examples" / "strategy-2030"

Consult = Callable[..., Result]

_HIDDEN = re.compile(r"<pre>.*?</pre>|<nowiki>.*?</nowiki>|<!--.*?-->", re.DOTALL)
HOSTS = sum(
    "{{Consultation " in _HIDDEN.sub("", file.read_text(encoding="utf-8"))
    for file in (SAMPLE / "pages").rglob("*.wikitext")
)
"""How many of the sample's pages have something for the bot to keep; its first run saves each."""


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sample consultation, which is the current folder."""
    folder = tmp_path / "strategy"
    shutil.copytree(SAMPLE, folder)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("CONSULT_STATE", str(tmp_path / "state"))
    return folder


@pytest.fixture
def consult() -> Consult:
    """Runs ``consult`` with these words and returns its result."""

    def run(*words: str, **more: str) -> Result:
        return CliRunner().invoke(main, list(words), **more)

    return run
