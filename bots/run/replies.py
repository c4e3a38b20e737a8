"""What rows are told that ask for something, once it is done or could not be.

That is saved last of all, and follows from what the run could save: a run that was broken off has
answered nothing, and the next carries it all out once more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bots.consultation.requests import FAILED, IMPORT, PREVIEW, UPDATE, Replies, Reply
from bots.errors import ConsultationError
from bots.run.answering import Answering, Made, told, wordless
from bots.run.asked import Asked, Desk, Tables
from bots.run.gather import Gathered
from bots.run.plan import Change, Plan
from bots.settings import Settings
from bots.stores.base import Store

_NAMED: Final = 3
"""Pages that an answer names which could not be saved."""


def with_replies(
    desk: Desk,
    plan: Plan,
    gathered: Gathered,
    store: Store,
    settings: Settings,
    tables: Tables | None,
) -> Plan:
    """Return the plan with what is asked for carried out, and answered in the rows that ask."""
    if not desk.asked or plan.answering is None:
        return plan
    answering = Answering(plan, gathered, settings, store.user, desk.there, tables)
    made: dict[object, Made] = {}
    for one in desk.asked:
        if not one.state and _what(one) not in made:
            made[_what(one)] = answering.make(one)
    work = _Work(desk.asked, plan, plan.answering, made)
    titles = dict.fromkeys(one.place[0] for one in desk.asked if one.place[0] in plan.kept)
    again, only_shown = work.again, work.only_shown
    others = [
        replace(change, again=change.title in again)
        for change in plan.changes
        if change.title not in titles and change.title not in only_shown
    ]
    pages = [one.page for one in made.values() if one.page]
    last = [work.settled(title, [], plan.refusals) for title in titles]
    return replace(
        plan,
        changes=(*others, *pages, *(c for c in last if c.kept.text != c.before)),
        kept={**plan.kept, **{change.title: change.kept for change in last}},
    )


@dataclass(frozen=True, slots=True)
class _Work:
    asked: Sequence[Asked]
    plan: Plan
    answering: Callable[[str, Replies], Change]
    made: Mapping[object, Made]
    """What was made of each thing that is asked for."""

    @property
    def again(self) -> frozenset[str]:
        """The pages that somebody named to be updated: also where they were put back."""
        return frozenset(title for one in self._of(UPDATE) for title in one.pages)

    @property
    def only_shown(self) -> frozenset[str]:
        """The pages that this run shows and does not save, for somebody to look at them first."""
        shown = [one for one in self._of(PREVIEW) if self._is_new(one)]
        updated, brought = list(self._of(UPDATE)), list(self._of(IMPORT))
        return frozenset(
            change.title
            for change in self.plan.changes
            if any(one.is_about(change) for one in shown)
            and not any(one.is_about(change) for one in updated)
            and not any(change.title in one.pages for one in brought)
        )

    def _is_new(self, one: Asked) -> bool:
        """Return whether its answer was never there: what cannot be answered holds nothing up."""
        page = self.made[_what(one)].page
        return page is not None and page.base is None

    def settled(
        self, title: str, declined: Sequence[Change], refusals: Sequence[ConsultationError]
    ) -> Change:
        """Return a request page with its answers, as they follow from what came of the rest."""
        not_wanted = {change.title for change in declined}
        failed = {error.title: error for error in refusals}
        replies: Replies = {
            one.place: reply
            for one in self.asked
            if one.place[0] == title and (reply := self._reply(one, not_wanted, failed))
        }
        made = self.answering(title, replies)
        return replace(made, after=lambda no, wrong: self.settled(title, no, wrong))

    def _of(self, *actions: str) -> Iterator[Asked]:
        return (one for one in self.asked if not one.state and one.request.do in actions)

    def _reply(
        self, one: Asked, declined: set[str], failed: Mapping[str, ConsultationError]
    ) -> Reply | None:
        """Return what became of a request; None where it is still to be carried out."""
        words = one.request.words
        if one.state:
            return Reply(words, one.state, one.by, why=wordless(one.why))
        made = self.made[_what(one)]
        touched = {made.title} - {""}
        if one.request.do == UPDATE:
            touched |= {change.title for change in self.plan.changes if one.is_about(change)}
        if one.request.do in (UPDATE, IMPORT):
            touched |= {*one.pages}
        if touched & declined:
            return None
        wrong = [failed[title] for title in sorted(touched & failed.keys())]
        if wrong:
            more = f"; +{len(wrong) - _NAMED}" if len(wrong) > _NAMED else ""
            return Reply(words, FAILED, one.by, why=f"{told(wrong[:_NAMED])}{more}")
        return Reply(words, made.state, one.by, made.title, made.why)


def _what(one: Asked) -> object:
    return one.request.do, one.request.titles
