"""Key questions: which comments are about them, and what is reported instead of guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bots.consultation.ledger.questions import Answers, Doubt, Question, answers
from bots.consultation.talks.asked import read_asked
from bots.consultation.talks.conversations import Conversation, count_conversation
from bots.consultation.talks.sources import Source
from bots.talk.site import site
from bots.talk.threads import parse

TALK = "Talk:P/Questions"


def signed(who: str) -> str:
    return f"[[User:{who}|{who}]] 10:00, 1 May 2021 (UTC)"


def talk(text: str, title: str = TALK, language: str = "en", archive_of: str = "") -> Conversation:
    source = Source(title, "metawiki", language, archive_of)
    page = parse(text, site("metawiki"))
    return replace(count_conversation(source, page), asked=read_asked(title, page, text, language))


def question(key: str, page: str = "P/Questions", **cells: str) -> Question:
    return Question(key, page, {name.replace("_", " "): value for name, value in cells.items()})


def said(found: Answers, *questions: Question) -> list[str]:
    """Who spoke to each of these."""
    return ["".join(ref.author for ref in found.to(question)) for question in questions]


Q7, Q8, Q9 = (question(f"q{n}") for n in (7, 8, 9))
THREE = (Q7, Q8, Q9)


def test_headings_and_what_stands_below_them_count_to_their_question():
    page = talk(
        f"== Q7: A fair decision ==\nOne. {signed('A')}\n: Two. {signed('B')}\n"
        f"=== Why ===\nThree. {signed('C')}\n== Question 8 ==\nFour. {signed('D')}\n"
        f"== Elsewhere ==\nFive. {signed('E')}\n"
    )
    assert said(answers(THREE, [page]), *THREE) == ["ABC", "D", ""]


def test_a_reply_that_names_a_question_counts_there_with_its_own_replies():
    page = talk(
        f"== Q7: A fair decision ==\nOne. {signed('A')}\n: '''Q9''': Two. {signed('B')}\n"
        f":: Three. {signed('C')}\n: Four. {signed('D')}\n"
        f"== General ==\nQ8: Five. {signed('E')}\n: Six. {signed('F')}\n"
    )
    assert said(answers(THREE, [page]), *THREE) == ["AD", "EF", "BC"]


def test_a_comment_that_names_two_questions_counts_to_both():
    page = talk(f"== General ==\nQ7, Q8: Both. {signed('A')}\n")
    found = answers(THREE, [page])
    assert said(found, *THREE) == ["A", "A", ""]
    assert not found.doubts


def test_the_words_of_the_question_as_a_heading_will_do():
    who = question("who", text="'''Who decides''' when parts of [[P|the movement]] differ?")
    page = talk(f"== Who decides when parts of the movement differ ==\nI. {signed('A')}\n")
    assert said(answers([who], [page]), who) == ["A"]


def test_other_wordings_and_languages_are_given_by_people():
    who = question("q3", text="Who decides?", also="Qui décide ?; 谁来决定？", talk="Talk:P*")
    pages = [
        talk(f"== Qui décide ? ==\nMoi. {signed('A')}\n", "Talk:P/fr", "fr"),
        talk(f"== 谁来决定 ==\n我。{signed('B')}\n", "Talk:P/zh", "zh"),
        talk(f"== سؤال ٣ ==\nأنا. {signed('C')}\n", "Talk:P/ar", "ar"),
        talk(f"== Frage 3: Wer? ==\nIch. {signed('D')}\n", "Talk:P/de", "de"),
    ]
    assert said(answers([who], pages), who) == ["ABCD"]


def test_a_question_is_asked_on_the_talk_page_of_its_record_unless_it_says_more():
    here, there = talk(f"== Q7 ==\nI. {signed('A')}\n"), talk(
        f"== Q7 ==\nI. {signed('B')}\n", "Talk:P/Draft"
    )  # fmt: skip
    below = talk(f"== Q7 ==\nI. {signed('C')}\n", f"{TALK}/More")
    archive = talk(f"== Q7 ==\nI. {signed('D')}\n", "Talk:Old", archive_of=TALK)
    assert said(answers(THREE, [here, there, below, archive]), Q7) == ["ACD"]
    everywhere = question("q7", talk="[[Talk:P/Draft|here]]; Talk:O*")
    assert said(answers([everywhere], [here, there, archive]), everywhere) == ["B"]


def test_of_two_questions_of_a_number_the_nearer_one_is_meant():
    draft = question("draft-q7", "P/Draft", number="7")
    wide = question("wide-q7", number="Q7", talk="Talk:P*")
    page = talk(f"== Q7 ==\nI. {signed('A')}\n", "Talk:P/Draft")
    other = talk(f"== Q7 ==\nI. {signed('B')}\n", "Talk:P/Other")
    assert said(answers([draft, wide], [page, other]), draft, wide) == ["A", "B"]


def doubts(questions: list[Question], text: str) -> Mapping[Doubt, int]:
    found = answers(questions, [talk(text)])
    assert not any(found.to(each) for each in questions)
    return found.doubts


def test_a_number_that_two_questions_bear_is_reported_and_counted_to_neither():
    twins = [question("one", number="7"), question("two", number="٧")]
    text = f"== Q7 ==\nI. {signed('A')}\n: You. {signed('B')}\n"
    assert doubts(twins, text) == {Doubt(TALK, "7", ("one", "two")): 2}


def test_a_number_that_no_question_bears_is_reported():
    text = f"== General ==\nQ12: I. {signed('A')}\n"
    assert doubts([*THREE], text) == {Doubt(TALK, "12", ()): 1}


def test_a_number_with_the_words_of_another_question_is_reported():
    who = question("q9", text="Who decides?")
    text = f"== Q7: Who decides? ==\nI. {signed('A')}\n"
    assert doubts([Q7, who], text) == {Doubt(TALK, "7", ("q7", "q9")): 1}


def test_words_that_two_questions_have_are_reported():
    twins = [question("one", text="Why?"), question("two", text="Why")]
    text = f"== why ==\nI. {signed('A')}\n"
    assert doubts(twins, text) == {Doubt(TALK, "", ("one", "two")): 1}


def test_a_number_is_the_one_given_or_the_one_in_the_id():
    numbers = [
        question(key, **({"number": number} if number else {})).number
        for key, number in (("q9", ""), ("question-09", ""), ("who", "٩"), ("who", "Q9a"),
                           ("who", ""), ("2030", ""), ("q9", "10"))
    ]  # fmt: skip
    assert numbers == ["9", "9", "9", "9a", "", "", "10"]
