"""The bot answers nobody: it writes rows and records, and not a word of its own on a talk page."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

from bots.kinds import KINDS
from bots.run.job import Job
from bots.run.update import Answer
from bots.settings import load
from bots.stores.folder import FolderStore
from bots.talk.site import site
from bots.talk.threads import parse
from tests.kinds.conftest import TALK, Ledger, ledger  # noqa: F401

ROOT = Path(__file__).resolve().parent.parent.parent
SAMPLE = ROOT / "examples" / "strategy-2030"
REGION = re.compile(
    r"(\{\{Consultation region\|.*?\}\}).*?\{\{Consultation region end\|id=([^|}]+).*?\}\}",
    re.DOTALL,
)
RECORD = re.compile(r"\{\{Consultation [a-z ]+\n\|.*?\n\}\}", re.DOTALL)


def of_people(text: str) -> str:
    """A page without what stands in regions and records."""
    return RECORD.sub("record", REGION.sub(r"\1 \2", text))


def test_what_is_saved_goes_through_the_plan_an_undo_or_an_install():
    calls = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "bots").rglob("*.py")
        if re.search(r"\bstore\.save\(", path.read_text(encoding="utf-8"))
    }
    # The plan's texts are made by bots.page.keep alone, which edits rows and records.
    assert calls == {"bots/run/save.py", "bots/run/undo.py", "bots/run/install.py"}


def test_a_whole_run_says_nothing_to_anybody(tmp_path: Path):
    shutil.copytree(SAMPLE / "pages", tmp_path / "pages")
    settings = load(SAMPLE / "config" / "strategy-2030.toml")
    store = FolderStore(tmp_path / "pages")
    before = {title: r.text for title, r in store.read(list(store.titles())) if r}
    job = Job(store, settings, KINDS, date(2019, 7, 1))
    _, outcome = job.run(tmp_path / "state", lambda _: Answer.ALL, lambda _: None)
    assert len(outcome.saved) > 20
    after = {title: r.text for title, r in store.read(list(store.titles())) if r}
    assert all(after[title] == text for title, text in before.items() if "Talk:" in title)
    for title, text in before.items():
        assert of_people(after[title]).rstrip() == of_people(text).rstrip(), title
    assert after.keys() == before.keys()


def test_a_region_on_a_talk_page_is_no_comment(ledger: Ledger):  # noqa: F811
    ledger.more["scope"] = {"prefixes": ["P", "Talk:P"]}
    region = "\n{{Consultation region|id=r|kind=KIND}}\n{{Consultation region end|id=r}}\n"
    for kind in ("statements", "unanswered", "dispositions", "threads"):
        ledger.write("Talk:P", TALK + region.replace("KIND", kind))
        _, outcome = ledger.update()
        assert outcome.status == 0
        text = ledger.text("Talk:P")
        assert "|author=" in text or "|heading=" in text
        assert text.startswith(TALK)
        there, said = (parse(t, site("metawiki")).comments for t in (text, TALK))
        assert [comment.id for comment in there] == [comment.id for comment in said]
