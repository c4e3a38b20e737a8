"""What pip installs is whole: built from a checkout or a source distribution, run outside of both.

Nothing is downloaded: the wheel is put into an environment of its own, which finds the libraries in
the one that runs the tests, and the project nowhere but in the wheel.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
FROM_THE_TOP = {
    "config": "bots/config",
    "examples/strategy-2030": "bots/sample",
    "wikitext_templates": "bots/wikitext_templates",
}
"""Folders at the top of the repository, and where they are installed."""
NOT_INSTALLED = "config/toolforge/"
pytestmark = pytest.mark.xdist_group("wheel")


@dataclass
class Installed:
    """An environment with the wheel in it, and an empty folder to work in."""

    environment: Path
    folder: Path

    def run(self, program: str, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(self.environment / "bin" / program), *words],
            cwd=self.folder,
            env={
                "PATH": os.environ["PATH"],
                "HOME": str(self.folder),
                "PYWIKIBOT_NO_USER_CONFIG": "2",
                "XDG_STATE_HOME": str(self.folder / "state"),
            },
            capture_output=True,
            text=True,
            check=False,
        )

    def ask(self, code: str) -> object:
        """What a program prints as JSON."""
        done = self.run("python", "-c", f"import json; {code}")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


def wheel(source: Path, folder: Path) -> Path:
    """Build a wheel as “pip install” does, with the setuptools that is there."""
    words = ["--no-deps", "--no-build-isolation", "--no-index", "--quiet", "--wheel-dir"]
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", *words, str(folder), str(source)], check=True
    )
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository as someone who has just cloned it has it."""
    clone = tmp_path_factory.mktemp("checkout") / "clone"
    kept = shutil.ignore_patterns(
        ".*", "__pycache__", "*.egg-info", "build", "dist", "demo", "node_modules", "tests"
    )
    shutil.copytree(ROOT, clone, ignore=kept)
    return clone


@pytest.fixture(scope="module")
def sdist(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source distribution."""
    folder = tmp_path_factory.mktemp("sdist")
    code = "import sys; from setuptools import build_meta; build_meta.build_sdist(sys.argv[1])"
    subprocess.run(
        [sys.executable, "-c", code, str(folder)], cwd=checkout, check=True, capture_output=True
    )
    (built,) = folder.glob("*.tar.gz")
    return built


@pytest.fixture(scope="module")
def from_sdist(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that is built from the source distribution."""
    return wheel(sdist, tmp_path_factory.mktemp("from-sdist"))


@pytest.fixture(scope="module")
def environment(from_sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel in it."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, symlinks=True)
    python = folder / "bin" / "python"
    (site,) = (folder / "lib").glob("*/site-packages")
    # As a path alone: the .pth files in there, an editable install's among them, are not followed.
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")
    words = ["install", "--no-deps", "--no-index", "--quiet", "--disable-pip-version-check"]
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", str(python), *words, str(from_sdist)], check=True
    )
    return folder


@pytest.fixture
def installed(environment: Path, tmp_path: Path) -> Installed:
    return Installed(environment, tmp_path)


def names(archive: Path) -> set[str]:
    with zipfile.ZipFile(archive) as opened:
        return set(opened.namelist())


def expected(checkout: Path) -> set[str]:
    """Every file of the packages, and of the folders at the top that are installed with them."""
    found = {
        str(path.relative_to(checkout)) for path in (checkout / "bots").rglob("*") if path.is_file()
    }
    for top, name in FROM_THE_TOP.items():
        for path in (checkout / top).rglob("*"):
            file = str(path.relative_to(checkout))
            if path.is_file() and not file.startswith(NOT_INSTALLED):
                found.add(file.replace(top, name, 1))
    return found


def test_the_wheel_has_every_file_of_the_packages_and_none_besides(
    checkout: Path, from_sdist: Path
):
    there = {name for name in names(from_sdist) if ".dist-info/" not in name}
    assert expected(checkout) - there == set()
    assert there - expected(checkout) == set()


def test_a_checkout_and_a_source_distribution_give_the_same_wheel(
    checkout: Path, from_sdist: Path, tmp_path: Path
):
    from_checkout = wheel(checkout, tmp_path)
    shutil.rmtree(checkout / "build", ignore_errors=True)
    with zipfile.ZipFile(from_checkout) as one, zipfile.ZipFile(from_sdist) as other:
        record = next(name for name in one.namelist() if name.endswith("/RECORD"))
        assert sorted(one.read(record).splitlines()) == sorted(other.read(record).splitlines())


def test_the_source_distribution_has_what_one_reads_and_calls(sdist: Path):
    with tarfile.open(sdist) as opened:
        files = {name.partition("/")[2] for name in opened.getnames()}
    assert {"LICENSE", "README.md", "CHANGELOG.md", "user-config.py.sample"} <= files
    assert {"scripts/consult", "scripts/_venv", "scripts/deploy", "config/toolforge/jobs.yaml"} <= (
        files
    )
    assert {"docs/commands.md", "docs/maintainers.md"} <= files
    assert not [name for name in files if name.endswith(".pyc")]


def test_everything_comes_from_the_wheel(installed: Installed):
    code = (
        "import sys, bots; from bots.shipped import shipped; "
        "print(json.dumps([bots.__file__, *map(str, map(shipped, "
        "['config', 'sample', 'wikitext_templates'])), *sys.path[1:]]))"
    )
    package, *folders = installed.ask(code)
    assert Path(package).is_relative_to(installed.environment)
    assert all(Path(folder).is_relative_to(installed.environment) for folder in folders[:3])
    assert str(ROOT) not in folders


def test_the_version_is_the_packages(installed: Installed, from_sdist: Path):
    version = from_sdist.name.split("-")[1]
    assert installed.run("consult", "--version").stdout == f"consult, version {version}\n"


def test_each_command_says_what_it_does(installed: Installed):
    code = (
        "from bots.commands import main; from click.testing import CliRunner; "
        "import click; context = click.Context(main); "
        "print(json.dumps({name: CliRunner().invoke(main, [name, '--help']).exit_code "
        "for name in main.list_commands(context)}))"
    )
    statuses = installed.ask(code)
    assert {"update", "parse", "demo", "sandbox"} <= set(statuses)
    assert set(statuses.values()) == {0}


def test_the_demo_runs(installed: Installed):
    done = installed.run("consult", "demo")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Nothing is left to do" in done.stdout
    assert (installed.folder / "demo" / "report.html").stat().st_size > 10_000


def test_settings_are_written_and_pages_proposed_from_them(installed: Installed):
    assert installed.run("consult", "init").returncode == 0
    (installed.folder / "pages").mkdir()
    done = installed.run("consult", "new", "--store", "folder:pages", "--always")
    assert done.returncode == 0, done.stderr
    assert list((installed.folder / "pages").rglob("*.wikitext"))
    assert installed.run("consult", "install", "--store", "folder:pages").returncode == 0


def test_the_sandbox_says_how_it_is(installed: Installed):
    done = installed.run("consult", "sandbox", "status")
    assert done.returncode in {0, 1}
    assert "Traceback" not in done.stderr


def test_pywikibot_finds_the_bots(installed: Installed):
    code = (
        "from importlib.metadata import entry_points; "
        "(found,) = entry_points(group='pywikibot'); "
        "print(json.dumps(sorted(path.name for path in found.load().glob('*.py'))))"
    )
    assert {"summarize_consultation.py", "update_milestones.py"} <= set(installed.ask(code))
