"""What needs a facilitator today, page by page: the tasks of a digest. Pure.

A task that is somebody's by name is theirs alone until it is late; any other goes by language to
those who look after it, and to everybody where nobody does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple

from bots.consultation.answers.waiting import Waiting
from bots.consultation.attention import HELD, REFUSED, TROUBLE, Attention
from bots.consultation.process.milestones import DONE, DROPPED, OVERDUE, Milestone
from bots.consultation.rules import Facilitator, Rules
from bots.consultation.talks.conversations import CommentRef
from bots.consultation.talks.past import reference

MILESTONE: Final = "milestone"
DUE: Final = "due"
UNANSWERED: Final = "unanswered"
UNCODED: Final = "uncoded"
SORTS: Final = (REFUSED, TROUBLE, HELD, MILESTONE, DUE, UNANSWERED, UNCODED)
"""The sorts of task, the most urgent first."""
SOON: Final = timedelta(days=7)
"""How long before its end a milestone is due."""
_NAMED: Final = 5
"""How many of several rows are named."""


class Task(NamedTuple):
    """What there is to do of one sort on one page, in one language."""

    sort: str
    page: str
    number: int
    """How much of it there is."""
    language: str = ""
    what: str = ""
    """The first of it, in words of the bot or of a record."""
    since: date | None = None
    """Since when the longest of it waits, or the day by which it is due."""
    comment: CommentRef | None = None
    """Where to begin."""
    of: str = ""
    """The milestone's id, where there is a task for each."""

    @property
    def key(self) -> tuple[str, ...]:
        """What a task is known by, however much of it there is."""
        return (self.sort, self.page, self.language, self.of)


@dataclass(frozen=True, slots=True)
class Desk:
    """One facilitator, and what goes to whom."""

    account: str
    rules: Rules
    today: date

    @property
    def known(self) -> bool:
        """Whether anything goes to this account; to those in the settings, if there are any."""
        facilitators = self.rules.facilitators
        return not facilitators or any(f.account == self.account for f in facilitators)

    def takes(self, language: str, assigned: AbstractSet[str] = frozenset()) -> bool:
        """Return whether something in this language is for this facilitator to see to."""
        return self.account in assigned if assigned else self.speaks(language)

    def speaks(self, language: str) -> bool:
        """Return whether what is nobody's in this language is theirs."""
        facilitators = self.rules.facilitators
        able = {f.account for f in facilitators if _speaks(f, language)}
        return self.account in able or not able


def _speaks(facilitator: Facilitator, language: str) -> bool:
    wider = language.partition("-")[0]
    return not facilitator.languages or bool({language, wider} & facilitator.languages)


def of_pages(attention: Iterable[Attention]) -> Iterator[Task]:
    """Yield what is to be mended or looked at, page by page: that is everybody's."""
    found: dict[tuple[str, str], list[str]] = {}
    for sort, page, what in attention:
        found.setdefault((sort, page), []).append(what)
    for (sort, page), whats in found.items():
        named = sorted(set(whats))
        shown = f"{', '.join(named[:_NAMED])}{'…' if len(named) > _NAMED else ''}"
        yield Task(sort, page, len(whats), what=shown if sort == HELD else named[0])


def of_milestones(milestones: Iterable[Milestone], today: date) -> Iterator[Task]:
    """Yield the milestones that are overdue, or whose end is near."""
    for milestone in milestones:
        period = milestone.period
        end = period.end if period and period.open != "end" else None
        if milestone.status in (DONE, DROPPED):
            continue
        if milestone.status == OVERDUE or (end and end <= today + SOON):
            title = milestone.cells.get("title", "") or milestone.id
            yield Task(MILESTONE, milestone.page, 1, "", title, end, of=milestone.id)


def of_threads(
    waiting: Iterable[Waiting], assigned: Mapping[str, AbstractSet[str]], desk: Desk
) -> Iterator[Task]:
    """Yield the talk pages on which threads wait for an answer from this facilitator.

    ``assigned`` says whose a thread is, by the name of its first comment. One that waits too long
    goes to those who look after its language as well.
    """
    found: dict[str, list[Waiting]] = {}
    for thread in waiting:
        language = thread.conversation.source.language
        whose = assigned.get(thread.thread.first.name, frozenset())
        late = desk.today > thread.escalate_after(desk.rules)
        if thread.turn == "organizers" and (
            desk.takes(language, whose) or (late and desk.speaks(language))
        ):
            found.setdefault(thread.thread.page, []).append(thread)
    for page, threads in found.items():
        oldest = min(threads, key=lambda one: one.last.timestamp)
        yield Task(
            UNANSWERED,
            page,
            len(threads),
            oldest.conversation.source.language,
            since=oldest.since,
            comment=reference(page, oldest.last),
        )


class Coding(NamedTuple):
    """A row of statements, as far as work on it goes."""

    page: str
    """The page on which the list begins."""
    language: str
    coded: bool
    assigned: AbstractSet[str] = frozenset()
    due: date | None = None
    """The day by which it is to be answered, where it is not."""


def of_statements(rows: Iterable[Coding], desk: Desk) -> Iterator[Task]:
    """Yield the lists in which this facilitator has statements to code, or answers that are due."""
    uncoded: dict[tuple[str, str], int] = {}
    due: dict[tuple[str, str], list[date]] = {}
    for row in rows:
        place = (row.page, row.language)
        if not row.coded and desk.takes(row.language, row.assigned):
            uncoded[place] = uncoded.get(place, 0) + 1
        if row.due and row.due <= desk.today and desk.takes(row.language, row.assigned):
            due.setdefault(place, []).append(row.due)
    for (page, language), days in due.items():
        yield Task(DUE, page, len(days), language, since=min(days))
    for (page, language), count in uncoded.items():
        yield Task(UNCODED, page, count, language)


def in_order(tasks: Iterable[Task]) -> Sequence[Task]:
    """Return tasks as a digest lists them: the urgent ones first, then those that wait longest."""
    return sorted(tasks, key=lambda t: (SORTS.index(t.sort), t.since or date.max, t.key))
