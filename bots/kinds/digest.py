"""``digest``: what needs one facilitator today, page by page; changed once a day at most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

from bots.consultation.answers.waiting import Waiting, last_words
from bots.consultation.dates.written import read_period
from bots.consultation.keys import row_key
from bots.consultation.ledger.codes import written
from bots.consultation.ledger.merging import read_rows
from bots.consultation.lists import lists
from bots.consultation.once import once
from bots.consultation.people.assignees import assignees
from bots.consultation.people.user_space import account_of_person, owner_of
from bots.consultation.reported.reported_tasks import reported_tasks
from bots.consultation.state import Consultation
from bots.consultation.talks.conversations import anchor
from bots.consultation.talks.presence import name_of
from bots.consultation.tasks import (
    SORTS,
    Coding,
    Desk,
    Task,
    in_order,
    of_milestones,
    of_pages,
    of_statements,
    of_threads,
)
from bots.errors import RegionError
from bots.kinds import statements
from bots.kinds.base import Cells, Kind, Needs
from bots.kinds.coverage import ledgers_by_list
from bots.page.ownership import AS_OF, Schema, normal
from bots.page.quote import cell
from bots.page.regions import Region

FOR: Final = "for"
"""The start marker's parameter that names the facilitator."""
TOTAL: Final = "total"
MOST: Final = 150
"""Tasks that a digest takes up: one that is longer is read by nobody."""
ROW = Schema(
    template="Consultation digest row",
    bot=(
        "id",
        "sort",
        "page",
        "lang",
        "count",
        "what",
        "since",
        "comment",
        "link",
        "gone",
        AS_OF,
    ),
    people=("note",),
    words=("comment", "link"),
    values={"sort": SORTS},
)
_EMPTY: Final = dict.fromkeys(("what", "since", "comment", "link"), "")


def rows(consultation: Consultation, region: Region) -> Sequence[Cells]:
    """Return how much there is in all, and a row for each task, the urgent ones first."""
    tasks = in_order(_tasks(consultation, _desk(consultation, region)))
    total = {
        **_EMPTY,
        "id": TOTAL,
        "count": str(sum(task.number for task in tasks)),
        AS_OF: consultation.today.isoformat(),
    }
    return [total, *(_row(consultation, task) for task in tasks[:MOST])]


def settled(consultation: Consultation, region: Region) -> Mapping[str, Cells]:
    """Return what rows become whose task is done: they stay, with nothing in them to do.

    A task beyond the first ones has its own numbers, if it has a row already.
    """
    tasks = in_order(_tasks(consultation, _desk(consultation, region)))
    done = {
        row.key: {**_EMPTY, "id": row.key, "count": "0", AS_OF: consultation.today.isoformat()}
        for row in region.rows
    }
    return {**done, **{_key(task): _row(consultation, task) for task in tasks[MOST:]}}


def rests(consultation: Consultation, region: Region) -> bool:
    """Return whether the digest was changed today already: then it waits until tomorrow.

    Not while it names a comment that was removed: words that are gone go at once.
    """
    today = consultation.today.isoformat()
    if not any(normal(row.cells.get(AS_OF, "")) >= today for row in region.rows):
        return False
    return not any(
        consultation.presence.why_gone(row.cells.get("page", "").strip(), comment)
        for row in region.rows
        for comment in [normal(row.cells.get("comment", ""))]
        if comment
    )


def _desk(consultation: Consultation, region: Region) -> Desk:
    named = account_of_person(normal(region.settings.get(FOR, "")))
    desk = Desk(named, consultation.rules, consultation.today)
    owner = owner_of(region.title)
    problem = mend = ""
    if not named:
        problem, mend = "does not say for whom it is", "write for= with an account's name"
    elif not desk.known:
        problem = f"is for “{named}”, who is none of the facilitators in the settings"
        mend = "correct for=, or ask for the account to be added there"
    elif owner and owner != named:
        problem = f"is for “{named}” and stands in another person's user space"
        mend = "put it on a page of the consultation, or below the user page of that account"
    if problem:
        raise RegionError(f"region {region.id} {problem}", mend, line=region.start.line)
    return desk


def _tasks(consultation: Consultation, desk: Desk) -> Iterator[Task]:
    work = _work(consultation)
    yield from of_pages(consultation.attention)
    yield from of_milestones(consultation.milestones, consultation.today)
    yield from of_threads(work.waiting, work.assigned, desk)
    yield from of_statements(work.coding, desk)


class _Work(NamedTuple):
    """What there is to do, before it is divided."""

    waiting: Sequence[Waiting]
    assigned: Mapping[str, AbstractSet[str]]
    coding: Sequence[Coding]


@once(lambda c: (c.conversations, c.regions, c.relinked, c.rules, c.evidence))
def _work(consultation: Consultation) -> _Work:
    waiting = last_words(consultation.conversations, consultation.rules)
    return _Work(
        [thread for thread in waiting if thread.turn == "organizers"],
        _assigned(consultation),
        list(_coding(consultation)),
    )


def _assigned(consultation: Consultation) -> Mapping[str, AbstractSet[str]]:
    """Return who looks after threads, by the name of the first comment, from rows of any list."""
    found: dict[str, AbstractSet[str]] = {}
    for _, region in consultation.regions:
        for row in region.rows:
            whose = assignees(written(row.cells, "assigned to"))
            if whose and (name := name_of(row.cells.get("comment", ""))):
                found[name] = found.get(name, frozenset()) | whose
    return found


def _coding(consultation: Consultation) -> Iterator[Coding]:
    """Yield the rows of statements as this run leaves them, those to be added included."""
    facets = (statements.FACET, *consultation.rules.facets)
    asked = ("gone", "due", "lang", "assigned to", "response", *facets)
    listed = (r for _, r in consultation.regions if r.kind == statements.KIND.name)
    known = ledgers_by_list(consultation)
    for (page, name), parts in lists(listed).items():
        # Of a list that is refused there is none: its page is in the digest for it.
        ledger = known.get((page, name))
        rows = ledger.rows if ledger else read_rows(r.cells for part in parts for r in part.rows)
        for row in rows.values():
            if row.fate != "covered":
                continue
            cells = {asking: written(row.cells, asking) for asking in asked}
            if cells["gone"]:
                continue
            due = read_period(cells["due"], consultation.language) if cells["due"] else None
            yield Coding(
                page,
                cells["lang"],
                any(cells[facet] for facet in facets),
                assignees(cells["assigned to"]),
                due.end if due and not (due.open or cells["response"]) else None,
            )
        there = {*rows, *(key for part in parts for key in part.written)}
        for new in ledger.statements(consultation.conversations) if ledger else ():
            if new.key not in there:
                yield Coding(page, new.conversation.source.language, coded=False)
    yield from reported_tasks(consultation)


def _key(task: Task) -> str:
    return row_key(*task.key)


def _row(consultation: Consultation, task: Task) -> Cells:
    return {
        "id": _key(task),
        "sort": task.sort,
        "page": task.page,
        "lang": task.language,
        "count": str(task.number),
        # A milestone's title is wikitext of this wiki; a message may quote anything.
        "what": task.what if task.of else cell(task.what),
        "since": task.since.isoformat() if task.since else "",
        "comment": anchor(task.comment.id) if task.comment else "",
        "link": consultation.link(task.comment) if task.comment else "",
        AS_OF: consultation.today.isoformat(),
    }


def lost(consultation: Consultation, cells: Cells) -> str:
    """Return nothing: a task that is done stays, with nothing in it to do."""
    return ""


def lent(settings: Mapping[str, str]) -> bool:
    """Return whether a digest may stand in a person's own user space: where it names one."""
    return bool(normal(settings.get(FOR, "")))


KIND = Kind(
    "digest",
    ROW,
    frozenset({Needs.CONVERSATIONS, Needs.COMMENTS, Needs.ATTENTION}),
    rows,
    lost=lost,
    settled=settled,
    asks=(FOR,),
    rests=rests,
    lent=lent,
)
