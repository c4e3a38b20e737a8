"""What the docs show is true: their shell examples run on the sample, their wikitext is sound."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from bots.commands import main
from bots.kinds import KINDS, RECORD_SCHEMAS, ROWS
from bots.kinds.base import Kind
from bots.page.regions import read_host

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "examples" / "strategy-2030"


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


def test_the_facilitators_walk_runs_from_end_to_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    shutil.copytree(SAMPLE, tmp_path / "round")
    monkeypatch.chdir(tmp_path / "round")
    monkeypatch.setenv("CONSULT_STATE", str(tmp_path / "state"))
    lines = [line for block in blocks("docs/facilitators.md", "sh") for line in block.splitlines()]
    assert lines[:2] == ["cp -r examples/strategy-2030 round", "cd round"]
    run = ""
    for line in lines[2:]:
        command, _, remark = line.partition(" #")
        expected = int(remark.rpartition(" ")[2]) if "exits with" in remark else 0
        arguments = [run if word == "RUN" else word for word in shlex.split(command)]
        assert arguments[0] == "consult"
        result = CliRunner().invoke(main, arguments[1:])
        assert result.exit_code == expected, f"{line}\n{result.output}"
        run = next(iter(re.findall(r"\d{8}-\d{6}-[0-9a-f]{4}", result.output)), run)
    for made in ("to-code.csv", "report.html", "report.wikitext", "data.zip", "compilation.html"):
        assert Path(made).stat().st_size > 1000


def page_of(kind: Kind) -> Path:
    return ROOT / "docs" / "kinds" / f"{kind.name.replace(' ', '-')}.md"


PAGES = ["README.md", "docs/kinds.md", *(str(page_of(k).relative_to(ROOT)) for k in KINDS.values())]


@pytest.mark.parametrize("name", PAGES)
def test_wikitext_examples_are_sound(name: str):
    examples = [text for text in blocks(name, "wikitext") if "…" not in text]
    assert examples
    for text in examples:
        host = read_host(name, text, ROWS, RECORD_SCHEMAS)
        assert host.regions or host.records


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_editors_see_what_they_get(kind: Kind):
    text = page_of(kind).read_text(encoding="utf-8")
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", text)
    assert pictures
    for picture in pictures:
        assert (page_of(kind).parent / picture).exists()
    assert f"(kinds/{page_of(kind).name})" in (ROOT / "docs" / "kinds.md").read_text("utf-8")


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_editors_are_told_of_each_cell(kind: Kind):
    text = page_of(kind).read_text(encoding="utf-8").partition("\n## Consultation ")[0]
    for cell in {*kind.row.bot, *kind.row.people} - {"id", "gone", "as of"}:
        assert f"`{cell}`" in text, cell


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS.values() if kind.record], ids=lambda kind: kind.name
)
def test_editors_are_told_of_each_record(kind: Kind):
    assert kind.record
    schema = kind.record.schema
    text = page_of(kind).read_text(encoding="utf-8")
    section = text.partition(f"## {schema.template}\n")[2].partition("\n## ")[0]
    for cell in {*schema.bot, *schema.people} - {"as of"}:
        assert f"`{cell}`" in section, cell


LINKED = [path.relative_to(ROOT) for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"))]


def places(path: Path) -> set[str]:
    """The anchors that GitHub makes of a page's headings."""
    headings = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", LINKED, ids=str)
def test_links_lead_somewhere(name: Path):
    page = ROOT / name
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        file, _, place = target.partition("#")
        if "://" not in target:
            there = page.parent / file if file else page
            assert there.exists(), target
            assert not place or place in places(there), target
