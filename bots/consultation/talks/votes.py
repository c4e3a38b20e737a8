"""Votes: the sections in which people take positions. Pure.

A vote stands below one heading; "Support", "Oppose" and the headings beside them are its sides.
Where it was closed and begun again in the same section, or a line says that it begins anew, what
was voted before counts apart.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Final, NamedTuple

from bots.consultation.talks.closings import Closing, closings, restarts, results
from bots.consultation.talks.conversations import CommentRef
from bots.consultation.words import every, fold
from bots.talk.items import CommentItem, HeadingItem, TalkPage
from bots.talk.site import Site
from bots.talk.stances import Position, Tally, stance_of_title, tally

VOTING: Final = ("support", "oppose", "neutral")
"""The positions that are votes."""
FEW: Final = 2
"""From how many people on a template or a heading says that there is a vote."""
SOME: Final = 3
"""From how many people on it is one where only words say so: "No." is said soon."""


@dataclass(frozen=True, slots=True)
class Vote:
    """One vote, or one round of it."""

    heading: str
    """The heading that it stands below; nothing where a whole page is one."""
    round: int
    """1, unless votes before it in the same section count apart."""
    positions: tuple[Position, ...]
    """All positions found, in page order, also those that do not count."""
    references: tuple[CommentRef, ...]
    """Where they stand, in the same order."""
    closed: bool = False
    result: str = ""
    """What someone has said came of it, in their words."""

    @property
    def people(self) -> frozenset[str]:
        """Who took a position, counted or not."""
        return frozenset(position.author for position in self.positions)

    @property
    def first(self) -> CommentRef:
        """Where the first position stands."""
        return self.references[0]

    def count(self, until: date | None = None) -> Tally:
        """Return the count; what was said after the last day does not count."""
        end = datetime.combine(until, time.max, UTC) if until else None
        return tally(self.positions, end)

    def places(self, positions: Iterable[Position]) -> Iterator[CommentRef]:
        """Yield where these positions stand."""
        by_comment = {p.comment: r for p, r in zip(self.positions, self.references, strict=True)}
        return (by_comment[position.comment] for position in positions)


def is_vote(vote: Vote, least: int = 0) -> bool:
    """Return whether enough people take a position; without ``least`` as the usual rule says."""
    said_so = any(position.told_by != "word" for position in vote.positions)
    return len(vote.people) >= (least or (FEW if said_so else SOME))


def read_votes(
    title: str, page: TalkPage, text: str, site: Site, found: Iterable[Position]
) -> tuple[Vote, ...]:
    """Return the votes on a talk page, in page order, from the positions found on it.

    Positions in comments that are counted elsewhere are left out: those that the page lacks.
    """
    comments = {comment.index: comment for comment in page.comments}
    headings = {heading.index: heading for heading in page.headings}
    sections: dict[int, list[_Taken]] = {}
    for position in found:
        comment = comments.get(position.comment)
        if comment and not comment.automatic and position.stance in VOTING:
            section = _section(headings[comment.heading], headings, site)
            sections.setdefault(section, []).append((position, comment))
    if not sections:
        return ()
    signs = _Signs(closings(page, text, site), results(page, text, site), restarts(text))
    return tuple(
        vote
        for section, taken in sections.items()
        for vote in _rounds(title, _place(section, headings, len(text)), taken, signs)
    )


_Taken = tuple[Position, CommentItem]
_Headings = Mapping[int, HeadingItem]
_PAGE: Final = -1
"""Stands for the heading of a vote that a whole page is."""


class _Place(NamedTuple):
    """Where on its page a vote stands."""

    heading: str
    start: int
    own: int
    """Where the text ends that stands below its heading and below none of its subheadings."""
    end: int
    top: int
    """Where the topmost section begins that it stands in: a box around all of it may be there."""


@dataclass(frozen=True, slots=True)
class _Signs:
    """What a page says of the ends of its votes."""

    boxes: Sequence[Closing]
    results: Sequence[tuple[int, str]]
    restarts: Sequence[int]

    def cuts(self, start: int, end: int) -> list[int]:
        """Return where in this stretch a vote begins anew."""
        ends = (box.end for box in self.boxes if start < box.end < end)
        return sorted({*ends, *(at for at in self.restarts if start < at < end)})

    def box(self, start: int, first: int, last: int, end: int) -> Closing | None:
        """Return the box around a vote, or the note in its section that it is closed."""
        for box in self.boxes:
            around = start <= box.start < first and (not box.end or box.end > first)
            if around or last < box.start < end:
                return box
        return None

    def said(self, start: int, end: int) -> str:
        """Return the result that stands last in this stretch."""
        return next((said for at, said in reversed(self.results) if start <= at < end), "")


def _rounds(title: str, place: _Place, taken: Sequence[_Taken], signs: _Signs) -> Iterator[Vote]:
    """Yield the rounds of the vote at a place."""
    cuts = signs.cuts(place.start, place.own)
    rounds: dict[int, list[_Taken]] = {}
    for position, comment in taken:
        rounds.setdefault(bisect_right(cuts, comment.start), []).append((position, comment))
    for number, (at, part) in enumerate(sorted(rounds.items()), start=1):
        since = cuts[at - 1] if number > 1 else place.top
        until = cuts[at] if at < len(cuts) else place.end
        box = signs.box(since, part[0][1].start, part[-1][1].start, until)
        yield Vote(
            heading=place.heading,
            round=number,
            positions=tuple(position for position, _ in part),
            references=tuple(
                CommentRef(title, c.id, c.name, c.author, c.timestamp) for _, c in part
            ),
            closed=box is not None,
            result=(box.result if box else "") or signs.said(max(since, place.start), until),
        )


def _section(heading: HeadingItem, headings: _Headings, site: Site) -> int:
    """Return the index of the heading that the vote stands below whose positions stand below this.

    A page whose topmost headings are the sides is one vote.
    """
    if heading.parent is None:
        return _PAGE if _is_side(heading, site) else heading.index
    above = headings[heading.parent]
    if _is_side(above, site):
        return _section(above, headings, site)
    beside = [headings[at] for at in above.replies if at in headings]
    is_part = any(_is_side(each, site) for each in beside) or fold(heading.text) in _results()
    return above.index if is_part else heading.index


def _is_side(heading: HeadingItem, site: Site) -> bool:
    return stance_of_title(heading.text, site) in VOTING


def _results() -> Collection[str]:
    return every("vote", "result")


def _place(section: int, headings: _Headings, length: int) -> _Place:
    if section == _PAGE:
        return _Place("", 0, 0, length, 0)
    heading = headings[section]
    further = [other for other in headings.values() if other.start > heading.start]
    outside = (h.start for h in further if h.heading_level <= heading.heading_level)
    top = heading
    while top.parent is not None:
        top = headings[top.parent]
    return _Place(
        "" if heading.placeholder else heading.text,
        heading.start,
        min((other.start for other in further), default=length),
        min(outside, default=length),
        top.start,
    )
