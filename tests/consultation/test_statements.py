"""Statements: which comments are in, what a row accounts for, and what it quotes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.consultation.ledger.selection import read_selection
from bots.consultation.ledger.statements import statements
from bots.consultation.rules import Rules, account
from bots.consultation.talks.conversations import Conversation, count_conversation
from bots.consultation.talks.heard import LONGEST, excerpt, own_words, quotation
from bots.consultation.talks.sources import Source
from bots.page.quote import folded, words
from bots.talk.site import site
from bots.talk.stances import positions
from bots.talk.threads import parse

META = site("metawiki")
SIGNED = "[[User:{0}|{0}]] 10:{1:02}, 21 April 2018 (UTC)"
TALK = f"""== Funding ==
'''Support''' money for all -- {SIGNED.format("Ana", 1)}
: '''Oppose''', too much. {SIGNED.format("Bo", 2)}
:: Thanks! {SIGNED.format("Org", 3)}
: '''Support'''. {SIGNED.format("Bo", 4)}

== Note ==
We have read it. {SIGNED.format("Org", 5)}
"""
RULES = Rules(organizers=frozenset({"Org"}))


def heard(text: str, title: str = "Talk:P") -> Conversation:
    page = parse(text, META)
    stances = {p.comment: p.stance for p in positions(page, text, META) if not p.struck}
    return count_conversation(Source(title, "metawiki", "en"), page, text, stances)


def made(text: str = TALK, rules: Rules = RULES, **settings: str):
    return list(statements([heard(text)], read_selection(settings, rules)))


def test_a_threads_row_accounts_for_its_comments_but_the_organizers():
    (funding,) = made()
    assert [comment.author for comment in funding.heard] == ["Ana", "Bo", "Bo"]
    assert funding.opening.author == "Ana"


def test_of_a_persons_stances_the_latest_counts():
    (funding,) = made()
    assert funding.stances == "2/0/0"
    assert made(TALK.replace("'''", ""), rows="comments", length="12")[0].stances == ""


def test_a_row_a_comment():
    assert [s.opening.author for s in made(rows="comments")] == ["Ana", "Bo", "Bo"]
    assert [s.stances for s in made(rows="comments")] == ["1/0/0", "0/1/0", "1/0/0"]
    assert len({s.key for s in made(rows="comments")}) == 3


@pytest.mark.parametrize(
    ("settings", "authors"),
    [
        ({"level": "1"}, ["Ana"]),
        ({"level<": "2"}, ["Ana", "Bo", "Bo"]),
        ({"level": "<=1"}, ["Ana"]),
        ({"length": "20"}, ["Ana", "Bo"]),
        ({"stance": "oppose"}, ["Bo"]),
        ({"stance": "Oppose; support"}, ["Ana", "Bo", "Bo"]),
        ({"source": "Talk:P", "id": "x"}, ["Ana", "Bo", "Bo"]),
    ],
)
def test_what_is_in(settings: dict[str, str], authors: list[str]):
    assert [s.opening.author for s in made(rows="comments", **settings)] == authors


def test_organizers_and_bots_are_out_and_a_thread_of_theirs_alone_has_no_row():
    assert len(made(rules=Rules())) == 2
    assert made(rules=Rules(bots=frozenset({"Ana", "Bo"}), organizers=frozenset({"Org"}))) == []


def test_what_a_mass_message_says_is_no_statement():
    text = "== News ==\nRead it. [[User:MediaWiki message delivery]] 10:00, 1 May 2018 (UTC)\n"
    assert made(text) == []


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"rows": "pages"}, "rows=pages is neither"),
        ({"level": "deep"}, "level=deep is no number"),
        ({"length": "-1"}, "length=-1"),
        ({"stance": "angry"}, "stance=angry is none"),
    ],
)
def test_a_setting_that_is_unclear_is_named(settings: dict[str, str], sentence: str):
    with pytest.raises(ValueError, match=sentence):
        read_selection(settings, RULES)


def test_the_settings_say_what_a_row_is_where_the_region_does_not():
    assert read_selection({}, Rules(rows="comments")).rows == "comments"
    assert read_selection({"rows": "threads"}, Rules(rows="comments")).rows == "threads"


def test_keys_stay_when_a_thread_is_moved_and_another_is_before_it():
    (key,) = [s.key for s in made()]
    before = f"== Other ==\nHello you. {SIGNED.format('Cy', 9)}\n\n"
    assert key in [s.key for s in made(before + TALK.replace("Funding", "Money"))]


def test_two_comments_of_one_person_in_one_minute_have_rows_of_their_own():
    text = f"== A ==\nOne. {SIGNED.format('Cy', 1)}\n\n== B ==\nTwo. {SIGNED.format('Cy', 1)}\n"
    for rows in ("threads", "comments"):
        assert len({s.key for s in made(text, rows=rows)}) == 2


def test_accounts_are_named_as_the_wiki_names_them():
    assert account("ana_of  Lima") == "Ana of Lima"


# Quotes


def said(text: str) -> list[str]:
    return [own_words(comment, text) for comment in parse(text, META).comments]


@pytest.mark.parametrize(
    ("comment", "quoted"),
    [
        ("* Good -- {}", "Good"),
        ("::Good —<small>{}</small>", "Good"),
        (": {{{{ping|Bo}}}} ''yes'' {}", "{{ping|Bo}} ''yes''"),
        ('Good. <span style="color:red">{}</span>', "Good."),
        ("Good\n\n  and   right. {}", "Good and right."),
        ("5 > 4 – '''{}'''", "5 > 4"),
    ],
)
def test_a_quote_is_the_comments_own_words_without_its_signature(comment: str, quoted: str):
    assert said(f"== T ==\n{comment.format(SIGNED.format('Ana', 1))}\n") == [quoted]


def test_every_quote_of_the_page_stands_on_the_page():
    for words_ in said(TALK):
        assert words_ in folded(TALK)


def test_a_long_quote_is_cut_between_words_and_says_so_outside_of_the_quote():
    long = "word " * 200
    short = excerpt(long.strip())
    assert len(short) <= LONGEST
    assert short.endswith("word")
    shown = quotation(short, len(long.strip()))
    assert shown.endswith("</nowiki>…")
    assert quotation("All.", 4) == "<nowiki>All.</nowiki>"


def test_where_there_are_no_spaces_it_is_cut_between_characters():
    assert excerpt("語" * 500) == "語" * LONGEST
    assert not excerpt("e\u0301" * 400).endswith("e")


@given(st.text(alphabet="a b[{|'<\u0301語", max_size=900))
def test_an_excerpt_is_a_beginning_that_parsers_are_sure_of(text: str):
    whole = folded(text)
    short = excerpt(whole)
    assert whole.startswith(short)
    assert len(short) <= LONGEST
    assert sum(map(short.count, ("[", "{|", "''"))) <= 130
    assert words(quotation(short, len(short))) == short


def test_a_page_of_dashes_takes_no_time():
    text = f"== T ==\n{'- ' * 50_000}x{'-' * 50_000}y {SIGNED.format('Ana', 1)}\n"
    assert len(said(text)[0]) > 100_000
