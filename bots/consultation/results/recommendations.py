"""Recommendations: what the record of one becomes today, from its talk pages and its lineage."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from bots.consultation.answers.voices import COUNTED
from bots.consultation.results.lineage import CHILDREN, DROPPED, PARENTS, Draft, ids
from bots.consultation.talks.conversations import Conversation
from bots.consultation.talks.sources import is_within, talk_title
from bots.page.ownership import Schema, normal

STAGES: Final = ("idea", "draft", "consulting", "refining", "final", "adopted", DROPPED)
DIRECTIONS: Final = ("service", "equity", "both")
"""The two parts of the strategic direction of 2017: knowledge as a service, knowledge equity."""
AGREEMENTS: Final = ("not discussed", "in discussion", "agreed", "partly agreed", "not agreed")
"""Where agreement on putting it to work stands."""
LINEAGE: Final = ("from", "into", "origins", "outcomes")
VOICES: Final = (
    "threads",
    "comments",
    "people",
    *COUNTED,
    "unanswered",
    "languages",
    "latest",
    "latest link",
)
RECOMMENDATION: Final = Schema(
    template="Consultation recommendation",
    bot=(*LINEAGE, *VOICES, "endorsements", "as of"),
    people=(
        "id",
        "title",
        "group",
        "iteration",
        "stage",
        "direction",
        "talk",
        "pages",
        *PARENTS,
        *CHILDREN,
        "depends on",
        "endorsed by",
        "agreement",
        "note",
        "show",
    ),
    values={"stage": STAGES, "direction": DIRECTIONS, "agreement": AGREEMENTS},
)
_LINK: Final = re.compile(r"\[\[:?([^\[\]|#]+)[^\[\]]*\]\]")


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A recommendation by its record."""

    id: str
    page: str
    """The page on which its record stands."""
    cells: Mapping[str, str]

    def said(self, name: str) -> str:
        """Return what people wrote in a cell where one of a few words is expected."""
        return normal(self.cells.get(name, "")).lower()

    @property
    def draft(self) -> Draft:
        """Its lineage as people wrote it."""
        return Draft(
            self.id,
            self.said("iteration"),
            self.said("stage"),
            ids(*(self.cells.get(name, "") for name in PARENTS)),
            ids(*(self.cells.get(name, "") for name in CHILDREN)),
        )

    @property
    def talk(self) -> tuple[str, ...]:
        """The talk pages that are about it, those named with ``*`` as beginnings.

        Where people name none: those of the pages that ``pages`` links, or of its own page.
        """
        named = titles(self.cells.get("talk", ""))
        if named:
            return named
        pages = titles(self.cells.get("pages", "")) or (self.page,)
        return tuple(dict.fromkeys(talk_title(page) for page in pages))

    def about(self, conversations: Iterable[Conversation]) -> tuple[Conversation, ...]:
        """Return the conversations about it, archives and subpages included."""
        talk = self.talk
        return tuple(
            conversation
            for conversation in conversations
            for title in [conversation.source.archive_of or conversation.source.title]
            if any(_covers(name, title) for name in talk)
        )


def titles(cell: str) -> tuple[str, ...]:
    """Return the pages that a cell names: by links, or by titles with semicolons between them."""
    linked = _LINK.findall(cell)
    named = linked or re.split(r"[;\n]", cell)
    return tuple(dict.fromkeys(title for name in named if (title := _tidy(name))))


def _tidy(name: str) -> str:
    """Return a title, or a title's beginning with its ``*``, or nothing."""
    title = " ".join(name.replace("_", " ").split()).lstrip(": ")
    return title if title.strip("* ") else ""


def _covers(name: str, title: str) -> bool:
    return title.startswith(name[:-1]) if name.endswith("*") else is_within(title, name)


def endorsements(cell: str) -> int:
    """Return how many endorse it: the items of a list, or what semicolons or lines separate."""
    return sum(bool(re.search(r"\w", part)) for part in re.split(r"[;\n]|<br\s*/?>", cell))


def unknown_words(recommendation: Recommendation) -> list[str]:
    """Return what in cells of a few words is none of them, as sentences."""
    return [
        f"“{word}” is no {name}; use {', '.join(allowed)}"
        for name, allowed in RECOMMENDATION.values.items()
        for word in [recommendation.said(name)]
        if word and word not in allowed
    ]
