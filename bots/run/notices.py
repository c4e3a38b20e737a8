"""Problems with pages, told on their talk pages: what a run would write there, once for each.

Only what lasts is told, so that nobody's edit in the making is commented on; never what many pages
have in common, for that is no matter of theirs; and never where somebody keeps the bot away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Final

from bots.errors import RegionError
from bots.kinds import RECORD_SCHEMAS, row_schemas
from bots.page.keep import Bases, Kept
from bots.page.notices import Notice, Told, told_in, with_mended, with_notices
from bots.page.problems import UNCLEAR
from bots.page.regions import is_translatable, read_host
from bots.run.boards import Boards
from bots.run.exclusion import allows
from bots.run.lasting import Lasting
from bots.run.plan import Change, Plan, Transform
from bots.run.reverted import was_reverted
from bots.run.summaries import NOTICES, Summaries
from bots.run.update import Outcome
from bots.settings import Settings
from bots.stores.base import Revision, Store

MOST: Final = 5
"""On how many talk pages one run tells problems. What more pages have in common is not told."""
OPEN: Final = 10
"""How many problems that nobody has mended are told on one talk page."""


def problems_of(plan: Plan, settings: Settings) -> tuple[Notice, ...]:
    """Return the problems with pages that their editors can see to, by page."""
    found = [*_refused(plan), *_unclear(plan)]
    unique = {notice.told: notice for notice in reversed(found) if settings.tells_of(notice.page)}
    return tuple(sorted(unique.values(), key=lambda notice: notice.told[::-1]))


def _refused(plan: Plan) -> Iterator[Notice]:
    for error in plan.refusals:
        if isinstance(error, RegionError):
            place = f"line {error.line}: " if error.line else ""
            yield Notice(error.title, error.sort, f"{place}{error.problem}", error.mend)


def _unclear(plan: Plan) -> Iterator[Notice]:
    for page, sentence in plan.troubles:
        if page in plan.kept:
            what, _, mend = sentence.partition(" — ")
            yield Notice(page, UNCLEAR, what, mend)


def tell(
    store: Store,
    settings: Settings,
    plan: Plan,
    today: date,
    lasting: Lasting,
    summaries: Summaries,
) -> tuple[Change, ...]:
    """Return the changes that tell what is new and has lasted, and mark what is mended.

    Reads only; ``lasting`` learns what the wiki says was told.
    """
    return _Telling(store, settings, plan, lasting, summaries.heading(), today).changes()


def remember(lasting: Lasting, settings: Settings, plan: Plan, outcome: Outcome) -> None:
    """Keep for the next run what this one saw, what it told, and where it could not."""
    tried = {change.title for change in plan.changes if change.kinds == NOTICES}
    lasting.remember(
        (notice.told for notice in problems_of(plan, settings)),
        (told for c in outcome.saved if c.title in tried for told in told_in(c.kept.text)),
        (error.title for error in outcome.refusals if error.title in tried),
    )


@dataclass
class _Telling:
    """One run's look at the talk pages of the pages that have problems, or had some."""

    store: Store
    settings: Settings
    plan: Plan
    lasting: Lasting
    heading: str
    today: date

    @cached_property
    def _boards(self) -> Boards:
        return Boards(self.store, self.settings)

    def changes(self) -> tuple[Change, ...]:
        found = problems_of(self.plan, self.settings)
        shared = Counter(notice.id for notice in found)
        lasted = [
            notice
            for notice in found
            if notice.told in self.lasting.seen - self.lasting.told and shared[notice.id] <= MOST
        ]
        waiting = self._waiting(lasted)
        mended = self._mended(frozenset(notice.told for notice in found))
        # Two edits of one page in a run could not be taken back; the next run comes soon.
        saved = {change.title for change in self.plan.changes}
        # Where it failed the last time, it is tried when nothing else is left.
        titles = sorted({*waiting, *mended} - saved, key=lambda t: (t in self.lasting.failed, t))
        changes = (self._change(t, waiting.get(t, ()), mended.get(t, frozenset())) for t in titles)
        return tuple(islice((change for change in changes if change), MOST))

    def _waiting(self, lasted: Sequence[Notice]) -> Mapping[str, Sequence[Notice]]:
        """Return what lasts and may be told, by the talk page on which it would be."""
        boards = self._boards
        if not lasted or not boards.can_show:
            return {}
        boards.read((*(n.page for n in lasted), *(boards.talk(n.page) for n in lasted)))
        waiting: dict[str, list[Notice]] = {}
        for notice in lasted:
            page, place = boards.page(notice.page), boards.of(notice.page)
            if page and place and allows(page.text, self.store.user):
                waiting.setdefault(place, []).append(replace(notice, revision=page.id))
        return waiting

    def _mended(self, problems: AbstractSet[Told]) -> Mapping[str, AbstractSet[Told]]:
        """Return the problems told that are no more, by talk page."""
        consultation = self.plan.consultation
        if consultation is None or consultation.unheard:
            # What could not be read this time may be as wrong as ever.
            return {}
        boards = self._boards
        pages = {boards.talk(page): page for page in self._known}
        mended: dict[str, set[Told]] = {}
        for revision in boards.with_notices:
            title = revision.title
            for told in (one for one, is_open in told_in(revision.text).items() if is_open):
                page = told.page if told.page in self._known else pages.get(title, told.page)
                # On a page that is refused nobody looked for what else is wrong.
                judged = self.settings.tells_of(page) and page not in self._unsound
                if judged and Told(told.id, page) not in problems and boards.of(page) == title:
                    mended.setdefault(title, set()).add(told)
        return mended

    def _change(
        self, title: str, waiting: Sequence[Notice], mended: AbstractSet[Told]
    ) -> Change | None:
        """Return the change of a talk page, or None where there is none to be made."""
        revision = self._boards.page(title)
        before = revision.text if revision else ""
        if not allows(before, self.store.user):
            return None
        transform = self._transform(title, self._untold(revision, waiting), mended)
        try:
            kept = transform(before, {})
        except RegionError:
            # What is wrong there is told elsewhere, if it is one of our pages.
            return None
        if kept.text == before or (revision and was_reverted(self.store, revision)):
            return None
        return Change(title, revision, kept, NOTICES, transform)

    def _untold(self, revision: Revision | None, notices: Sequence[Notice]) -> Sequence[Notice]:
        """Return those of the notices that a talk page does not have and never had."""
        there = told_in(revision.text) if revision else {}
        # An archive may have it, with the history of its edits or without.
        kept = {told for page in self._boards.with_notices for told in told_in(page.text)}
        named = {notice.told for notice in notices}
        left = self._without(notices, (*there, *(kept & named)))
        if left and revision:
            left = self._without(left, self._boards.told_before(revision.title))
        return left[: max(0, OPEN - sum(there.values()))]

    def _without(self, notices: Iterable[Notice], told: Iterable[Told]) -> list[Notice]:
        told = frozenset(told)
        # What was told of a page that is not there any more was told of this one: it was moved.
        elsewhere = {one.id for one in told if one.page not in self._known}
        known = {n.told for n in notices if n.told in told or n.id in elsewhere}
        self.lasting.learn(known)
        return [notice for notice in notices if notice.told not in known]

    def _transform(
        self, title: str, fresh: Sequence[Notice], mended: AbstractSet[Told]
    ) -> Transform:
        schemas, day = row_schemas(self.settings.rules), self.today.isoformat()

        def transform(text: str, bases: Bases) -> Kept:  # noqa: ARG001
            if is_translatable(text):
                raise RegionError("has Translate markup, where the bot writes nothing", title=title)
            there = told_in(text)
            left = [notice for notice in fresh if notice.told not in there]
            changed, marked = with_mended(text, mended, day)
            if left:
                changed = with_notices(changed, self.heading, left, day)
            read_host(title, changed, schemas, RECORD_SCHEMAS)
            return Kept(changed, added=len(left), changed=marked)

        return transform

    @cached_property
    def _unsound(self) -> AbstractSet[str]:
        return {error.title for error in self.plan.refusals}

    @cached_property
    def _known(self) -> AbstractSet[str]:
        """The pages that are there with something of ours on them."""
        return self.plan.kept.keys() | self._unsound
