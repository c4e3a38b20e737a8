"""One run from its lock to its last entry in the journal: what every bot does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path

from bots.i18n.bundles import say as say_ourselves
from bots.kinds import KINDS
from bots.kinds.base import Kind, Needs
from bots.run.asked import Tables
from bots.run.beginning import check_beginning
from bots.run.gather import gather, no_progress
from bots.run.hosts import expect_host, read_hosts
from bots.run.journal import Entry, Journal, new_run_id, state_folder
from bots.run.lasting import Lasting
from bots.run.listening import Progress
from bots.run.lock import alone
from bots.run.notices import remember, tell
from bots.run.plan import Change, Plan, make_plan
from bots.run.remembered import NOTHING, Memory
from bots.run.replies import with_replies
from bots.run.requests import take_in
from bots.run.site import check_site
from bots.run.summaries import Say, summaries_of
from bots.run.update import Ask, Outcome, carry_out
from bots.settings import Settings
from bots.stores.base import Store

Showing = Callable[[], AbstractContextManager[Progress]]
"""Shows progress for as long as it is entered: while reading, not while someone is asked."""


@contextmanager
def _silently() -> Iterator[Progress]:
    yield no_progress


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be brought up to date, and where."""

    store: Store
    settings: Settings
    kinds: Mapping[str, Kind]
    today: date
    only: frozenset[str] = field(default=frozenset())
    """The titles of the pages that may be saved; none named means all in scope."""
    allow_shrink: bool = False
    """Whether a region may lose many of its rows in one run."""
    also: frozenset[Needs] = field(default=frozenset())
    """What is to be read even where no region asks for it."""
    say: Say = say_ourselves
    """Says what stands in edit summaries."""
    memory: Memory = NOTHING
    """What earlier runs made of pages that have not changed since."""
    lasting: Lasting | None = None
    """The problems that earlier runs saw; without it none is told on a talk page."""
    tables: Tables | None = None
    """How statements stand on a page as a table; without it nothing is exported or imported."""

    def plan(self, progress: Showing = _silently) -> Plan:
        """Return what would change; raises as ``check_beginning`` does."""
        check_site(self.store, self.settings)
        seen = check_beginning(self.store, self.settings)
        with progress() as report:
            store, settings, kinds, only = self.store, self.settings, self.kinds, self.only
            hosts, refusals = read_hosts(store, settings, report, self.memory)
            desk = take_in(store, settings, hosts, refusals, kinds, only, self.tables)
            read = desk.hosts, refusals
            gathered = gather(store, settings, self.today, report, self.also, self.memory, read)
        plan = make_plan(
            gathered,
            kinds,
            only,
            allow_shrink=self.allow_shrink,
            written=partial(expect_host, self.memory, settings),
        )
        plan = with_replies(desk, plan, gathered, store, settings, self.tables)
        self.memory.forget_the_rest()
        plan = replace(plan, troubles=(*seen, *plan.troubles))
        return replace(plan, changes=(*plan.changes, *self._notices(plan)))

    def _notices(self, plan: Plan) -> tuple[Change, ...]:
        """Return what tells problems on talk pages, where a run that looks at everything may."""
        if self.lasting is None or not self._tells:
            return ()
        said = summaries_of(self.settings, self.say)
        return tell(self.store, self.settings, plan, self.today, self.lasting, said)

    @property
    def _tells(self) -> bool:
        whole = not self.only and self.kinds.keys() >= KINDS.keys()
        return whole and self.settings.scope.notices

    def simulate(self, progress: Showing = _silently) -> tuple[Plan, Outcome]:
        """Return the plan, and an outcome in which none of it was done. Writes nothing."""
        plan = self.plan(progress)
        return plan, Outcome(new_run_id(), plan.changes, list(plan.refusals))

    def run(
        self,
        state: Path,
        ask: Ask,
        saved: Callable[[Change], None],
        *,
        again: bool = False,
        progress: Showing = _silently,
    ) -> tuple[Plan, Outcome]:
        """Save what ``ask`` says yes to and return the plan and what came of it.

        Raises TryLater where another run is at work on this store and machine.
        """
        plan, outcome = run_alone(
            self.store,
            self.settings,
            state,
            lambda: self.plan(progress),
            {"kinds": sorted(self.kinds)},
            ask=ask,
            saved=saved,
            again=again,
            say=self.say,
        )
        if self.lasting is not None and self._tells:
            remember(self.lasting, self.settings, plan, outcome)
        return plan, outcome


def run_alone(
    store: Store,
    settings: Settings,
    state: Path,
    make: Callable[[], Plan],
    detail: Mapping[str, object],
    *,
    ask: Ask,
    saved: Callable[[Change], None],
    again: bool = False,
    say: Say = say_ourselves,
) -> tuple[Plan, Outcome]:
    """Make a plan while no other run is at work, save of it what ``ask`` says yes to.

    Returns the plan and what came of it. ``detail`` goes to the journal's first line. Raises
    TryLater where another run is at work on this store and machine.
    """
    run = new_run_id()
    folder = state_folder(state, store.name)
    with alone(folder, run):
        plan = make()
        journal = Journal(folder, run)
        journal.write(Entry("start", detail={"store": store.name, **detail}))
        outcome = carry_out(
            plan,
            store,
            journal,
            stop_page=settings.consultation.stop,
            summaries=summaries_of(settings, say),
            ask=ask,
            saved=saved,
            again=again,
        )
    return plan, outcome
