"""What a report says of threads: which are new, which were answered, which wait and how long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

AGES: Final = (7, 14, 30, 90)
"""Waiting threads are counted by age: up to so many days, and longer than the last."""


@dataclass(frozen=True, slots=True)
class AgeLine:
    """How many threads of one language wait, by for how long."""

    language: str
    """Nothing for all languages together."""
    counts: tuple[int, ...]
    """One for each of ``AGES``, and one for those that wait longer than the last."""
    late: int
    """How many wait longer than the settings allow."""


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """A thread that waits for an organizer's word on the last day of the period."""

    page: str
    heading: str
    language: str
    since: date
    days: int
    link: str
    """The target of a link to its latest comment."""
    late: bool


@dataclass(frozen=True, slots=True)
class NewLine:
    """A thread that was begun in the period."""

    page: str
    heading: str
    language: str
    started: date
    comments: int
    link: str
    """The target of a link to the comment that began it."""


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """An organizer's answer that was given in the period."""

    page: str
    heading: str
    language: str
    asked: date
    answered: date
    link: str
    """The target of a link to the answer."""

    @property
    def days(self) -> int:
        """How long people waited for it."""
        return (self.answered - self.asked).days


@dataclass(frozen=True, slots=True)
class Threads:
    """All that a report says of threads."""

    organized: bool = False
    """Whether the settings name organizers: nobody else answers for the consultation."""
    ages: tuple[AgeLine, ...] = ()
    """All languages together, then each with a waiting thread; nothing where none waits."""
    waiting: tuple[WaitingLine, ...] = ()
    new: tuple[NewLine, ...] = ()
    answers: tuple[AnswerLine, ...] = ()
