"""Lists of statements as this run leaves them: with the rows that it is about to write. Pure.

What is counted by people's codes and answers would else be a run behind: at the second run
something would be left to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bots.consultation.keys import opened_key
from bots.consultation.ledger.ledger import Ledger
from bots.consultation.ledger.merging import KEYLESS, Row
from bots.consultation.talks.conversations import Conversation, anchor
from bots.consultation.talks.presence import name_of


def planned(conversations: Sequence[Conversation], ledgers: Iterable[Ledger]) -> list[Ledger]:
    """Return the lists with a row, still empty, for each statement that is new to them.

    Rows that people have opened and that have no key yet have the one that they will be given.
    """
    found = []
    for ledger in map(_with_keys, ledgers):
        new = {
            statement.key: Row(statement.key, comment, "covered", {"comment": comment})
            for statement in ledger.statements(conversations)
            for comment in [anchor(statement.opening.id)]
            if statement.key not in ledger.rows and statement.key not in ledger.written
        }
        found.append(replace(ledger, rows={**ledger.rows, **new}) if new else ledger)
    return found


def _with_keys(ledger: Ledger) -> Ledger:
    """Return the list with the keys that this run gives the rows that people have opened."""
    if not any(key.startswith(KEYLESS) for key in ledger.rows):
        return ledger
    taken = {*ledger.rows, *ledger.written, *ledger.relinked.rows}
    rows: dict[str, Row] = {}
    for key, row in ledger.rows.items():
        place = ledger.place(row)
        if place and key.startswith(KEYLESS):
            key = opened_key(taken, name_of(place.id), row.cells.get("part", "").strip())
        rows[key] = row._replace(key=key)
    return replace(ledger, rows=rows)
