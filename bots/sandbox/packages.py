"""The Debian packages that the sandbox is made of, listed here only, and which are missing."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from bots.errors import UsageError

MEDIAWIKI = Path("/usr/share/mediawiki")
"""Where Debian puts MediaWiki's code."""

PACKAGES = (
    "mediawiki",
    "php-cli",
    "php-sqlite3",
    "php-mbstring",
    "php-xml",
    "php-intl",
    "php-apcu",
    "diffutils",
)
INSTALL = ("apt-get", "install", "-y", "--no-install-recommends", *PACKAGES)

_EXTENSIONS = {
    "pdo_sqlite": "php-sqlite3",
    "mbstring": "php-mbstring",
    "xml": "php-xml",
    "intl": "php-intl",
}


def missing() -> list[str]:
    """Return the packages that have to be installed before a sandbox can be."""
    wanted = []
    if not (MEDIAWIKI / "maintenance" / "install.php").is_file():
        wanted.append("mediawiki")
    if php := shutil.which("php"):
        listed = subprocess.run([php, "-m"], capture_output=True, text=True, check=False)
        present = set(listed.stdout.lower().split())
        wanted += [package for module, package in _EXTENSIONS.items() if module not in present]
    else:
        wanted += ["php-cli", *_EXTENSIONS.values()]
    if not shutil.which("diff3"):
        # MediaWiki merges two people's edits with it; without it every one is a conflict.
        wanted.append("diffutils")
    return wanted


def require() -> None:
    """Raise UsageError, saying what to type, unless every package is there."""
    if wanted := missing():
        raise UsageError(
            f"a local MediaWiki needs packages that are not installed: {', '.join(wanted)}",
            mend=f"type: {'' if _may_install() else 'sudo '}{' '.join(INSTALL)}"
            " (on Debian or Ubuntu; as root, --install does it)",
        )


def install() -> None:
    """Install what is missing with apt-get; do nothing where nothing is."""
    if not missing():
        return
    if not shutil.which("apt-get"):
        raise UsageError(
            "this machine has no apt-get", mend="the sandbox needs Debian's MediaWiki 1.39 packages"
        )
    if not _may_install():
        raise UsageError("only root may install packages", mend=f"type: sudo {' '.join(INSTALL)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (("apt-get", "update", "-q"), INSTALL):
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            words = (done.stderr or done.stdout).strip().splitlines()[-3:]
            raise UsageError(f"{' '.join(command[:2])} failed: {' '.join(words)}")
    require()


def _may_install() -> bool:
    return os.geteuid() == 0
