"""``questions``: the key questions, with what was said to each on talk pages in any language."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from bots.consultation.ledger.codes import codes
from bots.consultation.ledger.merging import read_rows
from bots.consultation.ledger.questions import LEVELS, QUESTION, Answers, Question, answers
from bots.consultation.links.relinking import OPENED
from bots.consultation.lists import lists
from bots.consultation.once import once
from bots.consultation.state import Consultation, Entry
from bots.consultation.talks.presence import name_of
from bots.errors import RegionError
from bots.kinds import statements
from bots.kinds._asked import of_pages_named
from bots.kinds._records import with_id
from bots.kinds.base import Cells, Kind, Needs, RecordKind
from bots.page.ownership import AS_OF, Schema, normal
from bots.page.records import Record
from bots.page.regions import Host, Region

ROW = Schema(
    template="Consultation question row",
    bot=(
        "id",
        "number",
        "text",
        "page",
        "level",
        "group",
        "owner",
        "comments",
        "people",
        "statements",
        "latest",
        "latest link",
        "gone",
        AS_OF,
    ),
    people=("note",),
    values={"level": LEVELS},
)
FACET: Final = "question"
"""The facet of statements by which people say which question one is about."""
_ASKED: Final = ("text", "level", "group", "owner")
_COUNTED: Final = ("comments", "people", "statements", "latest", "latest link")


def rows(consultation: Consultation, region: Region) -> Sequence[Cells]:
    """Return a row for each question, by number.

    ``source`` names the pages whose records count, ``level`` and ``group`` which of them.
    """
    wanted = {name: normal(region.settings.get(name, "")).lower() for name in ("level", "group")}
    if wanted["level"] and wanted["level"] not in LEVELS:
        raise RegionError(
            f"region {region.id}: level={wanted['level']} is none",
            f"use one of: {', '.join(LEVELS)}",
            line=region.start.line,
        )
    entries = [
        entry
        for entry in of_pages_named(region, consultation.entries(QUESTION.template))
        if all(normal(entry.cells.get(n, "")).lower() == w for n, w in wanted.items() if w)
    ]
    return [
        {
            "id": entry.key,
            "number": question.number,
            "page": entry.page,
            **{name: entry.cells.get(name, "") for name in (*_ASKED, *_COUNTED)},
            AS_OF: consultation.today.isoformat(),
        }
        for entry in sorted(entries, key=_order)
        for question in [_question(entry)]
    ]


def _order(entry: Entry) -> tuple[bool, int, str, str]:
    number = _question(entry).number
    digits = number.rstrip("abcdefghijklmnopqrstuvwxyz").partition(".")[0]
    return not number, int(digits or 0), number, entry.key


def _question(entry: Entry) -> Question:
    return Question(entry.key, entry.page, entry.cells)


@once(lambda consultation: (consultation.conversations, consultation.standing))
def _told(consultation: Consultation) -> Answers:
    """Return what was said to all questions, as their records stand on the wiki."""
    known = map(_question, consultation.standing.get(QUESTION.template, ()))
    return answers(known, consultation.conversations)


@once(lambda c: (c.regions, c.rules, c.relinked, c.presence))
def _codings(consultation: Consultation) -> Sequence[Collection[str]]:
    """Return by what people coded each statement that speaks for itself, each once."""
    found: dict[tuple[str, str], Collection[str]] = {}
    of_statements = (
        region for _, region in consultation.regions if region.kind == statements.KIND.name
    )
    for regions in lists(of_statements).values():
        gone = statements.gone_in(consultation, regions[0])
        listed = read_rows((row.cells for region in regions for row in region.rows), gone)
        for key, row in listed.items():
            told = codes(row.cells, FACET) if row.fate == "covered" else ()
            if told and not gone(row.cells):
                # The bot's keys are the same in all lists; two of people's may be of two comments.
                theirs = name_of(row.comment) if normal(row.cells.get(OPENED, "")) else ""
                found[key, theirs] = (*found.get((key, theirs), ()), *told)
    return [*found.values()]


def record_cells(consultation: Consultation, host: Host, record: Record) -> Cells:
    """Return the bot's cells of a question's record: what was said to it."""
    question = Question(record.key, host.title, record.cells)
    said = _told(consultation).to(question)
    latest = max(said, key=lambda comment: comment.timestamp, default=None)
    counted = {"statements": _coded(consultation, question)}
    return {
        "comments": str(len(said)),
        "people": str(len({comment.author for comment in said})),
        **({} if statements.KIND.name in consultation.unread else counted),
        "latest": latest.timestamp.date().isoformat() if latest else "",
        "latest link": consultation.link(latest) if latest else "",
        AS_OF: consultation.today.isoformat(),
    }


def _coded(consultation: Consultation, question: Question) -> str:
    """Return how many statements people have coded by a question; nothing where none can be."""
    if FACET not in consultation.rules.facets:
        return ""
    return str(sum(question.is_called(values) for values in _codings(consultation)))


def record_problems(consultation: Consultation, host: Host, record: Record) -> Sequence[str]:
    """Return what of a question a person has to see to."""
    question = Question(record.key, host.title, record.cells)
    problems = []
    level = question.cell("level").lower()
    if level and level not in LEVELS:
        problems.append(f"the level “{level}” is none; use {', '.join(LEVELS)}")
    if question.cell("number") and not question.number:
        problems.append(f"the number “{question.cell('number')}” is none; write it as 9")
    if not question.texts and not question.number:
        problems.append("it has neither a number nor a text, so nothing can be counted to it")
    found = _told(consultation)
    for doubt, comments in sorted(found.doubts.items()):
        if found.reporters[doubt] == (question.id, question.page):
            problems.append(doubt.sentence(comments))
    return problems


KIND = Kind(
    "questions",
    ROW,
    frozenset(),
    rows,
    asks=("group",),
    record=RecordKind(
        QUESTION,
        record_cells,
        with_id("a question", record_problems),
        needs=frozenset({Needs.CONVERSATIONS, Needs.QUESTIONS}),
    ),
)
