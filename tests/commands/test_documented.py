"""Every command says what it does, and docs/commands.md tells of each of its options."""

from __future__ import annotations

import click
import pytest

from bots.commands import main
from tests.commands.conftest import ROOT, Consult

CONTEXT = click.Context(main)
NAMES = main.list_commands(CONTEXT)  # type: ignore[attr-defined]


def command(name: str) -> click.Command:
    found = main.get_command(CONTEXT, name)  # type: ignore[attr-defined]
    assert found is not None
    return found


@pytest.mark.parametrize("name", NAMES)
def test_help_says_what_it_does(name: str, consult: Consult):
    result = consult(name, "--help")
    assert result.exit_code == 0
    assert command(name).help


@pytest.mark.parametrize("name", NAMES)
def test_the_docs_tell_of_each_command_and_option(name: str):
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    heading = f"## consult {name}\n"
    assert heading in text
    section = text.partition(heading)[2].partition("\n## ")[0]
    for parameter in command(name).params:
        if isinstance(parameter, click.Option):
            assert parameter.opts[0] in section, parameter.opts[0]


def test_an_unknown_command_is_wrong_use(consult: Consult):
    assert consult("upadte").exit_code == 2


def test_the_version_is_said(consult: Consult):
    assert consult("--version").output.startswith("consult, version ")
