"""Problems with pages, told on their talk pages: what a run would write there, once for each.

Only what lasts is told, so that nobody's edit in the making is commented on; never what many pages
have in common, for that is no matter of theirs; and never where somebody keeps the bot away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Final

from bots.consultation.sources import talk_title
from bots.errors import RegionError
from bots.kinds import RECORD_SCHEMAS, row_schemas
from bots.page.keep import Bases, Kept
from bots.page.notices import NOTICE, Notice, Told, told_in, with_mended, with_notices
from bots.page.problems import UNCLEAR
from bots.page.regions import is_translatable, read_host
from bots.run.exclusion import allows
from bots.run.lasting import Lasting
from bots.run.plan import Change, Plan, Transform
from bots.run.save import was_reverted
from bots.run.summaries import NOTICES, Summaries
from bots.settings import Settings
from bots.stores.base import Revision, Store

MOST: Final = 5
"""On how many talk pages one run tells problems. What more pages have in common is not told."""
OPEN: Final = 10
"""How many problems that nobody has mended are told on one talk page."""
_LOOKED_BACK: Final = 500
"""How many of the bot's own edits of a talk page are looked through for what was told."""


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


def remember(lasting: Lasting, settings: Settings, plan: Plan, saved: Iterable[Change]) -> None:
    """Keep for the next run what this one saw, and what it told with these changes."""
    told = [one for change in saved if change.kinds == NOTICES for one in told_in(change.kept.text)]
    lasting.remember((notice.told for notice in problems_of(plan, settings)), told)


@dataclass
class _Telling:
    """One run's look at the talk pages of the pages that have problems, or had some."""

    store: Store
    settings: Settings
    plan: Plan
    lasting: Lasting
    heading: str
    today: date
    _pages: dict[str, Revision | None] = field(default_factory=dict)

    def changes(self) -> tuple[Change, ...]:
        found = problems_of(self.plan, self.settings)
        shared = Counter(notice.id for notice in found)
        lasted = [
            notice
            for notice in found
            if notice.told in self.lasting.seen - self.lasting.told and shared[notice.id] <= MOST
        ]
        fresh = self._fresh(lasted)
        mended = self._mended(frozenset(notice.told for notice in found))
        # Two edits of one page in a run could not be taken back; the next run comes soon.
        saved = {change.title for change in self.plan.changes}
        titles = [title for title in dict.fromkeys((*fresh, *mended)) if title not in saved]
        changes = (self._change(t, fresh.get(t, ()), mended.get(t, frozenset())) for t in titles)
        return tuple(change for change in changes if change)

    def _fresh(self, lasted: Sequence[Notice]) -> Mapping[str, Sequence[Notice]]:
        """Return what is to be told that was not told yet, by talk page, on a few of them."""
        self._read((*(notice.page for notice in lasted), *(self._talk(n.page) for n in lasted)))
        waiting: dict[str, list[Notice]] = {}
        for notice in lasted:
            page, place = self._pages[notice.page], self._place(notice.page)
            if page and place and allows(page.text, self.store.user):
                waiting.setdefault(place, []).append(replace(notice, revision=page.id))
        fresh: dict[str, Sequence[Notice]] = {}
        for place, notices in waiting.items():
            if len(fresh) < MOST and (untold := self._untold(place, notices)):
                fresh[place] = untold
        return fresh

    def _untold(self, place: str, notices: Sequence[Notice]) -> Sequence[Notice]:
        """Return those of the notices that this talk page does not have and never had."""
        revision = self._pages[place]
        if revision is None:
            return notices[:OPEN]
        there = told_in(revision.text)
        left = self._without(notices, there)
        if left:
            left = self._without(left, self._told_before(revision.title))
        return left[: max(0, OPEN - sum(there.values()))]

    def _without(self, notices: Iterable[Notice], told: Iterable[Told]) -> list[Notice]:
        told = frozenset(told)
        # What was told of a page that is not there any more was told of this one: it was moved.
        elsewhere = {one.id for one in told if one.page not in self._known}
        known = [n for n in notices if n.told in told or n.id in elsewhere]
        self.lasting.learn(notice.told for notice in known)
        return [notice for notice in notices if notice not in known]

    def _told_before(self, title: str) -> frozenset[Told]:
        """Return what the bot's own edits of a page ever told there, whatever became of it."""
        by = getattr(self.store, "edits_by", None)
        user = self.store.user
        edits = by(user, title, _LOOKED_BACK) if by else self.store.history(title, _LOOKED_BACK)
        return frozenset(one for edit in edits if edit.user == user for one in told_in(edit.text))

    def _mended(self, problems: AbstractSet[Told]) -> Mapping[str, AbstractSet[Told]]:
        """Return the problems told that are no more, by talk page."""
        consultation = self.plan.consultation
        if consultation is None or consultation.unheard:
            # What could not be read this time may be as wrong as ever.
            return {}
        self._read(t for t in self.store.using(NOTICE.template) if self._talk(t) == t)
        there = [r for r in self._pages.values() if r and NOTICE.template in r.text]
        pages = {self._talk(page): page for page in self._known}
        mended: dict[str, set[Told]] = {}
        for revision in there:
            title = revision.title
            for told in (one for one, is_open in told_in(revision.text).items() if is_open):
                page = told.page if told.page in self._known else pages.get(title, told.page)
                # On a page that is refused nobody looked for what else is wrong.
                judged = self.settings.tells_of(page) and page not in self._unsound
                if judged and Told(told.id, page) not in problems and self._place(page) == title:
                    mended.setdefault(title, set()).add(told)
        return mended

    def _change(
        self, title: str, fresh: Sequence[Notice], mended: AbstractSet[Told]
    ) -> Change | None:
        """Return the change of a talk page, or None where it is to be left alone."""
        revision = self._pages[title]
        transform = self._transform(title, fresh, mended)
        before = revision.text if revision else ""
        if revision and (not allows(before, self.store.user) or was_reverted(self.store, revision)):
            return None
        try:
            kept = transform(before, {})
        except RegionError:
            # What is wrong there is told elsewhere, if it is one of our pages.
            return None
        return Change(title, revision, kept, NOTICES, transform) if kept.text != before else None

    def _transform(
        self, title: str, fresh: Sequence[Notice], mended: AbstractSet[Told]
    ) -> Transform:
        schemas, day = row_schemas(self.settings.rules), self.today.isoformat()

        def transform(text: str, bases: Bases) -> Kept:  # noqa: ARG001
            if is_translatable(text):
                raise RegionError("has Translate markup, where the bot writes nothing", title=title)
            read_host(title, text, schemas, RECORD_SCHEMAS)
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

    def _place(self, page: str) -> str:
        """Return the title of the page on which problems of a page are told; nothing for nowhere.

        A talk page that redirects to another of the consultation's talk pages means that one.
        """
        own = self._talk(page)
        self._read([own])
        revision = self._pages[own]
        place = revision.title if revision else own
        if revision and revision.redirect:
            place = revision.redirect.partition("#")[0].strip()
            if not self.settings.covers(place) or self._talk(place) != place:
                return ""
            self._read([place])
            goal = self._pages[place]
            if goal is None or goal.redirect:
                return ""
        self._pages.setdefault(place, revision)
        return place if place and self.settings.tells_on(place) else ""

    def _talk(self, page: str) -> str:
        ask = getattr(self.store, "talk_title", talk_title)
        return str(ask(page))

    def _read(self, titles: Iterable[str]) -> None:
        self._pages.update(self.store.read(sorted({*titles} - self._pages.keys() - {""})))
