"""What there is to do about statements reported from off the wiki."""

from __future__ import annotations

from collections.abc import Iterator

from bots.consultation.dates.written import read_period
from bots.consultation.people.assignees import assignees
from bots.consultation.reported.offwiki import reported_statements
from bots.consultation.state import Consultation
from bots.consultation.tasks import Coding


def reported_tasks(consultation: Consultation) -> Iterator[Coding]:
    """Yield the reported statements, but for those that were merged or set aside."""
    facets = ("theme", *consultation.rules.facets)
    for statement in reported_statements(consultation):
        if statement.standing in ("merged", "set aside"):
            continue
        due = read_period(statement.cell("due"), consultation.language)
        yield Coding(
            statement.page,
            statement.language,
            any(statement.cell(name) for name in facets),
            assignees(statement.cell("assigned to")),
            due.end if due and not (due.open or statement.cell("response")) else None,
        )
