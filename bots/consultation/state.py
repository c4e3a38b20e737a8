"""The state of a whole consultation at one moment, from which every kind takes its rows."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final, NamedTuple, TypeVar, cast

from bots.consultation.attention import Attention, Tally
from bots.consultation.ledger.diffs import Revisions
from bots.consultation.links.relinking import UNLINKED, Relinking
from bots.consultation.lists import ListId, list_of
from bots.consultation.process.evidence import Evidence
from bots.consultation.process.milestones import MILESTONE, Milestone
from bots.consultation.requests import Replies
from bots.consultation.rules import Rules
from bots.consultation.talks.abroad import local_name
from bots.consultation.talks.archives import archived_page
from bots.consultation.talks.conversations import CommentRef, Conversation, anchor
from bots.consultation.talks.heard import Heard
from bots.consultation.talks.presence import Place, Presence
from bots.consultation.working_groups.groups import GROUP, Group
from bots.page.regions import Region

T = TypeVar("T")
_GO_TO: Final = "Special:GoToComment/"


class Entry(NamedTuple):
    """A record that stands alone on a page, as this run leaves it."""

    template: str
    key: str
    page: str
    """The title of the page on which it stands."""
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Consultation:
    """What is true today; a value, made anew by each run."""

    evidence: Evidence
    """What ``done when`` is checked against."""
    language: str = "en"
    """The language in which people write dates."""
    conversations: tuple[Conversation, ...] = ()
    ambiguous: frozenset[str] = frozenset()
    """Names that more than one comment bears."""
    discussiontools: bool = True
    """Whether the wiki has DiscussionTools, which finds comments by their names."""
    records: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    """The records that stand alone on pages, by template."""
    standing: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    """The same as they stand on the wiki: all are there while one of them is being told."""
    presence: Presence = field(default_factory=Presence)
    """What tells a comment that was removed from one that was not looked for."""
    rules: Rules = field(default_factory=Rules)
    """What the settings say of people and of statements."""
    regions: tuple[tuple[str, Region], ...] = ()
    """The regions on the pages read, by the title of their page."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """The pages that records ask for, as far as they exist."""
    host: str = ""
    """The wiki's host, where it is told: addresses that begin with another one lead elsewhere."""
    revisions: Revisions = field(default_factory=dict)
    """The revisions that rows name, as far as it could be asked whether they exist."""
    pages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The pages that start markers ask for by the beginning of their titles, redirects left out;
    by that beginning, if it is within the consultation."""
    attention: tuple[Attention, ...] = ()
    """What needs a person: refusals, troubles, cells that people hold."""
    tally: Tally | None = None
    """What the run came to, once all other pages are planned; None in one that looks at a part."""
    times: Mapping[int, datetime] = field(default_factory=dict)
    """When the revisions were made that start markers count from, of those that exist."""
    relinked: Mapping[ListId, Relinking] = field(default_factory=dict)
    """Which rows are about what, for each list whose rows are about comments."""
    unread: frozenset[str] = frozenset()
    """The kinds of which rows stand on pages that could not be read, for they are unsound."""
    unheard: tuple[str, ...] = ()
    """What the titles of the pages begin with that could not be read, for their wiki could not."""
    replies: Replies = field(default_factory=dict)
    """What became, in this run, of what people asked for on the wiki."""
    _made: dict[Hashable, Any] = field(
        default_factory=dict, init=False, repr=False, compare=False, hash=False
    )

    def once(self, what: Hashable, make: Callable[[], T]) -> T:
        """Return ``make()``, which follows from this state alone, made once under this name."""
        if what not in self._made:
            self._made[what] = make()
        return cast(T, self._made[what])

    @property
    def today(self) -> date:
        """The day of the run."""
        return self.evidence.today

    def entries(self, template: str) -> tuple[Entry, ...]:
        """Return the records of one template."""
        return self.records.get(template, ())

    @property
    def milestones(self) -> tuple[Milestone, ...]:
        """The milestones of the process."""
        return tuple(
            Milestone(entry.key, entry.page, entry.cells, self.language)
            for entry in self.entries(MILESTONE.template)
        )

    @property
    def groups(self) -> tuple[Group, ...]:
        """The working groups."""
        return tuple(
            Group(entry.key, entry.page, entry.cells) for entry in self.entries(GROUP.template)
        )

    def link(self, comment: CommentRef) -> str:
        """Return the target of a link to the comment.

        ``Special:GoToComment/<name>`` finds a comment wherever it was moved; where its name is
        not its own, or the wiki lacks that page, the link leads to its id where it stands.
        """
        interwiki, name = local_name(comment.name)
        if self.discussiontools and comment.name not in self.ambiguous:
            # The colon keeps a prefix that is a language's from making a language link.
            return f":{interwiki}:{_GO_TO}{name}" if interwiki else f"{_GO_TO}{name}"
        page = f":{comment.page}" if interwiki else comment.page
        return f"{page}#{anchor(local_name(comment.id)[1])}"

    def relinking(self, region: Region) -> Relinking:
        """Return which rows of a region's list are about what."""
        return self.relinked.get(list_of(region), UNLINKED)

    def home(self, title: str) -> str:
        """Return the page that a talk page is an archive of; of another, the page itself."""
        found = self.by_title.get(title)
        return (found.source.archive_of if found else archived_page(title)) or title

    def said_at(self, place: Place) -> tuple[Conversation, Heard] | None:
        """Return the comment that stands in a place, where comments were read one by one."""
        if conversation := self.by_title.get(place.page):
            for thread in conversation.threads:
                for heard in thread.heard:
                    if heard.id == place.id:
                        return conversation, heard
        return None

    def under(self, titles: Iterable[str]) -> tuple[Conversation, ...]:
        """Return the conversations on the pages of these titles, or that had them once."""
        wanted = set(titles)
        return tuple(
            c
            for c in self.conversations
            if c.source.title in wanted or not wanted.isdisjoint(c.source.known_as)
        )

    @property
    def by_title(self) -> Mapping[str, Conversation]:
        """The conversations by the titles of their pages."""
        return self.once("by title", lambda: {c.source.title: c for c in self.conversations})
