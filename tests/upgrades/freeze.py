"""Freezes what an earlier version leaves behind, for the tests of upgrades.

    python -m tests.upgrades.freeze COMMIT 0.1

The code of that commit puts its templates into a copy of its own sample, brings it up to date, and
people edit it between runs. Pages, their histories, journal and settings go into ``0.1.tar.xz``,
which nobody changes afterwards: it is what stands on wikis.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
STATEMENTS = "Strategy/2030/Advocacy/Statements"
GROUPS = "Strategy/2030/Working_groups"
THREADS = "Strategy/2030/Advocacy/Conversations"
TIMELINE = "Strategy/2030/Timeline"
UNDONE = "Strategy/2030/Monday"
"""The page on which somebody took the first run back, so that the bots stay away from it."""
FIRST, SECOND = "2018-10-01", "2018-10-03"


def code_people(text: str) -> str:
    """Facilitators code the second statement, set the fourth aside, and delete the third."""
    text = filled(text, 1, theme="voice", level="structural", summary="They want to be asked first")
    text = filled(text, 1, response="[[Strategy/2030/Advocacy/Notes|Notes]]", note="see call 3")
    text = filled(text, 3, excluded="thanks only")
    rows = re.findall(r"\{\{Consultation statement\n.*?\n\}\}\n", text, re.DOTALL)
    return text.replace(rows[2], "")


def correct(text: str) -> str:
    """Somebody corrects what the bot says of a group, and adds a row of their own."""
    text = filled(text, 0, members="9", note="two of them take turns")
    own = (
        "{{Consultation working group row\n|id=friends\n|name=Friends of all groups\n|note=ours\n}}"
    )
    return text.replace("{{Consultation working group row\n|id=learning", f"{own}\n"
                        "{{Consultation working group row\n|id=learning")  # fmt: skip


def summarize(text: str) -> str:
    """Somebody sums a thread up, in two languages, and moves a row."""
    text = filled(text, 0, summary="Ja: sie '''fragen''' {{nowrap|zuerst}}.\n<br>نعم")
    rows = re.findall(r"\{\{Consultation thread row\n.*?\n\}\}\n", text, re.DOTALL)
    return text.replace(rows[0], "").replace(rows[-1], rows[-1] + rows[0])


def declare(text: str) -> str:
    """Somebody declares a milestone dropped."""
    return re.sub(r"(\|id=advocacy-name\n(?:\|[^\n]*\n)*?\|status=)[^\n]*", r"\1dropped", text)


def restyle(text: str) -> str:
    """The wiki has a look of its own."""
    return text.replace("border-radius: 50%", "border-radius: 20%", 1)


BETWEEN: dict[str, Callable[[str], str]] = {
    STATEMENTS: code_people,
    GROUPS: correct,
    THREADS: summarize,
}
"""What people do between the two runs."""
AFTER: dict[str, Callable[[str], str]] = {
    TIMELINE: declare,
    "Template%3AConsultation_common/styles.css": restyle,
}
"""What they do after the second: no run of that version has seen it."""


def saves(journal: Path, title: str) -> bool:
    """Say whether a run saved this page."""
    return f'"page": "{title}"' in journal.read_text(encoding="utf-8")


def filled(text: str, row: int, **cells: str) -> str:
    """Return the page with cells of one of its rows filled by hand."""
    rows = list(re.finditer(r"\{\{Consultation [a-z ]+\n\|id=.*?\n\}\}", text, re.DOTALL))
    found = rows[row]
    words = found[0]
    for name, value in cells.items():
        words, count = re.subn(
            rf"(\n\|{name.replace('_', ' ')}=)[^\n]*", rf"\g<1>{value}", words, count=1
        )
        assert count, name
    return text[: found.start()] + words + text[found.end() :]


def edit(pages: Path, edits: dict[str, Callable[[str], str]]) -> None:
    """Do what people do; each of it changes its page."""
    for title, change in edits.items():
        path = pages / f"{title}.wikitext"
        text = path.read_text(encoding="utf-8")
        after = change(text)
        assert after != text, title
        path.write_text(after, encoding="utf-8")


def freeze(commit: str, version: str) -> Path:
    """Return the archive made by the code of a commit."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        code, work = place / "code", place / version
        archive = subprocess.run(
            ["git", "archive", commit], cwd=ROOT, check=True, capture_output=True
        ).stdout
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            tar.extractall(code, filter="data")
        sample = code / "examples" / "strategy-2030"
        # As installed, or Python would find the present templates by way of the checkout.
        shutil.copytree(code / "wikitext_templates", code / "bots" / "wikitext_templates")
        shutil.copytree(sample / "pages", work / "pages")
        shutil.copytree(sample / "config", work / "config")

        def consult(*words: str) -> None:
            subprocess.run(
                [sys.executable, "-c", "from bots.commands import main; main()", *words],
                cwd=work,
                env={**os.environ, "PYTHONPATH": str(code), "CONSULT_STATE": str(work / "state")},
                stdin=subprocess.DEVNULL,
                check=True,
            )

        store = ("--store", "folder:pages")
        consult("install", *store, "--always")
        consult("update", *store, "--always", "--now", FIRST)
        edit(work / "pages", BETWEEN)
        consult("update", *store, "--always", "--now", SECOND)
        first, *_ = sorted(path.stem for path in work.glob("state/*/runs/*") if saves(path, UNDONE))
        consult("undo", first, *store, "--always", "--page", UNDONE)
        edit(work / "pages", AFTER)
        # The journal's folder is named by where the pages are; the test puts it where they will be.
        (journal,) = (work / "state").iterdir()
        journal.rename(work / "state" / "journal")
        made = HERE / f"{version}.tar.xz"
        with tarfile.open(made, "w:xz") as tar:
            tar.add(work, version, filter=_anonymous)
        return made


def _anonymous(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member


if __name__ == "__main__":
    print(freeze(*sys.argv[1:3]))  # noqa: T201
