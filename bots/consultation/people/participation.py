"""Who takes part, by language, wiki, kind of account and so on; what of it may be shown. Pure.

A page's history keeps all numbers that ever stood on it, so what is hidden today must not follow
from what was shown yesterday. Therefore (``published``):

1. A number below ``LEAST`` is hidden. Where only the settings tell who is counted (``TOLD``), none
   at all is hidden too, so that nobody sees when the first one came.
2. Alone in its column it takes the smallest other number there with it: who knows the sum from
   elsewhere cannot tell it either. In its row the sum of people is no longer shown as it is.
3. Sums and shares are made of the numbers shown, and of nothing else; ``+`` says so.

So all that is shown follows from the numbers that are not small, and from which ones are. Whatever
the small ones were, in any revision, all revisions would be the same: there is nothing to solve.
"""

from __future__ import annotations

import ipaddress
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal, NamedTuple

from bots.consultation.dates.written import Period
from bots.consultation.people.small_cells import LEAST
from bots.consultation.rules import Rules
from bots.consultation.talks.conversations import Conversation
from bots.consultation.talks.heard import Heard

By = Literal["language", "wiki", "account", "stakeholder", "region", "month"]
WAYS: Final[tuple[By, ...]] = ("language", "wiki", "account", "stakeholder", "region", "month")
"""By what people can be counted."""
TOLD: Final = frozenset({"stakeholder", "region"})
"""What only the settings tell of an account: nothing on the wiki does."""
DISJOINT: Final = frozenset({"account", "stakeholder", "region"})
"""The ways in which nobody is in two rows, so that columns can be added up."""
Account = Literal["registered", "temporary", "ip", "organizer", "bot"]
ACCOUNTS: Final[tuple[Account, ...]] = ("registered", "temporary", "ip", "organizer", "bot")
ASIDE: Final = frozenset({"organizer", "bot"})
"""They take no part, and are counted only by kind of account, outside the total."""
TOTAL: Final = "total"
"""The key of the row that sums up."""
TOP: Final = 10
"""How many people are those who wrote most."""
_TEMPORARY: Final = re.compile(r"~[0-9]{4}-[0-9]")

Wrote = Mapping[str, int]
"""How many comments each of some people wrote."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """The people of one row."""

    key: str
    """A language, a month …; nothing for those of whom it is not told."""
    new: Wrote
    """Those who had not commented in an earlier month."""
    returning: Wrote
    """Those who had, anywhere in the consultation."""


class Number(NamedTuple):
    """A number of people as it may be shown."""

    shown: int | None = None
    """None where it is hidden."""
    more: bool = False
    """Whether there may be more, for a part of them is hidden."""

    def __str__(self) -> str:
        return "hidden" if self.shown is None else f"{self.shown}{'+' if self.more else ''}"


class Line(NamedTuple):
    """A row as it may be shown."""

    key: str
    people: Number
    new: Number | None
    returning: Number | None
    """None where these do not add up: in a total over rows in which people are twice."""
    share: int | None
    """How many percent of the comments by those shown the ten wrote who wrote most."""


@dataclass(slots=True)
class _Tally:
    comments: Counter[str] = field(default_factory=Counter)
    """By author."""
    latest: dict[str, str] = field(default_factory=dict)
    """The month of each author's latest comment here."""

    def add(self, author: str, month: str) -> None:
        self.comments[author] += 1
        if month > self.latest.get(author, ""):
            self.latest[author] = month

    def crowd(self, key: str, first: Mapping[str, str]) -> Crowd:
        came_back = {author for author, month in self.latest.items() if first[author] < month}
        return Crowd(
            key,
            {author: n for author, n in self.comments.items() if author not in came_back},
            {author: n for author, n in self.comments.items() if author in came_back},
        )


def crowds(
    conversations: Iterable[Conversation], rules: Rules, by: By, period: Period | None = None
) -> list[Crowd]:
    """Return who took part by language, wiki …; only comments of the period count.

    Rows that the settings name are there even if nobody is in them. Organizers and bots are there
    by kind of account only.
    """
    first: dict[str, str] = {}
    kinds: dict[str, Account] = {}
    months: dict[date, str] = {}
    groups = {key: _Tally() for key in _named(rules, by)}
    group_of = _grouping(rules, by)
    for conversation, comment in _comments(conversations):
        author, day = comment.author, comment.timestamp.date()
        month = months.get(day)
        if month is None:
            month = months[day] = day.isoformat()[: len("2018-05")]
        if author not in first or month < first[author]:
            first[author] = month
        inside = period is None or period.start <= day <= period.end
        kind = "bot" if comment.automatic else kinds.get(author)
        if kind is None:
            kind = kinds[author] = account_of(comment, rules)
        if inside and (by == "account" or kind not in ASIDE):
            key = group_of(conversation, comment, kind, month)
            groups.setdefault(key, _Tally()).add(author, month)
    order: dict[str, int] = {kind: place for place, kind in enumerate(ACCOUNTS)}
    keys = sorted(groups, key=lambda key: (key == "", order.get(key, 0), key))
    return [groups[key].crowd(key, first) for key in keys]


def account_of(comment: Heard, rules: Rules) -> Account:
    """Return with what kind of account a comment was written."""
    author = comment.author
    if comment.automatic or author in rules.bots:
        return "bot"
    if author in rules.organizers:
        return "organizer"
    if _TEMPORARY.match(author):
        return "temporary"
    try:
        ipaddress.ip_address(author)
    except ValueError:
        return "registered"
    return "ip"


def published(found: Sequence[Crowd], by: By) -> list[Line]:
    """Return the rows as they may be shown, the total first where there are several."""
    parts = [crowd for crowd in found if crowd.key not in ASIDE]
    none = by in TOLD
    shown = _shown([crowd.new for crowd in parts], none=none)
    back = _shown([crowd.returning for crowd in parts], none=none)
    lines = [
        _line(crowd.key, new, returning)
        for crowd, new, returning in zip(parts, shown, back, strict=True)
    ]
    if len(parts) > 1:
        lines.insert(0, _total(shown, back, apart=by in DISJOINT))
    aside = (crowd for crowd in found if crowd.key in ASIDE)
    return lines + [
        _line(crowd.key, *_shown([crowd.new]), *_shown([crowd.returning])) for crowd in aside
    ]


def _shown(column: Sequence[Wrote], *, none: bool = False) -> list[Wrote | None]:
    """Return the cells of a column, None for those that are hidden; with ``none``, empty ones."""
    small = [n for n, cell in enumerate(column) if len(cell) < LEAST and (cell or none)]
    large = [n for n, cell in enumerate(column) if len(cell) >= LEAST]
    others = large or [n for n in range(len(column)) if n not in small]
    if len(small) == 1 and others:
        small.append(min(others, key=lambda n: len(column[n])))
    return [None if n in small else cell for n, cell in enumerate(column)]


def _line(key: str, new: Wrote | None, returning: Wrote | None) -> Line:
    both = _added([new, returning])
    return Line(key, _number(both, [new, returning]), _number(new), _number(returning), _top(both))


def _total(new: Sequence[Wrote | None], back: Sequence[Wrote | None], *, apart: bool) -> Line:
    everybody = _added([*new, *back])
    people = _number(everybody, [*new, *back])
    new_ones, returning = (_number(_added(column), column) for column in (new, back))
    return Line(
        TOTAL,
        people,
        new_ones if apart else None,
        returning if apart else None,
        _top(everybody),
    )


def _number(cell: Wrote | None, parts: Iterable[Wrote | None] = ()) -> Number:
    more = any(part is None for part in parts)
    return Number(None if cell is None or (more and not cell) else len(cell), more)


def _added(cells: Iterable[Wrote | None]) -> Counter[str]:
    return sum((Counter(cell) for cell in cells if cell), Counter())


def _top(wrote: Counter[str]) -> int | None:
    top = sum(count for _, count in wrote.most_common(TOP))
    return round(100 * top / wrote.total()) if wrote else None


def _comments(conversations: Iterable[Conversation]) -> Iterator[tuple[Conversation, Heard]]:
    for conversation in conversations:
        for thread in conversation.threads:
            for comment in thread.heard:
                yield conversation, comment


def _named(rules: Rules, by: By) -> Iterable[str]:
    """Return the rows that are there in any case."""
    named = rules.stakeholders if by == "stakeholder" else rules.regions
    return (*named, "") if by in TOLD else ()


def _grouping(rules: Rules, by: By) -> Callable[[Conversation, Heard, Account, str], str]:
    told = rules.stakeholders if by == "stakeholder" else rules.regions
    known = {author: name for name, accounts in told.items() for author in accounts}
    ways: dict[str, Callable[[Conversation, Heard, Account, str], str]] = {
        "language": lambda conversation, *_: conversation.source.language,
        "wiki": lambda conversation, *_: conversation.source.wiki,
        "account": lambda _conversation, _comment, kind, _month: kind,
        "month": lambda _conversation, _comment, _kind, month: month,
    }
    return ways.get(by, lambda _conversation, comment, *_: known.get(comment.author, ""))
