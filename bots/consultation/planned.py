"""Lists of statements as this run leaves them: with the rows that it is about to write. Pure.

What is counted by people's codes and answers would else be a run behind: at the second run
something would be left to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bots.consultation.conversations import Conversation, anchor
from bots.consultation.ledger import Ledger
from bots.consultation.merging import Row


def planned(conversations: Sequence[Conversation], ledgers: Iterable[Ledger]) -> list[Ledger]:
    """Return the lists with a row, still empty, for each statement that is new to them."""
    found = []
    for ledger in ledgers:
        new = {
            statement.key: Row(statement.key, comment, "covered", {"comment": comment})
            for statement in ledger.statements(conversations)
            for comment in [anchor(statement.opening.id)]
            if statement.key not in ledger.rows and statement.key not in ledger.written
        }
        found.append(replace(ledger, rows={**ledger.rows, **new}) if new else ledger)
    return found
