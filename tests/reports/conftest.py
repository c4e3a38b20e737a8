"""A small consultation made by hand, and the sample one as its folder says it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from bots.consultation.process.evidence import Evidence
from bots.consultation.process.milestones import MILESTONE, Milestone
from bots.consultation.state import Consultation, Entry
from bots.consultation.talks.conversations import Conversation, ambiguous_names, count_conversation
from bots.consultation.talks.sources import Source
from bots.consultation.working_groups.groups import GROUP, Group
from bots.reports.data import make_report
from bots.reports.spans import Span
from bots.reports.values import Report
from bots.talk.site import site
from bots.talk.threads import parse
from tests.reports.filled import SAMPLE, fill

TODAY = date(2018, 12, 31)
LANGUAGES = ("ar", "de", "en", "es", "fr", "ja", "pt", "ru", "sw", "zh")


def conversation(title: str, language: str, *said: tuple[str, str]) -> Conversation:
    """Return a talk page with one thread, of comments given as author and day."""
    lines = ["== Thread =="]
    for author, day in said:
        moment = date.fromisoformat(day).strftime("%H:%M, %d %B %Y")
        lines.append(f"Words. [[User:{author}|{author}]] {moment} (UTC)\n")
    source = Source(title, "metawiki", language)
    text = "\n".join(lines)
    return count_conversation(source, parse(text, site("metawiki")), text)


def consultation(*conversations: Conversation, milestones=(), groups=()) -> Consultation:
    evidence = Evidence(
        today=TODAY,
        exists=lambda title: False,
        members=lambda title: None,
        closed=lambda title, thread: False,
        stages=(),
    )
    return Consultation(
        evidence=evidence,
        conversations=conversations,
        ambiguous=ambiguous_names(conversations),
        records={
            MILESTONE.template: tuple(Entry(MILESTONE.template, *_entry(m)) for m in milestones),
            GROUP.template: tuple(Entry(GROUP.template, *_entry(g)) for g in groups),
        },
    )


def _entry(record: Milestone | Group) -> tuple[str, str, Mapping[str, str]]:
    return record.id, record.page, record.cells


def milestone(key: str, **cells: str) -> Milestone:
    named = {name.replace("_", " "): value for name, value in cells.items()}
    return Milestone(key, "Plan", {"title": key, **named})


def people(prefix: str, number: int, day: str) -> list[tuple[str, str]]:
    return [(f"{prefix}{index}", day) for index in range(number)]


@pytest.fixture
def small() -> Consultation:
    """Twelve people in English, six in French, two in Swahili."""
    return consultation(
        conversation("Talk:Plan", "en", *people("En", 12, "2018-03-05"), ("En0", "2018-11-02")),
        conversation("Talk:Plan/fr", "fr", *people("Fr", 6, "2018-05-06"), ("En1", "2018-11-30")),
        conversation("Talk:Plan/sw", "sw", *people("Sw", 2, "2018-11-08")),
        milestones=[
            milestone("whole", date="2018-01/2018-12", status="in progress", progress="1/2"),
            milestone("second", date="2018-09", status="overdue", part_of="whole"),
            milestone(
                "first",
                date="2018-06-30",
                status="done",
                part_of="whole",
                was="2018-05-01 → 2018-06-01 (2018-05-02); 2018-06-01 → 2018-06-30 (2018-06-02)",
            ),
            milestone("someday", date="when we are ready", status="preliminary"),
            milestone("far", date="2099", status="upcoming"),
        ],
        groups=[Group("plan", "Plan", {"name": "Planners", "stage": "drafting", "members": "7"})],
    )


@pytest.fixture
def made(small) -> Callable[..., Report]:
    """The small consultation's report for a period."""

    def make(since: str = "", until: str = "", of: Consultation = small, **more) -> Report:
        last = date.fromisoformat(until) if until else TODAY
        span = Span(last, date.fromisoformat(since) if since else None)
        return make_report(of, name="A plan", wiki="metawiki", span=span, **more)

    return make


@pytest.fixture(scope="session")
def filled(tmp_path_factory) -> Path:
    """The sample with all its threads in rows that a group has coded."""
    return fill(tmp_path_factory.mktemp("filled"))


@pytest.fixture(scope="session")
def sample(tmp_path_factory) -> Path:
    """A copy of the sample consultation: its folder with config/ and pages/."""
    folder = tmp_path_factory.mktemp("sample")
    shutil.copytree(SAMPLE, folder, dirs_exist_ok=True)
    return folder
