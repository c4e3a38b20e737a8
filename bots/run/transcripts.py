"""One talk page heard: all that follows from its text alone, and so need not be found out twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from bots.consultation.keywords import Hint, Keyword, seeker
from bots.consultation.talks.abroad import from_abroad, only_section
from bots.consultation.talks.asked import read_asked
from bots.consultation.talks.conversations import Conversation, count_conversation
from bots.consultation.talks.copies import Copy, prints, without
from bots.consultation.talks.heard import excerpt, own_words, words_in
from bots.consultation.talks.sources import Source
from bots.consultation.talks.votes import read_votes
from bots.kinds.base import Needs
from bots.talk.site import Site
from bots.talk.stances import positions
from bots.talk.threads import TalkPage, parse

_POSITIONS: Final = frozenset({Needs.COMMENTS, Needs.VOTES})
"""What asks who stands where."""


NOBODY: Final = TalkPage((), (), 0, ())
"""Where nobody has said anything."""


class Stretch(NamedTuple):
    """Where a comment's words stand on its page."""

    id: str
    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Transcript:
    """What was said on a page, but for the words, and where those stand."""

    conversation: Conversation
    """Without quotes, and of no particular revision."""
    stretches: tuple[Stretch, ...]

    def quotes(self, text: str, wanted: Callable[[Stretch], bool]) -> dict[str, str]:
        """Return the beginnings of these comments' words, by their ids, from the page's text."""
        return {
            stretch.id: excerpt(words_in(text, stretch.start, stretch.end))
            for stretch in self.stretches
            if wanted(stretch)
        }


def transcribe(
    source: Source,
    text: str,
    signing: Site,
    needs: AbstractSet[Needs],
    keywords: Sequence[Keyword],
    copies: Sequence[Copy] = (),
) -> Transcript:
    """Return what was said on a page, without what is counted elsewhere."""
    told = from_abroad(parse(text, signing), source.interwiki)
    whole = (only_section(told, source.section) or NOBODY) if source.section else told
    page = without(whole, copies) if copies else whole
    taken = tuple(positions(whole, text, signing)) if needs & _POSITIONS else ()
    if Needs.COMMENTS in needs:
        stances = {position.comment: position.stance for position in taken if not position.struck}
        counted = count_conversation(source, page, text, stances)
    else:
        counted = count_conversation(source, page)
    conversation = replace(
        counted,
        prints=prints(page, text),
        copied=whole.signed - page.signed,
        beside=frozenset(c.name for c in told.comments) if source.section else frozenset(),
        lacks=source.section if whole is NOBODY else "",
        hints=_hints(source, page, text, keywords) if Needs.HINTS in needs else {},
        votes=read_votes(source.title, page, text, signing, taken) if Needs.VOTES in needs else (),
        asked=(
            read_asked(source.title, page, text, source.language)
            if Needs.QUESTIONS in needs
            else ()
        ),
    )
    stretches = (Stretch(c.id, c.name, c.start, c.signatures[0].start) for c in page.comments)
    return Transcript(conversation, tuple(stretches) if Needs.COMMENTS in needs else ())


def _hints(
    source: Source, page: TalkPage, text: str, keywords: Iterable[Keyword]
) -> dict[str, tuple[Hint, ...]]:
    """Return what comments suggest; a heading is among the words of who began the thread."""
    seeking = seeker(keywords, source.language)
    opened = {t.comments[0].index: t.heading.text for t in page.threads if t.comments}
    told = (
        (c.id, seeking.hints(f"{opened.get(c.index, '')} {own_words(c, text)}"))
        for c in page.comments
    )
    return {comment: found for comment, found in told if found}
