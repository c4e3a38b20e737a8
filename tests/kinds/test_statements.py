"""The ledger on pages: what the bot writes, what people write, and what happens to it later."""

from __future__ import annotations

from datetime import date

import pytest

from bots.errors import SettingsError
from bots.settings import load
from tests.kinds.conftest import SIGNED, TALK, Ledger

LATER = date(2018, 6, 9)


def saved(outcome) -> list[str]:
    return [change.title for change in outcome[1].saved]


def test_the_first_run_accounts_for_every_thread(ledger: Ledger):
    ledger.update()
    funding, names = (row.cells for row in ledger.rows("P/Said"))
    assert funding["quote"] == "<nowiki>'''Support''' money for all.</nowiki>"
    assert (funding["author"], funding["date"], funding["lang"]) == ("Ana", "2018-04-21", "en")
    assert (funding["comments"], funding["people"], funding["stances"]) == ("2", "2", "1/1/0")
    assert funding["comment"] == "c-Ana-2018-04-21T10:15:00.000Z-Funding"
    assert funding["link"] == "Special:GoToComment/c-Ana-2018-04-21T10:15:00.000Z"
    assert funding["rev"] == str(ledger.revision("Talk:P").id)
    assert (names["comments"], names["stances"]) == ("2", "")
    text = ledger.text("P/Said")
    assert "{|" not in text
    assert text.endswith("Thank you.")
    assert "\n|theme=\n|question=\n|summary=\n" in text


def test_a_row_a_comment_where_the_marker_says_so(ledger: Ledger):
    ledger.region("P/Said", "statements", rows="comments")
    ledger.update()
    assert [row.cells["author"] for row in ledger.rows("P/Said")] == ["Ana", "Bo", "Cy", "Di"]
    assert saved(ledger.update(LATER)) == []


def test_a_second_run_writes_nothing(ledger: Ledger):
    ledger.update()
    assert saved(ledger.update(LATER)) == []


def test_a_new_revision_of_the_talk_page_alone_changes_no_row(ledger: Ledger):
    ledger.update()
    before = ledger.revision("Talk:P").id
    ledger.write("Talk:P", TALK + f"\n== More ==\nYes? {SIGNED.format('Ed', 3, 23)}\n")
    assert ledger.revision("Talk:P").id != before
    old = ledger.text("P/Said")
    plan, _ = ledger.update(LATER)
    assert (plan.kept["P/Said"].added, plan.kept["P/Said"].changed) == (1, 0)
    assert [row.cells["rev"] for row in ledger.rows("P/Said")][:2] == [str(before)] * 2
    assert ledger.text("P/Said").startswith(old[: old.index("{{Consultation region end")])


def test_a_quote_that_was_edited_is_read_again_with_its_revision(ledger: Ledger):
    ledger.update()
    ledger.write("Talk:P", TALK.replace("money for all", "more money for all"))
    ledger.update(LATER)
    funding, names = (row.cells for row in ledger.rows("P/Said"))
    assert "more money" in funding["quote"]
    assert funding["rev"] == str(ledger.revision("Talk:P").id) != names["rev"]


def test_a_persons_codes_stay(ledger: Ledger):
    ledger.update()
    key = ledger.rows("P/Said")[0].key
    ledger.fill("P/Said", key, theme="money", question="who", disposition="declined")
    ledger.write("Talk:P", TALK + f": Me too. {SIGNED.format('Ed', 3, 23)}\n")
    ledger.update(LATER)
    cells = ledger.rows("P/Said")[0].cells
    assert (cells["theme"], cells["question"], cells["disposition"]) == ("money", "who", "declined")


def test_a_quote_that_a_person_corrects_is_held_with_its_revision(ledger: Ledger):
    ledger.update()
    row = ledger.rows("P/Said")[0]
    ledger.fill("P/Said", row.key, quote="Money for all")
    ledger.write("Talk:P", TALK.replace("money for all", "more money for all"))
    ledger.update(LATER)
    cells = ledger.rows("P/Said")[0].cells
    assert (cells["quote"], cells["held"], cells["rev"]) == (
        "Money for all",
        "quote",
        row.cells["rev"],
    )
    assert saved(ledger.update(date(2018, 6, 10))) == []


def test_a_comment_removed_takes_its_words_and_what_people_made_of_it_along(ledger: Ledger):
    ledger.update()
    key = ledger.rows("P/Said")[1].key
    ledger.fill("P/Said", key, summary="Cy asks", question="Cy's", response="Dear Cy")
    ledger.update()
    ledger.write("Talk:P", TALK.partition("== Names ==")[0])
    ledger.update(LATER)
    cells = ledger.rows("P/Said")[1].cells
    assert (cells["id"], cells["gone"], cells["reason"]) == (key, "2018-06-09", "comment removed")
    assert not [word for word in ("Cy", "Which name") if word in ledger.text("P/Said")]
    assert saved(ledger.update(date(2018, 6, 10))) == []


def split(ledger: Ledger, key: str, new: str = "mine") -> None:
    """A person copies a row, with another id and ``part=2``."""
    text = ledger.text("P/Said")
    start = text.rindex("{{Consultation statement\n", 0, text.index(f"|id={key}\n"))
    row = text[start : text.index("\n}}", start) + 4]
    copy = row.replace(f"|id={key}\n", f"|id={new}\n").replace("|part=\n", "|part=2\n")
    ledger.write("P/Said", text.replace(row, row + copy))


def test_a_row_that_was_split_off_loses_removed_words_too(ledger: Ledger):
    ledger.update()
    split(ledger, ledger.rows("P/Said")[1].key)
    ledger.fill("P/Said", "mine", summary="Cy again")
    ledger.write("Talk:P", TALK.partition("== Names ==")[0])
    ledger.update(LATER)
    assert not [word for word in ("Cy", "Which name") if word in ledger.text("P/Said")]


def test_a_thread_whose_statements_are_removed_loses_its_words_though_it_stays(ledger: Ledger):
    ledger.write("Talk:P", f"== News ==\nHello. {SIGNED.format('Org', 1, 20)}\n: Secret!"
                 f" {SIGNED.format('Ana', 2, 20)}\n")  # fmt: skip
    ledger.update()
    assert "Secret" in ledger.text("P/Said")
    ledger.write("Talk:P", f"== News ==\nHello. {SIGNED.format('Org', 1, 20)}\n")
    ledger.update(LATER)
    assert "Secret" not in ledger.text("P/Said")
    assert "Ana" not in ledger.text("P/Said")


def test_hostile_words_are_quoted_and_the_page_is_read_back(ledger: Ledger):
    hostile = "[[" * 200 + "{{Consultation statement}} }} <nowiki> [[Category:X]] ''' {| ~~~~~"
    ledger.write("Talk:P", f"== T ==\n{hostile} x {SIGNED.format('Ana', 1, 21)}\n")
    _, outcome = ledger.update()
    assert outcome.status == 0
    assert len(ledger.rows("P/Said")) == 1


def test_a_marker_that_is_unclear_is_refused_with_its_line(ledger: Ledger):
    ledger.region("P/Said", "statements", level="deep")
    plan, outcome = ledger.update()
    assert outcome.status == 1
    assert "P/Said, line 1: region r: level=deep is no number" in str(plan.refusals[0])


def test_more_rows_than_a_page_holds_go_on_and_keep_their_facets(ledger: Ledger):
    ledger.region("P/Said", "statements", rows="comments")
    ledger.write("Talk:P", "== T ==\n" + "".join(
        f"* Number {n}. {SIGNED.format(f'U{n}', n % 60, 1 + n // 60)}\n" for n in range(230)
    ))  # fmt: skip
    ledger.update()
    there, more = ledger.rows("P/Said"), ledger.rows("P/Said/r/2")
    # A page ends where a wiki could soon not show all of it.
    assert 100 < len(there) < 200
    assert [row.cells["author"] for row in (*there, *more)] == [f"U{n}" for n in range(230)]
    assert "|question=\n" in ledger.text("P/Said/r/2")
    assert saved(ledger.update(LATER)) == []


@pytest.mark.parametrize("name", ["quote", "part", "a|b", "x=y", "", "held"])
def test_a_facet_with_the_name_of_another_cell_is_refused(tmp_path, name: str):
    file = tmp_path / "p.toml"
    file.write_text(
        '[consultation]\nname = "P"\nwiki = "metawiki"\ntask = "P/Bot"\n[scope]\nprefixes = ["P"]\n'
        f'[facets."{name}"]\nmoney = {{ en = ["fund"] }}\n'
    )
    with pytest.raises(SettingsError):
        load(file)
