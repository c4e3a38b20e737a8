"""Working groups: what the record on a group's page becomes, from that page and its talk."""

from __future__ import annotations

from datetime import UTC, date, datetime

from bots.consultation.process.evidence import STAGES
from bots.consultation.rules import Rules
from bots.consultation.talks.conversations import CommentRef, Conversation, ThreadCount
from bots.consultation.talks.sources import Source
from bots.consultation.working_groups.groups import GROUP, Group, group_cells
from bots.consultation.working_groups.page import GroupPage
from bots.consultation.working_groups.problems import group_problems

TODAY = date(2018, 6, 1)
PAGE = "Strategy/2030/Advocacy"
MEMBERS = "== Members ==\n* [[User:Ana|Ana]]\n* [[User:Bo|Bo]]\n* <s>[[User:Cy|Cy]]</s>\n"


def page(
    text: str = MEMBERS, today: date = TODAY, title: str = PAGE, texts=None, groups=(), **cells: str
) -> GroupPage:
    named = {name.replace("_", " "): value for name, value in cells.items()}
    return GroupPage(title, text, named, texts or {}, groups, "en", today)


def told(*conversations: Conversation, text: str = MEMBERS, today: date = TODAY, **more):
    """The cells of a group's record today."""
    return group_cells(page(text, today, **more), conversations, Rules())


def talk(title: str, *comments: tuple[str, str]) -> Conversation:
    """A talk page with one thread of comments, each by an author on a day."""
    refs = [
        CommentRef(title, day, day, author, datetime.fromisoformat(day).replace(tzinfo=UTC))
        for author, day in comments
    ]
    people = frozenset(ref.author for ref in refs)
    threads = (ThreadCount(title, "x", len(refs), people, refs[0], refs[-1]),) if refs else ()
    return Conversation(Source(title, "metawiki", "en"), threads, ())


def test_members_and_conversations_are_counted():
    cells = told(
        talk(f"Talk:{PAGE}", ("Ana", "2018-05-01"), ("Bo", "2018-05-03")),
        talk(f"Talk:{PAGE}/Archive", ("Ana", "2018-04-01")),
        talk(f"Talk:{PAGE} and more", ("Dee", "2018-05-09")),
        talk("Talk:Strategy/2030", ("Dee", "2018-05-09")),
    )
    assert {name: value for name, value in cells.items() if value} == {
        "members": "2",
        "names": "Ana; Bo",
        "threads": "2",
        "comments": "3",
        "people": "2",
        "unanswered": "0",
        "latest": "2018-05-03",
        "as of": "2018-06-01",
    }


def test_a_silent_group_has_nothing_latest():
    cells = told(talk(f"Talk:{PAGE}"))
    assert (cells["threads"], cells["comments"], cells["latest"]) == ("0", "0", "")


def test_members_that_cannot_be_told_leave_the_number_on_the_page_alone():
    assert not {"members", "names", "joined", "left"} & set(told(text="Nothing about members."))


def test_who_stays_until_a_day_is_a_member_until_then():
    text = "== Members ==\n* Ana\n* Bo (until June 2018)\n"
    assert told(text=text, today=date(2018, 6, 30))["members"] == "2"
    assert told(text=text, today=date(2018, 7, 1))["members"] == "1"


def test_a_group_with_a_talk_page_s_own_name_is_its_own_talk():
    cells = told(
        talk("Talk:Group", ("Ana", "2018-05-01")), text="== Members ==\n* Ana\n", title="Talk:Group"
    )
    assert cells["comments"] == "1"


def test_the_bot_keeps_no_cell_of_people():
    assert set(told()) == set(GROUP.bot)


def test_who_joined_and_who_left_is_kept_with_the_day():
    first = told()
    assert (first["joined"], first["left"]) == ("", "")
    text = "== Members ==\n* [[User:Bo|Bo]]\n* [[User:Dee|Dee]]\n"
    later = told(text=text, today=date(2018, 7, 1), **first)
    assert later["joined"] == "Dee (2018-07-01)"
    assert later["left"] == "Ana (2018-07-01)"
    again = told(text=text, today=date(2018, 7, 2), **later)
    assert (again["joined"], again["left"]) == (later["joined"], later["left"])


def test_a_new_name_keeps_the_old_one():
    first = told(name="Capacity building")
    assert (first["known as"], first["formerly"]) == ("Capacity building", "")
    renamed = {**first, "name": "Learning"}
    assert told(**renamed)["formerly"] == "Capacity building → Learning (2018-06-01)"
    assert group_problems(page(**renamed)) == [
        "was called Capacity building until now; formerly= keeps the old name"
    ]


NOTES = """
== 2018-06-12 ==
Present: all. Next meeting: 28 June 2018.
* Open: who pays for translations?
* The draft goes to the wiki.
== Meeting of 3 May 2018 ==
* Open: an older question
"""


def test_meetings_are_told_from_the_headings_of_the_notes():
    text = f"{MEMBERS}See [[{PAGE}/Notes]].\n== Open questions ==\n* When?\n* <s>Who?</s>\n"
    notes = {f"{PAGE}/Notes": NOTES}
    cells = told(text=text, today=date(2018, 6, 20), texts=notes)
    assert cells["minutes"] == "2018-06-12"
    assert cells["minutes link"] == f"{PAGE}/Notes#2018-06-12"
    assert cells["next meeting"] == "2018-06-28"
    assert cells["questions"] == "2"
    assert cells["questions link"] == f"{PAGE}#Open_questions"
    assert told(text=text, today=date(2018, 6, 28), texts=notes)["next meeting"] == ""
    early = told(text=text, today=date(2018, 6, 1), texts=notes)
    assert (early["minutes"], early["next meeting"]) == ("2018-05-03", "2018-06-12")


def test_notes_on_two_pages_are_left_to_people():
    text = f"{MEMBERS}[[/Notes]] [[/Minutes]]"
    assert "minutes" not in told(text=text)
    problem = f"it has notes on {PAGE}/Notes and on {PAGE}/Minutes; name one page in notes="
    assert problem in group_problems(page(text))
    assert group_problems(page(text, notes=f"[[{PAGE}/Minutes]]")) == [
        f"there is no page “{PAGE}/Minutes”, which notes= names"
    ]


CALL = """== Sign-ups ==
# [[User:Ana|Ana]], for Advocacy
# [[User:Bo|Bo]], for Learning
# [[User:Cy|Cy]], for Learning and skills
# …and 90 more
"""


def test_sign_ups_are_those_that_name_the_group():
    groups = ("Advocacy", "Learning", "Learning and skills")
    for group in groups:
        cells = told(texts={"Call": CALL}, groups=groups, call="Call", name=group)
        assert cells["sign-ups"] == "1"


def test_sign_ups_on_a_group_s_own_call_all_count():
    assert told(texts={"Call": CALL}, call="Call", name="Z", groups=("Z",))["sign-ups"] == "3"


def test_sign_ups_of_which_some_name_no_group_are_not_counted():
    text = f"{CALL}# [[User:Di|Di]]\n"
    kept = page(texts={"Call": text}, groups=("Advocacy", "Learning"), call="Call", name="Learning")
    assert "sign-ups" not in group_cells(kept, (), Rules())
    assert group_problems(kept) == [
        "sign-ups are not counted: 1 of 4 sign-ups do not name one group"
    ]


def test_a_call_that_is_over_is_said_to_be_open():
    assert group_problems(page(stage="call open", call_until="2018-05-31")) == [
        "the call ended on 2018-05-31, and stage= says it is open"
    ]
    assert group_problems(page(stage="call open", call_until="2018-06-01")) == []


def test_what_cannot_be_read_is_reported():
    assert group_problems(page(stage="asleep", call="Gone", call_until="soon", places="some")) == [
        f"“asleep” is no stage; use {', '.join(STAGES)}",
        "there is no page “Gone”, which call= names",
        "call until “soon” cannot be read; write it as 2030-05-31",
        "places “some” is no number",
    ]


def test_a_deliverable_is_there_when_the_page_it_links_exists():
    items = "* [[/Draft]]\n* [[Special:MyLanguage/Report|a report]]\n* Thanks\n"
    text = f"{MEMBERS}== Deliverables ==\n{items}"
    assert told(text=text, texts={f"{PAGE}/Draft": "x", "Report": "y"})["deliverables"] == "2/3"
    assert told(text=text)["deliverables"] == "0/3"


def test_pages_in_other_languages_are_read_too():
    text = (
        "== Membres ==\n* [[Utilisateur:Ana|Ana]]\n== Questions ouvertes ==\n* Qui ?\n"
        "== Livrables ==\n* [[Rapport]]\n[[/Comptes rendus]]"
    )
    notes = "== 12 juin 2018 ==\nProchaine réunion : 28 juin 2018\n* Ouvert : qui paie ?\n"
    french = GroupPage(
        "Groupe", text, {}, {"Groupe/Comptes rendus": notes}, (), "fr", date(2018, 6, 20)
    )
    cells = group_cells(french, (), Rules())
    named = ("members", "questions", "deliverables", "minutes", "next meeting")
    assert [cells[name] for name in named] == ["1", "2", "0/1", "2018-06-12", "2018-06-28"]


def test_a_stage_is_as_people_set_it():
    assert Group("a", PAGE, {"stage": " Drafting\n"}).stage == "drafting"
    assert Group("a", PAGE, {}).stage == ""
