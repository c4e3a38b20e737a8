"""The values that a report is made of; what fills them is in ``data``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from bots.consultation.people.small_cells import People
from bots.reports.coding_values import Coding
from bots.reports.offwiki_values import OffWiki
from bots.reports.progress import MilestoneLine
from bots.reports.spans import Bucket, Span, Step
from bots.reports.thread_values import Threads

VERSION: Final = 2
"""Of the report's data. Goes up when a column changes its meaning or its name."""


@dataclass(frozen=True, slots=True)
class Headline:
    """One of the numbers above all others."""

    key: str
    """talk pages, threads, comments, people, languages; statements, reported, answers, waiting."""
    total: People
    added: People | None
    """How much of it came in the period; None where the report has no beginning."""
    before: People | None
    """How much came in the period of equal length before."""


@dataclass(frozen=True, slots=True)
class LanguageLine:
    """What was said on the talk pages of one language."""

    language: str
    pages: int
    threads: int
    comments: int
    added: int | None
    people: People
    buckets: tuple[Bucket, ...]


@dataclass(frozen=True, slots=True)
class PageLine:
    """What was said on one talk page."""

    title: str
    language: str
    threads: int
    comments: int
    added: int | None
    people: People
    latest: date | None
    latest_link: str
    """The target of a link to its latest comment; nothing where that came after the report."""


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A working group, and what was said on its talk pages."""

    id: str
    name: str
    page: str
    stage: str
    members: int | None
    threads: int
    comments: int
    people: People
    latest: date | None


@dataclass(frozen=True, slots=True)
class AccountLine:
    """What became of the comments in one language, by the lists of statements on the wiki."""

    language: str
    """Nothing for all languages together."""
    comments: int
    standings: tuple[int, ...]
    """How many are covered, merged, set aside, out of scope, and not yet handled."""
    next_link: str
    """The target of a link to the first comment that is not yet handled, if there is one."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What a person has to see to."""

    page: str
    line: int
    problem: str
    mend: str
    refused: bool
    """Whether nothing is saved on the page until it is mended."""


@dataclass(frozen=True, slots=True)
class Report:
    """All that a report says."""

    name: str
    wiki: str
    address: str
    """Where the wiki shows its pages, with $1 for the title; nothing where that is not known."""
    language: str
    """The language in which people write milestones and groups."""
    made: date
    span: Span
    first: date | None
    """The day of the first comment that the figures show."""
    headlines: tuple[Headline, ...]
    step: Step
    buckets: tuple[Bucket, ...]
    active: tuple[People, ...]
    """How many people commented in each of these."""
    languages: tuple[LanguageLine, ...]
    pages: tuple[PageLine, ...]
    groups: tuple[GroupLine, ...]
    coding: Coding
    off_wiki: OffWiki
    threads: Threads
    accounts: tuple[AccountLine, ...]
    """All languages together, then each one; none where the wiki has no list of statements."""
    milestones: tuple[MilestoneLine, ...]
    troubles: tuple[Trouble, ...]
