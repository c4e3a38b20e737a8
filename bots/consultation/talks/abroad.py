"""Talk pages of other wikis: what makes their comments other ones than those of the same name here.

Two people, or one, may sign in the same minute on two wikis, and DiscussionTools then gives both
comments one name. So names and ids from another wiki have its prefix before them: ``w:fr:c-Ana-…``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bots.consultation.talks.sources import interwiki_of
from bots.talk.items import CommentItem, HeadingItem, TalkPage


def from_abroad(page: TalkPage, interwiki: str) -> TalkPage:
    """Return the page with its wiki's prefix before the names and ids of its comments."""
    if not interwiki:
        return page
    return _with_comments(
        page,
        lambda comment: replace(
            comment, id=f"{interwiki}:{comment.id}", name=f"{interwiki}:{comment.name}"
        ),
    )


def only_section(page: TalkPage, heading: str) -> TalkPage | None:
    """Return what stands in the section of this heading, subsections included; None without one.

    Of two sections of one heading the first counts.
    """
    headings = page.headings
    first = next((h for h in headings if " ".join(h.text.split()) == heading), None)
    if first is None:
        return None
    end = next((h.start for h in headings if _ends(first, h)), None)

    def inside(start: int) -> bool:
        return first.start <= start and (end is None or start < end)

    kept = _with_comments(page, lambda comment: comment if inside(comment.start) else None)
    rejected = tuple(one for one in page.rejected if inside(one.start))
    return replace(kept, rejected=rejected, seen=kept.signed + len(rejected))


def _ends(section: HeadingItem, heading: HeadingItem) -> bool:
    return heading.start > section.start and heading.heading_level <= section.heading_level


def _with_comments(page: TalkPage, change: Callable[[CommentItem], CommentItem | None]) -> TalkPage:
    changed = {comment.index: change(comment) for comment in page.comments}
    items = (changed[i.index] if isinstance(i, CommentItem) else i for i in page.items)
    return replace(
        page,
        items=tuple(item for item in items if item is not None),
        threads=tuple(
            replace(t, comments=tuple(c for old in t.comments if (c := changed[old.index])))
            for t in page.threads
        ),
    )


def local_name(name: str) -> tuple[str, str]:
    """Return the prefix of the wiki where a comment of this name stands, and its name there."""
    interwiki = interwiki_of(name)
    return interwiki, name.removeprefix(f"{interwiki}:") if interwiki else name
