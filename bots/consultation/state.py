"""The state of a whole consultation at one moment, from which every kind takes its rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from bots.consultation.conversations import CommentRef, Conversation, anchor
from bots.consultation.evidence import Evidence
from bots.consultation.groups import Group
from bots.consultation.milestones import Milestone
from bots.consultation.presence import Presence
from bots.consultation.rules import Rules
from bots.page.regions import Region


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
    milestones: tuple[Milestone, ...] = ()
    groups: tuple[Group, ...] = ()
    presence: Presence = field(default_factory=Presence)
    """What tells a comment that was removed from one that was not looked for."""
    rules: Rules = field(default_factory=Rules)
    """What the settings say of people and of statements."""
    regions: tuple[tuple[str, Region], ...] = ()
    """The regions on the pages read, by the title of their page."""

    @property
    def today(self) -> date:
        """The day of the run."""
        return self.evidence.today

    def link(self, comment: CommentRef) -> str:
        """Return the target of a link to the comment.

        ``Special:GoToComment/<name>`` finds a comment wherever it was moved; where its name is
        not its own, or the wiki lacks that page, the link leads to its id where it stands.
        """
        if self.discussiontools and comment.name not in self.ambiguous:
            return f"Special:GoToComment/{comment.name}"
        return f"{comment.page}#{anchor(comment.id)}"

    def under(self, titles: Iterable[str]) -> tuple[Conversation, ...]:
        """Return the conversations on the pages of these titles."""
        wanted = set(titles)
        return tuple(c for c in self.conversations if c.source.title in wanted)
