"""Suggestions for coding: which key comes first, which words led there, and where none is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from bots.consultation.keywords import Hint, keywords_of
from bots.consultation.ledger.selection import Selection
from bots.consultation.ledger.statements import Statement, statements
from bots.consultation.ledger.suggestions import (
    Suggestion,
    ranked,
    suggest,
    suggest_from,
    told,
    told_of,
    uncoded,
)
from bots.consultation.rules import Rules
from bots.consultation.talks.conversations import count_conversation
from bots.consultation.talks.sources import Source
from bots.talk.site import site
from bots.talk.threads import parse

FACETS = {
    "theme": {
        "law": {"en": ["law*"], "fr": ["loi"]},
        "money": {"en": ["fund*", "grant*"], "fr": ["argent"]},
        "form": {"en": ["form"]},
    },
    "level": {"tactical": {"en": ["form"]}},
}
RULES = Rules(facets=tuple(FACETS), keywords=keywords_of(FACETS))


def keys(found) -> list[str]:
    return [suggestion.key for suggestion in found.get("theme", ())]


def suggested(statement: Statement):
    return suggest(((statement.conversation, one) for one in statement.heard), RULES)


def test_the_key_that_most_comments_speak_for_comes_first():
    law = Hint("theme", "law", ("law", "laws", "lawyer"), 9)
    money = Hint("theme", "money", ("grant",), 1)
    found = ranked([(law, money), (money,)], RULES)
    assert found["theme"] == (
        Suggestion("money", ("grant",), 2, 2),
        Suggestion("law", ("law", "laws", "lawyer"), 1, 9),
    )


def test_then_the_one_with_most_words_then_the_most_frequent_then_the_settings_order():
    assert keys(suggest_from("law law law; fund and grant", "en", RULES)) == ["money", "law"]
    assert keys(suggest_from("a law, a grant, a grant", "en", RULES)) == ["money", "law"]
    assert keys(suggest_from("grant or law", "en", RULES)) == ["law", "money"]


def test_each_facet_has_its_own_and_a_facet_without_one_is_not_named():
    assert set(suggest_from("a form", "en", RULES)) == {"theme", "level"}
    assert set(suggest_from("a law", "en", RULES)) == {"theme"}
    assert suggest_from("une forme", "fr", RULES) == {}


def test_a_thread_is_suggested_what_all_its_comments_say():
    signed = "[[User:{0}|{0}]] 10:{1}, 21 April 2018 (UTC)"
    text = f"== H ==\nA law. {signed.format('Ana', 15)}\n: Funding! {signed.format('Bo', 16)}\n"
    text += f":: A grant. {signed.format('Cy', 17)}\n"
    page = parse(text, site("metawiki"))
    conversation = count_conversation(Source("Talk:P", "metawiki", "en"), page, text)
    hints = {
        page.comments[0].id: (Hint("theme", "law", ("law",), 1),),
        page.comments[1].id: (Hint("theme", "money", ("funding",), 1),),
        page.comments[2].id: (Hint("theme", "money", ("grant",), 1),),
    }
    assert page.comments[0].timestamp == datetime(2018, 4, 21, 10, 15, tzinfo=UTC)
    heard = [replace(conversation, hints=hints)]
    (thread,) = statements(heard, Selection())
    assert told(suggested(thread)["theme"]) == "money (funding, grant); law (law)"
    by_comment = statements(heard, Selection(rows="comments"))
    assert [keys(suggested(one)) for one in by_comment] == [["law"], ["money"], ["money"]]


def test_a_line_tells_a_few_keys_and_a_few_words():
    many = [Suggestion(f"k{n}", tuple("abcdef"), 1, 6) for n in range(5)]
    assert told(many) == "k0 (a, b, c, d); k1 (a, b, c, d); k2 (a, b, c, d)"
    found = suggest_from("the form of a law", "en", RULES)
    assert (
        told_of(found, ("level", "theme"))
        == "level: tactical (form) · theme: law (law); form (form)"
    )
    assert told_of(found, ("other",)) == ""


def test_a_row_is_uncoded_where_a_facet_is_empty():
    assert uncoded({"theme": " ", "level": "x"}, RULES) == ("theme",)
    assert uncoded({"theme": "a", "level": "b"}, RULES) == ()
    assert uncoded({}, Rules()) == ("theme",)


def test_a_row_that_is_set_aside_merged_or_gone_asks_for_no_code():
    for cell in ("excluded", "merged into", "gone"):
        assert uncoded({cell: "x"}, RULES) == ()
