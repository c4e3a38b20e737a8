"""What follows from a state is made once, and never taken for that of another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bots.consultation.process.evidence import Evidence
from bots.consultation.state import Consultation
from bots.consultation.talks.conversations import Conversation
from bots.consultation.talks.sources import Source

EVIDENCE = Evidence(date(2018, 6, 1), lambda _: False, lambda _: None, lambda *_: False, stages=())


def talk(title: str, archive_of: str = "") -> Conversation:
    return Conversation(Source(title, "metawiki", "en", archive_of), (), ())


def test_what_follows_from_a_state_is_made_once():
    state = Consultation(EVIDENCE, conversations=(talk("Talk:P"),))
    made = []
    for _ in range(2):
        assert state.once("number", lambda: made.append(1) or len(state.conversations)) == 1
    assert made == [1]


def test_a_changed_state_remembers_nothing_of_the_other():
    state = Consultation(EVIDENCE, conversations=(talk("Talk:P"), talk("Talk:Old", "Talk:P")))
    assert (state.home("Talk:Old"), state.home("Talk:P"), state.home("Talk:Q")) == (
        *("Talk:P", "Talk:P", "Talk:Q"),
    )
    moved = replace(state, conversations=(talk("Talk:P"), talk("Talk:Old", "Talk:Q")))
    assert moved.home("Talk:Old") == "Talk:Q"
    assert moved != state
    assert replace(moved, conversations=state.conversations) == state
