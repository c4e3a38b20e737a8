from __future__ import annotations

from datetime import date

from bots.consultation.answers.answers import answers
from bots.consultation.answers.waiting import last_words
from bots.consultation.rules import Rules
from bots.consultation.talks.conversations import count_conversation
from bots.consultation.talks.past import as_of
from bots.consultation.talks.sources import Source
from bots.talk.site import site
from bots.talk.threads import parse
from tests.consultation.test_statements import heard

SIGNED = "[[User:{0}|{0}]] 10:{1:02}, {2} April 2018 (UTC)"
TALK = f"""== Funding ==
How much? {SIGNED.format("Ana", 15, 21)}
: And when? {SIGNED.format("Bo", 16, 22)}
:: A lot, soon. {SIGNED.format("Org", 17, 24)}
: When exactly? {SIGNED.format("Bo", 18, 26)}
:: In May. {SIGNED.format("Org", 18, 26)}
:: Or in June. {SIGNED.format("Org", 19, 26)}

== Names ==
Which name? {SIGNED.format("Cy", 1, 25)}
: A bot's word. {SIGNED.format("Bot", 2, 26)}
"""
RULES = Rules(organizers=frozenset({"Org"}), bots=frozenset({"Bot"}))


def test_each_answer_has_the_first_comment_that_waited_for_it():
    found = [
        (a.thread.heading, a.asked.author, a.asked.timestamp.day, a.day.day)
        for a in answers([heard(TALK)], RULES)
    ]
    assert found == [("Funding", "Ana", 21, 24), ("Funding", "Bo", 26, 26)]


def test_nobody_answers_where_nobody_is_an_organizer():
    assert list(answers([heard(TALK)], Rules())) == []


def test_the_past_holds_what_had_been_said_by_then():
    (then,) = as_of([heard(TALK)], date(2018, 4, 22))
    (thread,) = then.threads
    assert (thread.heading, thread.comments) == ("Funding", 2)
    assert thread.authors == {"Ana", "Bo"}
    assert (thread.latest.author, thread.latest.timestamp.day) == ("Bo", 22)
    assert sum(said.comments for said in then.activity) == then.comments == 2
    assert [w.turn for w in last_words([then], RULES)] == ["organizers"]


def test_the_past_of_today_is_today():
    now = heard(TALK)
    assert as_of([now], date(2018, 4, 26)) == [now]
    assert as_of([now], date(2018, 4, 20))[0].threads == ()


def test_a_thread_of_which_single_comments_are_not_known_is_left_whole():
    counted = count_conversation(Source("Talk:P", "metawiki", "en"), parse(TALK, site("metawiki")))
    (then,) = as_of([counted], date(2018, 4, 22))
    assert [thread.comments for thread in then.threads] == [6]
    assert sum(said.comments for said in then.activity) == 2
