"""The ids and names of a page's items, given one after the other in page order."""

from __future__ import annotations

from typing import Final

from bots.talk import ids
from bots.talk.drafts import Draft
from bots.talk.items import PLACEHOLDER
from bots.talk.site import Site

DUPLICATE: Final = "Duplicate comment ID"


class Naming:
    """What has been named on a page so far."""

    __slots__ = ("_marks", "_placeholder", "_shorts", "_switch", "_taken")

    def __init__(self, site: Site, first: Draft | None) -> None:
        self._switch = site.switch
        self._placeholder = first is not None and first.heading == PLACEHOLDER
        self._taken = ids.Taken()
        self._shorts: dict[str, str] = {}
        self._marks: list[str] = []
        """What each item adds to the ids of its replies."""

    def name(self, item: Draft) -> tuple[str, str]:
        """Return the next item's id and name; it gets a warning where its id was given before."""
        mark, wanted, name = self._heading(item) if item.heading else self._comment(item)
        self._marks.append(mark)
        id_ = self._taken.take(wanted)
        if id_ != wanted:
            item.warn(DUPLICATE)
        return id_, name

    def _heading(self, item: Draft) -> tuple[str, str, str]:
        mark = ids.short(item.anchor)
        wanted, name = f"h-{mark}", "h-"
        if item.parent >= 0:
            wanted = f"{wanted}-{self._marks[item.parent]}"
        if item.oldest:
            oldest = ids.stamp(item.oldest.moment, self._switch)
            wanted = f"{wanted}-{oldest}"
            name = f"h-{ids.short(item.oldest.author)}-{oldest}"
        return mark, wanted, name

    def _comment(self, item: Draft) -> tuple[str, str, str]:
        author = item.author
        short = self._shorts.get(author)
        if short is None:
            short = self._shorts[author] = ids.short(author)
        mark = f"{short}-{ids.stamp(item.moment, self._switch)}"
        name = f"c-{mark}"
        if self._placeholder and item.parent == 0:
            return mark, name, name
        return mark, f"{name}-{self._marks[item.parent]}", name
