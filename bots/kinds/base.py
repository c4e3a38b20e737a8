"""What a kind of region says of itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from bots.consultation.links.relinking import Relinking
from bots.consultation.requests import Request
from bots.consultation.rules import Rules
from bots.consultation.state import Consultation
from bots.consultation.talks.conversations import Conversation
from bots.page.keep import Frame
from bots.page.ownership import Schema
from bots.page.records import Record
from bots.page.regions import Host, Region

Cells = Mapping[str, str]


class Needs(Enum):
    """What a run has to read before a kind can say its rows."""

    CONVERSATIONS = "conversations"
    COMMENTS = "comments"
    """Each comment, besides what is counted of conversations."""
    HINTS = "hints"
    """What in comments suggests how to code them."""
    VOTES = "votes"
    """The sections in which people take positions."""
    QUESTIONS = "questions"
    """Which questions comments and their headings name."""
    ATTENTION = "attention"
    """What needs a person, also what comes up while all other pages are being planned."""
    TALLY = "tally"
    """What the whole run comes to: planned when all others are."""


LATE: Final = frozenset({Needs.ATTENTION, Needs.TALLY})
"""What is not known before other pages are planned."""


def asks_for_nothing(host: Host, record: Record) -> Iterable[str]:
    """Return no titles: the record is told by its own page and by what was said."""
    return ()


@dataclass(frozen=True, slots=True)
class RecordKind:
    """A record that people put on a page and whose bot's cells are kept there."""

    schema: Schema
    cells: Callable[[Consultation, Host, Record], Cells]
    """The bot's cells of a record on a host; a cell that cannot be told is left out."""
    troubles: Callable[[Consultation, Host, Record], Sequence[str]]
    """What a person has to see to, as sentences."""
    needs: frozenset[Needs] = frozenset()
    """What has to be read where such a record stands."""
    asks: Callable[[Host, Record], Iterable[str]] = asks_for_nothing
    """The titles of the pages that it is told by; ``Consultation.texts`` has those that exist."""
    after: frozenset[str] = frozenset()
    """The templates of other records that its cells follow from."""
    part_of: str = ""
    """The cell that names the record of its own template of which it is a part."""


def page_of(cells: Cells) -> str:
    """Return the title of the page that a row is about."""
    return cells.get("page", "").strip().replace("_", " ")


def row_named(row: Record, key: str) -> str:
    """Return how a sentence names a row: by its key; by its line where it has none yet.

    Lines move with the run's own edits, and what a page says of them would be edited again.
    """
    return f"row {key}" if key else f"line {row.call.line}"


def found_nowhere(consultation: Consultation, cells: Cells) -> str:
    """Return why a row that no longer follows from the consultation is gone.

    Nothing where its page could not be looked into this time: it may come back as it was.
    """
    return "" if page_of(cells) in consultation.presence.unread else "not found"


def none_settled(consultation: Consultation, region: Region) -> Mapping[str, Cells]:
    """Return no rows: what is not wanted any more is gone."""
    return {}


def none_opened(
    consultation: Consultation, region: Region, row: Cells, taken: AbstractSet[str]
) -> Cells | None:
    """Return no cells: rows that people add are theirs alone."""
    return None


def no_news(consultation: Consultation, before: Cells, after: Cells) -> Cells:
    """Return no cells: nothing is told of what happened to a row."""
    return {}


def nothing_beside(consultation: Consultation, row: Cells) -> Cells:
    """Return no cells: none of the bot's follows from what people wrote in the same row."""
    return {}


def no_revisions(consultation: Consultation, region: Region) -> Iterable[int]:
    """Return no numbers: rows name no revisions."""
    return ()


def not_lent(settings: Mapping[str, str]) -> bool:
    """Return that such a region stands only on the consultation's own pages."""
    return False


def as_they_are(cells: Cells) -> Cells:
    """Return all cells: whoever can read the page may have them."""
    return cells


def no_troubles(consultation: Consultation, region: Region) -> Sequence[str]:
    """Return no sentences: there is nothing in such a region that only a person can mend."""
    return ()


def never_rests(consultation: Consultation, region: Region) -> bool:
    """Return that a region is looked at in each run."""
    return False


def no_titles(region: Region) -> Iterable[str]:
    """Return no beginnings: a start marker asks for no pages."""
    return ()


def no_numbers(region: Region) -> Iterable[int]:
    """Return no numbers: a start marker names no revisions."""
    return ()


def no_requests(region: Region) -> Sequence[Request]:
    """Return no requests: nobody asks the bots for anything in such a region."""
    return ()


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
    settled: Callable[[Consultation, Region], Mapping[str, Cells]] = none_settled
    """The bot's cells of rows that are not made any more but kept where they stand, by key."""
    quotes: Callable[[Rules, Region, Conversation], Iterable[str]] | None = None
    """The ids of the comments of a conversation that the rows quote."""
    typed: Callable[[Region], Sequence[str]] | None = None
    """The keys of the rows on a page, in their order, where people type rows and the bot none."""
    told_by: tuple[str, ...] = ()
    """The cells of people that tell two typed rows apart; the first one they all have."""
    outward: Callable[[Cells], Cells] = as_they_are
    """The cells of a row as they may leave the wiki."""
    troubles: Callable[[Consultation, Region], Sequence[str]] = no_troubles
    """What a person has to see to in a region, as sentences."""
    asks: tuple[str, ...] = ()
    """The parameters of its own that it reads in the start marker."""
    relink: Callable[[Consultation, Sequence[Region]], Relinking] | None = None
    """Says which rows of a list are about what today, for rows that are about comments."""
    opened: Callable[[Consultation, Region, Cells, AbstractSet[str]], Cells | None] = none_opened
    """The bot's cells of a row that a person opened; the last are keys that it must not get."""
    news: Callable[[Consultation, Cells, Cells], Cells] = no_news
    """Says in further cells of the bot what happened to a row, from its cells before and after."""
    beside: Callable[[Consultation, Cells], Cells] = nothing_beside
    """The bot's cells of a row that follow from what people wrote in it, from its cells."""
    revisions: Callable[[Consultation, Region], Iterable[int]] = no_revisions
    """The revisions that its rows name; ``Consultation.revisions`` tells which of them exist."""
    begins: Callable[[Region], Iterable[str]] = no_titles
    """The beginnings of titles by which its start marker asks for pages; ``Consultation.pages`` has
    those that there are."""
    dated: Callable[[Region], Iterable[int]] = no_numbers
    """The revisions that its start marker counts from; ``Consultation.times`` has their times."""
    lent: Callable[[Mapping[str, str]], bool] = not_lent
    """Whether a region with these parameters may stand in a person's own user space."""
    rests: Callable[[Consultation, Region], bool] = never_rests
    """Whether a region stays as it is in this run."""
    requests: Callable[[Region], Sequence[Request]] = no_requests
    """What people ask for in its rows; the run answers by ``Consultation.replies``."""
    coded: str = ""
    """The cell of people behind which stand the facets that the settings name."""

    def schema(self, facets: Iterable[str] = ()) -> Schema:
        """Return the schema of its rows in a consultation with these facets."""
        if not self.coded:
            return self.row
        more = tuple(name for name in facets if name not in self.row.people)
        at = self.row.people.index(self.coded) + 1
        people = (*self.row.people[:at], *more, *self.row.people[at:])
        # Where people type the rows, no cell holds words that go with a comment.
        words = (*self.row.words, *more) if self.row.words else ()
        return replace(self.row, people=people, words=words)

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
