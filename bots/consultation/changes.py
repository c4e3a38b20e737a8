"""What has changed since a moment: said, answered, closed, slipped, done, seen for the first time.

Pure. Every change has a day that follows from the pages themselves, so that looking once more
without a change anywhere finds the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from typing import Final, NamedTuple

from bots.consultation.answers.answers import answers
from bots.consultation.dates.written import read_period
from bots.consultation.process.milestones import DONE, Milestone
from bots.consultation.process.slips import read_slips
from bots.consultation.rules import Rules
from bots.consultation.talks.conversations import CommentRef, Conversation
from bots.consultation.talks.past import reference
from bots.page.ownership import AS_OF

NEW_THREAD: Final = "new thread"
NEW_COMMENTS: Final = "new comments"
ANSWERED: Final = "answered"
CLOSED: Final = "closed"
SLIPPED: Final = "slipped"
REACHED: Final = "done"
FIRST_SEEN: Final = {
    f"Consultation {name}": f"new {name}"
    for name in ("recommendation", "initiative", "question", "milestone", "working group")
}
"""What a record is called that the bot has not written to before, by its template."""
WHATS: Final = (
    NEW_COMMENTS,
    NEW_THREAD,
    ANSWERED,
    CLOSED,
    SLIPPED,
    REACHED,
    *FIRST_SEEN.values(),
)
"""The sorts of change, in the order in which they are listed."""

_RUN: Final = re.compile(r"run:\s*(\d{8})[-T]?(\d{6})\S*")
_REVISION: Final = re.compile(r"rev:\s*(\d{1,18})")


class Change(NamedTuple):
    """One thing that has changed."""

    what: str
    day: date
    page: str
    """The page to look at: a talk page, or the page with a record."""
    title: str = ""
    """A thread's heading, or a record's title."""
    comment: CommentRef | None = None
    """The comment that shows it: the first new one, the answer."""
    language: str = ""
    comments: int = 0
    people: int = 0
    was: str = ""
    """A milestone's date before and after."""
    key: tuple[str, ...] = ()
    """What the change is known by, as long as it stands."""


def revision_of(since: str) -> int:
    """Return the number of the revision that a start marker counts from; 0 where it names none."""
    found = _REVISION.fullmatch(since.strip())
    return int(found[1]) if found else 0


def read_since(since: str, times: Mapping[int, datetime], language: str) -> datetime:
    """Return the moment from which changes count; raises ValueError with a sentence.

    ``since`` is a day, ``run:`` with a run's id, which begins with its time, or ``rev:`` with the
    number of a revision.
    """
    text = " ".join(since.split())
    if number := revision_of(text):
        if number not in times:
            raise ValueError(f"there is no revision {number}")
        return times[number].astimezone(UTC)
    if run := _RUN.fullmatch(text):
        try:
            return datetime.strptime(f"{run[1]}{run[2]}", "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        except ValueError:
            raise ValueError(f"“{text}” is the id of no run") from None
    period = read_period(text, language)
    if period is None or period.open == "start":
        raise ValueError(f"since={text} cannot be read" if text else "it does not say since when")
    return datetime.combine(period.start, time.min, UTC)


def said_since(
    conversations: Iterable[Conversation], since: datetime, rules: Rules
) -> Iterator[Change]:
    """Yield what was said, answered and closed since a moment, by page and then as it has them.

    A discussion counts as closed on the day of its latest comment: its box bears no date.
    """
    every = tuple(conversations)
    for conversation in every:
        page, language = conversation.source.title, conversation.source.language
        fresh = [
            heard
            for thread in conversation.threads
            for heard in thread.heard
            if heard.timestamp >= since and not heard.automatic and heard.author not in rules.bots
        ]
        if fresh:
            first = min(fresh, key=lambda heard: heard.timestamp)
            yield Change(
                NEW_COMMENTS, first.timestamp.date(), page, "", reference(page, first), language,
                len(fresh), len({heard.author for heard in fresh}), key=(page,),
            )  # fmt: skip
        for thread in conversation.threads:
            place = (page, thread.heading, thread.first, language, thread.comments)
            people, names = len(thread.authors), (thread.first.name, thread.heading, page)
            if thread.first.timestamp >= since:
                yield Change(NEW_THREAD, thread.first.timestamp.date(), *place, people, key=names)
            if thread.closed and thread.latest.timestamp >= since:
                yield Change(CLOSED, thread.latest.timestamp.date(), *place, people, key=names)
    latest = {
        (answer.thread.page, answer.thread.first.id): answer
        for answer in answers(every, rules)
        if answer.said.timestamp >= since
    }
    for answer in latest.values():
        thread, source = answer.thread, answer.conversation.source
        yield Change(
            ANSWERED, answer.day, thread.page, thread.heading, reference(thread.page, answer.said),
            source.language, thread.comments, len(thread.authors),
            key=(thread.first.name, thread.heading, thread.page),
        )  # fmt: skip


def of_milestones(milestones: Iterable[Milestone], since: datetime) -> Iterator[Change]:
    """Yield the milestones whose date moved or which were reached since a moment.

    Reached on the day on which a run first saw it: nothing else is known of that.
    """
    for milestone in milestones:
        title, place = milestone.cells.get("title", "") or milestone.id, milestone.page
        slips = [slip for slip in read_slips(milestone.cells.get("was", "")) if _on(slip.seen)]
        slips = [slip for slip in slips if slip.seen >= since.date().isoformat()]
        key = (milestone.id, place)
        if slips:
            was = f"{slips[0].old} → {slips[-1].new}"
            day = date.fromisoformat(slips[-1].seen)
            yield Change(SLIPPED, day, place, title, was=was, key=key)
        seen = _on(milestone.cells.get(AS_OF, ""))
        if milestone.status == DONE and seen and seen >= since.date():
            yield Change(REACHED, seen, place, title, key=key)


def _on(written: str) -> date | None:
    try:
        return date.fromisoformat(written.strip())
    except ValueError:
        return None


def in_order(found: Iterable[Change]) -> list[Change]:
    """Return changes as they are listed: by sort, by day, then by page and title."""
    return sorted(found, key=lambda c: (WHATS.index(c.what), c.day, c.page, c.title, c.key))
