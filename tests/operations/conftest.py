"""A tool account as Toolforge has them: a home, a clone in it, and a ``toolforge`` that is a fake.

The fake runs a one-off job as Toolforge does: by a shell, in the home, with its output in a file.
Nothing is downloaded: Python is a fake too, whose environments have a ``consult`` that obeys
``DOCTOR``, the exit status it is to have.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SHELL = shutil.which("dash") or "sh"
"""Debian's /bin/sh, where there is one: it knows nothing that is not POSIX."""

TOOLFORGE = """#!/bin/sh
echo "$*" >>"$HOME/calls"
[ "$1 $2" = "jobs run" ] || exit 0
while [ $# -gt 0 ]; do
  case $1 in
    --command) command=$2 ;;
    --filelog-stdout) log=$2 ;;
  esac
  shift
done
cd "$HOME" && exec /bin/sh -c -- "exec 1>>$log;exec 2>>$log;$command"
"""
PYTHON = """#!/bin/sh
mkdir -p "$3/bin"
printf '#!/bin/sh\\necho "python $*"\\n[ "$2" != pip ] || exit "${PIP:-0}"\\n' >"$3/bin/python"
printf '#!/bin/sh\\necho "consult $* in $(pwd) by $PYWIKIBOT_DIR and $CONSULT_STATE"\\n' \
  >"$3/bin/consult"
printf 'echo "pid $$"\\nexit "${DOCTOR:-0}"\\n' >>"$3/bin/consult"
chmod +x "$3/bin/python" "$3/bin/consult"
"""


@dataclass
class Tool:
    """A tool account."""

    home: Path
    origin: Path
    variables: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        return {
            "HOME": str(self.home),
            "PATH": f"{self.home.parent / 'bin'}:{os.environ['PATH']}",
            "PYTHON": str(self.home.parent / "bin" / "fake-python"),
            "GIT_CONFIG_GLOBAL": os.devnull,
            **self.variables,
        }

    def call(self, script: str, *words: str) -> subprocess.CompletedProcess[str]:
        """Call one of the scripts in the clone, with Debian's shell."""
        return subprocess.run(
            [SHELL, str(self.home / "consultation-bots" / "scripts" / script), *words],
            cwd=self.home,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    @property
    def calls(self) -> list[str]:
        """What ``toolforge`` was called with."""
        calls = self.home / "calls"
        return calls.read_text().splitlines() if calls.exists() else []

    def publish(self, note: str) -> str:
        """Commit something to the repository that is deployed from, and return the version."""
        (self.origin / "NOTE").write_text(note)
        git(self.origin, "add", "--all")
        git(self.origin, "commit", "--quiet", "--message", note)
        return git(self.origin, "rev-parse", "--short=12", "HEAD").strip()

    @property
    def version(self) -> str:
        """The version at work."""
        return (self.home / "venv").readlink().name

    def fill_in(self) -> None:
        """Edit the files that the first call made, as a maintainer does."""
        password = self.home / "pywikibot" / "user-password.py"
        password.write_text('("ExampleBot", BotPassword("suite", "0"))\n')


def git(folder: Path, *words: str) -> str:
    identity = ("-c", "user.name=Ana", "-c", "user.email=ana@example.org")
    done = subprocess.run(
        ["git", "-C", str(folder), *identity, *words],
        env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def executable(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)


@pytest.fixture
def tool(tmp_path: Path) -> Tool:
    """A tool account with nothing in it but a clone."""
    origin = tmp_path / "origin"
    for name in ("scripts", "config"):
        shutil.copytree(ROOT / name, origin / name)
    shutil.copy(ROOT / "user-config.py.sample", origin)
    git(tmp_path, "init", "--quiet", "--initial-branch=main", str(origin))
    tool = Tool(tmp_path / "home", origin)
    tool.home.mkdir()
    tool.publish("the first version")
    git(tmp_path, "clone", "--quiet", str(origin), str(tool.home / "consultation-bots"))
    executable(tmp_path / "bin" / "toolforge", TOOLFORGE)
    executable(tmp_path / "bin" / "fake-python", PYTHON)
    return tool
