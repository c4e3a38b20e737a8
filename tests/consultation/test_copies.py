"""Copies of threads: found by names and words, counted once, and nothing said in one alone lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bots.consultation.talks.conversations import Conversation, count_conversation
from bots.consultation.talks.copies import Copy, find_copies, prints, without
from bots.consultation.talks.sources import Source
from bots.talk.site import site
from bots.talk.threads import parse

META = site("metawiki")
FIRST = "How much? [[User:Ana|Ana]] 10:15, 21 April 2018 (UTC)\n"
SECOND = ": A lot. [[User:Bo|Bo]] 11:00, 21 April 2018 (UTC)\n"
THIRD = ": Too much. [[User:Cy|Cy]] 12:00, 22 April 2018 (UTC)\n"
OTHER = ": Still? [[User:Di|Di]] 12:00, 23 April 2018 (UTC)\n"


def heard(title: str, text: str) -> Conversation:
    page = parse(text, META)
    counted = count_conversation(Source(title, "metawiki", "en"), page)
    return replace(counted, prints=prints(page, text))


def copies(**pages: str) -> list[Copy]:
    return list(find_copies(heard(f"Talk:{title}", text) for title, text in pages.items()))


def test_of_two_that_are_equal_the_first_by_title_counts():
    text = f"== Funding ==\n{FIRST}{SECOND}"
    (copy,) = copies(B=text, A=text)
    assert (copy.page, copy.counted_on, sum(copy.names.values())) == ("Talk:B", "Talk:A", 2)
    assert copy.sentence == "thread “Funding” is also on Talk:A; counted on Talk:A"


def test_the_longer_one_counts():
    (copy,) = copies(A=f"== F ==\n{FIRST}{SECOND}", B=f"== F ==\n{FIRST}{SECOND}{THIRD}")
    assert (copy.page, copy.counted_on) == ("Talk:A", "Talk:B")


def test_what_was_said_in_a_copy_alone_still_counts_there():
    left = f"== F ==\n{FIRST}{SECOND}{OTHER}"
    (copy,) = copies(A=left, B=f"== F ==\n{FIRST}{SECOND}{THIRD}{THIRD}")
    assert "in 2 of its 3 comments" in copy.sentence
    page = without(parse(left, META), [copy])
    assert [comment.author for comment in page.comments] == ["Di"]
    assert [comment.author for thread in page.threads for comment in thread.comments] == ["Di"]


def test_another_heading_indentation_and_white_space_hide_no_copy():
    moved = f"== Moved from elsewhere ==\n:{FIRST}:{SECOND}".replace("A lot", "A\n lot")
    assert len(copies(A=f"== Funding ==\n{FIRST}{SECOND}", B=moved)) == 1


def test_a_thread_pasted_into_another_is_a_copy():
    collected = f"== All ==\n{OTHER[1:].replace('2018', '2017')}\n{FIRST}{SECOND}{THIRD}"
    (copy,) = copies(A=f"== Funding ==\n{FIRST}{SECOND}", B=collected)
    assert (copy.page, sum(copy.names.values())) == ("Talk:A", 2)


def test_three_places_count_once():
    text = f"== F ==\n{FIRST}{SECOND}"
    assert [(c.page, c.counted_on) for c in copies(A=text, B=text, C=text)] == [
        ("Talk:B", "Talk:A"),
        ("Talk:C", "Talk:A"),
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"== F ==\n{FIRST}", f"== F ==\n{FIRST.replace('How', 'So')}"),
        (f"== F ==\n{FIRST}", f"== G ==\n{FIRST}"),
        (f"== F ==\n{FIRST}{SECOND}", f"== F ==\n{FIRST}{THIRD}"),
        (f"== F ==\n{FIRST}{SECOND}", f"== F ==\n{OTHER[1:]}{SECOND}"),
    ],
    ids=["other words", "other heading", "other answers", "other beginning"],
)
def test_comments_that_share_a_name_by_chance_are_no_copies(one: str, other: str):
    assert copies(A=one, B=other) == []


def test_what_was_sent_to_many_pages_is_no_copy():
    text = "== News ==\nRead on. [[User:MediaWiki message delivery|M]] 10:15, 21 April 2018 (UTC)\n"
    assert copies(A=text, B=text) == []


def test_a_name_that_is_there_twice_goes_as_often_as_it_is_elsewhere():
    twice = f"== F ==\n{FIRST}{SECOND}{SECOND.replace('A lot', 'Sorry')}"
    (copy,) = copies(B=twice, A=f"== F ==\n{FIRST}{SECOND}{THIRD}{OTHER}")
    page = without(parse(twice, META), [copy])
    assert len(page.comments) == 1
