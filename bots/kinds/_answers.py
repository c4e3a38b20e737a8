"""What people write of a statement in its row, and of which only they can mend what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bots.consultation.ledger.codes import codes
from bots.consultation.ledger.diffs import asked_of, missing, read_diffs
from bots.consultation.state import Consultation
from bots.kinds.base import Cells
from bots.page.regions import Region


def wrong_answers(consultation: Consultation, cells: Cells) -> Iterator[str]:
    """Yield the changes that a row names and there are not, and the codes that are no keys."""
    for diff in read_diffs(cells.get("change", ""), consultation.host):
        for number in missing(diff, consultation.revisions):
            yield f"change= names the revision {number}, and there is none; correct it"
    for facet in consultation.rules.codes:
        for value in facet.unknown(codes(cells, facet.name)):
            yield f"{facet.name}={value} is none of its keys; use {facet.known}"


def changes_named(consultation: Consultation, region: Region) -> Iterable[int]:
    """Return the revisions that people link to as the changes that statements led to."""
    return asked_of((row.cells.get("change", "") for row in region.rows), consultation.host)
