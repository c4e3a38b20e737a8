"""Talk pages read into conversations, as closely as the regions on the wiki need them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Final

from bots.consultation.keywords import Keyword
from bots.consultation.links.relinking import COMMENT
from bots.consultation.rules import Rules
from bots.consultation.talks.conversations import Conversation, ambiguous_names
from bots.consultation.talks.copies import Copy, find_copies
from bots.consultation.talks.presence import minute_of, minutes_missed, name_of
from bots.consultation.talks.sources import Source
from bots.errors import ConsultationError
from bots.kinds import KINDS
from bots.kinds.base import Needs
from bots.page.names import CONTINUES
from bots.page.notices import is_nothing_else, without_notices
from bots.page.regions import Region
from bots.run.abroad import Pages, Wikis
from bots.run.places import Places
from bots.run.remembered import NOTHING, Memory
from bots.run.transcripts import Transcript, transcribe
from bots.settings import Settings
from bots.stores.base import WIKITEXT, Revision, Store

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is (0: unknown)."""
_LACKING: Final = (
    "it has no section “{}”, so none of its comments counts; put the heading back, or correct"
    " section= in the settings"
)
_NO_WIKITEXT: Final = (
    "its content model is {}, so none of its comments counts; have it changed to wikitext, or"
    " exclude the page in the settings"
)
DEPTH: Final = 5
"""How often pages that were led to may lead on; more than people ever nest pages."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """What was said in scope, each comment once."""

    conversations: tuple[Conversation, ...] = ()
    ambiguous: frozenset[str] = frozenset()
    """Names that no link can use: more than one comment bears them, copies included."""
    troubles: tuple[tuple[str, str], ...] = ()
    """What a person may have to see to, as page and sentence."""
    unread: tuple[ConsultationError, ...] = ()
    """The other wikis that could not be read, each with the reason; ``title`` is the prefix."""


@dataclass(frozen=True, slots=True)
class _Ear:
    """How closely pages are read, and for whom."""

    settings: Settings
    rules: Rules
    quoting: Sequence[Region]
    named: AbstractSet[str]
    """The names of the comments that rows quote already."""
    needs: AbstractSet[Needs]

    keywords: Sequence[Keyword]
    memory: Memory
    setting: str
    """All that a transcript follows from besides its page."""

    def hear(
        self,
        source: Source,
        revision: Revision,
        known: Source,
        copies: Sequence[Copy] = (),
        minutes: AbstractSet[str] = frozenset(),
    ) -> Conversation:
        """Return the conversation on a page, without what is counted elsewhere.

        ``known`` is the page with all its names, by which regions ask for it. With the words of
        all that was said in these minutes, as comments' names have them.
        """
        # What the bot told people there is nobody's comment, and no part of an answer to it.
        text = without_notices(revision.text)
        told = self._transcript(source, text, copies)
        if Needs.COMMENTS not in self.needs:
            return told.conversation
        wanted = self.wanted(told.conversation, known)
        quotes = told.quotes(
            text,
            lambda said: (
                said.id in wanted
                or said.name in self.named
                or bool(minutes and minute_of(said.name) in minutes)
            ),
        )
        return replace(told.conversation, revision=revision.id, quotes=quotes)

    def wanted(self, conversation: Conversation, known: Source) -> AbstractSet[str]:
        """Return the ids of the comments of which regions show the words."""
        asked = replace(conversation, source=known)
        return {
            comment
            for region in self.quoting
            for quotes in [KINDS[region.kind].quotes]
            if quotes
            for comment in quotes(self.rules, region, asked)
        }

    def _transcript(self, source: Source, text: str, copies: Sequence[Copy]) -> Transcript:
        signing = self.settings.site_of(source)

        def make() -> Transcript:
            return transcribe(source, text, signing, self.needs, self.keywords, copies)

        if copies:
            # That follows from other pages as well; and few pages hold copies.
            return make()
        return self.memory.recall(f"talk {source.title}", text, f"{self.setting} {source}", make)


def read_conversations(
    store: Store,
    settings: Settings,
    regions: Sequence[Region],
    progress: Progress,
    needs: AbstractSet[Needs] = frozenset(),
    memory: Memory = NOTHING,
) -> Hearing:
    """Return the conversations in scope by title, as closely as these needs ask for.

    Of what was said no more is kept than the beginnings that these regions quote.
    """
    # A region's first page speaks for all of them.
    quoting = [r for r in regions if KINDS[r.kind].quotes and not r.settings.get(CONTINUES)]
    cells = (row.cells for r in regions if KINDS[r.kind].quotes for row in r.rows)
    named = {name_of(row.get(COMMENT, "")) for row in cells} - {""}
    rules = settings.rules
    keywords = rules.keywords
    setting = f"{sorted(need.value for need in needs)} {keywords}"
    ear = _Ear(settings, rules, quoting, named, needs, keywords, memory, setting)
    wikis = Wikis(store, settings)
    places = Places(wikis, settings)
    found: dict[str, Conversation] = {}
    known: dict[str, Source] = {}
    models: dict[str, str] = {}
    for _ in range(DEPTH + 1):
        for title, revision in _read(wikis, places.waiting(), progress):
            if revision.model != WIKITEXT:
                if title not in places.led:
                    models[title] = revision.model
                continue
            source = places.look(title, revision)
            if source is None:
                continue
            # Most pages come before their archives; for the others it is looked at again.
            known[title] = places.final(source, found)
            conversation = ear.hear(source, revision, known[title])
            # A page that is shown and holds no comment is no talk page; nor is one that holds
            # nothing but what the bot told people.
            silent = not conversation.names
            if not (silent and (title in places.led or is_nothing_else(revision.text))):
                found[title] = conversation
    copies = find_copies(found.values())
    ambiguous = ambiguous_names(found.values())
    minutes = minutes_missed(named, frozenset().union(*(c.names for c in found.values())))
    by_page: dict[str, list[Copy]] = {title: [] for title in _speaking(found, minutes)}
    for copy in copies:
        by_page.setdefault(copy.page, []).append(copy)
    for title, before in known.items():
        if title in found and (now := places.final(found[title].source, found)) != before:
            known[title] = now
            if ear.wanted(found[title], now) - ear.wanted(found[title], before):
                by_page.setdefault(title, [])
    # Read once more: what people said is not kept, and few pages hold copies, or what may be a
    # comment that a row has lost, or were found to have another name.
    for title, revision in _read(wikis, by_page, progress):
        source = found[title].source
        found[title] = ear.hear(source, revision, known[title], by_page[title], minutes)
    unread = tuple(error.title for error in wikis.unread)
    conversations = tuple(
        # By now the copies are found for which comments were printed.
        replace(found[title], source=places.final(found[title].source, found), prints=())
        for title in sorted(found)
        # Half of a wiki's pages would tell of comments removed from the other half.
        if not title.startswith(unread)
    )
    troubles = (
        *places.troubles,
        *((copy.page, copy.sentence) for copy in copies),
        *((c.source.title, _LACKING.format(c.lacks)) for c in conversations if c.lacks),
        *((title, _NO_WIKITEXT.format(model)) for title, model in models.items()),
    )
    return Hearing(conversations, ambiguous, troubles, wikis.unread)


def _speaking(found: Mapping[str, Conversation], minutes: AbstractSet[str]) -> Iterator[str]:
    """Yield the titles of the pages on which something was said in these minutes."""
    for title, conversation in found.items() if minutes else ():
        if any(minute_of(name) in minutes for name in conversation.names):
            yield title


def _read(
    store: Pages, titles: Collection[str], progress: Progress
) -> Iterator[tuple[str, Revision]]:
    """Yield the pages that are there."""
    for done, (title, revision) in enumerate(store.read(titles), start=1):
        progress("Reading talk pages", done, len(titles))
        if revision is not None:
            yield title, revision
