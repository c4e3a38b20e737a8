"""The table of docs/reliability.md, from the first lines of the tests' docstrings.

    python -m tests.reliability.table    # writes docs/reliability.md

A docstring says ``fault | what happens``. The text around the table stands here as well.
"""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent.parent
DOCUMENT: Final = ROOT / "docs" / "reliability.md"
_HEAD: Final = """# What goes wrong, and what the bot does then

Each line is a test against a real MediaWiki with the real pywikibot, and between them a proxy that
loses, delays, cuts and forges answers: `tests/reliability/`. Every one of them checks besides that
no word of a person's is lost, that the page is the same to the byte outside the bot's rows, and
that no password or token stands in any output, log or journal. This page is written by
`python -m tests.reliability.table`; a test checks that it is current.

| no. | fault | what happens | test |
|---|---|---|---|
"""
_TAIL: Final = """
## The figures

- **Edits** of a flagged bot are 5 s apart or more, by `put_throttle`; only on 127.0.0.1 they are
  not. An account without `noratelimit` is paced by the wiki's own limit, so that it is not reached.
- **Troubles** (read-only, lag, rate limits, 5xx, answers that are none) share 300 s a run, the
  attempts included and 45 s kept for an answer that never comes. Pauses are 5, 10, 20, 40, 60 s,
  or what `Retry-After` says if that is longer. Then: try later, exit status 3.
- **4xx** are permanent, but for 408, 425 and 429: one try.
- **An edit** is sent once. Where its answer is lost, the page's history is asked whether it
  arrived; only if it did not is it sent again.
- **Before each edit** the stop page and the page itself are read anew, in one request; that look
  holds for 4 s and for at most five edits. So at the pace of flagged bots at most one edit follows
  after the stop page was switched; in a burst on 127.0.0.1 at most four do.
- **SIGTERM** ends waiting at once and gives the edit at hand 10 s.
- **Shrinking:** a region of which more than 20% and at least 5 rows would be blanked as gone is
  refused without `--allow-shrink`.

## Where this differs from what pywikibot alone was measured to do

Its throttle file is not used: a killed process slows nobody down. `assert=bot` goes with every
edit; pywikibot puts `assert=user` in its place.

## What is left

MediaWiki merges an edit with one that somebody made on other lines in the same moment. A
`{{nobots}}` that arrives between the look before an edit and the edit, milliseconds, is merged with
it; the next run stays away. The API has no way to ask for an edit that is not merged.
"""


def cases() -> list[tuple[str, str, str]]:
    """Return number, docstring and place of each test, by number."""
    found = []
    for path in sorted(Path(__file__).parent.glob("test_*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                words = (ast.get_docstring(node) or "").partition("\n")[0]
                number = node.name.split("_")[1]
                if " | " in words:
                    place = f"`tests/reliability/{path.name}::{node.name}`"
                    found.append((number if number.isdigit() else "", words, place))
    return sorted(found, key=lambda one: (one[0] or "99", one[2]))


def page() -> str:
    """Return the text of docs/reliability.md."""
    rows = [f"| {number} | {words} | {place} |" for number, words, place in cases()]
    return _HEAD + "\n".join(rows) + "\n" + _TAIL


if __name__ == "__main__":
    DOCUMENT.write_text(page(), encoding="utf-8")
