"""Monday's list: who waits for a word, since when, and what becomes of a row that is answered."""

from __future__ import annotations

from datetime import date

import pytest

from bots.errors import SettingsError
from bots.settings import load
from tests.kinds.conftest import SIGNED, TALK, Ledger

LATER = date(2018, 6, 9)
PAGE = "P/Monday"
OLD = f"== Old ==\nAnybody? {SIGNED.format('Ed', 5, 1)}\n\n"


@pytest.fixture
def monday(ledger: Ledger) -> Ledger:
    ledger.region(PAGE, "unanswered")
    return ledger


def told(place: Ledger) -> list[list[str]]:
    names = ("heading", "since", "turn", "escalate after", "answered")
    return [[row.cells[name] for name in names] for row in place.rows(PAGE)]


def test_threads_whose_last_word_is_not_an_organizers_wait(monday: Ledger):
    monday.update()
    assert told(monday) == [["Names", "2018-04-22", "organizers", "2018-05-06", ""]]
    row = monday.rows(PAGE)[0].cells
    assert row["latest link"] == "Special:GoToComment/c-Di-2018-04-22T10:02:00.000Z"
    assert row["comment"] == "c-Cy-2018-04-22T10:01:00.000Z-Names"


def test_those_who_wait_longest_come_first_language_by_language(monday: Ledger):
    monday.more["sources"] = [{"prefix": "Talk:P"}, {"title": "Talk:P/fr", "wiki": "frwiki"}]
    monday.write("Talk:P/fr", "== T ==\nOui ? [[Utilisateur:Ed|Ed]] 2 mai 2017 à 19:40 (CEST)\n")
    monday.write("Talk:P", TALK + OLD)
    monday.update()
    assert [row.cells["heading"] for row in monday.rows(PAGE)] == ["Old", "Names", "T"]


def test_an_answered_row_stays_and_says_when(monday: Ledger):
    monday.update()
    monday.fill(PAGE, monday.rows(PAGE)[0].key, note="Ask Di.")
    monday.write("Talk:P", TALK + f": It is this one. {SIGNED.format('Org', 3, 25)}\n")
    monday.update(LATER)
    assert told(monday) == [["Names", "2018-04-25", "people", "", "2018-04-25"]]
    assert monday.rows(PAGE)[0].cells["note"] == "Ask Di."
    assert monday.update(date(2018, 6, 10))[1].saved == []


BY_ADDRESS = "[[Special:Contributions/{0}|{0}]] 10:03, 25 April 2018 (UTC)"


@pytest.mark.parametrize(
    ("named", "signed"),
    [
        ("2001:db8::1", BY_ADDRESS.format("2001:DB8:0:0:0:0:0:1")),
        ("192.0.2.1", BY_ADDRESS.format("192.0.2.1")),
        ("user:org_two", SIGNED.format("Org two", 3, 25)),
        ("Benutzerin: Org two", SIGNED.format("Org two", 3, 25)),
        ("~2018-12345-67", SIGNED.format("~2018-12345-67", 3, 25)),
    ],
)
def test_an_organizer_may_answer_by_an_address_or_from_a_second_account(
    monday: Ledger, named: str, signed: str
):
    monday.more["people"] = {"organizers": ["Org", named]}
    monday.write("Talk:P", f"{TALK}: It is this one. {signed}\n")
    monday.update()
    assert told(monday) == []


def test_who_asks_again_waits_again_in_the_same_row(monday: Ledger):
    monday.update()
    reply = f": It is this one. {SIGNED.format('Org', 3, 25)}\n"
    monday.write("Talk:P", TALK + reply)
    monday.update()
    monday.write("Talk:P", f"{TALK}{reply}:: Why? {SIGNED.format('Cy', 4, 26)}\n")
    monday.update(LATER)
    assert told(monday) == [["Names", "2018-04-26", "organizers", "2018-05-10", ""]]


def test_an_answered_thread_makes_no_row(monday: Ledger):
    monday.write("Talk:P", TALK + f": It is this one. {SIGNED.format('Org', 3, 25)}\n")
    monday.update()
    assert told(monday) == []


def test_a_closed_thread_is_nobodys_turn(monday: Ledger):
    monday.update()
    before, heading, rest = TALK.partition("== Names ==\n")
    monday.write(
        "Talk:P", f"{before}{heading}{{{{Discussion top}}}}\n{rest}{{{{Discussion bottom}}}}\n"
    )
    monday.update(LATER)
    assert told(monday) == [["Names", "2018-04-22", "nobody", "", "2018-04-22"]]


def test_what_bots_write_is_no_word(monday: Ledger):
    monday.more["people"]["bots"] = ["Archiver"]
    monday.write("Talk:P", TALK + f": Noted. {SIGNED.format('Archiver', 3, 25)}\n")
    monday.update()
    assert told(monday) == [["Names", "2018-04-22", "organizers", "2018-05-06", ""]]


def test_after_how_many_days_the_settings_say(monday: Ledger):
    monday.more["unanswered"] = {"days": 3}
    monday.update()
    assert monday.rows(PAGE)[0].cells["escalate after"] == "2018-04-25"


def test_time_makes_no_edit(monday: Ledger):
    monday.update()
    assert monday.update(date(2019, 6, 1))[1].saved == []


def test_a_thread_removed_takes_its_heading_along(monday: Ledger):
    monday.update()
    monday.fill(PAGE, monday.rows(PAGE)[0].key, note="Cy wants a name")
    monday.write("Talk:P", TALK.partition("== Names ==")[0])
    monday.update(LATER)
    assert not [word for word in ("Names", "Cy", "Di-2018") if word in monday.text(PAGE)]
    assert monday.rows(PAGE)[0].cells["reason"] == "comment removed"


def test_a_row_that_a_person_deletes_stays_away_also_when_it_is_answered(monday: Ledger):
    monday.update()
    row = monday.rows(PAGE)[0]
    text = monday.text(PAGE)
    monday.write(PAGE, text[: row.call.start] + text[row.call.end + 1 :])
    monday.update(LATER)
    monday.write("Talk:P", TALK + f": It is this one. {SIGNED.format('Org', 3, 25)}\n")
    monday.update(LATER)
    assert told(monday) == []


@pytest.mark.parametrize("days", ["0", '"soon"', "99999"])
def test_days_that_are_no_wait_are_refused(tmp_path, days: str):
    file = tmp_path / "p.toml"
    file.write_text(
        '[consultation]\nname = "P"\nwiki = "metawiki"\ntask = "P/Bot"\n[scope]\nprefixes = ["P"]\n'
        f"[unanswered]\ndays = {days}\n"
    )
    with pytest.raises(SettingsError, match=r"unanswered\.days"):
        load(file)
