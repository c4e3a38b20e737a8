"""Who stands where: support, oppose, neutral or comment, and a count in which each counts once.

A comment's stance is told by a template it opens with, by an opening word (in bold, or before a
full stop or dash), or by the section it stands in; in this order. What is struck through does not
count. A person counts once: of several positions the latest, all of them listed. Numbered lists,
which restart after a reply, are never counted by their numbers.

The words are data: bots/data/stances.json.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from bots.shipped import data
from bots.talk.blocks import either
from bots.talk.items import CommentItem, HeadingItem, TalkPage
from bots.talk.masking import mask
from bots.talk.site import Site

Stance = Literal["support", "oppose", "neutral", "comment"]
STANCES: Final[tuple[Stance, ...]] = ("support", "oppose", "neutral", "comment")


@dataclass(frozen=True, slots=True)
class Position:
    """Where a comment stands, and what tells so."""

    comment: int
    """The comment's index among the page's items."""
    author: str
    timestamp: datetime
    stance: Stance
    told_by: Literal["template", "word", "section"]
    struck: bool = False
    """Struck through, so it does not count."""
    late: bool = False
    """After the vote's end, so it does not count."""


@dataclass(frozen=True, slots=True)
class Tally:
    """A vote's count."""

    positions: tuple[Position, ...]
    """All that were found, in page order, also those that do not count."""
    counted: tuple[Position, ...]
    """One a person, the latest, in the order of its time; comments are no votes."""
    changed: tuple[str, ...]
    """Who took more than one position that would count."""

    def count(self, stance: Stance) -> int:
        """Return how many people take a stance."""
        return sum(position.stance == stance for position in self.counted)


class _Words(NamedTuple):
    template: re.Pattern[str]
    word: re.Pattern[str]
    sections: dict[str, Stance]
    strike: re.Pattern[str]
    stances: dict[str, Stance]


def positions(page: TalkPage, source: str, site: Site) -> Iterator[Position]:
    """Yield the positions that a page's comments take, in page order."""
    words = _words(site)
    masked = mask(source)
    section, read, term = -1, 0, ""
    for comment in page.comments:
        if comment.heading != section:
            section, read, term = comment.heading, page.items[comment.heading].end, ""
        # A comment stands under the last term above it; each stretch is looked through once.
        for found in _TERM.finditer(masked, read, comment.start):
            term = found[1]
        read = max(read, comment.start)
        body = masked[comment.start : comment.signatures[0].start]
        told, struck = _told(body, words)
        if not told and not struck and (item := _LAST_ITEM.search(body)):
            # Whoever votes first in a list has what stands above it for the head of their comment.
            last, last_struck = _told(item["words"], words)
            if last and (last[1] == "template" or "#" in item["marks"]):
                told, struck = last, last_struck
        if told:
            yield _position(comment, told[0], told[1], struck)
            continue
        heading = page.items[comment.heading]
        parent = page.items[comment.parent]
        if isinstance(parent, HeadingItem) and isinstance(heading, HeadingItem):
            stance = _of_title(term or heading.text, words)
            if stance:
                yield _position(comment, stance, "section", struck)


def stance_of_title(title: str, site: Site) -> Stance | None:
    """Return the stance that all take who stand in a section of this title, if it is one's."""
    return _of_title(title, _words(site))


def tally(found: Iterable[Position], end: datetime | None = None) -> Tally:
    """Return the count of some positions; those after ``end`` are flagged and do not count."""
    every = tuple(
        _flagged(position) if end and position.timestamp > end else position for position in found
    )
    latest: dict[str, Position] = {}
    times: dict[str, int] = {}
    for position in every:
        if position.struck or position.late or position.stance == "comment":
            continue
        times[position.author] = times.get(position.author, 0) + 1
        known = latest.get(position.author)
        # Of two in the same minute the one further down the page is the later one.
        if known is None or position.timestamp >= known.timestamp:
            latest[position.author] = position
    counted = sorted(latest.values(), key=lambda position: (position.timestamp, position.comment))
    return Tally(every, tuple(counted), tuple(who for who, many in times.items() if many > 1))


def _position(
    comment: CommentItem,
    stance: Stance,
    told_by: Literal["template", "word", "section"],
    struck: bool,
) -> Position:
    return Position(comment.index, comment.author, comment.timestamp, stance, told_by, struck)


def _flagged(position: Position) -> Position:
    return Position(
        position.comment,
        position.author,
        position.timestamp,
        position.stance,
        position.told_by,
        position.struck,
        late=True,
    )


Told = tuple[Stance, Literal["template", "word"]]

_LAST_ITEM: Final = re.compile(r"\n(?P<marks>[*#:]+)(?P<words>[^\n]*)\Z")
"""A list item as the last line of a comment that began before the list."""

_OPENING: Final = 400
"""How much of a comment is its opening."""
_STRUCK: Final = re.compile(
    r"<(s|del|strike)\b[^<>]*>.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL
)
_STRIKES: Final = re.compile(r"</?(?:s|del|strike)\b[^<>]*>", re.IGNORECASE)
_LOOKS: Final = "b|i|big|small|span|strong|font|p|center|u"
_PINGS: Final = "ping|re|reply|reply to|u|user|yo|at|@|notif|notification|r|à|mention"
_BEFORE: Final = re.compile(
    r"(?:[\s\0:*#;.,…–—]+|-(?!\d)|'{2,5}"
    rf"|</?(?:{_LOOKS})\b[^<>]*>|<br\s*/?>|&nbsp;"
    r"|\[\[(?:[^\[\]|]*:)?[^\[\]|]*\.(?:svg|png|gif|jpe?g)[^\[\]]*\]\]"
    rf"|\{{\{{\s*(?:{_PINGS})\s*\|[^{{}}]*\}}\}})*+",
    re.IGNORECASE,
)
"""What may stand before a stance: marks, looks, a picture, a ping."""


def _told(body: str, words: _Words) -> tuple[Told | None, bool]:
    """Return what a comment's opening tells, and whether that is struck through.

    What stands behind a struck position is a new one.
    """
    opening = body[:_OPENING]
    live = _STRUCK.sub("", words.strike.sub("", opening))
    if told := _opened(live, words):
        return told, False
    if live != opening:
        bare = _STRIKES.sub("", words.strike.sub(r"\1", opening))
        if told := _opened(bare, words):
            return told, True
        if not live.strip("\0 \n:*#'"):
            return None, True
    return None, False


def _opened(opening: str, words: _Words) -> Told | None:
    """Return the stance that a text opens with."""
    passed = _BEFORE.match(opening)
    at = passed.end() if passed else 0
    if call := words.template.match(opening, at):
        return words.stances["{{" + _folded(call[1])], "template"
    found = words.word.match(opening, at)
    if found and (_BOLD.search(opening, 0, found.start("word")) or _alone(opening, found.end())):
        return words.stances[_folded(found["word"])], "word"
    return None


_BOLD: Final = re.compile(r"'{3}|<(?:b|strong)\b", re.IGNORECASE)
_ENDS: Final = re.compile(
    r"\s*(?:'{2,5}|</?\w[^<>]*>)*\s*(?:[.,;:!?()\[{…–—。，！：；、（|/-]|per\b|\Z|\n)"
)


def _alone(opening: str, at: int) -> bool:
    """Tell whether a word stands alone: before a stop, a dash, a link, a signature."""
    return _ENDS.match(opening, at) is not None


_TERM: Final = re.compile(r"(?<![^\n]);[ \t]*([^\n]+)")


def _of_title(title: str, words: _Words) -> Stance | None:
    plain = re.sub(r"<[^<>]*>|'{2,}|\{\{|\}\}|\[\[(?:[^\[\]|]*\|)?|\]\]|[\d()#:.\0]+", " ", title)
    return words.sections.get(_folded(plain))


def _folded(text: str) -> str:
    return " ".join(text.replace("_", " ").replace("’", "'").casefold().split())


@lru_cache(maxsize=64)
def _words(site: Site) -> _Words:
    """Return a site's words: those for all, English, its language; all on wikis of many."""
    known = {code: words for code, words in data("stances").items() if code != "about"}
    wider = site.language.partition("-")[0]
    wanted = ("*", "en", site.language, wider, *_KIN.get(site.language, ()))
    codes = [code for code in known if site.multilingual or code in wanted]
    # The wiki's own language says what a word means that two languages share.
    codes.sort(key=lambda code: (code in (site.language, wider), code == "en"), reverse=True)
    stances: dict[str, Stance] = {}
    sections: dict[str, Stance] = {}
    templates: dict[str, None] = {}
    words: dict[str, None] = {}
    adverbs: dict[str, None] = {}
    strike: dict[str, None] = {}
    for code in codes:
        entry = known[code]
        adverbs.update(dict.fromkeys(entry.get("adverbs", ())))
        strike.update(dict.fromkeys(entry.get("strike", ())))
        for stance in STANCES:
            told = entry.get(stance, {})
            for name in told.get("templates", ()):
                templates[name] = None
                stances.setdefault("{{" + _folded(name), stance)
            for word in told.get("words", ()):
                words[word] = None
                stances.setdefault(_folded(word), stance)
            for word in (*told.get("sections", ()), *told.get("words", ())):
                sections.setdefault(_folded(word), stance)
    before = f"(?:(?:{either(tuple(adverbs))})[ ,]+)*" if adverbs else ""
    return _Words(
        re.compile(rf"\{{\{{\s*({either(tuple(templates))})\s*[|}}]", re.IGNORECASE),
        re.compile(rf"{before}(?:'{{2,5}})?(?P<word>{either(tuple(words))})(?!\w)", re.IGNORECASE),
        sections,
        re.compile(
            rf"\{{\{{\s*(?:{either(tuple(strike))})\s*\|(?:1=)?([^{{}}]*)\}}\}}", re.IGNORECASE
        ),
        stances,
    )


_KIN: Final = {"be": ("ru",), "be-tarask": ("ru",), "lzh": ("zh",), "yue": ("zh",), "gsw": ("de",)}
