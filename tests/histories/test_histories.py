"""Random histories of people and the bot: nothing of people's is ever lost.

2,000 histories are played, or as many as the variable CONSULT_HISTORIES says; in every fourth,
accounts are renamed:

    CONSULT_HISTORIES=20000 ./scripts/test -n 8 tests/histories

A history that fails is named by its number, with what happened in it; this plays it alone:

    CONSULT_HISTORY=1234 ./scripts/test tests/histories
"""

from __future__ import annotations

import os
import re
from dataclasses import replace

import pytest

from bots.page.keep import keep
from bots.run import plan
from tests.histories.play import tell
from tests.histories.quick import quicken

ALONE = os.environ.get("CONSULT_HISTORY")
COUNT = int(os.environ.get("CONSULT_HISTORIES", "2000"))
CHUNK = 100


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    quicken(monkeypatch.setattr)


@pytest.mark.parametrize("first", [int(ALONE)] if ALONE else range(0, COUNT, CHUNK))
def test_people_lose_nothing(first: int):
    tell_all(range(first, first + (1 if ALONE else CHUNK)))


@pytest.mark.parametrize(
    ("number", "accounts_renamed"),
    [(7566, False), (11662, False), (15615, False), (16520, False), (21317, False), (21, True)],
)
def test_histories_that_went_wrong_once_go_well(number: int, accounts_renamed: bool):
    tell(number, accounts_renamed=accounts_renamed)


@pytest.mark.skipif(bool(ALONE), reason="one history alone is asked for")
def test_a_bot_that_took_a_persons_note_would_be_found_out(monkeypatch: pytest.MonkeyPatch):
    def greedy(*given):
        kept = keep(*given)
        return replace(kept, text=re.sub(r"(\|note=)\w+", r"\1", kept.text))

    def forgetful(*given):
        kept = keep(*given)
        return replace(kept, text=re.sub(r"\|held=[\w ,]+", "|held=", kept.text))

    for careless in (greedy, forgetful):
        monkeypatch.setattr(plan, "keep", careless)
        with pytest.raises(AssertionError):
            tell_all(range(40))


def tell_all(numbers: range) -> None:
    for number in numbers:
        tell(number, accounts_renamed=number % 4 == 3)
