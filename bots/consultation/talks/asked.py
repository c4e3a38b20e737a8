"""Which questions the comments of a talk page are about, by what they and their headings name.

Pure. A comment is about what it names itself, else about what the comment that it answers is about,
else about what stands in the nearest heading above it.
"""

from __future__ import annotations

from dataclasses import dataclass

from bots.consultation.talks.citations import OPENING, cited_in_comment
from bots.consultation.talks.conversations import CommentRef
from bots.talk.items import CommentItem, TalkPage


@dataclass(frozen=True, slots=True)
class Asked:
    """Comments that stand below the same headings and name the same questions."""

    cited: tuple[str, ...]
    """The numbers that they name, or the comments that they answer."""
    headings: tuple[str, ...]
    """The headings above them, the nearest first."""
    said: tuple[CommentRef, ...]


def read_asked(title: str, page: TalkPage, text: str, language: str) -> tuple[Asked, ...]:
    """Return what the comments of a talk page are about, in page order; none is left out."""
    above: dict[int, tuple[str, ...]] = {}
    for heading in page.headings:
        own = () if heading.placeholder else (heading.text,)
        over = above.get(heading.parent, ()) if heading.parent is not None else ()
        above[heading.index] = own + over
    cited: dict[int, tuple[str, ...]] = {}
    found: dict[tuple[tuple[str, ...], int], list[CommentRef]] = {}
    for comment in page.comments:
        opening = text[comment.start : min(comment.start + OPENING, comment.signatures[0].start)]
        named = cited_in_comment(opening, language)
        cited[comment.index] = named or cited.get(_answered(comment), ())
        place = (cited[comment.index], comment.heading)
        found.setdefault(place, []).append(
            CommentRef(title, comment.id, comment.name, comment.author, comment.timestamp)
        )
    return tuple(
        Asked(named, above[heading], tuple(said)) for (named, heading), said in found.items()
    )


def _answered(comment: CommentItem) -> int:
    """Return the index of what a comment answers: after an outdent, what it goes on from."""
    return comment.parent if comment.answers is None else comment.answers
