"""What others do while a notice is saved, and what keeps it from being saved."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from bots.commands import main
from bots.errors import Conflict, Stopped, StoreError
from bots.page.notices import with_notices
from bots.page.problems import MARKERS
from bots.run import notices
from bots.run.notices import problems_of
from bots.stores.base import Revision
from bots.stores.folder import FolderStore, shipped_templates
from tests.run.conftest import TODAY
from tests.run.notices.board import HEADING, LOST, SIGNED, SOUND, Board


class Busy(FolderStore):
    """Somebody else says something there whenever the bot is about to save."""

    times = 1
    says = "\n\n== Else ==\nHello. " + SIGNED.format("Di")

    def save(self, title: str, text: str, *, base: Revision | None, **more: str) -> Revision:
        if title == "Talk:P/X" and Busy.times:
            Busy.times -= 1
            FolderStore(self._root, "Di").save(
                title, (base.text if base else "") + self.says, base=base, summary="hello"
            )
            raise Conflict("the page was changed since it was read", title=title)
        return super().save(title, text, base=base, **more)


@pytest.mark.parametrize("there", ["", "Welcome."])
def test_after_an_edit_conflict_it_stands_behind_what_was_said_meanwhile(board: Board, there: str):
    if there:
        board.by("Ana", "Talk:P/X", there)
    board.write("P/X", LOST)
    board.run()
    board.store_of, Busy.times = Busy, 1
    outcome = board.run()
    assert outcome.status == 1  # for the page itself
    text = board.text("Talk:P/X")
    assert text.strip().startswith(f"{there}{Busy.says}".strip())
    assert text.index(HEADING) > text.index("== Else ==")


def test_what_another_machine_tells_at_the_same_moment_is_not_told_twice(
    board: Board, monkeypatch: pytest.MonkeyPatch
):
    board.write("P/X", LOST)
    board.run()
    text = with_notices(
        "", "To mend", problems_of(board.job().plan(), board.settings), "2018-06-01"
    )
    monkeypatch.setattr(Busy, "says", text)
    board.store_of, Busy.times = Busy, 1
    board.run()
    assert board.text("Talk:P/X") == text


def test_two_machines_tell_it_once(board: Board, tmp_path: Path):
    board.write("P/X", LOST)
    for state in (tmp_path / "one", tmp_path / "two"):
        board.run(state)
    assert [board.run(state) and None for state in (tmp_path / "one", tmp_path / "two")]
    assert len([*board.store.history("Talk:P/X")]) == 1


class Protected(FolderStore):
    """Only administrators may edit some talk pages."""

    def save(self, title: str, text: str, *, base: Revision | None, **more: str) -> Revision:
        if title == "Talk:P/X" or "Locked" in title:
            raise StoreError("the page is protected", title=title)
        return super().save(title, text, base=base, **more)


def test_a_protected_talk_page_is_reported_and_stops_nothing(board: Board):
    board.write("P/X", LOST)
    board.run()
    board.store_of = Protected
    outcome = board.run()
    assert [refusal.title for refusal in outcome.refusals] == ["P/X", "Talk:P/X"]
    assert outcome.stopped is None
    board.store_of = FolderStore
    assert board.runs(1) == ["Talk:P/X"]


def test_pages_on_which_nothing_may_be_said_keep_others_from_nothing(board: Board):
    lost = (LOST.replace("id=t", f"id=t{number}") for number in range(20))
    for number in range(notices.MOST):
        board.write(f"P/Away {number}", next(lost))
        board.write(f"Talk:P/Away {number}", "{{nobots}}")
        board.write(f"P/Locked {number}", next(lost))
    board.write("P/Z", LOST)
    board.store_of = Protected
    board.runs(3)
    assert board.told("Talk:P/Z") == {MARKERS: True}


@pytest.mark.parametrize("installed", [True, False])
def test_it_is_told_where_the_template_is_that_shows_it(board: Board, installed: bool):
    board.write("P/X", LOST)
    for title in ("Template:Consultation common", "Template:Consultation notice")[: 1 + installed]:
        board.write(title, shipped_templates()[title])
    assert board.runs(3) == ["Talk:P/X"] * installed


def test_the_stop_page_stops_notices_too(board: Board):
    board.write("P/X", LOST)
    board.run()
    board.stop = "P/Stop"
    board.write("P/Stop", "stop")
    with pytest.raises(Stopped):
        board.run()
    assert board.revision("Talk:P/X") is None


def test_the_command_tells_and_says_so(board: Board):
    file = board.folder.parent / "p.toml"
    file.write_text(
        '[consultation]\nname = "P"\nwiki = "metawiki"\ntask = "P/Bot"\n'
        '[scope]\nprefixes = ["P"]\nnotices = true\n[[sources]]\nprefix = "Talk:P"\n'
    )
    board.write("P/X", LOST)
    where = ["--config", str(file), "--store", f"folder:{board.folder}"]
    words = ["update", *where, "--state", str(board.state), "--now", TODAY.isoformat()]
    always, shown = [*words, "--always"], [*words, "--simulate"]
    said = [CliRunner().invoke(main, call).output for call in (shown, always, shown, always)]
    assert [HEADING in text for text in said] == [False, False, True, False]
    assert "Talk:P/X — notice: 1 problem told" in " ".join(said[3].split())
    board.write("P/X", SOUND)
    ended = CliRunner().invoke(main, always)
    assert ended.exit_code == 0
    assert "Talk:P/X — notice: 1 problem mended" in " ".join(ended.output.split())


def test_summaries_say_what_it_is_and_ping_nobody(board: Board):
    board.write("P/X", LOST)
    board.runs()
    board.write("P/X", SOUND)
    board.runs()
    mended, told = [r.summary for r in board.store.history("Talk:P/X")]
    assert told.startswith("Notice: 1 problem to mend ([[P/Bot]], run ")
    assert mended.startswith("Notice: 1 problem mended ([[P/Bot]], run ")
    assert "[[" not in board.text("Talk:P/X")
