"""The house: imports point one way, and each library is known in one place."""

from __future__ import annotations

import ast
import configparser
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BOTS = ROOT / "bots"
MODULES = sorted(path.relative_to(ROOT) for path in BOTS.rglob("*.py"))

LAYERS = [
    {"errors", "__init__", "shipped"},
    {"talk", "i18n"},
    {"page"},
    {"consultation"},
    {"kinds", "stores", "data"},
    {"settings", "templates"},
    {"run", "reports", "exchange", "sandbox"},
    {"commands", "pwb"},
]
"""From what everyone may import to what nobody below may; the bots are the top layer."""
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
EDGES = {
    "pywikibot": {"bots/stores/pywiki.py", "bots/pwb.py"},
    "click": {"bots/commands/"},
    "mwparserfromhell": {"bots/page/", "bots/consultation/", "bots/talk/", "bots/templates/"},
}
"""Where alone a library may be imported."""


def imported(module: Path) -> set[str]:
    tree = ast.parse((ROOT / module).read_text(encoding="utf-8"))
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def part(name: str) -> str:
    """The part of the house that ``bots.talk.threads`` or ``bots/talk/threads.py`` is in."""
    pieces = re.split(r"[./]", name.removesuffix(".py"))
    return pieces[1] if len(pieces) > 1 else "__init__"


def level(name: str) -> int:
    return LEVEL.get(part(name), len(LAYERS))


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_imports_point_one_way(module: Path):
    for name in imported(module):
        ours = name.startswith("bots.") and part(name) != part(str(module))
        if ours and list(BOTS.glob(f"{part(name)}*")):
            assert level(name) < level(str(module)), f"{module} imports {name}"


def folders_of_the_model() -> list[str]:
    """The folders of ``bots.consultation``, as its docstring lists them."""
    return re.findall(
        r"^- ``(\w+)``:", (BOTS / "consultation/__init__.py").read_text(), re.MULTILINE
    )


def test_the_folders_of_the_model_are_those_listed():
    there = {path.parent.name for path in (BOTS / "consultation").glob("*/__init__.py")}
    assert set(folders_of_the_model()) == there


@pytest.mark.parametrize("folder", folders_of_the_model())
def test_a_folder_of_the_model_imports_only_from_those_above(folder: str):
    folders = folders_of_the_model()
    below = folders[folders.index(folder) + 1 :]
    for module in sorted((BOTS / "consultation" / folder).glob("*.py")):
        for name in imported(module.relative_to(ROOT)):
            for other in below:
                assert not name.startswith(f"bots.consultation.{other}."), f"{module.name}: {name}"


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_each_library_is_known_in_one_place(module: Path):
    for name in imported(module):
        places = EDGES.get(name.split(".")[0])
        if places:
            assert any(str(module).startswith(place) for place in places), f"{module}: {name}"


def test_the_packages_listed_for_installing_are_those_there_are():
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    listed = set(config["options"]["packages"].split())
    mapped = {line.split("=")[0].strip() for line in config["options"]["package_dir"].split("\n")}
    there = {".".join(path.parent.relative_to(ROOT).parts) for path in BOTS.rglob("__init__.py")}
    assert listed - mapped == there
    for line in filter(None, config["options"]["package_dir"].split("\n")):
        assert (ROOT / line.split("=")[1].strip()).is_dir()


def test_importing_the_package_asks_for_nothing(tmp_path: Path):
    code = "import bots, bots.commands, bots.kinds, sys; assert 'pywikibot' not in sys.modules"
    subprocess.run(
        [sys.executable, "-c", code], check=True, cwd=tmp_path, env={"HOME": str(tmp_path)}
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("document", sorted((ROOT / "docs").glob("*.md")), ids=lambda p: p.name)
def test_paths_named_in_the_docs_exist(document: Path):
    named = re.findall(
        r"`((?:bots|scripts|tests|docs|config|examples|benchmarks|wikitext_templates)/[^`\s*<>…]*)`",
        document.read_text(encoding="utf-8"),
    )
    missing = [name for name in named if not (ROOT / name.partition("::")[0]).exists()]
    assert missing == []


def test_the_architecture_is_told_in_900_words():
    assert len((ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").split()) <= 900
