"""Key questions: their records, and which comments on talk pages are about them. Pure.

A comment that names a number which two questions bear there is counted to neither, and reported.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple

from bots.consultation.talks.asked import Asked
from bots.consultation.talks.citations import bare, cited_in_heading, number_of, without_citation
from bots.consultation.talks.conversations import CommentRef, Conversation
from bots.consultation.talks.sources import is_within, talk_title
from bots.page.ownership import Schema, normal
from bots.page.plain import plain

LEVELS: Final = ("conceptual", "structural", "programmatic", "tactical")
QUESTION: Final = Schema(
    template="Consultation question",
    bot=("comments", "people", "statements", "latest", "latest link", "as of"),
    people=("id", "number", "text", "also", "level", "group", "owner", "talk", "note"),
    values={"level": LEVELS},
)
_SEPARATOR: Final = re.compile(r"[;；؛\n]")
_LINK: Final = re.compile(r"\[\[\s*:?([^\[\]|#]+)[^\[\]]*\]\]")


@dataclass(frozen=True)
class Question:
    """A key question by its record."""

    id: str
    page: str
    """The page on which its record stands."""
    cells: Mapping[str, str] = field(hash=False)

    def cell(self, name: str) -> str:
        """Return what people wrote in a cell."""
        return normal(self.cells.get(name, ""))

    @cached_property
    def number(self) -> str:
        """Its number as it compares: the one that people gave it, else the one in its id."""
        return number_of(self.cell("number") or self.id)

    @cached_property
    def texts(self) -> frozenset[str]:
        """Its wordings, folded: the question itself and how else it is put, in any language."""
        wordings = (self.cell("text"), *_SEPARATOR.split(self.cell("also")))
        return frozenset({bare(plain(wording)) for wording in wordings} - {""})

    @cached_property
    def asked_on(self) -> tuple[str, ...]:
        """Where it is asked: talk pages, by title or, with a star, by beginning."""
        written = (_LINK.sub(r"\1", name) for name in _SEPARATOR.split(self.cell("talk")))
        names = (" ".join(name.replace("_", " ").split()) for name in written)
        return tuple(filter(None, names))

    def is_called(self, codes: Iterable[str]) -> bool:
        """Return whether people who code statements mean it by one of these."""
        return any(
            code == self.id.lower() or (self.number and number_of(code) == self.number)
            for code in codes
        )

    def nearness(self, title: str) -> int:
        """Return how closely it belongs to a talk page; 0 where it is not asked there."""
        if not self.asked_on:
            return len(talk) * 2 if is_within(title, talk := talk_title(self.page)) else 0
        fitting = (len(name) * 2 for name in self.asked_on if _fits(title, name))
        return max(fitting, default=0)


def _fits(title: str, name: str) -> bool:
    return title.startswith(name[:-1]) if name.endswith("*") else is_within(title, name)


class Doubt(NamedTuple):
    """A question that comments name and that cannot be told."""

    page: str
    number: str
    """The number that they name; nothing where a heading has the words of several questions."""
    questions: tuple[str, ...]
    """The ids of those it may be; none where no question there bears the number."""

    def sentence(self, comments: int) -> str:
        """Return what a person is told of it."""
        where = f"in {comments} comment{'s' if comments != 1 else ''} on {self.page}"
        if not self.questions:
            return f"question {self.number} is named {where}, and none asked there has this number"
        which = " and ".join(self.questions)
        if not self.number:
            return f"the heading of {which} is not told apart {where}; word them differently"
        return (
            f"question {self.number} is named {where}, which may be {which}; mend number, also or"
            " talk, or the heading"
        )


@dataclass(slots=True)
class Answers:
    """What was said to each question."""

    said: dict[tuple[str, str], list[CommentRef]] = field(default_factory=dict)
    """By the question's id and page."""
    doubts: Counter[Doubt] = field(default_factory=Counter)
    """Each with the number of its comments."""
    reporters: dict[Doubt, tuple[str, str]] = field(default_factory=dict)
    """The question, by id and page, that a doubt is reported with: once, not with each."""

    def to(self, question: Question) -> Sequence[CommentRef]:
        """Return what was said to a question, by page and then as the page has it."""
        return self.said.get((question.id, question.page), ())


def answers(questions: Iterable[Question], conversations: Iterable[Conversation]) -> Answers:
    """Return what was said to these questions; they are all there are."""
    every = tuple(questions)
    found = Answers()
    for conversation in conversations:
        source = conversation.source
        page = source.archive_of or source.title
        near = {question: question.nearness(page) for question in every}
        near = {question: rank for question, rank in near.items() if rank}
        for asked in conversation.asked if near else ():
            for named in _named(asked, near, source.language, page):
                if isinstance(named, Doubt):
                    found.doubts[named] += len(asked.said)
                    found.reporters[named] = min(
                        (question.id, question.page)
                        for question in near
                        if not named.questions or question.id in named.questions
                    )
                else:
                    found.said.setdefault((named.id, named.page), []).extend(asked.said)
    return found


def _named(
    asked: Asked, near: Mapping[Question, int], language: str, page: str
) -> Iterator[Question | Doubt]:
    """Yield the questions that comments are about, or why they cannot be told."""
    if asked.cited:
        yield from _numbered(asked.cited, near, page)
        return
    for heading in asked.headings:
        numbers = cited_in_heading(heading, language)
        words = {bare(heading), without_citation(heading, language)}
        worded = _nearest([q for q in near if words & q.texts], near)
        told = list(_numbered(numbers, near, page))
        if worded and not numbers:
            told = [worded[0] if len(worded) == 1 else _doubt(page, "", worded)]
        elif worded and not set(worded) & set(told):
            # "Q7: …" with the words of question 9 is about one of the two.
            told = [_doubt(page, numbers[0], [*worded, *(q for q in near if q in told)])]
        if told:
            yield from told
            return


def _numbered(
    numbers: Iterable[str], near: Mapping[Question, int], page: str
) -> Iterator[Question | Doubt]:
    for number in numbers:
        bearing = _nearest([question for question in near if question.number == number], near)
        yield bearing[0] if len(bearing) == 1 else _doubt(page, number, bearing)


def _nearest(questions: Sequence[Question], near: Mapping[Question, int]) -> list[Question]:
    """Return those of these questions that belong to the page most closely."""
    closest = max((near[question] for question in questions), default=0)
    return [question for question in questions if near[question] == closest]


def _doubt(page: str, number: str, questions: Iterable[Question]) -> Doubt:
    return Doubt(page, number, tuple(sorted({question.id for question in questions})))
