"""Problems told on talk pages: once, whatever people do with it, and only where it is asked for."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from bots.commands import main
from bots.errors import Conflict, Stopped, StoreError
from bots.i18n.bundles import own_bundle
from bots.kinds import KINDS
from bots.page.keep import Kept
from bots.page.notices import told_in, with_notices
from bots.page.problems import ASKS, KIND, MARKERS, UNCLEAR
from bots.run import notices
from bots.run.job import Job
from bots.run.journal import Journal, entries, new_run_id, state_folder
from bots.run.lasting import lasting_of
from bots.run.notices import problems_of
from bots.run.summaries import run_of
from bots.run.undo import Undoing, edits_of, undo_run, unwritten_edits
from bots.run.update import Answer, Outcome
from bots.stores.base import Revision
from bots.stores.filenames import path_of
from bots.stores.folder import FolderStore, shipped_templates
from bots.talk.site import site
from bots.talk.threads import parse
from tests.kinds.conftest import Ledger
from tests.run.conftest import TODAY

START = "{{Consultation region|id=t|kind=threads}}\n"
END = "{{Consultation region end|id=t}}"
SOUND = START + END
LOST = START + "Thank you."
OTHER = "{{Consultation region|id=t|kind=nonsense}}\n" + END
HEADING = f"== {own_bundle('consultation', 'en')['consultation-notice-heading']} =="
SIGNED = "[[User:{0}|{0}]] 10:15, 3 May 2018 (UTC)"


@dataclass
class Board(Ledger):
    """A consultation whose problems are told, unless its settings say otherwise."""

    store_of: type[FolderStore] = FolderStore

    @property
    def store(self) -> FolderStore:
        return self.store_of(self.folder)

    def run(self, state: Path | None = None, days: int = 0) -> Outcome:
        """A whole run, as the schedule calls it."""
        state = state or self.state
        job = replace(
            self.job(TODAY + timedelta(days=days)),
            lasting=lasting_of(state, self.store.name, self.settings.consultation.task),
        )
        _, outcome = job.run(state, lambda _: Answer.ALL, lambda _: None)
        return outcome

    def runs(self, count: int = 2, **more: int) -> list[str]:
        """So many runs; the titles of the talk pages that were written on."""
        done = [self.run(**more) for _ in range(count)]
        return [c.title for outcome in done for c in outcome.saved if c.kinds == ("notice",)]

    def told(self, title: str) -> dict[str, bool]:
        """The problems told on a page, each with whether it is open."""
        text = self.text(title)
        return {self.sort(text, one.id): is_open for one, is_open in told_in(text).items()}

    @staticmethod
    def sort(text: str, number: str) -> str:
        found = re.search(rf"\|id={number}\n(?:.*\n)*?\|problem=(\w*)\n", text)
        return found[1] if found else ""

    def by(self, user: str, title: str, text: str) -> None:
        """Somebody saves the page, as on a wiki."""
        store = FolderStore(self.folder, user)
        ((_, base),) = store.read([title])
        store.save(title, text, base=base, summary="mine")

    def moved(self, old: str, new: str) -> None:
        """Somebody moves a page, history and all, and leaves a redirect."""
        for root in (self.folder, self.folder / ".history"):
            if (root / path_of(old)).exists():
                (root / path_of(new)).parent.mkdir(parents=True, exist_ok=True)
                (root / path_of(old)).rename(root / path_of(new))
        self.write(old, f"#REDIRECT [[{new}]]")


@pytest.fixture
def board(tmp_path: Path) -> Board:
    board = Board(tmp_path / "pages", tmp_path / "state")
    board.folder.mkdir()
    board.more = {"scope": {"prefixes": ["P"], "notices": True}}
    board.write("Talk:P", "== Money ==\nHow much? " + SIGNED.format("Ana"))
    board.write("P/X", SOUND)
    return board


def test_a_problem_that_lasted_for_a_run_is_told_and_then_never_again(board: Board):
    board.write("P/X", LOST)
    assert board.runs(1) == []
    assert board.runs(1) == ["Talk:P/X"]
    text = board.text("Talk:P/X")
    assert text.startswith(HEADING)
    assert board.told("Talk:P/X") == {MARKERS: True}
    assert "line 1: region t begins here but does not end" in text
    assert board.runs(3) == []
    assert board.text("Talk:P/X") == text


def test_without_the_setting_nothing_is_told(board: Board):
    board.more = {}
    board.write("P/X", LOST)
    assert board.runs(3) == []
    assert board.revision("Talk:P/X") is None


def test_a_run_of_a_part_and_a_simulation_tell_nothing_and_see_nothing(board: Board):
    board.write("P/X", LOST)
    lasting = lasting_of(board.state, board.store.name, "P/Bot")
    part = Job(board.store, board.settings, KINDS, TODAY, frozenset({"P/X"}), lasting=lasting)
    few = Job(board.store, board.settings, {"threads": KINDS["threads"]}, TODAY, lasting=lasting)
    for job in (part, few):
        job.run(board.state, lambda _: Answer.ALL, lambda _: None)
    whole = Job(board.store, board.settings, KINDS, TODAY, lasting=lasting)
    whole.simulate()
    assert board.runs(1) == []


def test_a_simulation_shows_what_a_run_would_tell(board: Board):
    board.write("P/X", LOST)
    board.run()
    lasting = lasting_of(board.state, board.store.name, "P/Bot")
    job = Job(board.store, board.settings, KINDS, TODAY, lasting=lasting)
    plan, _ = job.simulate()
    (change,) = plan.changes
    assert (change.title, change.base, change.kinds) == ("Talk:P/X", None, ("notice",))
    assert board.revision("Talk:P/X") is None


def test_an_edit_in_the_making_is_not_commented_on(board: Board):
    board.write("P/X", LOST)
    board.run()
    board.write("P/X", SOUND)
    board.run()
    board.write("P/X", LOST)
    board.run()
    assert board.revision("Talk:P/X") is None


def test_what_is_mended_is_marked_in_place_and_once(board: Board):
    board.write("P/X", LOST)
    board.runs()
    before = board.text("Talk:P/X")
    board.write("P/X", SOUND)
    assert board.runs(3, days=4) == ["Talk:P/X"]
    assert board.text("Talk:P/X") == before.replace("|mended=\n", "|mended=2018-06-05\n")


def test_a_problem_that_comes_and_goes_is_told_once_and_mended_once(board: Board):
    for days in range(1, 9):
        board.write("P/X", LOST if days % 3 else SOUND)
        board.runs(2, days=days)
    history = list(board.store.history("Talk:P/X"))
    assert len(history) == 2
    assert board.told("Talk:P/X") == {MARKERS: False}


def test_another_problem_is_told_by_itself_and_both_are_mended_in_one_edit(board: Board):
    board.write("P/X", LOST)
    board.runs()
    board.write("P/X", OTHER)
    assert board.runs(1) == []
    assert board.runs(1) == ["Talk:P/X"]
    # While the page is refused nobody can tell whether the first problem is mended.
    assert board.told("Talk:P/X") == {MARKERS: True, KIND: True}
    assert board.text("Talk:P/X").count("==") == 4
    board.write("P/X", SOUND)
    assert board.runs(2) == ["Talk:P/X"]
    assert board.told("Talk:P/X") == {MARKERS: False, KIND: False}


TREATED = {
    "answered": lambda text: f"{text}\n: I did it. {SIGNED.format('Bo')}",
    "removed": lambda text: "Welcome.",
    "emptied": lambda text: "",
    "taken apart": lambda text: text.replace("|problem=markers\n", "").replace("|id=", "|was="),
    "hidden": lambda text: f"<!-- {text} -->",
    "put in a box": lambda text: f"{{{{Done|1={text}}}}}",
    "marked as mended": lambda text: text.replace("|mended=", "|mended=yes, thank you"),
}


@pytest.mark.parametrize("name", TREATED)
@pytest.mark.parametrize("remembered", [True, False], ids=["here", "another machine"])
def test_whatever_people_do_with_a_notice_it_is_not_told_again(
    board: Board, name: str, remembered: bool
):
    board.write("P/X", LOST)
    board.runs()
    left = TREATED[name](board.text("Talk:P/X"))
    board.by("Ana", "Talk:P/X", left)
    if not remembered:
        shutil.rmtree(board.state)
    assert board.runs(4) == []
    assert board.text("Talk:P/X") == left


@pytest.mark.parametrize("history", [True, False])
def test_what_an_archive_has_is_not_told_again(board: Board, history: bool):
    board.write("P/X", LOST)
    board.runs()
    archive = "Talk:P/X/Archive 1"
    if history:
        board.moved("Talk:P/X", archive)
    else:
        board.by("Ana", archive, board.text("Talk:P/X"))
        shutil.rmtree(board.folder / ".history" / path_of("Talk:P/X"))
    board.write("Talk:P/X", "A new beginning.")
    shutil.rmtree(board.state)
    assert board.runs(4) == []


def test_a_notice_in_an_archive_stays_as_it_is(board: Board):
    board.write("P/X", LOST)
    board.runs()
    text = board.text("Talk:P/X")
    board.by("Ana", "Talk:P/X/Archive 1", text)
    board.by("Ana", "Talk:P/X", "Archived.")
    board.write("P/X", SOUND)
    assert board.runs(2) == []
    assert board.text("Talk:P/X/Archive 1") == text


def test_a_notice_that_was_taken_back_is_not_told_again(board: Board):
    board.by("Ana", "Talk:P/X", "Welcome.")
    board.write("P/X", LOST)
    board.runs()
    folder = state_folder(board.state, board.store.name)
    run = run_of(board.revision("Talk:P/X").summary)
    undoing = Undoing(board.store, board.settings, run, TODAY)
    journal = Journal(folder, new_run_id())
    done = undo_run(undoing, edits_of([*entries(folder, run)], frozenset()), journal, _yes)
    assert [entry.page for entry in done.taken] == ["Talk:P/X"]
    assert board.text("Talk:P/X") == "Welcome."
    shutil.rmtree(board.state)
    assert board.runs(4) == []
    # Nor is anything else said there, or tried, as long as it stands as the person wanted it.
    board.write("P/X", OTHER)
    assert [error.title for _ in range(3) for error in board.run().refusals] == ["P/X"] * 3
    assert board.text("Talk:P/X") == "Welcome."


def _yes(*_: object) -> bool:
    return True


def test_a_killed_runs_notice_can_be_taken_back(board: Board):
    board.by("Ana", "Talk:P/X", "Welcome.")
    board.write("P/X", LOST)
    board.runs()
    folder = state_folder(board.state, board.store.name)
    run = run_of(board.revision("Talk:P/X").summary)
    known = [entry for entry in entries(folder, run) if entry.event == "start"]
    (edit,) = unwritten_edits(board.store, board.settings, run, known)
    assert (edit.page, edit.after) == ("Talk:P/X", board.revision("Talk:P/X").id)


def test_a_page_moved_with_its_talk_page_is_told_of_no_more(board: Board):
    board.write("P/X", LOST)
    board.runs()
    board.moved("P/X", "P/Y")
    board.moved("Talk:P/X", "Talk:P/Y")
    assert board.runs(3) == []
    board.write("P/Y", SOUND)
    assert board.runs(2) == ["Talk:P/Y"]
    assert board.told("Talk:P/Y") == {MARKERS: False}
    assert board.text("Talk:P/X").startswith("#REDIRECT")


def test_a_page_that_was_deleted_or_left_by_the_bots_is_mended(board: Board):
    board.write("P/X", LOST)
    board.runs()
    board.write("P/X", "A page.")
    board.runs()
    assert board.told("Talk:P/X") == {MARKERS: False}


def test_a_page_out_of_scope_is_left_alone_with_its_talk_page(board: Board):
    board.write("P/X", LOST)
    board.runs()
    before = board.text("Talk:P/X")
    board.more["scope"] = {"prefixes": ["P"], "exclude": ["P/X"], "notices": True}
    assert board.runs() == []
    assert board.text("Talk:P/X") == before


def test_where_a_wiki_could_not_be_read_nothing_is_called_mended(board: Board):
    milestone = "{{Consultation milestone\n|id=m\n|title=M\n|date=2018-07\n|depends on=nobody\n}}"
    board.write("P/X", milestone)
    board.runs()
    assert board.told("Talk:P/X") == {UNCLEAR: True}
    board.write("P/X", "A page.")
    board.more["sources"] = [
        {"title": "B", "interwiki": "w:fr", "wiki": "frwiki", "store": "folder:/nowhere"}
    ]
    board.write("P/T", SOUND)
    board.runs()
    assert board.told("Talk:P/X") == {UNCLEAR: True}
    board.more.pop("sources")
    board.runs()
    assert board.told("Talk:P/X") == {UNCLEAR: False}


KEPT_AWAY = {
    "the page keeps the bot away": ("P/X", "{{nobots}}\n" + LOST),
    "its talk page does": ("Talk:P/X", "{{bots|deny=Consultation bot}}"),
    "its talk page is translated": ("Talk:P/X", "<translate>Welcome.</translate>"),
    "a comment is open at the end of its talk page": ("Talk:P/X", "Welcome. <!-- to do"),
    "its talk page redirects to a person's": ("Talk:P/X", "#REDIRECT [[User talk:Ana]]"),
    "to a page that is no talk page": ("Talk:P/X", "#REDIRECT [[P/Y]]"),
    "to another consultation's": ("Talk:P/X", "#REDIRECT [[Talk:Q]]"),
    "to a page that is not there": ("Talk:P/X", "#REDIRECT [[Talk:P/None]]"),
    "in a circle": ("Talk:P/X", "#REDIRECT [[Talk:P/X]]"),
}


@pytest.mark.parametrize("name", KEPT_AWAY)
def test_nothing_is_told(board: Board, name: str):
    title, text = KEPT_AWAY[name]
    board.write("P/X", LOST)
    for other in ("P/Y", "Talk:Q", "User talk:Ana"):
        board.write(other, "A page.")
    board.write(title, text)
    before = {one: board.text(one) for one in board.store.titles()}
    assert board.runs(3) == []
    assert {one: board.text(one) for one in board.store.titles()} == before


def test_pages_that_share_a_talk_page_are_told_apart_on_it(board: Board):
    for page in ("P/X", "P/Y"):
        board.write(page, LOST)
        board.write(f"Talk:{page}", "#REDIRECT [[Talk:P#Lists]]")
    assert board.runs() == ["Talk:P"]
    text = board.text("Talk:P")
    assert text.startswith("== Money ==")
    assert [(one.page, is_open) for one, is_open in told_in(text).items()] == [
        ("P/X", True), ("P/Y", True),
    ]  # fmt: skip
    board.write("P/Y", SOUND)
    assert board.runs(3) == ["Talk:P"]
    found = {one.page: is_open for one, is_open in told_in(board.text("Talk:P")).items()}
    assert found == {"P/X": True, "P/Y": False}


@pytest.mark.parametrize("unsound", [True, False])
def test_on_a_talk_page_with_a_list_the_end_is_written_to_if_it_is_sound(
    board: Board, unsound: bool
):
    board.more["scope"] = {"prefixes": ["P", "Talk:P"], "notices": True}
    text = board.text("Talk:P") + ("\n" + LOST if unsound else "\n" + SOUND.replace("id=t", "id=r"))
    asks = "\n{{Consultation region|id=a|kind=threads|source=Talk:Q}}\n" + END.replace(
        "id=t", "id=a"
    )
    board.write("Talk:P", text + asks)
    board.runs(4)
    after = board.text("Talk:P")
    if unsound:
        # A section there would stand inside of the list that has no end.
        assert after == text + asks
    else:
        assert after.startswith("== Money ==")
        assert after.count(HEADING) == 1
        assert after.index(HEADING) > after.index("{{Consultation region end|id=a")
        assert list(board.told("Talk:P")) == [ASKS]


def test_what_is_wrong_elsewhere_than_in_lists_and_records_is_for_the_status_page(board: Board):
    board.write("P/X", LOST)
    plan = board.job().plan()
    told = [("P/Bot/Settings.json", "is not JSON"), ("P/X", "has no milestone"), ("P", "no host")]
    assert [n.page for n in problems_of(replace(plan, troubles=told), board.settings)] == ["P/X"]
    read = replace(plan, kept={"P": Kept("")}, troubles=told, refusals=())
    assert [n.what for n in problems_of(read, board.settings)] == ["no host"]


def test_a_page_is_saved_once_in_a_run(board: Board):
    board.more["scope"] = {"prefixes": ["P", "Talk:P"], "notices": True}
    record = "{{Consultation milestone\n|id=m\n|title=M\n|date=2018-07\n|depends on=none\n}}\n"
    board.write("Talk:P", f"{record}{SOUND}\n\n{board.text('Talk:P')}")
    board.run()
    board.write("Talk:P", board.text("Talk:P") + "\n\n== Names ==\nWhich? " + SIGNED.format("Bo"))
    done = [board.run().saved for _ in range(3)]
    saved = [[change.kinds for change in run if change.title == "Talk:P"] for run in done]
    assert saved == [[("threads", "milestone")], [("notice",)], []]


def test_what_is_not_clear_is_told_too_while_the_page_is_kept(board: Board):
    record = "{{{{Consultation milestone\n|id={0}\n|title=M\n|date=2018-07\n|depends on={1}\n}}}}\n"
    board.write("P/X", "".join(record.format(f"m{n}", f"none-{n}") for n in range(14)))
    assert board.runs() == ["Talk:P/X"]
    told = told_in(board.text("Talk:P/X"))
    assert len(told) == notices.OPEN
    assert board.runs(3) == []
    assert "|status=" in board.text("P/X")


def test_a_problem_of_many_pages_is_nobodys_and_others_are_told_a_few_a_run(board: Board):
    for number in range(notices.MOST + 1):
        board.write(f"P/Same {number}", LOST)
    assert board.runs(3) == []
    for number in range(notices.MOST + 1):
        board.write(f"P/Same {number}", LOST.replace("id=t", f"id=t{number}"))
    assert len(board.runs(2)) == notices.MOST
    assert len(board.runs(2)) == 1


def test_nobody_is_told_in_their_own_space(board: Board):
    board.more["scope"] = {"prefixes": ["P", "User:Ana"], "users": True, "notices": True}
    board.more["sources"] = [{"prefix": "Talk:P"}, {"prefix": "User talk:Ana"}]
    board.write("User:Ana", LOST)
    board.write("User:Ana/Lists", LOST)
    board.write("User talk:Ana/Lists", "Welcome.")
    board.write("P/X", LOST)
    board.write("Talk:P/X", "#REDIRECT [[User talk:Ana/Lists]]")
    assert board.runs(3) == []


def test_a_talk_page_that_the_settings_leave_out_is_left_alone(board: Board):
    board.more["scope"] = {"prefixes": ["P"], "exclude": ["Talk:P/X"], "notices": True}
    board.write("P/X", LOST)
    board.write("P/Y", OTHER)
    assert board.runs(3) == ["Talk:P/Y"]


def test_a_notice_is_no_comment_and_counts_nowhere(board: Board):
    lists = {"P/O": "overview", "P/S": "statements", "P/U": "unanswered", "P/T": "threads"}
    for page, kind in lists.items():
        board.region(page, kind)
    board.by("Ana", "Talk:P/X", "== Names ==\nWhich? " + SIGNED.format("Bo"))
    board.write("P/X", LOST)
    board.run()
    before = {page: board.text(page) for page in lists}
    said = parse(board.text("Talk:P/X"), site("metawiki"))
    board.run()
    now = parse(board.text("Talk:P/X"), site("metawiki"))
    assert HEADING in board.text("Talk:P/X")
    assert [c.id for c in now.comments] == [c.id for c in said.comments]
    board.runs(2)
    assert {page: board.text(page) for page in lists} == before


def test_a_talk_page_with_nothing_but_a_notice_counts_nowhere(board: Board):
    board.region("P/O", "overview")
    board.write("P/X", LOST)
    board.run()
    before = board.text("P/O")
    board.runs(3)
    assert board.told("Talk:P/X") == {MARKERS: True}
    assert board.text("P/O") == before


def test_an_answer_counts_as_what_it_is_without_the_notice(board: Board):
    board.region("P/S", "statements", rows="comments")
    board.write("P/X", LOST)
    board.runs()
    board.by("Bo", "Talk:P/X", board.text("Talk:P/X") + "\nMended, I hope. " + SIGNED.format("Bo"))
    board.run()
    (quote,) = [row.cells["quote"] for row in board.rows("P/S") if row.cells["author"] == "Bo"]
    assert quote == "<nowiki>Mended, I hope.</nowiki>"


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
