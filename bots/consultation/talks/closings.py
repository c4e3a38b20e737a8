"""What talk pages say of the end of a discussion: boxes around it, its result, a new beginning.

Pure. The words are data, by language: bots/data/vote_words.json. Those of all languages count on
every page, for people close discussions in their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

import mwparserfromhell  # type: ignore[import-untyped, unused-ignore]

from bots.consultation.words import every, fold
from bots.talk.blocks import either
from bots.talk.items import TalkPage
from bots.talk.masking import mask
from bots.talk.sections import plain_text
from bots.talk.site import Site

LONGEST: Final = 200
"""Characters of a result; what was said after them is on the talk page."""
_FARTHEST: Final = 4000
"""Characters in which the end of a box's call is looked for."""
_TITLE: Final = 80
"""Characters in which a line says what it is about."""
_LONGEST_TITLE: Final = 40
_LINE: Final = re.compile(r"^[ \0*#:;]*(?P<words>[^\n\0= ][^\n]*)", re.MULTILINE)
_FIRST: Final = re.compile(r"\w.{0,7}")
_FEW: Final = 2
"""Letters by which a line is left out that says nothing of the kind."""
_EMPHASIS: Final = re.compile(r"'{2,5}|</?(?:b|i|strong|em|big|small|u)\b[^<>]*>", re.IGNORECASE)
_BRACES: Final = re.compile(r"\{\{|\}\}")
_MOST: Final = 100
"""More brackets than a result ever has: the parser takes long over many unclosed ones."""
_CALL: Final = re.compile(r"\{\{\s*([^\[\]{}|<>\n]{1,80}?)\s*(?=[|}])")


class Closing(NamedTuple):
    """A box that says that a discussion is over."""

    start: int
    end: int
    """Where the box ends; 0 where nothing says so."""
    result: str
    """What it says came of it, or nothing."""


def closings(page: TalkPage, text: str, site: Site) -> list[Closing]:
    """Return the boxes on a page, in their order."""
    masked = mask(text)
    calls = [(match.start(), _name(match[1])) for match in _CALL.finditer(masked)]
    tops, bottoms = (
        [at for at, name in calls if name in {_name(known) for known in names}]
        for names in (site.templates.closed, site.templates.closed_end)
    )
    found = []
    for top, following in zip(tops, [*tops[1:], len(text)], strict=False):
        end = next((at for at in bottoms if top < at < following), 0)
        behind = _end(masked, top)
        result = _argument(text[top:behind]) or _statement(page, text, behind, end)
        found.append(Closing(top, end, shown(result, page, text, (top, end or following), site)))
    return found


def results(page: TalkPage, text: str, site: Site) -> list[tuple[int, str]]:
    """Return where a line or a heading says what came of a discussion, and what it says."""
    known = every("vote", "result")
    found = []
    for start, end, head in _lines(text):
        title, colon, _ = head.replace("：", ":").partition(":")
        if colon and len(title) <= _LONGEST_TITLE and fold(title) in known:
            said = re.sub(r"^[^:：]*[:：]", "", _EMPHASIS.sub("", text[start:end]))
            found.append((start, shown(said, page, text, (start, end), site)))
    for heading in page.headings:
        first = next((c for c in page.comments if c.heading == heading.index), None)
        if first and fold(heading.text) in known:
            found.append((first.start, _short(plain_text(first.body(text), site))))
    return sorted((at, said) for at, said in found if said)


def restarts(text: str) -> list[int]:
    """Return where a line begins by saying that a vote begins anew."""
    known, beginnings = _restarting()
    found = []
    for start, _, head in _lines(text):
        # To fold the beginnings of all lines would take longer than all the rest.
        first = _FIRST.search(head)
        if not first or fold(first[0])[:_FEW] not in beginnings:
            continue
        if told := known.match(fold(head)):
            # In bold or as a term, or on its own: not as the beginning of a sentence.
            marked = text[start - 1 : start] in {";", "'"} or _EMPHASIS.match(text, start)
            if marked or not re.match(r"\s*\w", fold(head)[told.end() :]):
                found.append(start)
    return found


def shown(wikitext: str, page: TalkPage, text: str, span: tuple[int, int], site: Site) -> str:
    """Return what readers see of wikitext from this span of a page up to a signature, cut short."""
    for comment in page.comments:
        if span[0] <= comment.signatures[0].start < span[1]:
            signature = comment.signatures[0]
            wikitext = wikitext.partition(text[signature.start : signature.end])[0]
    return _short(plain_text(_EMPHASIS.sub("", wikitext), site))


def _end(masked: str, start: int) -> int:
    """Return where a call ends; where nothing ends it, where it begins."""
    depth = 0
    for brace in _BRACES.finditer(masked, start, start + _FARTHEST):
        depth += 1 if brace[0] == "{{" else -1
        if depth == 0:
            return brace.end()
    return start


def _argument(source: str) -> str:
    """Return what a box's call says of the result: a parameter of such a name, or its first."""
    if sum(map(source.count, ("{{", "[", "<", "''"))) > _MOST:
        return ""
    call = next(iter(mwparserfromhell.parse(source).filter_templates(recursive=False)), None)
    if call is None:
        return ""
    wanted = every("vote", "parameters")
    named = {fold(str(parameter.name)): str(parameter.value) for parameter in call.params}
    values = [value for name, value in named.items() if name in wanted]
    return next((value for value in (*values, named.get("1", "")) if value.strip()), "")


def _statement(page: TalkPage, text: str, start: int, end: int) -> str:
    """Return what stands first in a box, where it was written last: the closer's own words."""
    inside = [c for c in page.comments if start <= c.start < (end or len(text))]
    first = min(inside, key=lambda comment: comment.start, default=None)
    if first is None or text[start : first.start].strip() or len(inside) == 1:
        return ""
    latest = max(comment.timestamp for comment in inside)
    return first.body(text) if first.timestamp == latest else ""


def _lines(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the start and the end of each line's words, and the beginning of what it shows."""
    for line in _LINE.finditer(mask(text)):
        start, end = line.span("words")
        yield start, end, _EMPHASIS.sub("", text[start : min(end, start + _TITLE)])


def _name(name: str) -> str:
    return name.replace("_", " ").strip().casefold()


def _short(words: str) -> str:
    plain = " ".join(words.split()).strip(" –—-")
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 1].rstrip()}…"


@cache
def _restarting() -> tuple[re.Pattern[str], frozenset[str]]:
    """Return an expression for a line that says so, and how such a line's first word begins."""
    phrases = tuple(every("vote", "restart"))
    found = re.compile(rf"\W*(?:{either(phrases)})(?!\w)")
    return found, frozenset(phrase[:_FEW] for phrase in phrases)
