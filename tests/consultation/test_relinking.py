"""Rows find the comments that they are about, and no row finds another one's."""

from __future__ import annotations

import os
import random

import pytest

from bots.consultation.keys import row_key
from bots.consultation.links.matching import relink
from bots.consultation.links.relinking import Matter, Relinking, Trace
from bots.consultation.talks.presence import Place, beneath, id_in, name_of

A, B, HOME = "2018-04-21T10:15:00.000Z", "2018-04-22T11:00:00.000Z", "Talk:P"
MONEY = "Money must reach small communities without a long form."
LETTERS = [chr(code) for code in range(0x400, 0x4FF)]
NAMES = "Which name will people understand in forty languages?"


def name(author: str, minute: str = A) -> str:
    return f"c-{author}-{minute}"


def row(
    author: str,
    words: str = MONEY,
    *,
    minute: str = A,
    below: str = "Funding",
    page: str = HOME,
    key: str = "",
    comments: int = 1,
    sound: bool = True,
) -> Trace:
    of = name(author, minute)
    return Trace(key or row_key(of), f"{of}-{below}", page, HOME, words, comments, sound)


def said(
    author: str,
    words: str = MONEY,
    *,
    minute: str = A,
    below: str = "Funding",
    page: str = HOME,
    first: str = "",
    home: str = HOME,
    comments: int = 1,
    names: tuple[str, ...] = (),
) -> Matter:
    of = name(author, minute)
    place = Place(page, f"{of}-{below}")
    return Matter(place, of, first or of, home, words, frozenset({of, *names}), comments)


def linked(
    rows: list[Trace], matters: list[Matter], deleted: frozenset[str] = frozenset(), **more: bool
) -> Relinking:
    present: dict[str, int] = {}
    for matter in matters:
        for each in matter.names:
            present[each] = present.get(each, 0) + 1
    return relink(rows, matters, present, deleted=deleted, **more)


def pairs(rows: list[Trace], matters: list[Matter], **more) -> dict[int, int]:
    """Which row, by its number, is about which of the matters."""
    found = linked(rows, matters, **more)
    keys = [trace.key for trace in rows]
    return {keys.index(found.keys[m.place]): n for n, m in enumerate(matters)
            if m.place in found.keys}  # fmt: skip


# By name


def test_a_comment_that_was_moved_and_edited_is_known_by_its_name():
    moved = said("Ana", "All is different now.", page="Talk:P/Archive", below="Money")
    assert pairs([row("Ana")], [moved]) == {0: 0}


def test_comments_of_one_name_keep_their_rows_wherever_they_stand_now():
    rows = [row("Ana"), row("Ana", NAMES, below="Names", key="other")]
    matters = [said("Ana", NAMES, below="Names", page="Talk:A"), said("Ana", page="Talk:B")]
    assert pairs(rows, matters) == {0: 1, 1: 0}


@pytest.mark.parametrize(
    "told_by", [{"page": "Talk:Q"}, {"below": "Names"}, {"page": "Talk:Q", "words": NAMES}]
)
def test_comments_of_one_name_are_told_apart_by_what_is_left(told_by: dict[str, str]):
    rows = [row("Ana"), row("Ana", **told_by, key="other")]
    again = [said("Ana", **told_by), said("Ana")]
    assert pairs(rows, again) == {0: 1, 1: 0}


def test_comments_of_one_name_whose_heading_was_renamed_are_told_apart_by_their_words():
    rows = [row("Ana"), row("Ana", NAMES, below="Funding-1", key="other")]
    matters = [said("Ana", NAMES, below="Money"), said("Ana", below="Money-1")]
    assert pairs(rows, matters) == {0: 1, 1: 0}


def test_two_votes_of_one_minute_whose_headings_were_both_renamed_are_not_guessed():
    rows = [row("Ana", "+1", below="One"), row("Ana", "+1", below="Two", key="other")]
    matters = [said("Ana", "+1", below="Three"), said("Ana", "+1", below="Four")]
    found = linked(rows, matters)
    assert not found.keys
    assert set(found.doubts) == {rows[0].key, "other"}
    assert found.withheld == {matter.place for matter in matters}
    # A person says which: the other follows.
    rows[0] = rows[0]._replace(cell=matters[1].place.id, sound=False)
    assert pairs(rows, matters) == {0: 1, 1: 0}


def test_an_id_that_came_to_another_comment_of_its_name_tells_nothing():
    """Edited under a new heading, or moved under the old one: few words say neither."""
    vote = row("Ana", "ok", below="T")
    there = said("Ana", "ok, but", below="N"), said("Ana", "no", below="T", page="Talk:B", home="B")
    found = linked([vote], [*there])
    assert not found.keys
    assert set(found.doubts[vote.key]) == {matter.place for matter in there}


def test_a_few_words_with_more_behind_them_are_the_same_ones_edited():
    long = said("Ana", f"ok, {MONEY}")
    others = said("Ana", NAMES, below="Names", page="Talk:B", home="Talk:B")
    assert pairs([row("Ana", "ok")], [long, others]) == {0: 0}


def test_of_two_comments_of_one_name_the_one_that_was_removed_is_missing():
    rows = [row("Ana"), row("Ana", NAMES, below="Names", key="other")]
    found = linked(rows, [said("Ana", NAMES, below="Names")])
    assert set(found.keys.values()) == {"other"}
    assert found.missing == {rows[0].key}


def test_another_comment_of_that_name_that_says_something_else_takes_no_row():
    rows = [row("Ana"), row("Ana", NAMES, below="Names", key="other")]
    matters = [said("Ana", NAMES, below="Names"), said("Ana", "Nobody " * 9, below="New")]
    assert pairs(rows, matters) == {1: 0}


# By key


def test_a_thread_whose_first_statement_was_removed_keeps_its_row():
    opening = said("Bo", first=name("Org"), minute=B)
    assert pairs([row("Ana", key=row_key(name("Org")))], [opening]) == {0: 0}


def test_a_thread_on_another_page_does_not_take_over_the_key_of_one_that_is_gone():
    """An organizer opened threads on two pages in one minute; the first page was deleted."""
    gone = row("Ana", page="Talk:A", key=row_key(name("Org")))._replace(home="Talk:A")
    new = said("Bo", page="Talk:B", home="Talk:B", first=name("Org"), minute=B)
    assert pairs([gone], [new]) == {}


def test_a_row_that_was_marked_as_gone_is_found_by_its_key():
    gone = Trace(row_key(name("Ana")), "", HOME, HOME)
    assert pairs([gone], [said("Ana", page="Talk:Z", home="Talk:Z")]) == {0: 0}


def test_a_row_that_a_person_points_at_another_comment_stays_about_its_own():
    strayed = row("Ana")._replace(cell=f"{name('Bo', B)}-Names", sound=False)
    matters = [said("Ana"), said("Bo", NAMES, minute=B, below="Names")]
    assert pairs([strayed], matters) == {0: 0}
    assert pairs([strayed, row("Bo", NAMES, minute=B, below="Names")], matters) == {0: 0, 1: 1}


def test_a_thread_with_an_earlier_comment_before_it_keeps_its_row():
    thread = said("Bo", NAMES, minute=B, names=(name("Ana"),), comments=2)
    assert pairs([row("Ana")], [thread]) == {0: 0}


def test_a_row_that_a_person_deleted_does_not_come_back_as_another_s():
    found = linked([row("Old")], [said("New")], frozenset({row_key(name("New"))}))
    assert not found.keys
    assert not found.doubts


# By words


def test_an_author_who_was_renamed_is_known_by_the_minute_and_the_words():
    assert pairs([row("Old")], [said("New")]) == {0: 0}


def test_and_after_an_edit_a_move_and_a_new_heading_too():
    edited = MONEY.replace("a long form", "any form at all")
    moved = said("New", edited, page="Talk:Z", home="Talk:Z", below="Else")
    assert pairs([row("Old")], [moved]) == {0: 0}


def test_renamed_twice_in_one_minute_words_tell_which_is_which():
    rows = [row("Old"), row("Old", NAMES, below="Names", key="other")]
    assert pairs(rows, [said("New", NAMES, below="Names"), said("New")]) == {0: 1, 1: 0}


@pytest.mark.parametrize("words", ["+1", "Support", "賛成です", "", "'''Oppose'''"])
def test_few_words_are_anybody_s(words: str):
    found = linked([row("Ana", words)], [said("Bo", words)])
    assert not found.keys
    assert found.doubts == {row("Ana").key: (said("Bo").place,)}


def test_other_words_of_the_same_minute_are_another_comment():
    found = linked([row("Ana")], [said("Bo", NAMES)])
    assert (found.keys, found.doubts, found.missing) == ({}, {}, {row("Ana").key})


def test_the_same_words_in_another_minute_are_another_comment():
    found = linked([row("Ana")], [said("Bo", minute=B)])
    assert (found.keys, found.doubts, found.missing) == ({}, {}, {row("Ana").key})


def test_words_that_two_people_said_in_one_minute_are_not_guessed():
    found = linked([row("Old")], [said("New"), said("Bo")])
    assert not found.keys
    assert len(found.doubts[row("Old").key]) == 2


def test_a_comment_that_has_a_row_is_no_other_row_s():
    found = linked([row("Old"), row("New")], [said("New")])
    assert found.keys == {said("New").place: row("New").key}
    assert found.missing == {row("Old").key}


def test_what_is_in_doubt_stays_so_when_the_other_comment_of_its_name_has_its_row():
    rows = [row("Bo", "ok"), row("Box", below="T", key="linked before")]
    matters = [said("Box", below="T"), said("Box", "ok", below="T_2", page="Talk:P/B")]
    found = linked(rows, matters)
    assert found.keys == {matters[0].place: "linked before"}
    assert found.doubts == {rows[0].key: (matters[1].place,)}
    assert not found.missing


def test_a_thread_that_lost_a_comment_may_have_lost_the_very_one():
    found = linked([row("Ana", comments=2)], [said("Bo", comments=1)])
    assert not found.keys
    assert found.doubts


def test_a_comment_signed_again_in_its_place_keeps_its_row():
    assert pairs([row("Ana")], [said("Ana", minute=B)]) == {0: 0}
    assert pairs([row("Ana")], [said("Ana", minute=B, below="Names")]) == {}
    assert pairs([row("Ana", "+1")], [said("Ana", "+1", minute=B)]) == {}


def test_a_thread_is_known_by_its_heading_or_its_page():
    thread = row("Old", "Funding", comments=3)
    for now in (
        said("New", "Funding", page="Talk:Z", home="Talk:Z", comments=3),
        said("New", "Money", comments=4),
    ):
        assert pairs([thread], [now], titled=True) == {0: 0}
    assert pairs([thread], [said("New", "Funding", comments=2)], titled=True) == {}


# All of it at once


@pytest.mark.parametrize("seed", range(int(os.environ.get("CONSULT_RELINKING", "60"))))
def test_whatever_happens_to_talk_pages_no_row_is_about_what_somebody_else_said(seed: int):
    chance = random.Random(seed)  # noqa: S311
    rows, matters, own = [], [], {}
    for number in range(14):
        author, minute = f"U{chance.randrange(4)}", chance.choice((A, B))
        text = chance.choice(("+1", "Support", "".join(chance.choices(LETTERS, k=40))))
        page = chance.choice(("Talk:P", "Talk:Q"))
        below = f"{chance.choice(('One', 'Two'))}-{number}"
        rows.append(row(author, text, minute=minute, below=below, page=page, key=f"k{number}"))
        fate = chance.randrange(7)
        if fate == 0:
            continue
        now = f"{author}_new" if fate == 1 else author
        matters.append(
            said(
                now,
                f"{text} Edited." if fate == 4 else text,
                minute=minute,
                page="Talk:P/Archive" if fate == 2 else page,
                below=f"Else-{number}" if fate == 3 else below,
            )
        )
        own[matters[-1].place] = f"k{number}"
    found = linked(rows, matters)
    assert len(set(found.keys.values())) == len(found.keys)
    assert {place: own[place] for place in found.keys} == dict(found.keys)
    assert not found.missing & {*found.doubts, *own.values()}


# What people type


@pytest.mark.parametrize(
    "typed",
    [
        "c-Ana_B-20230421101500-Funding",
        " c-Ana B-20230421101500-Funding ",
        "#c-Ana_B-20230421101500-Funding",
        "[[Talk:P/A#c-Ana_B-20230421101500-Funding]]",
        "[[#c-Ana B-20230421101500-Funding|here]]",
        "https://meta.wikimedia.org/wiki/Talk:P#c-Ana%20B-20230421101500-Funding",
        "https://meta.wikimedia.org/w/index.php?title=Talk:P#c-Ana_B-20230421101500-Funding",
    ],
)
def test_a_comment_can_be_named_by_any_link_to_it(typed: str):
    assert id_in(typed) == "c-Ana_B-20230421101500-Funding"
    assert name_of(typed) == "c-Ana_B-20230421101500"
    assert beneath(typed) == "Funding"


@pytest.mark.parametrize("typed", ["", "Ana", "see c-Ana-20230421101500", "[[Talk:P#Funding]]"])
def test_what_names_no_comment_is_none(typed: str):
    assert (id_in(typed), name_of(typed)) == ("", "")


def test_what_gone_is_links_of_special_pages_too():
    assert name_of("[[Special:GoToComment/c-Ana-20230421101500]]") == "c-Ana-20230421101500"
