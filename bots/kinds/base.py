"""What a kind of region says of itself."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from bots.consultation.conversations import Conversation
from bots.consultation.sources import chosen
from bots.consultation.state import Consultation
from bots.errors import RegionError
from bots.page.keep import Frame
from bots.page.ownership import Schema
from bots.page.records import Record
from bots.page.regions import Host, Region

Cells = Mapping[str, str]


class Needs(Enum):
    """What a run has to read before a kind can say its rows."""

    CONVERSATIONS = "conversations"
    MILESTONES = "milestones"
    GROUPS = "working groups"


@dataclass(frozen=True, slots=True)
class RecordKind:
    """A record that people put on a page and whose bot's cells are kept there."""

    schema: Schema
    cells: Callable[[Consultation, Host, Record], Cells]
    """The bot's cells of a record on a host; a cell that cannot be told is left out."""
    troubles: Callable[[Consultation, Host, Record], Sequence[str]]
    """What a person has to see to, as sentences."""


def found_nowhere(consultation: Consultation, cells: Cells) -> str:
    """Return why a row that no longer follows from the consultation is gone.

    Nothing where its page could not be looked into this time: it may come back as it was.
    """
    page = cells.get("page", "").strip().replace("_", " ")
    return "" if page in consultation.presence.unread else "not found"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of region: its rows' schema, and how they follow from the consultation."""

    name: str
    """The value of ``kind=`` in the start marker."""
    row: Schema
    needs: frozenset[Needs]
    rows: Callable[[Consultation, Region], Sequence[Cells]]
    """The bot's cells of each row, in the order wanted."""
    table: bool = True
    """Whether the rows stand in a literal table, whose headings come from ``… head``."""
    appends: bool = False
    """Whether new rows go to the end in order of arrival instead of to their place."""
    record: RecordKind | None = None
    """The record behind its rows that stands alone on people's own pages, if there is one."""
    lost: Callable[[Consultation, Cells], str] = found_nowhere
    """Says of a row on a page that is not wanted why it is gone; or nothing: then it stays."""

    @property
    def frame(self) -> Frame:
        """The literal lines around the rows."""
        if not self.table:
            return Frame()
        head = self.row.template.removesuffix(" row") + " head"
        css = self.name.replace(" ", "-")
        return Frame(
            # Without a "|-", MediaWiki takes a table of templates for empty and adds a row to it.
            f'{{| class="wikitable sortable consultation-table consultation-{css}"\n|-\n'
            f"{{{{{head}}}}}\n",
            "|}\n",
        )


def row_key(*parts: str) -> str:
    """Return the key of a row: eight hexadecimal digits that follow from what the row is about."""
    text = "\n".join(parts)
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()[:8]


def conversations_of(consultation: Consultation, region: Region) -> tuple[Conversation, ...]:
    """Return the conversations that a region's ``source`` names; all where it names none.

    Raises RegionError where a name is outside the consultation's sources.
    """
    sources = [conversation.source for conversation in consultation.conversations]
    found, unmatched = chosen(sources, region.settings.get("source", ""))
    if unmatched:
        raise RegionError(
            f"region {region.id} asks for the source “{unmatched[0]}”, which is none of this"
            " consultation's talk pages",
            "correct source=, or ask for the page to be added to the sources in the settings",
            line=region.start.line,
        )
    return consultation.under(source.title for source in found)
