"""What earlier runs made of texts: a help, never a source."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bots.kinds import KINDS, ROWS
from bots.run import hosts, remembered, transcripts
from bots.run.job import Job
from bots.run.plan import Plan
from bots.run.remembered import Memory, memory_of
from bots.run.sealing import opened
from bots.run.update import Answer
from tests.histories.play import History
from tests.histories.quick import quicken
from tests.histories.world import SETTINGS
from tests.run.conftest import TALK, THREADS, TODAY, Place

VALUE = ("a", Counter(x=2), frozenset({1}), datetime(2018, 6, 1, tzinfo=UTC))


def told(memory: Memory, text: str = "text", setting: str = "") -> bool:
    """Whether the value had to be made, which it is right both times."""
    made = []
    value = memory.recall("here", text, setting, lambda: made.append(1) or VALUE)
    assert value == VALUE
    return bool(made)


def test_a_value_is_made_once_for_a_text(tmp_path: Path):
    assert told(Memory(tmp_path))
    assert not told(Memory(tmp_path))
    assert not told(Memory(tmp_path))


def test_another_text_setting_or_code_makes_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    assert told(Memory(tmp_path))
    assert told(Memory(tmp_path), text="text.")
    assert told(Memory(tmp_path), text="text.", setting="French")
    monkeypatch.setattr(remembered, "_code", lambda: "newer")
    assert told(Memory(tmp_path), text="text.", setting="French")
    assert not told(Memory(tmp_path), text="text.", setting="French")
    assert len(list(tmp_path.iterdir())) == 1


def test_what_is_damaged_is_made_again(tmp_path: Path):
    told(Memory(tmp_path))
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    for place in range(len(whole)):
        changed = bytes([whole[place] ^ 1])
        for damaged in (whole[:place], whole[:place] + changed + whole[place + 1 :]):
            file.write_bytes(damaged)
            assert told(Memory(tmp_path)), f"byte {place}"
    assert file.read_bytes() == whole


def test_a_folder_that_is_gone_or_full_does_no_harm(tmp_path: Path):
    folder = tmp_path / "gone"
    memory = Memory(folder)
    assert told(memory)
    assert told(memory)
    memory.forget_the_rest()
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert told(memory_of(blocked, "folder:x", "P/Bot"))
    assert told(Memory())


def test_nobody_reads_it_without_the_text(tmp_path: Path):
    words = "a word that was removed " * 40
    Memory(tmp_path).recall("here", f"{words} 1", "", lambda: words)
    (file,) = tmp_path.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    data = file.read_bytes()
    assert b"removed" not in data
    assert told(Memory(tmp_path), text=words)
    for key in (b"", words.encode()):
        with pytest.raises(ValueError, match="another text"):
            opened(data, key, ())


def test_nothing_but_values_is_read(tmp_path: Path):
    """A file that somebody has put there may not run what they like."""

    class Evil:
        def __reduce__(self):
            return os.mkdir, (str(tmp_path / "made by reading"),)

    memory = Memory(tmp_path)
    memory.recall("here", "text", "", Evil)
    assert told(Memory(tmp_path))
    assert not (tmp_path / "made by reading").exists()


def test_what_is_shared_stays_one_thing(tmp_path: Path):
    shared = (("a",), ROWS["threads"], ROWS["votes"])
    value = [ROWS["votes"], {"row": ROWS["votes"]}, ROWS["milestones"], ("a",)]
    for _ in range(2):
        found = Memory(tmp_path).recall("here", "text", "", lambda: value, shared)
        assert found == value
        assert found[0] is found[1]["row"] is ROWS["votes"]
    assert found[2] is not ROWS["milestones"]


def test_what_no_run_asks_for_is_forgotten(tmp_path: Path):
    memory = Memory(tmp_path)
    memory.recall("one", "a", "", lambda: 1)
    memory.recall("two", "b", "", lambda: 2)
    later = Memory(tmp_path)
    later.recall("two", "b", "", lambda: 0)
    later.forget_the_rest()
    made = []
    again = Memory(tmp_path)
    assert again.recall("two", "b", "", lambda: 0) == 2
    assert again.recall("one", "a", "", lambda: made.append(1)) is None
    assert made


def test_what_is_expected_waits_beside_what_is_there(tmp_path: Path):
    memory = Memory(tmp_path)
    memory.recall("here", "old", "", lambda: "of the old text")
    memory.expect("here", "new", "", "of the new text")
    memory.forget_the_rest()
    assert Memory(tmp_path).recall("here", "old", "", lambda: "") == "of the old text"
    assert Memory(tmp_path).recall("here", "new", "", lambda: "") == "of the new text"
    assert Memory(tmp_path).recall("here", "new", "", lambda: "") == "of the new text"
    assert Memory(tmp_path).recall("here", "old", "", lambda: "made") == "made"


def test_what_was_expected_in_vain_is_forgotten(tmp_path: Path):
    memory = Memory(tmp_path)
    memory.recall("here", "old", "", lambda: 1)
    memory.expect("here", "new", "", 2)
    later = Memory(tmp_path)
    later.recall("here", "old", "", lambda: 0)
    later.forget_the_rest()
    assert len(list(tmp_path.iterdir())) == 1


def test_pages_that_the_bot_has_written_are_not_read_again(
    place: Place, monkeypatch: pytest.MonkeyPatch
):
    def run() -> list[str]:
        read = []
        looked_at = hosts._looked_at
        with monkeypatch.context() as patch:
            patch.setattr(
                hosts,
                "_looked_at",
                lambda revision, *more: read.append(revision.title) or looked_at(revision, *more),
            )
            memory = memory_of(place.state, "folder", "P/Bot")
            job = replace(place.job(), memory=memory)
            outcome = job.run(place.state, lambda _: Answer.ALL, lambda _: None)[1]
        assert not outcome.refusals
        return read

    place.write("P/Threads", THREADS)
    assert run() == ["P/Threads", "P/Timeline"]
    written = place.text("P/Threads")
    assert "Funding" in written
    assert run() == []
    place.write("P/Threads", written.replace("Read on.", "Go on."))
    assert run() == ["P/Threads"]


def test_two_consultations_on_a_wiki_remember_apart(tmp_path: Path):
    memory_of(tmp_path, "folder:x", "P/Bot").recall("one", "a", "", lambda: 1)
    other = memory_of(tmp_path, "folder:x", "Q/Bot")
    other.forget_the_rest()
    assert memory_of(tmp_path, "folder:x", "P/Bot").recall("one", "a", "", lambda: 2) == 1


def same(plan: Plan, other: Plan) -> bool:
    ours, theirs = (replace(p, changes=()) for p in (plan, other))
    texts = [[(c.title, c.kept.text, c.kinds) for c in p.changes] for p in (plan, other)]
    consultations = [replace(p.consultation, evidence=None) for p in (plan, other)]
    return (
        texts[0] == texts[1]
        and plan.kept == other.kept
        and [*map(str, ours.refusals)] == [*map(str, theirs.refusals)]
        and ours.troubles == theirs.troubles
        and consultations[0] == consultations[1]
    )


def test_talk_pages_that_did_not_change_are_not_parsed_again(
    place: Place, monkeypatch: pytest.MonkeyPatch
):
    parsed = []
    parse = transcripts.parse
    monkeypatch.setattr(
        transcripts, "parse", lambda text, site: parsed.append(text) or parse(text, site)
    )
    place.write("P/All", regions())

    def plan(**changed: object) -> Plan:
        parsed.clear()
        return replace(place.job(), **changed).plan()

    def helped() -> Plan:
        return plan(memory=memory_of(place.state, "folder", "P/Bot"))

    first = helped()
    assert len(parsed) == 1
    assert same(helped(), first)
    assert parsed == []
    place.write("Talk:P", TALK + "\n== New ==\nYes. [[User:Di|Di]] 10:00, 1 May 2018 (UTC)\n")
    later = helped()
    assert len(parsed) == 1
    assert same(later, plan())
    assert not same(later, first)


def regions() -> str:
    return "\n".join(
        f"{{{{Consultation region|id=r{number}|kind={kind}}}}}\n"
        f"{{{{Consultation region end|id=r{number}}}}}"
        for number, kind in enumerate(sorted(KINDS))
    )


@pytest.mark.parametrize("number", range(20_000, 20_015))
def test_histories_go_as_they_go_without_it(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    quicken(monkeypatch.setattr)
    plan_of = Job.plan

    def both(job: Job, *progress: object) -> Plan:
        plain = plan_of(job, *progress)
        helped = plan_of(replace(job, memory=memory_of(tmp_path, "memory", "P/Bot")), *progress)
        assert same(plain, helped)
        return helped

    monkeypatch.setattr(Job, "plan", both)
    History(number).play()


def test_the_histories_settings_make_use_of_it(tmp_path: Path):
    history = History(20_000)
    for _ in range(2):
        memory = memory_of(tmp_path, "memory", "P/Bot")
        Job(history.store, SETTINGS, KINDS, TODAY, memory=memory).plan()
    assert list(tmp_path.rglob("remembered/*/*"))
