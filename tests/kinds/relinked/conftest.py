"""A consultation in which people have written in rows about comments."""

from __future__ import annotations

import pytest

from tests.kinds.conftest import Ledger
from tests.kinds.relinked.deeds import LISTS, TALK, row


@pytest.fixture
def coded(ledger: Ledger) -> Ledger:
    """People have written in the row of the first thread, in all lists."""
    ledger.write("Talk:P", TALK)
    ledger.write("Talk:P/Other", "== Else ==\nHello. [[User:Ed|Ed]] 10:00, 1 May 2018 (UTC)\n")
    ledger.region("P/Threads", "threads")
    ledger.region("P/Waiting", "unanswered")
    ledger.region("P/Coverage", "coverage")
    ledger.update()
    for title in LISTS:
        ledger.fill(title, row(ledger, title).key, note="about money")
    ledger.fill("P/Said", row(ledger).key, theme="money", response="Yes, we will.")
    ledger.update()
    return ledger
