"""Votes on pages: counted, linked, kept apart by round, and what people say of their last day."""

from __future__ import annotations

from datetime import date

from tests.kinds.conftest import SIGNED, Ledger

PAGE = "P/Votes"
LATER = date(2018, 6, 9)


def vote(word: str, who: str, day: int = 21) -> str:
    return f"# '''{word}''' {SIGNED.format(who, day, day)}\n"


VOTE = (
    "== Shall we? ==\n"
    + vote("Support", "Ana", 11)
    + vote("Oppose", "Bo", 12)
    + vote("Oppose", "Ana", 13)
    + vote("Support", "Cy", 14)
    + f"# <s>'''Support'''</s> {SIGNED.format('Di', 15, 15)}\n"
)


def listed(ledger: Ledger, **settings: str) -> list[dict[str, str]]:
    ledger.region(PAGE, "votes", **settings)
    assert ledger.update()[1].status == 0
    return [dict(row.cells) for row in ledger.rows(PAGE)]


def test_each_person_counts_once_by_their_latest_and_each_vote_is_linked(ledger: Ledger):
    ledger.write("Talk:P", VOTE)
    [row] = listed(ledger)
    assert [row[name] for name in ("support", "oppose", "neutral")] == ["1", "2", "0"]
    assert [row[name] for name in ("repeated", "struck", "late")] == ["1", "1", "0"]
    assert row["support links"] == "[[Special:GoToComment/c-Cy-2018-04-14T10:14:00.000Z|1]]"
    assert row["oppose links"] == (
        "[[Special:GoToComment/c-Bo-2018-04-12T10:12:00.000Z|1]]"
        " [[Special:GoToComment/c-Ana-2018-04-13T10:13:00.000Z|2]]"
    )
    assert (row["heading"], row["state"], row["result"]) == ("Shall we?", "open", "")
    assert row["latest"] == "2018-04-14"
    assert ledger.update(LATER)[1].saved == []


def test_a_thread_with_a_position_or_two_is_no_vote_unless_the_marker_says_so(ledger: Ledger):
    assert listed(ledger) == []
    [row] = listed(ledger, least="2")
    assert (row["heading"], row["support"], row["oppose"]) == ("Funding", "1", "1")


def test_a_marker_that_is_unclear_is_refused_with_its_line(ledger: Ledger):
    ledger.region(PAGE, "votes", least="many")
    plan, outcome = ledger.update()
    assert outcome.status == 1
    assert "P/Votes, line 1: region r: least=many is no number" in str(plan.refusals[0])


def test_people_say_which_day_was_the_last_one(ledger: Ledger):
    ledger.write("Talk:P", VOTE)
    listed(ledger)
    ledger.fill(PAGE, ledger.rows(PAGE)[0].key, ends="12 April 2018")
    ledger.update(LATER)
    row = ledger.rows(PAGE)[0].cells
    assert [row[name] for name in ("support", "oppose", "late")] == ["1", "1", "2"]
    assert row["ends"] == "12 April 2018"
    assert ledger.update(date(2018, 6, 10))[1].saved == []


def test_a_last_day_that_cannot_be_read_is_reported_and_nothing_is_guessed(ledger: Ledger):
    ledger.write("Talk:P", VOTE)
    listed(ledger)
    key = ledger.rows(PAGE)[0].key
    ledger.fill(PAGE, key, ends="soon")
    plan, outcome = ledger.update(LATER)
    assert outcome.saved == []
    assert (PAGE, f"vote {key}: the last day “soon” cannot be read; write it as 2030-07-18") in (
        plan.troubles
    )


def test_rounds_are_rows_of_their_own(ledger: Ledger):
    ledger.write(
        "Talk:P",
        "== V ==\n{{Discussion top|Not enough people}}\n"
        + vote("Support", "Ana", 1)
        + vote("Support", "Bo", 2)
        + vote("Oppose", "Cy", 3)
        + "{{Discussion bottom}}\n"
        + vote("Oppose", "Ana", 4)
        + vote("Oppose", "Bo", 5)
        + vote("Oppose", "Di", 6),
    )
    first, second = listed(ledger)
    assert (first["round"], first["support"], first["oppose"]) == ("", "2", "1")
    assert (first["state"], first["result"]) == ("closed", "Not enough people")
    assert (second["round"], second["support"], second["oppose"]) == ("2", "0", "3")
    assert (second["state"], second["result"]) == ("open", "")


def test_a_vote_keeps_its_row_and_its_note_when_it_is_moved_and_renamed(ledger: Ledger):
    ledger.write("Talk:P", VOTE)
    listed(ledger)
    key = ledger.rows(PAGE)[0].key
    ledger.fill(PAGE, key, note="mine")
    ledger.write("Talk:P", "See the archive.\n")
    ledger.write("Talk:P/Archive 1", VOTE.replace("Shall we?", "Old vote"))
    ledger.update(LATER)
    [row] = ledger.rows(PAGE)
    assert (row.key, row.cells["note"], row.cells["gone"]) == (key, "mine", "")
    assert (row.cells["page"], row.cells["heading"]) == ("Talk:P/Archive 1", "Old vote")


def test_a_vote_whose_people_leave_it_stays_with_true_numbers(ledger: Ledger):
    ledger.write("Talk:P", VOTE)
    listed(ledger, least="4")
    ledger.write("Talk:P", VOTE.partition("# '''Oppose''' [[User:Bo")[0])
    ledger.update(LATER)
    [row] = ledger.rows(PAGE)
    assert [row.cells[name] for name in ("support", "oppose", "gone")] == ["1", "0", ""]


def test_a_vote_removed_takes_its_words_along(ledger: Ledger):
    ledger.write("Talk:P", VOTE)
    listed(ledger)
    ledger.fill(PAGE, ledger.rows(PAGE)[0].key, note="Ana again")
    ledger.write("Talk:P", "== Other ==\n")
    ledger.update(LATER)
    assert not [word for word in ("Ana", "Cy-", "Shall we") if word in ledger.text(PAGE)]
    assert ledger.rows(PAGE)[0].cells["reason"] == "comment removed"


def test_of_very_many_votes_the_first_hundred_are_linked_and_the_row_can_be_read(ledger: Ledger):
    lines = (
        f"# {{{{support}}}} {SIGNED.format(f'U{n}', n % 60, 1 + n // 60)}\n" for n in range(260)
    )
    ledger.write("Talk:P", "== V ==\n" + "".join(lines))
    [row] = listed(ledger)
    assert row["support"] == "260"
    assert row["support links"].count("[[") == 100
    assert ledger.update(LATER)[1].saved == []


def test_hostile_headings_and_results_do_nothing(ledger: Ledger):
    ledger.write(
        "Talk:P",
        VOTE.replace("Shall we?", "{{Delete}} [[Category:X]] |")
        + "'''Result:''' [[Category:Y]] {{Delete}} it's ''mine'' "
        + f"{SIGNED.format('Ed', 1, 25)}\n",
    )
    [row] = listed(ledger)
    assert row["heading"].startswith("<nowiki>")
    assert row["result"] == "<nowiki>Category:Y Template:Delete it's mine</nowiki>"
    assert "[[Category:Y]]" not in ledger.text(PAGE)
    assert ledger.update(LATER)[1].saved == []
