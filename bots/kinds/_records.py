"""What every record that stands alone is asked first: whether it has an id, and alone."""

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
        found = [*doubled(consultation, host, record), *problems(consultation, host, record)]
        return [f"{noun} {record.key}: {problem}" for problem in found]

    return troubles


def doubled(consultation: Consultation, host: Host, record: Record) -> Sequence[str]:
    """Return that another record has the same id, somebody having copied it; else nothing."""
    standing = consultation.standing.get(record.schema.template, ())
    others = {entry.page for entry in standing if entry.key == record.key} - {host.title}
    return [f"another one, on {min(others)}, has this id: give it its own"] if others else []
