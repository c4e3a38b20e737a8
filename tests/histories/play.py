"""One history: people and the bot change pages in turn, and after each turn all is looked at."""

from __future__ import annotations

import random
from collections import Counter
from datetime import timedelta

from bots.errors import RegionError
from bots.kinds import KINDS
from bots.page.keep import Kept
from bots.run.job import Job
from bots.run.journal import Entry, Journal
from bots.run.plan import Plan
from bots.run.summaries import summaries_of
from bots.run.undo import Undoing, edits_of, undo_run
from bots.run.update import Answer, Outcome, carry_out
from bots.stores.base import Revision
from tests.histories.checks import check_edit, check_links, check_removed
from tests.histories.memory import MemoryStore
from tests.histories.pages import PAGE_DEEDS, talks
from tests.histories.rows import DEEDS
from tests.histories.world import PAGES, PAGES_AT_FIRST, SETTINGS, World

TURNS = 5


class Remembered(Journal):
    """A journal in memory."""

    def __init__(self, run: str) -> None:
        self.run = run
        self.lines: list[Entry] = []

    def write(self, entry: Entry) -> None:
        self.lines.append(entry)


class History:
    """A history told by its number, so that one that fails can be told again."""

    def __init__(self, number: int, store: MemoryStore | None = None) -> None:
        self.store = store or MemoryStore()
        self.chance = random.Random(number)  # noqa: S311 - the same history each time
        self.world = World(self.chance, self.text, self.store.put)
        self.runs: list[Remembered] = []
        for title, text in PAGES_AT_FIRST.items():
            self.store.put(title, text)

    def revision(self, title: str) -> Revision:
        ((_, revision),) = self.store.read([title])
        assert revision
        return revision

    def text(self, title: str) -> str:
        return self.revision(title).text

    def play(self) -> None:
        self.bot()
        for _ in range(TURNS):
            for _ in range(self.chance.choice([1, 1, 2, 3])):
                self.people()
            self.world.today += timedelta(days=self.chance.choice([0, 1, 1, 5, 30]))
            self.bot()
            if self.chance.random() < 0.15 and self.runs:
                self.undo(self.runs.pop())
                self.bot()

    def people(self) -> None:
        if self.chance.random() < 0.35:
            talks(self.world)
            return
        title = self.chance.choice(PAGES)
        if self.chance.random() < 0.12:
            self.revert(title)
        elif title in self.world.broken:
            self.save(title, self.world.broken.pop(title), "mends")
        else:
            deed = self.chance.choice(DEEDS + PAGE_DEEDS)
            text = deed(self.world, title)
            if text is not None and text != self.text(title):
                self.save(title, text, deed.__name__)

    def save(self, title: str, text: str, deed: str) -> None:
        self.world.log.append(f"{deed} on {title}")
        # A deed and its opposite, breaking and mending say, may put a page back as well.
        put_back = text in self.before_the_bot(title) or self.undoes(title, text)
        (set.add if put_back else set.discard)(self.world.stopped, title)
        self.store.put(title, text)
        if title not in self.world.broken:
            try:
                self.world.host(title)
            except RegionError as error:
                # Nobody meant to, but so it is: refused until it is mended.
                self.world.log.append(f"  which is unsound: {error}")
                older = (r.text for r in self.store.history(title) if r.text != text)
                self.world.broken[title] = next(older)

    def revert(self, title: str) -> None:
        """A person puts the page back to before the bot's last edit."""
        older = self.before_the_bot(title)
        if older and title not in self.world.broken and older[0] != self.text(title):
            self.world.log.append(f"reverts {title}")
            self.store.put(title, older[0])
            self.world.stopped.add(title)
            self.forget_deleted(title)

    def is_the_bots(self, revision: Revision) -> bool:
        """Whether the bot made a revision, and not to take one of its own back."""
        return revision.user == self.store.user and "undo" not in revision.summary

    def before_the_bot(self, title: str) -> list[str]:
        """The page's texts from before the bot's last edit, the latest first."""
        revisions = list(self.store.history(title, 500))
        ours = [n for n, revision in enumerate(revisions) if self.is_the_bots(revision)]
        return [revision.text for revision in revisions[ours[0] + 1 :]] if ours else []

    def undoes(self, title: str, text: str) -> bool:
        """Whether a person's edit takes the bot's last one back, whatever came in between."""
        after = next((r for r in self.store.history(title, 500) if self.is_the_bots(r)), None)
        before = self.before_the_bot(title)
        mirrored = after and _changed(after.text, before[0])
        return mirrored == _changed(self.text(title), text)

    def forget_deleted(self, title: str) -> None:
        """What is out of an older text is told by that text."""
        self.world.deleted = {row for row in self.world.deleted if row[0] != title}
        for region in self.world.host(title).regions:
            self.world.deleted |= {(title, region.id, key) for key in region.excluded}

    def bot(self) -> None:
        """The bot runs, with all kinds or with one, and then once more."""
        kinds = KINDS
        if self.chance.random() < 0.3:
            name = self.chance.choice(["threads", "overview", "milestones"])
            kinds = {name: KINDS[name]}
        before = {title: self.text(title) for title in PAGES}
        self.world.log.append(f"bot runs {'all' if kinds is KINDS else ', '.join(kinds)}")
        plan, outcome, journal = self.run(kinds)
        self.look(before, plan, outcome)
        for title in set(PAGES) - {*self.world.broken, *self.world.stopped}:
            if "threads" in kinds:
                check_removed(self.world, title)
                check_links(self.world, title)
        if outcome.saved:
            self.runs.append(journal)
        _, again, _ = self.run(kinds)
        assert not again.saved, f"the second run changes {[c.title for c in again.saved]}"

    def run(self, kinds) -> tuple[Plan, Outcome, Remembered]:
        plan = Job(self.store, SETTINGS, kinds, self.world.today).plan()
        journal = Remembered(f"run{len(self.world.log)}")
        outcome = carry_out(
            plan, self.store, journal, stop_page=None, summaries=summaries_of(SETTINGS),
            ask=lambda _: Answer.ALL, saved=lambda _: None,
        )  # fmt: skip
        return plan, outcome, journal

    def look(self, before: dict[str, str], plan: Plan, outcome: Outcome) -> None:
        for title, text in before.items():
            now = self.text(title)
            if title in self.world.broken or title in self.world.stopped:
                assert now == text, f"{title} was edited"
            else:
                check_edit(self.world, title, text, now)
                self.check_deleted(title, plan.kept[title])
        refused = {refusal.title for refusal in outcome.refusals}
        assert refused <= {*self.world.broken, *self.world.stopped}, outcome.refusals
        assert {*self.world.broken} <= refused

    def check_deleted(self, title: str, kept: Kept) -> None:
        regions = {region.id: region for region in self.world.host(title).regions}
        for page, region, key in self.world.deleted:
            if page == title and key not in kept.foreign:
                assert key in regions[region].excluded

    def undo(self, run: Remembered) -> None:
        before = {title: self.text(title) for title in PAGES}
        journal = Remembered(f"undo{len(self.world.log)}")
        self.world.log.append(f"bot takes back {run.run}")
        undoing = Undoing(self.store, SETTINGS, run.run, self.world.today)
        done = undo_run(undoing, edits_of(run.lines, frozenset()), journal, lambda *_: True)
        for refusal in done.refusals:
            self.world.log.append(f"  not {refusal}")
            assert self.text(refusal.title) == before[refusal.title]
        for edit in done.taken:
            self.world.stopped.add(edit.page)
            check_removed(self.world, edit.page)
            self.forget_deleted(edit.page)


def _changed(before: str, after: str) -> tuple[Counter[str], Counter[str]]:
    """The lines that an edit took away, and those that it brought."""
    old, new = (Counter(text.split("\n")) for text in (before, after))
    return old - new, new - old


def tell(number: int, store: MemoryStore | None = None, *, accounts_renamed: bool = False) -> None:
    """Play a history; an error in it says what happened before."""
    history = History(number, store)
    history.world.accounts_renamed = accounts_renamed
    try:
        history.play()
    except Exception as error:
        told = "\n".join(history.world.log)
        error.add_note(f"history {number}:\n{told}")
        raise
