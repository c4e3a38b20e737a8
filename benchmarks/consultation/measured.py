"""What a command costs: time, processor, and the memory of its process with all below it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from benchmarks.dump import family, resident

OFTEN = 0.05
"""Seconds between two looks at the memory."""


@dataclass(frozen=True)
class Cost:
    """What one run took, and what it said."""

    seconds: float
    processor: float
    """Seconds of processor time, on all cores."""
    memory: float
    """MB: the greatest sum of what its processes held; what they share counts for each of them."""
    said: dict[str, Any]

    @property
    def saved(self) -> int:
        """How many pages were saved."""
        return len(self.said["saved"])


def update(folder: Path, pages: Path, day: str) -> Cost:
    """Run ``consult update`` as a process of its own and return what it took; ends at a refusal."""
    options = ["--config", str(folder / "settings.toml"), "--state", str(folder / "state")]
    options += ["--store", f"folder:{pages}", "--now", day, "--always", "--json"]
    return watched(["update", *options])


def watched(words: Sequence[str]) -> Cost:
    """Run ``consult`` with these words and return what it took; ends at a refusal."""
    command = [sys.executable, "-c", "from bots.commands import main; main()", *words]
    most = 0
    with TemporaryFile() as out:
        before, began = os.times(), time.monotonic()
        with subprocess.Popen(command, stdout=out) as process:
            while process.poll() is None:
                most = max(most, sum(resident(pid) for pid in family(process.pid)))
                time.sleep(OFTEN)
        seconds, after = time.monotonic() - began, os.times()
        out.seek(0)
        said = json.loads(out.read() or b"{}")
    if process.returncode:
        sys.exit(f"consult {words[0]} failed with {process.returncode}: {said.get('refusals')}")
    processor = after.children_user + after.children_system
    processor -= before.children_user + before.children_system
    return Cost(seconds, processor, most / 1e6, said)
