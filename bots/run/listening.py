"""Talk pages read into conversations, as closely as the regions on the wiki need them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Final

from bots.consultation.asked import read_asked
from bots.consultation.conversations import Conversation, ambiguous_names, count_conversation
from bots.consultation.copies import Copy, find_copies, prints, without
from bots.consultation.heard import excerpt, own_words
from bots.consultation.keywords import Hint, seeker
from bots.consultation.presence import minute_of, minutes_missed, name_of
from bots.consultation.sources import Source
from bots.consultation.traces import COMMENT
from bots.consultation.votes import read_votes
from bots.kinds import KINDS
from bots.kinds.base import Needs
from bots.page.names import CONTINUES
from bots.page.regions import Region
from bots.run.places import Places
from bots.settings import Settings
from bots.stores.base import Revision, Store
from bots.talk.stances import Position, positions
from bots.talk.threads import TalkPage, parse

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is (0: unknown)."""
DEPTH: Final = 5
"""How often pages that were led to may lead on; more than people ever nest pages."""

_POSITIONS: Final = frozenset({Needs.COMMENTS, Needs.VOTES})
"""What asks who stands where."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """What was said in scope, each comment once."""

    conversations: tuple[Conversation, ...] = ()
    ambiguous: frozenset[str] = frozenset()
    """Names that no link can use: more than one comment bears them, copies included."""
    troubles: tuple[tuple[str, str], ...] = ()
    """What a person may have to see to, as page and sentence."""


@dataclass(frozen=True, slots=True)
class _Ear:
    """How closely pages are read, and for whom."""

    settings: Settings
    quoting: Sequence[Region]
    named: AbstractSet[str]
    """The names of the comments that rows quote already."""
    needs: AbstractSet[Needs]

    def hear(
        self,
        source: Source,
        revision: Revision,
        copies: Sequence[Copy] = (),
        minutes: AbstractSet[str] = frozenset(),
    ) -> Conversation:
        """Return the conversation on a page, without what is counted elsewhere.

        With the words of all that was said in these minutes, as comments' names have them.
        """
        signing = self.settings.site_of(source)
        whole = parse(revision.text, signing)
        page = without(whole, copies) if copies else whole
        taken = tuple(positions(whole, revision.text, signing)) if self.needs & _POSITIONS else ()
        if Needs.COMMENTS in self.needs:
            found = self._closely(source, revision, page, taken, minutes)
        else:
            found = count_conversation(source, page)
        return replace(
            found,
            prints=prints(page, revision.text),
            copied=whole.signed - page.signed,
            hints=self._hints(source, page, revision.text) if Needs.HINTS in self.needs else {},
            votes=(
                read_votes(source.title, page, revision.text, signing, taken)
                if Needs.VOTES in self.needs
                else ()
            ),
            asked=(
                read_asked(source.title, page, revision.text, source.language)
                if Needs.QUESTIONS in self.needs
                else ()
            ),
        )

    def _closely(
        self,
        source: Source,
        revision: Revision,
        page: TalkPage,
        taken: Iterable[Position],
        minutes: AbstractSet[str],
    ) -> Conversation:
        text = revision.text
        stances = {position.comment: position.stance for position in taken if not position.struck}
        conversation = count_conversation(source, page, text, stances)
        wanted = {
            comment
            for region in self.quoting
            for quotes in [KINDS[region.kind].quotes]
            if quotes
            for comment in quotes(self.settings.rules, region, conversation)
        }
        quotes = {
            c.id: excerpt(own_words(c, text))
            for c in page.comments
            if c.id in wanted or c.name in self.named or (minutes and minute_of(c.name) in minutes)
        }
        return replace(conversation, revision=revision.id, quotes=quotes)

    def _hints(self, source: Source, page: TalkPage, text: str) -> dict[str, tuple[Hint, ...]]:
        """Return what comments suggest; a heading is among the words of who began the thread."""
        seeking = seeker(self.settings.rules.keywords, source.language)
        opened = {t.comments[0].index: t.heading.text for t in page.threads if t.comments}
        told = (
            (c.id, seeking.hints(f"{opened.get(c.index, '')} {own_words(c, text)}"))
            for c in page.comments
        )
        return {comment: found for comment, found in told if found}


def read_conversations(
    store: Store,
    settings: Settings,
    regions: Sequence[Region],
    progress: Progress,
    needs: AbstractSet[Needs] = frozenset(),
) -> Hearing:
    """Return the conversations in scope by title, as closely as these needs ask for.

    Of what was said no more is kept than the beginnings that these regions quote.
    """
    # A region's first page speaks for all of them.
    quoting = [r for r in regions if KINDS[r.kind].quotes and not r.settings.get(CONTINUES)]
    cells = (row.cells for r in regions if KINDS[r.kind].quotes for row in r.rows)
    named = {name_of(row.get(COMMENT, "")) for row in cells} - {""}
    ear = _Ear(settings, quoting, named, needs)
    places = Places(store, settings)
    found: dict[str, Conversation] = {}
    for _ in range(DEPTH + 1):
        for title, revision in _read(store, places.waiting(), progress):
            source = places.look(title, revision)
            if source is None:
                continue
            conversation = ear.hear(source, revision)
            # A page that is shown and holds no comment is no talk page.
            if conversation.names or title not in places.led:
                found[title] = conversation
    copies = find_copies(found.values())
    ambiguous = ambiguous_names(found.values())
    minutes = minutes_missed(named, frozenset().union(*(c.names for c in found.values())))
    by_page: dict[str, list[Copy]] = {title: [] for title in _speaking(found, minutes)}
    for copy in copies:
        by_page.setdefault(copy.page, []).append(copy)
    # Read once more: what people said is not kept, and few pages hold copies, or what may be a
    # comment that a row has lost.
    for title, revision in _read(store, by_page, progress):
        found[title] = ear.hear(found[title].source, revision, by_page[title], minutes)
    conversations = tuple(
        replace(found[title], source=places.final(found[title].source, found))
        for title in sorted(found)
    )
    troubles = (*places.troubles, *((copy.page, copy.sentence) for copy in copies))
    return Hearing(conversations, ambiguous, troubles)


def _speaking(found: Mapping[str, Conversation], minutes: AbstractSet[str]) -> Iterator[str]:
    """Yield the titles of the pages on which something was said in these minutes."""
    for title, conversation in found.items() if minutes else ():
        if any(minute_of(name) in minutes for name in conversation.names):
            yield title


def _read(
    store: Store, titles: Collection[str], progress: Progress
) -> Iterator[tuple[str, Revision]]:
    """Yield the pages that are there."""
    for done, (title, revision) in enumerate(store.read(titles), start=1):
        progress("Reading talk pages", done, len(titles))
        if revision is not None:
            yield title, revision
