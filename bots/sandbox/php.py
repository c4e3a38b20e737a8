"""Running PHP: MediaWiki's maintenance scripts and the few of our own."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from bots.errors import StoreError
from bots.sandbox.packages import MEDIAWIKI
from bots.sandbox.place import Place


def executable() -> str:
    """Return the path of ``php``."""
    return shutil.which("php") or "php"


def environment(place: Place) -> dict[str, str]:
    """Return the environment that makes MediaWiki's code this sandbox's."""
    return {
        "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
        "HOME": str(place.directory),
        "LANG": "C.UTF-8",
        "MW_CONFIG_FILE": str(place.settings),
        "MW_INSTALL_PATH": str(MEDIAWIKI),
    }


def run(place: Place, script: Path | str, *arguments: str, given: str = "") -> str:
    """Return what a script wrote on standard output.

    ``script`` is a path, or the name of one of MediaWiki's maintenance scripts. Secrets go in
    through ``given``, which becomes standard input: arguments can be seen by everybody.
    """
    path = MEDIAWIKI / "maintenance" / script if isinstance(script, str) else script
    compiled = place.cache / "opcache"
    compiled.mkdir(mode=0o700, exist_ok=True)
    faster = ("-d", "opcache.enable_cli=1", "-d", f"opcache.file_cache={compiled}")
    done = subprocess.run(
        [executable(), *faster, str(path), *arguments],
        input=given,
        env=environment(place),
        cwd=place.directory,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    if done.returncode:
        words = (done.stderr.strip() or done.stdout.strip()).splitlines()[-4:]
        raise StoreError(f"MediaWiki's {path.name} failed: {' '.join(words)}")
    return done.stdout
