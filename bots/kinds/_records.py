"""What every record that stands alone is asked first: whether it has an id of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bots.consultation.state import Consultation
from bots.page.records import Record
from bots.page.regions import Host

Troubles = Callable[[Consultation, Host, Record], Sequence[str]]


def with_id(what: str, problems: Troubles) -> Troubles:
    """Return what says a record's problems as sentences that begin with its noun and its id.

    ``what`` is the noun behind its article, such as "a working group". Of a record without an id,
    or with one that has spaces, nothing else is asked.
    """
    noun = what.split()[-1]

    def troubles(consultation: Consultation, host: Host, record: Record) -> Sequence[str]:
        if not record.key or len(record.key.split()) > 1:
            return [f"{what} needs an id without spaces"]
        found = problems(consultation, host, record)
        return [f"{noun} {record.key}: {problem}" for problem in found]

    return troubles
