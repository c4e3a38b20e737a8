"""A digest: what needs one person, on one page, changed once a day at most."""

from __future__ import annotations

from datetime import date

import pytest

from bots.errors import SettingsError
from bots.page.quote import words
from bots.settings import load
from tests.kinds.conftest import SIGNED, TALK, Ledger

PAGE = "P/Ana"
TODAY, TOMORROW, LATER = date(2018, 6, 1), date(2018, 6, 2), date(2018, 6, 3)
FRENCH = "== T ==\nOui ? [[Utilisateur:Ed|Ed]] 2 mai 2018 à 19:40 (CEST)\n"
BROKEN = "{{Consultation region|id=r|kind=threads}}\n"


@pytest.fixture
def desk(ledger: Ledger) -> Ledger:
    ledger.more["sources"] = [{"prefix": "Talk:P"}, {"title": "Talk:P/fr", "wiki": "frwiki"}]
    ledger.more["facilitators"] = [
        {"account": "User:ana", "languages": ["en"], "page": "P/Ana"},
        {"account": "Cy", "languages": ["fr"]},
    ]
    ledger.write("Talk:P/fr", FRENCH)
    ledger.region(PAGE, "digest", **{"for": "Ana"})
    ledger.region("P/Cy", "digest", **{"for": "User:Cy"})
    return ledger


def told(ledger: Ledger, title: str = PAGE) -> dict[tuple[str, str], str]:
    """How much there is to do, by what and where; what is done is left out."""
    return {
        (row.cells["sort"], row.cells["page"]): row.cells["count"]
        for row in ledger.rows(title)
        if row.cells["count"] != "0"
    }


def test_each_finds_what_waits_in_their_languages(desk: Ledger):
    assert desk.update()[1].status == 0
    assert told(desk) == {
        ("", ""): "3",
        ("unanswered", "Talk:P"): "1",
        ("uncoded", "P/Said"): "2",
    }
    assert told(desk, "P/Cy") == {
        ("", ""): "2",
        ("unanswered", "Talk:P/fr"): "1",
        ("uncoded", "P/Said"): "1",
    }
    waiting = next(row.cells for row in desk.rows(PAGE) if row.cells["sort"] == "unanswered")
    assert (waiting["since"], waiting["lang"]) == ("2018-04-22", "en")
    assert waiting["link"] == "Special:GoToComment/c-Di-2018-04-22T10:02:00.000Z"


def test_nothing_new_makes_no_edit_the_next_day(desk: Ledger):
    desk.update()
    for day in (TODAY, TOMORROW, LATER):
        assert desk.update(day)[1].saved == []


def test_it_is_changed_once_a_day_however_often_the_bot_runs(desk: Ledger):
    desk.update()
    new = f"== New ==\nHello? {SIGNED.format('Ed', 7, 24)}\n"
    desk.write("Talk:P", TALK + new)
    _, outcome = desk.update(TODAY)
    assert "P/Said" in [change.title for change in outcome.saved]
    assert PAGE not in [change.title for change in outcome.saved]
    assert told(desk)["unanswered", "Talk:P"] == "1"
    _, outcome = desk.update(TOMORROW)
    assert [change.title for change in outcome.saved] == [PAGE]
    assert told(desk)["unanswered", "Talk:P"] == "2"
    desk.write("Talk:P", TALK + new + f"== Newer ==\nHello? {SIGNED.format('Ed', 8, 24)}\n")
    desk.update(TOMORROW)
    assert told(desk)["unanswered", "Talk:P"] == "2"
    desk.update(LATER)
    assert told(desk)["unanswered", "Talk:P"] == "3"


def test_what_is_done_stays_as_nothing_to_do_and_may_come_back(desk: Ledger):
    desk.update()
    answered = TALK + f": This one. {SIGNED.format('Org', 9, 25)}\n"
    desk.write("Talk:P", answered)
    desk.update(TOMORROW)
    row = next(row.cells for row in desk.rows(PAGE) if row.cells["sort"] == "unanswered")
    assert [row[name] for name in ("count", "since", "link", "comment", "gone")] == [
        "0", "", "", "", "",
    ]  # fmt: skip
    desk.write("Talk:P", f"{answered}:: Why? {SIGNED.format('Cy', 10, 26)}\n")
    desk.update(LATER)
    assert told(desk)["unanswered", "Talk:P"] == "1"
    assert len([row for row in desk.rows(PAGE) if row.cells["sort"] == "unanswered"]) == 1


def test_coding_is_theirs_until_it_is_coded(desk: Ledger):
    desk.update()
    first = desk.rows("P/Said")[0]
    desk.fill("P/Said", first.key, question="who")
    desk.update(TOMORROW)
    assert told(desk)["uncoded", "P/Said"] == "1"


def test_what_is_assigned_goes_to_that_person_alone_until_it_is_late(desk: Ledger):
    desk.more["unanswered"] = {"days": 90}
    desk.region("P/Monday", "unanswered")
    desk.update()
    key = next(r.key for r in desk.rows("P/Monday") if r.cells["page"] == "Talk:P")
    desk.fill("P/Monday", key, assigned_to="[[User:Cy|Cy]]")
    desk.fill("P/Said", desk.rows("P/Said")[0].key, assigned_to="Cy")
    desk.update(TOMORROW)
    assert ("unanswered", "Talk:P") not in told(desk)
    assert told(desk, "P/Cy")["unanswered", "Talk:P"] == "1"
    assert told(desk)["uncoded", "P/Said"] == "1"
    assert desk.update(LATER)[1].saved == []
    desk.update(date(2018, 8, 1))
    assert told(desk)["unanswered", "Talk:P"] == "1"
    assert told(desk, "P/Cy")["unanswered", "Talk:P"] == "1"


def test_answers_that_are_due(desk: Ledger):
    desk.update()
    key = desk.rows("P/Said")[0].key
    desk.fill("P/Said", key, due="2 June 2018", theme="money", assigned_to="Cy")
    desk.update(TOMORROW)
    assert told(desk, "P/Cy")["due", "P/Said"] == "1"
    assert ("due", "P/Said") not in told(desk)
    desk.fill("P/Said", key, response="Dear Ana, yes.")
    desk.update(LATER)
    assert ("due", "P/Said") not in told(desk, "P/Cy")


def test_a_language_that_nobody_looks_after_is_everybodys(desk: Ledger):
    desk.more["sources"] += [{"title": "Talk:P/de", "wiki": "dewiki"}]
    desk.write("Talk:P/de", "== T ==\nUnd? [[Benutzer:Ed|Ed]] 19:40, 2. Mai 2018 (CEST)\n")
    desk.update()
    assert told(desk)["unanswered", "Talk:P/de"] == "1"
    assert told(desk, "P/Cy")["unanswered", "Talk:P/de"] == "1"


def test_a_page_refused_in_this_run_and_troubles_are_everybodys(desk: Ledger):
    desk.write("P/Broken", BROKEN)
    desk.write("P/Time", "{{Consultation milestone\n|id=m\n|date=soonish\n}}\n")
    desk.region("P/Odd", "statements", level="deep")
    desk.update()
    rows = {(r.cells["sort"], r.cells["page"]): r.cells["what"] for r in desk.rows(PAGE)}
    assert "line 1: region r begins here but does not end" in rows["refused", "P/Broken"]
    assert words(rows["refused", "P/Broken"]).endswith(
        "put {{Consultation region end|id=r}} behind its rows"
    )
    assert "level=deep is no number" in rows["refused", "P/Odd"]
    assert "the date “soonish” cannot be read" in rows["trouble", "P/Time"]
    assert told(desk, "P/Cy")["refused", "P/Odd"] == "1"
    assert desk.update(TOMORROW)[1].saved == []


def test_cells_that_people_hold(desk: Ledger):
    desk.update()
    key = desk.rows("P/Said")[0].key
    desk.fill("P/Said", key, lang="fr")
    desk.update(TOMORROW)
    rows = {(r.cells["sort"], r.cells["page"]): r.cells for r in desk.rows(PAGE)}
    held = rows["held", "P/Said"]
    assert (held["count"], held["what"]) == ("1", key)
    assert desk.update(LATER)[1].saved == []


def test_milestones_that_are_overdue_or_near(desk: Ledger):
    desk.write("P/Time", "".join(
        f"{{{{Consultation milestone\n|id=m{n}\n|title=Number {n}\n|date={day}\n}}}}\n"
        for n, day in enumerate(("2018-05-01", "2018-06-07", "2018-09-01"))
    ))  # fmt: skip
    desk.update()
    whats = {r.cells["what"]: r.cells["since"] for r in desk.rows(PAGE) if r.cells["what"]}
    assert whats == {"Number 0": "2018-05-01", "Number 1": "2018-06-07"}


def test_a_comment_removed_is_out_of_it_the_same_day(desk: Ledger):
    desk.update()
    assert "c-Di-" in desk.text(PAGE)
    desk.write("Talk:P", TALK.partition("== Names ==")[0])
    desk.update(TODAY)
    assert "c-Di-" not in desk.text(PAGE)


def test_notes_stay(desk: Ledger):
    desk.update()
    key = next(row.key for row in desk.rows(PAGE) if row.cells["sort"] == "unanswered")
    desk.fill(PAGE, key, note="Ask Di.")
    desk.write("Talk:P", TALK + f": This one. {SIGNED.format('Org', 9, 25)}\n")
    desk.update(TOMORROW)
    row = next(row.cells for row in desk.rows(PAGE) if row.key == key)
    assert (row["note"], row["count"]) == ("Ask Di.", "0")


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({}, "does not say for whom it is"),
        ({"for": "Bo"}, "is for “Bo”, who is none of the facilitators in the settings"),
    ],
)
def test_a_digest_for_nobody_in_particular_is_refused(
    desk: Ledger, asked: dict[str, str], why: str
):
    desk.region(PAGE, "digest", **asked)
    plan, _ = desk.update()
    assert f"P/Ana, line 1: region r {why}" in str(plan.refusals[0])


def test_without_facilitators_anybody_sees_everything(desk: Ledger):
    del desk.more["facilitators"]
    desk.update()
    assert told(desk)[("", "")] == "5"


def test_the_settings_say_who_the_facilitators_are(tmp_path):
    file = tmp_path / "p.toml"
    text = (
        '[consultation]\nname = "P"\nwiki = "metawiki"\ntask = "P/Bot"\n[scope]\nprefixes = ["P"]\n'
        '[[facilitators]]\naccount = "User:ana"\nlanguages = ["en", "fr"]\npage = "P/Ana"\n'
    )
    file.write_text(text)
    [ana] = load(file).rules.facilitators
    assert (ana.account, ana.languages) == ("Ana", {"en", "fr"})
    file.write_text(text.replace("account", "acount"))
    with pytest.raises(SettingsError, match="allowed here: account, languages, page"):
        load(file)
