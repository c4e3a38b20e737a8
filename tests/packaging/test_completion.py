"""Shells complete ``consult``: click writes what each of them reads, and knows our commands."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

DOCUMENT = Path(__file__).resolve().parent.parent.parent / "docs" / "commands.md"
ENTRY_POINT = "import sys; sys.argv[0] = 'consult'; from bots.commands import main; main()"


def complete(instruction: str, **variables: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", ENTRY_POINT],
        env={**os.environ, "_CONSULT_COMPLETE": instruction, **variables},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_source_as_the_docs_say(shell: str):
    source = complete(f"{shell}_source")
    assert f"_CONSULT_COMPLETE={shell}_complete" in source
    assert f"_CONSULT_COMPLETE={shell}_source" in DOCUMENT.read_text(encoding="utf-8")


def test_commands_are_completed():
    assert "plain,update" in complete("bash_complete", COMP_WORDS="consult upd", COMP_CWORD="1")


def test_options_are_completed():
    words = "consult update --tell"
    assert "--tell-once" in complete("bash_complete", COMP_WORDS=words, COMP_CWORD="2")
