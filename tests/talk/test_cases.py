"""Small pages in many languages, each a pair of files in ``cases``.

``name.wikitext`` is the page; ``name.items`` says which wiki it is from and what it shows, then
what the parser makes of it, one item a line. All are written for these tests; no line is anybody's.

    REGENERATE=1 pytest tests/talk/test_cases.py

writes the expected side anew: read the diff before you keep it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bots.talk.items import CommentItem, TalkPage
from bots.talk.site import site
from bots.talk.threads import parse

CASES = Path(__file__).parent / "cases"
NAMES = sorted(path.stem for path in CASES.glob("*.wikitext"))


def described(page: TalkPage) -> str:
    """The page, one item a line, as the expected files have it."""
    lines = []
    for item in page.items:
        if isinstance(item, CommentItem):
            extra = "".join(
                f" {name}"
                for name, shown in (
                    ("unsigned", item.unsigned),
                    ("automatic", item.automatic),
                    (f"answers={item.answers}", item.answers is not None),
                    (f"signatures={len(item.signatures)}", len(item.signatures) > 1),
                )
                if shown
            )
            when = item.timestamp.strftime("%Y-%m-%dT%H:%MZ")
            lines.append(
                f"{item.index:2} {'·' * item.level} {item.author} {when} to {item.parent}"
                f" line {item.line} {item.id}{extra}"
            )
        else:
            level = "placeholder" if item.placeholder else f"h{item.heading_level}"
            lines.append(f"{item.index:2} {level} “{item.text}” {item.id}")
        lines.extend(f"     ! {warning}" for warning in item.warnings)
    for thread in page.threads:
        state = [name for name in ("closed", "resolved") if getattr(thread, name)]
        if state:
            lines.append(f"thread {thread.heading.index} is {' and '.join(state)}")
    lines.extend(f"set aside, line {one.line}: {one.reason}" for one in page.rejected)
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", NAMES)
def test_page_reads_as_expected(name):
    text = (CASES / f"{name}.wikitext").read_bytes().decode()
    file = CASES / f"{name}.items"
    head, _, expected = file.read_text(encoding="utf-8").partition("\n\n")
    wiki = head.partition("wiki: ")[2].partition("\n")[0]
    found = described(parse(text, site(wiki)))
    if os.environ.get("REGENERATE"):
        file.write_text(f"{head}\n\n{found}", encoding="utf-8")
    else:
        assert found == expected


def test_every_case_says_what_it_shows():
    for name in NAMES:
        assert "about: " in (CASES / f"{name}.items").read_text(encoding="utf-8")
