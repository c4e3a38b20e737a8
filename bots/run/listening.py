"""Talk pages read into conversations, as closely as the regions on the wiki need them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from bots.consultation.conversations import Conversation, count_conversation
from bots.consultation.heard import excerpt, own_words
from bots.consultation.rules import Rules
from bots.consultation.sources import Source
from bots.kinds import KINDS
from bots.page.regions import Region
from bots.settings import Settings
from bots.stores.base import Revision, Store
from bots.talk.site import Site
from bots.talk.stances import positions
from bots.talk.threads import TalkPage, parse

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is (0: unknown)."""
CONTINUES: Final = "continues"
"""The start marker's parameter on a further page: the title of the region's first page."""


def read_conversations(
    store: Store,
    settings: Settings,
    regions: Sequence[Region],
    progress: Progress,
    *,
    closely: bool = False,
) -> Iterator[Conversation]:
    """Yield the conversations in scope; with each comment where they are to be read ``closely``.

    Of what was said no more is kept than the beginnings that these regions quote.
    """
    # A region's first page speaks for all of them.
    quoting = [r for r in regions if KINDS[r.kind].quotes and not r.settings.get(CONTINUES)]
    sources = _sources(store, settings)
    for done, (title, revision) in enumerate(store.read(sources), start=1):
        progress("Reading talk pages", done, len(sources))
        if revision is None or revision.redirect:
            continue
        source = sources[title]
        signing = settings.site_of(source)
        page = parse(revision.text, signing)
        if not closely:
            yield count_conversation(source, page)
            continue
        yield _closely(source, revision, page, signing, quoting, settings.rules)


def _closely(
    source: Source,
    revision: Revision,
    page: TalkPage,
    signing: Site,
    quoting: Sequence[Region],
    rules: Rules,
) -> Conversation:
    text = revision.text
    stances = {p.comment: p.stance for p in positions(page, text, signing) if not p.struck}
    conversation = count_conversation(source, page, text, stances)
    wanted = {
        comment
        for region in quoting
        for quotes in [KINDS[region.kind].quotes]
        if quotes
        for comment in quotes(rules, region, conversation)
    }
    quotes = {c.id: excerpt(own_words(c, text)) for c in page.comments if c.id in wanted}
    return replace(conversation, revision=revision.id, quotes=quotes)


def _sources(store: Store, settings: Settings) -> dict[str, Source]:
    """Return the talk pages in scope by title, in the order of their titles."""
    titles: set[str] = set()
    for entry in settings.sources:
        if not entry.exclude:
            titles |= {entry.title} if entry.title else set(store.titles(entry.prefix or ""))
    return {
        title: source for title in sorted(titles) if (source := settings.source(title)) is not None
    }
