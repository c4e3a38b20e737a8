"""The bot answers nobody: it writes rows and records, and not a word of its own on a talk page.

But for notices of what is wrong with a page, where the settings allow them: those answer nobody.
"""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

from bots.kinds import KINDS
from bots.run.job import Job
from bots.run.lasting import lasting_of
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
    # The plan's texts are made by bots.page.keep, which edits rows and records, and, where the
    # settings allow it, by bots.page.notices, which adds a section to a talk page.
    assert calls == {"bots/run/save.py", "bots/run/undo.py", "bots/run/install.py"}


def texts(store: FolderStore) -> dict[str, str]:
    return {title: r.text for title, r in store.read(list(store.titles())) if r}


def test_a_whole_run_says_nothing_to_anybody(tmp_path: Path):
    shutil.copytree(SAMPLE / "pages", tmp_path / "pages")
    settings = load(SAMPLE / "config" / "strategy-2030.toml")
    store = FolderStore(tmp_path / "pages")
    before = texts(store)
    saved = []
    for _ in range(2):
        lasting = lasting_of(tmp_path / "state", store.name, settings.consultation.task)
        job = Job(store, settings, KINDS, date(2019, 7, 1), lasting=lasting)
        _, outcome = job.run(tmp_path / "state", lambda _: Answer.ALL, lambda _: None)
        saved += outcome.saved
    assert len(saved) > 20
    after = texts(store)
    assert all(after[title] == text for title, text in before.items() if "Talk:" in title)
    for title, text in before.items():
        assert of_people(after[title]).rstrip() == of_people(text).rstrip(), title
    assert after.keys() == before.keys()


def test_where_problems_are_told_nobody_is_answered_or_called(tmp_path: Path):
    shutil.copytree(SAMPLE / "pages", tmp_path / "pages")
    settings = load(SAMPLE / "config" / "strategy-2030.toml")
    scope = settings.scope.model_copy(update={"notices": True})
    settings = settings.model_copy(update={"scope": scope})
    store = FolderStore(tmp_path / "pages")
    before = texts(store)
    store.save(
        "Strategy/2030/Timeline",
        before["Strategy/2030/Timeline"] + "{{Consultation region|id=lost|kind=threads}}",
        base=dict(store.read(["Strategy/2030/Timeline"]))["Strategy/2030/Timeline"],
        summary="a person's",
    )
    for _ in range(3):
        lasting = lasting_of(tmp_path / "state", store.name, settings.consultation.task)
        job = Job(store, settings, KINDS, date(2019, 7, 1), lasting=lasting)
        job.run(tmp_path / "state", lambda _: Answer.ALL, lambda _: None)
    after = {title: text for title, text in texts(store).items() if "Talk:" in title}
    told = {title: text for title, text in after.items() if text != before.get(title, "")}
    assert "Talk:Strategy/2030/Timeline" in told
    for title, text in told.items():
        said = before.get(title, "").rstrip()
        assert text.startswith(said)
        added = text[len(said) :]
        assert re.fullmatch(r"\s*== .* ==\n(?:\{\{Consultation notice\n(?:\|.*\n)*\}\}\s*)+", added)
        assert "[[" not in added.replace("<nowiki>", "")
        there, were = (parse(t, site("metawiki")).comments for t in (text, said))
        assert [comment.id for comment in there] == [comment.id for comment in were]


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
