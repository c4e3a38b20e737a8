"""What a row says happened to its comment, told from its cells alone."""

from __future__ import annotations

from bots.consultation.links.whereabouts import news
from bots.consultation.state import Consultation
from tests.consultation.test_state import EVIDENCE

STATE = Consultation(EVIDENCE)
AT_HOME = {"quote": "How much?", "rev": "5"}
ABROAD = {**AT_HOME, "wiki": "w:fr"}
TODAY = STATE.today.isoformat()


def test_edited_words_are_told_with_the_revision_before():
    edited = {"quote": "How much money?", "rev": "9"}
    assert news(STATE, AT_HOME, edited) == {"edited": TODAY, "earlier": "5"}
    assert news(STATE, ABROAD, {**edited, "wiki": "w:fr"}) == {"edited": TODAY, "earlier": "5"}


def test_revisions_of_two_wikis_are_not_compared():
    """A link to the difference of the two would lead to two other pages."""
    moved = {"quote": "How much money?", "rev": "9"}
    assert news(STATE, ABROAD, moved) == {}
    told = {**ABROAD, "edited": "2018-05-01", "earlier": "4"}
    assert news(STATE, told, moved) == {"edited": "", "earlier": ""}
