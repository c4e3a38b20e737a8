"""Votes on talk pages written for it: what one vote is, its rounds, its end, its result."""

from __future__ import annotations

from datetime import date

import pytest

from bots.consultation.talks.closings import restarts
from bots.consultation.talks.votes import VOTING, Vote, is_vote, read_votes
from bots.consultation.words import table
from bots.talk.site import site
from bots.talk.stances import positions
from bots.talk.threads import parse


def signed(who: str, day: int = 1) -> str:
    return f"[[User:{who}|{who}]] 10:00, {day} May 2021 (UTC)"


def votes(text: str, wiki: str = "metawiki") -> tuple[Vote, ...]:
    known = site(wiki)
    page = parse(text, known)
    return read_votes("Talk:X", page, text, known, positions(page, text, known))


def counts(vote: Vote, until: date | None = None) -> list[int]:
    tally = vote.count(until)
    return [tally.count(stance) for stance in VOTING]


SIDES = f"""== Shall we? ==
Please say. {signed("Org")}

=== Support ===
# Yes, let us. {signed("Ana")}
#: Why? {signed("Ben")}
# {{{{oppose}}}} on second thoughts. {signed("Cat")}

=== Oppose ===
# Never. {signed("Dan")}
# <s>'''Oppose'''</s> {signed("Eve")}

=== Neither ===
* {{{{neutral}}}} Wait. {signed("Fay")}

=== Discussion ===
How much is it? {signed("Gus")}

== Elsewhere ==
# '''Support''' {signed("Hal")}
"""


def test_the_sides_of_a_vote_are_one_vote():
    vote, other = votes(SIDES)
    assert (vote.heading, vote.round, vote.closed, vote.result) == ("Shall we?", 1, False, "")
    assert counts(vote) == [1, 2, 1]
    assert vote.people == {"Ana", "Cat", "Dan", "Eve", "Fay"}
    assert (other.heading, counts(other)) == ("Elsewhere", [1, 0, 0])
    assert [is_vote(vote), is_vote(other), is_vote(other, 1), is_vote(vote, 6)] == [
        True, False, True, False,
    ]  # fmt: skip


def test_a_page_whose_topmost_headings_are_the_sides_is_one_vote():
    [vote] = votes(f"== Support ==\n# Yes. {signed('Ana')}\n== Oppose ==\n# No. {signed('Ben')}\n")
    assert (vote.heading, counts(vote)) == ("", [1, 1, 0])


def test_sections_of_their_own_below_a_side_belong_to_it():
    [vote] = votes(
        f"== T ==\n=== Support ===\n# Yes. {signed('Ana')}\n==== From Wikidata ====\n"
        f"# '''Support''' {signed('Ben')}\n=== Oppose ===\n# No. {signed('Cat')}\n"
    )
    assert (vote.heading, counts(vote)) == ("T", [2, 1, 0])


def test_whoever_votes_first_below_an_introduction_is_counted():
    [vote] = votes(
        f"== Vote ==\nA show of hands. One line each.\n\n# {{{{support}}}} {signed('Ana')}\n"
        f"# Agree {signed('Ben')}\n"
    )
    assert counts(vote) == [2, 0, 0]


def test_the_latest_position_of_a_person_counts():
    [vote] = votes(
        f"== V ==\n# {{{{support}}}} {signed('Ana', 1)}\n: Why? {signed('Org', 2)}\n"
        f"# {{{{oppose}}}} {signed('Ana', 3)}\n# {{{{support}}}} {signed('Ben', 4)}\n"
    )
    assert counts(vote) == [1, 1, 0]
    assert vote.count().changed == ("Ana",)
    assert [r.author for r in vote.places(vote.count().counted)] == ["Ana", "Ben"]
    assert [r.timestamp.day for r in vote.places(vote.count().counted)] == [3, 4]


def test_what_comes_after_the_last_day_does_not_count():
    [vote] = votes(
        f"== V ==\n# {{{{support}}}} {signed('Ana', 1)}\n# {{{{support}}}} {signed('Ben', 2)}\n"
        f"# {{{{oppose}}}} {signed('Ana', 3)}\n"
    )
    assert counts(vote, date(2021, 5, 1)) == [1, 0, 0]
    assert counts(vote, date(2021, 5, 3)) == [1, 1, 0]


ROUNDS = (
    "== V ==\n{box}\n# {{{{support}}}} {a}\n# {{{{support}}}} {b}\n{end}\n"
    "# {{{{oppose}}}} {a2}\n# {{{{oppose}}}} {c}\n"
)


@pytest.mark.parametrize(
    ("box", "end", "closed"),
    [
        ("{{Discussion top}}", "{{Discussion bottom}}", True),
        ("", "'''Vote restarted''' with another wording.", False),
        ("", "; Second round", False),
        ("", "'''Neue Abstimmung:''' jetzt mit Betrag", False),
        ("", "'''重新投票'''", False),
        ("", "* '''أعيد التصويت'''", False),
    ],
)
def test_a_vote_begun_again_counts_apart(box: str, end: str, closed: bool):
    text = ROUNDS.format(
        box=box, end=end, a=signed("Ana"), b=signed("Ben"), a2=signed("Ana", 5), c=signed("Cat", 5)
    )
    first, second = votes(text)
    assert (first.round, counts(first), first.closed) == (1, [2, 0, 0], closed)
    assert (second.round, counts(second), second.closed) == (2, [0, 2, 0], False)


@pytest.mark.parametrize(
    "line",
    [
        "Some want a new vote, I do not.",
        "Second round of tea?",
        "New vote on this should wait.",
        "<!-- Vote restarted -->",
    ],
)
def test_words_of_a_new_vote_in_a_sentence_begin_none(line: str):
    text = ROUNDS.format(
        box="", end=f"::{line} {signed('Org')}" if "<" not in line else line, a=signed("Ana"),
        b=signed("Ben"), a2=signed("Dan", 5), c=signed("Cat", 5),
    )  # fmt: skip
    assert [vote.round for vote in votes(text)] == [1]


LINES = f"# {{{{support}}}} {signed('Ana')}\n# {{{{oppose}}}} {signed('Ben')}\n"


@pytest.mark.parametrize(
    ("text", "closed", "result"),
    [
        (f"== V ==\n{LINES}", False, ""),
        (
            (f"== V ==\n{{{{Discussion top|Accepted, with ''one'' change. {signed('Org', 9)}}}}}\n"
            f"{LINES}{{{{Discussion bottom}}}}\n"),
            True,
            "Accepted, with one change.",
        ),
        (
            (f"== V ==\n{{{{Archive top|status=done|result=No consensus}}}}\n{LINES}"
            "{{Archive bottom}}\n"),
            True,
            "No consensus",
        ),
        (
            (f"== V ==\n{{{{Discussion top}}}}\n''It stays.'' {signed('Org', 9)}\n\n{LINES}"
            "{{Discussion bottom}}\n"),
            True,
            "It stays.",
        ),
        (f"== V ==\n{LINES}'''Result:''' it [[passes|passed]] {signed('Org', 9)}\n", False,
         "it passed"),
        (f"== V ==\n{LINES}=== Result ===\nBoth were right. {signed('Org', 9)}\n", False,
         "Both were right."),
        (f"== V ==\n{LINES}'''النتيجة:''' قُبل. {signed('Org', 9)}\n", False, "قُبل."),
        (f"== V ==\n'''结果'''：通过\n{LINES}", False, "通过"),
        (f"== V ==\n{LINES}{{{{Closed}}}}\n", True, ""),
        (f"{{{{Discussion top|Old}}}}\n{{{{Discussion bottom}}}}\n== V ==\n{LINES}", False, ""),
        (f"== V ==\n{LINES}The result: nobody knows it before Friday.\n", False, ""),
    ],
)  # fmt: skip
def test_a_result_is_told_in_the_words_of_whoever_closed_it(text: str, closed: bool, result: str):
    [vote] = votes(text)
    assert (vote.closed, vote.result) == (closed, result)


def test_a_box_around_a_thread_closes_the_votes_in_its_sections():
    [vote] = votes(
        f"== T ==\n{{{{Discussion top|Done}}}}\n=== Support ===\n# Yes. {signed('Ana')}\n"
        f"=== Oppose ===\n# No. {signed('Ben')}\n{{{{Discussion bottom}}}}\n"
    )
    assert (vote.closed, vote.result) == (True, "Done")


def test_a_long_result_is_cut():
    [vote] = votes(f"== V ==\n{LINES}'''Result:''' {'very ' * 90}long\n")
    assert len(vote.result) == 200
    assert vote.result.endswith("…")


def test_automatic_messages_are_no_votes():
    text = (
        f"== V ==\n{LINES}# {{{{support}}}} [[User:MediaWiki message delivery|x]]"
        " 10:00, 2 May 2021 (UTC)\n"
    )
    [vote] = votes(text)
    assert counts(vote) == [1, 1, 0]


def test_any_text_will_do():
    hostile = (
        "== Support ==\n" * 30 + "{{Discussion top|" * 30 + f"\n# '''Support''' {signed('Ana')}\n"
        "=== Result ===\n'''Result:''' {{{{ [[ <nowiki> \n" + "; Second round\n" * 30
    )
    assert all(vote.heading == "" for vote in votes(hostile))


def test_every_phrase_for_a_new_beginning_is_seen():
    for language, words in table("vote").items():
        for phrase in words["restart"]:
            for line in (
                f"'''{phrase}'''\n",
                f"'''{phrase.capitalize()}:''' now\n",
                f"; {phrase}\n",
            ):
                assert restarts(line), (language, line)
