"""The sample with its statements coded, as a group may have done it: for tests and pictures.

python -m tests.reports.filled FOLDER
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

from click.testing import CliRunner

from bots.commands import main
from tests.conftest import ROOT

SAMPLE = ROOT / "examples" / "strategy-2030"
TODAY = "2019-12-31"
LIST = "{{Consultation region|id=all|kind=statements}}\n{{Consultation region end|id=all}}\n"
CODES = (
    ("money", "structural"),
    ("voice", "conceptual"),
    ("small-communities", "structural"),
    ("tools", "tactical"),
    ("money", "tactical"),
    ("training; voice", "programmatic"),
    ("", ""),
)
ANSWERS = (
    {"disposition": "accepted", "change": "[[Special:Diff/4711]]"},
    {"disposition": "open"},
    {"disposition": "partly accepted", "response": "In the next version."},
    {"disposition": "declined", "response": "It is out of the group's hands."},
)


def fill(folder: Path) -> Path:
    """Copy the sample to a folder, and have all its threads in rows, most of them coded."""
    shutil.copytree(SAMPLE, folder, dirs_exist_ok=True)
    advocacy = folder / "pages" / "Strategy" / "2030" / "Advocacy" / "Statements.wikitext"
    page = advocacy.parent.parent / "Statements.wikitext"
    advocacy.unlink()
    page.write_text(LIST, encoding="utf-8")
    _update(folder)
    for path in (page, *sorted(page.with_suffix("").glob("*.wikitext"))):
        rows = re.split(r"(?=\{\{Consultation statement\n)", path.read_text(encoding="utf-8"))
        coded = [rows[0], *(_coded(row, number) for number, row in enumerate(rows[1:]))]
        path.write_text("".join(coded), encoding="utf-8")
    return folder


def _coded(row: str, number: int) -> str:
    theme, level = CODES[number % len(CODES)]
    cells = {"theme": theme, "level": level}
    if theme:
        cells |= ANSWERS[number % len(ANSWERS)]
    for name, value in cells.items():
        row = row.replace(f"\n|{name}=\n", f"\n|{name}={value}\n", 1)
    return row


def _update(folder: Path) -> None:
    config = str(folder / "config" / "strategy-2030.toml")
    store = f"folder:{folder / 'pages'}"
    command = ["update", "--config", config, "--store", store, "--always", "--now", TODAY]
    result = CliRunner().invoke(main, command, env={"XDG_STATE_HOME": str(folder / "state")})
    assert result.exit_code == 0, result.output


if __name__ == "__main__":
    fill(Path(sys.argv[1]))
