"""Conversations: threads, comments and people counted; each comment with a link that finds it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bots.consultation.talks.conversations import (
    ambiguous_names,
    anchor,
    count_conversation,
)
from bots.consultation.talks.sources import Source
from bots.talk.site import site
from bots.talk.threads import parse

TALK = """\
Above all headings. [[User:Ana|Ana]] ([[User talk:Ana|talk]]) 09:00, 20 April 2018 (UTC)

== Funding ==
Where does it go? [[User:Ana|Ana]] ([[User talk:Ana|talk]]) 10:15, 21 April 2018 (UTC)
: Here. [[User:Bo|Bo]] ([[User talk:Bo|talk]]) 08:00, 23 April 2018 (UTC)
:: Thanks. [[User:Ana|Ana]] ([[User talk:Ana|talk]]) 07:00, 22 April 2018 (UTC)

== Empty ==
Nobody has signed here.

== Roles ==
Who? [[User:Cy|Cy]] ([[User talk:Cy|talk]]) 12:00, 1 May 2018 (UTC)
"""


def conversation(text: str, title: str = "Talk:A"):
    return count_conversation(Source(title, "metawiki", "en"), parse(text, site("metawiki")))


def test_threads_are_counted_with_their_comments_and_people():
    threads = conversation(TALK).threads
    assert [(t.heading, t.comments, sorted(t.authors)) for t in threads] == [
        ("", 1, ["Ana"]),
        ("Funding", 3, ["Ana", "Bo"]),
        ("Roles", 1, ["Cy"]),
    ]


def test_the_whole_is_the_sum_of_its_threads_but_people_count_once():
    found = conversation(TALK)
    assert (found.comments, sorted(found.authors)) == (5, ["Ana", "Bo", "Cy"])
    assert len(found.names) == 5


def test_first_and_latest_go_by_time_and_not_by_place():
    found = conversation(TALK)
    funding = found.threads[1]
    assert funding.latest.author == "Bo"
    assert funding.first.timestamp == datetime(2018, 4, 21, 10, 15, tzinfo=UTC)
    assert found.first.timestamp == datetime(2018, 4, 20, 9, 0, tzinfo=UTC)
    assert found.latest.author == "Cy"


def test_a_page_without_comments_is_a_conversation_of_none():
    found = conversation("== Funding ==\nText.\n")
    assert (found.threads, found.comments, found.authors) == ((), 0, frozenset())
    assert found.first is None
    assert found.latest is None


TWICE = """\
== A ==
One. [[User:Ana|Ana]] ([[User talk:Ana|talk]]) 10:15, 21 April 2018 (UTC)

== B ==
Two. [[User:Ana|Ana]] ([[User talk:Ana|talk]]) 10:15, 21 April 2018 (UTC)
"""


def test_a_name_that_two_comments_bear_is_ambiguous():
    found = conversation(TWICE)
    assert ambiguous_names([found]) == {"c-Ana-2018-04-21T10:15:00.000Z"}
    assert len({thread.first.id for thread in found.threads}) == 2


def test_names_are_compared_across_pages():
    names = ambiguous_names([conversation(TALK), conversation(TALK, "Talk:A/Archive")])
    assert len(names) == 5


@pytest.mark.parametrize(
    ("id", "encoded"),
    [
        ("c-Ana-2018-04-21T10:15:00.000Z-Funding", "c-Ana-2018-04-21T10:15:00.000Z-Funding"),
        ("c-آنا-20230421101500-资金", "c-آنا-20230421101500-资金"),
        ("c-A-1-[x]|#50%", "c-A-1-%5Bx%5D%7C%2350%25"),
        ("c-A-1-{{x}}<b>", "c-A-1-%7B%7Bx%7D%7D%3Cb%3E"),
        ("c-A-1-a_b", "c-A-1-a_b"),
        ("c-A-1-a b", "c-A-1-a%20b"),
    ],
)
def test_an_anchor_can_stand_in_a_link(id, encoded):  # noqa: A002
    assert anchor(id) == encoded
