"""What the docs show is true: their shell examples run on the sample, their wikitext is sound."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from bots.commands import main
from bots.kinds import KINDS
from bots.page.regions import read_host

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "examples" / "strategy-2030"
ROWS = {kind.name: kind.row for kind in KINDS.values()}
RECORDS = {
    kind.record.schema.template: kind.record.schema for kind in KINDS.values() if kind.record
}


def blocks(name: str, language: str) -> list[str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


SHELL = [
    line.partition(" #")[0]
    for block in blocks("docs/commands.md", "sh")
    for line in block.splitlines()
    if line.startswith("consult ")
]


@pytest.mark.parametrize("line", SHELL)
def test_shell_examples_run_on_the_sample(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    shutil.copytree(SAMPLE, tmp_path / "strategy")
    monkeypatch.chdir(tmp_path / "strategy")
    monkeypatch.setenv("CONSULT_STATE", str(tmp_path / "state"))
    result = CliRunner().invoke(main, shlex.split(line)[1:])
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize("name", ["README.md", "docs/kinds.md"])
def test_wikitext_examples_are_sound(name: str):
    examples = [text for text in blocks(name, "wikitext") if "…" not in text]
    assert examples
    for text in examples:
        host = read_host(name, text, ROWS, RECORDS)
        assert host.regions or host.records


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_editors_are_told_of_each_cell(kind):
    text = (ROOT / "docs" / "kinds.md").read_text(encoding="utf-8")
    section = text.partition(f"### kind={kind.name}\n")[2].partition("\n### ")[0]
    for cell in {*kind.row.bot, *kind.row.people} - {"id", "gone", "as of"}:
        assert f"`{cell}`" in section, cell


@pytest.mark.parametrize("schema", RECORDS.values(), ids=lambda schema: schema.template)
def test_editors_are_told_of_each_record(schema):
    text = (ROOT / "docs" / "kinds.md").read_text(encoding="utf-8")
    section = text.partition(f"### {schema.template}\n")[2].partition("\n### ")[0]
    for cell in {*schema.bot, *schema.people} - {"as of"}:
        assert f"`{cell}`" in section, cell
