"""Every command says what it does, and docs/commands.md has its help as it is."""

from __future__ import annotations

import pytest

from tests.commands.conftest import Consult
from tests.commands.reference import DOCUMENT, commands, rendered

HELPS = dict(commands())


@pytest.mark.parametrize("name", HELPS)
def test_every_command_is_in_the_docs(name: str):
    assert f"$ {name} --help\n" in DOCUMENT.read_text(encoding="utf-8")


def test_the_docs_have_the_help_as_it_is():
    text = DOCUMENT.read_text(encoding="utf-8")
    assert text == rendered(text), "run: python -m tests.commands.reference"


def test_a_wrong_help_would_be_seen():
    text = DOCUMENT.read_text(encoding="utf-8").replace("--always", "--allways")
    assert rendered(text) != text


def test_an_unknown_command_is_wrong_use(consult: Consult):
    assert consult("upadte").exit_code == 2


def test_the_version_is_said(consult: Consult):
    assert consult("--version").output.startswith("consult, version ")
