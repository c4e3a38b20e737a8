"""docs/coding.md is true: its example runs on the sample, and it names what there is."""

from __future__ import annotations

import csv
import io
import re
import shlex
import tomllib
from pathlib import Path

import pytest

from bots.commands.export import export
from bots.exchange.statements import BASE, PAGE, REGION, ROW, SUGGESTED
from bots.settings import Settings
from tests.commands.conftest import Consult, consult, sample  # noqa: F401
from tests.conftest import ROOT

TEXT = (ROOT / "docs" / "coding.md").read_text(encoding="utf-8")
SHELL = [
    line for block in re.findall(r"```sh\n(.*?)```", TEXT, re.DOTALL) for line in block.splitlines()
]


def type_a_code(path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    rows[0]["theme"] = "law"
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, [*rows[0]])
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8", newline="")


def test_the_example_runs_on_the_sample(sample: Path, consult: Consult):  # noqa: F811
    said = []
    for line in SHELL:
        result = consult(*shlex.split(line)[1:])
        assert result.exit_code == 0, result.output
        said.append(result.output)
        if " export " in line:
            type_a_code(Path("to-code.csv"))
    assert len(said) == 4
    assert "1 row would change" in said[2]
    assert "1 row saved" in said[3]


@pytest.mark.parametrize("block", re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL))
def test_its_settings_are_allowed(block: str):
    common = {
        "consultation": {"name": "P", "wiki": "metawiki", "task": "P/Bot"},
        "scope": {"prefixes": ["P"]},
    }
    assert Settings.model_validate(common | tomllib.loads(block)).rules


def test_it_names_the_columns_and_the_options():
    for name in (ROW, PAGE, REGION, BASE, f"theme{SUGGESTED}"):
        assert f"`{name}`" in TEXT
    options = {name for parameter in export.params for name in parameter.opts}
    common = {"--config", "--store", "--now", "--output", "--delimiter"}
    assert {name for name in options - common if f"`{name}`" not in TEXT} == set()
