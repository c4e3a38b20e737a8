"""Working groups: what the record on a group's page becomes, from that page and its talk."""

from __future__ import annotations

from datetime import UTC, date, datetime

from bots.consultation.conversations import CommentRef, Conversation, ThreadCount
from bots.consultation.groups import GROUP, Group, group_cells
from bots.consultation.sources import Source

TODAY = date(2018, 6, 1)
PAGE = "Strategy/2030/Advocacy"
MEMBERS = "== Members ==\n* [[User:Ana|Ana]]\n* [[User:Bo|Bo]]\n* <s>[[User:Cy|Cy]]</s>\n"


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
    conversations = [
        talk(f"Talk:{PAGE}", ("Ana", "2018-05-01"), ("Bo", "2018-05-03")),
        talk(f"Talk:{PAGE}/Archive", ("Ana", "2018-04-01")),
        talk(f"Talk:{PAGE} and more", ("Dee", "2018-05-09")),
        talk("Talk:Strategy/2030", ("Dee", "2018-05-09")),
    ]
    assert group_cells(PAGE, MEMBERS, conversations, TODAY) == {
        "members": "2",
        "threads": "2",
        "comments": "3",
        "people": "2",
        "latest": "2018-05-03",
        "as of": "2018-06-01",
    }


def test_a_silent_group_has_nothing_latest():
    cells = group_cells(PAGE, MEMBERS, [talk(f"Talk:{PAGE}")], TODAY)
    assert (cells["threads"], cells["comments"], cells["latest"]) == ("0", "0", "")


def test_members_that_cannot_be_told_leave_the_number_on_the_page_alone():
    assert "members" not in group_cells(PAGE, "Nothing about members.", [], TODAY)


def test_who_stays_until_a_day_is_a_member_until_then():
    text = "== Members ==\n* Ana\n* Bo (until June 2018)\n"
    assert group_cells(PAGE, text, [], date(2018, 6, 30))["members"] == "2"
    assert group_cells(PAGE, text, [], date(2018, 7, 1))["members"] == "1"


def test_a_group_with_a_talk_page_s_own_name_is_its_own_talk():
    text = "== Members ==\n* Ana\n"
    cells = group_cells("Talk:Group", text, [talk("Talk:Group", ("Ana", "2018-05-01"))], TODAY)
    assert cells["comments"] == "1"


def test_the_bot_keeps_no_cell_of_people():
    assert set(group_cells(PAGE, MEMBERS, [], TODAY)) == set(GROUP.bot)


def test_a_stage_is_as_people_set_it():
    assert Group("a", PAGE, {"stage": " Drafting\n"}).stage == "drafting"
    assert Group("a", PAGE, {}).stage == ""
