"""The proof: what became of every signature and of every comment. The sums always hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from bots.consultation.ledger.ledger import Ledger, better, by_comment
from bots.consultation.ledger.merging import FATES, Fate
from bots.consultation.ledger.selection import Selection, apart
from bots.consultation.rules import Rules
from bots.consultation.talks.conversations import Conversation, anchor
from bots.consultation.talks.heard import Heard
from bots.consultation.talks.presence import Place

Standing = Literal["covered", "merged", "set aside", "out of scope", "not yet handled"]
STANDINGS: Final[tuple[Standing, ...]] = (*FATES, "out of scope", "not yet handled")
"""What can have become of a comment; each has one of them."""


@dataclass(slots=True)
class Account:
    """What became of the comments of some talk pages."""

    pages: tuple[Conversation, ...] = ()
    counts: Counter[str] = field(default_factory=Counter)
    """Comments by standing."""
    open: list[tuple[Conversation, Heard]] = field(default_factory=list)
    """The comments not yet handled, by page and then as the page has them."""

    @property
    def signatures(self) -> int:
        """How many signatures there seem to be, those of copied comments once."""
        return sum(page.seen - page.copied for page in self.pages)

    @property
    def comments(self) -> int:
        """How many comments there are."""
        return sum(page.comments for page in self.pages)

    @property
    def further(self) -> int:
        """How many signatures stand in a comment that has one already."""
        return sum(page.further for page in self.pages)

    @property
    def rejected(self) -> int:
        """How many signatures belong to no comment."""
        return sum(len(page.rejected) for page in self.pages)

    @property
    def reasons(self) -> Counter[str]:
        """Why, and how often."""
        return Counter(rejected.reason for page in self.pages for rejected in page.rejected)

    @property
    def holds(self) -> bool:
        """Whether both sums come out even."""
        return (
            self.signatures == self.comments + self.further + self.rejected
            and self.comments == sum(self.counts.values())
        )


def accounts(
    conversations: Sequence[Conversation],
    ledgers: Iterable[Ledger],
    rules: Rules,
    ambiguous: frozenset[str] = frozenset(),
    *,
    planned: bool = False,
) -> list[Account]:
    """Return an account of each conversation, in their order; they are all there are.

    ``planned`` takes the rows that this run writes as written. ``ambiguous`` are the names that
    more than one comment bears: of these only an id tells which is meant.
    """
    ledgers = tuple(ledgers)
    own = by_comment(ledgers)
    # Nearly all rows have a place, and it takes time to look by name for a hundred thousand.
    by_name = any(isinstance(at, str) for at in own)
    rows = _by_row(conversations, ledgers, planned=planned)
    found = []
    for conversation in conversations:
        title = conversation.source.title
        asking = [ledger.selection for ledger in ledgers if title in ledger.titles]
        account = Account((conversation,))
        for thread in conversation.threads:
            for comment in thread.heard:
                place = Place(title, comment.id)
                standing: Standing | None = own.get(place)
                if by_name:
                    standing = standing or own.get(anchor(comment.id))
                    if standing is None and comment.name not in ambiguous:
                        standing = own.get(comment.name)
                standing = standing or rows.get(place) or _without(comment, asking, rules)
                account.counts[standing] += 1
                if standing == "not yet handled":
                    account.open.append((conversation, comment))
        found.append(account)
    return found


def _without(comment: Heard, asking: Sequence[Selection], rules: Rules) -> Standing:
    """Return how a comment stands for which there is no row, by what the lists ask for."""
    if apart(comment, rules):
        return "out of scope"
    left_out = asking and all(selection.leaves_out(comment) for selection in asking)
    return "out of scope" if left_out else "not yet handled"


def _by_row(
    conversations: Sequence[Conversation], ledgers: Iterable[Ledger], *, planned: bool
) -> Mapping[Place, Fate]:
    """Return what rows make of the comments they account for, by page and id."""
    fates: dict[Place, Fate] = {}
    for ledger in ledgers:
        for statement in ledger.statements(conversations):
            fate = ledger.fate(statement.key, planned=planned)
            if fate is None:
                continue
            for comment in statement.heard:
                place = Place(statement.conversation.source.title, comment.id)
                fates[place] = better(fate, fates.get(place))
    return fates


def total(found: Iterable[Account]) -> Account:
    """Return several accounts added up."""
    whole = Account()
    for account in found:
        whole.pages += account.pages
        whole.counts.update(account.counts)
        whole.open += account.open
    return whole


def by_language(found: Iterable[Account]) -> dict[str, Account]:
    """Return the accounts added up by language, in its codes' order."""
    groups: dict[str, list[Account]] = {}
    for account in found:
        groups.setdefault(account.pages[0].source.language, []).append(account)
    return {language: total(groups[language]) for language in sorted(groups)}
