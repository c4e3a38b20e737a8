"""What has changed since then: each with its link, and nothing new where nothing has changed."""

from __future__ import annotations

from datetime import date

import pytest

from tests.kinds.conftest import SIGNED, Ledger

PAGE = "P/Changes"
LATER = date(2018, 6, 9)
OLD = f"== Old ==\nEarly. {SIGNED.format('Ana', 1, 2)}\n"
TALK = (
    OLD
    + f": Anybody? {SIGNED.format('Bo', 2, 20)}\n: Yes, here. {SIGNED.format('Org', 3, 21)}\n"
    + f"== New ==\nFresh. {SIGNED.format('Cy', 4, 22)}\n"
    + "== Done ==\n{{Discussion top}}\n"
    + f"Over. {SIGNED.format('Di', 5, 23)}\n{{{{Discussion bottom}}}}\n"
)
MILESTONE = """{{{{Consultation milestone
|id=m
|title=Handed over
|date={}
{}}}}}
"""


@pytest.fixture
def since(ledger: Ledger) -> Ledger:
    ledger.write("Talk:P", TALK)
    ledger.region(PAGE, "changes", since="2018-04-10")
    return ledger


def told(ledger: Ledger) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in ledger.rows(PAGE):
        found.setdefault(row.cells["what"], []).append(row.cells["heading"])
    return found


def test_what_was_said_since_then_is_listed_with_a_link_to_it(since: Ledger):
    assert since.update()[1].status == 0
    assert told(since) == {
        "new comments": [""],
        "new thread": ["New", "Done"],
        "answered": ["Old"],
        "closed": ["Done"],
    }
    rows = {row.cells["what"]: row.cells for row in since.rows(PAGE)}
    said = rows["new comments"]
    assert (said["page"], said["comments"], said["people"], said["day"]) == (
        "Talk:P", "4", "4", "2018-04-20",
    )  # fmt: skip
    assert said["link"] == "Special:GoToComment/c-Bo-2018-04-20T10:02:00.000Z"
    assert rows["answered"]["link"] == "Special:GoToComment/c-Org-2018-04-21T10:03:00.000Z"
    assert rows["answered"]["day"] == "2018-04-21"


def test_time_makes_no_edit(since: Ledger):
    since.update()
    assert since.update(date(2019, 6, 1))[1].saved == []


def test_later_changes_are_added_and_change_no_other_row(since: Ledger):
    since.update()
    before = {row.key: row.cells for row in since.rows(PAGE)}
    since.write("Talk:P", TALK + f"== Newer ==\nFresher. {SIGNED.format('Ed', 6, 24)}\n")
    plan, _ = since.update(LATER)
    assert (plan.kept[PAGE].added, plan.kept[PAGE].changed) == (1, 1)
    after = {row.key: row.cells for row in since.rows(PAGE)}
    assert {after[key]["what"] for key in before if after[key] != before[key]} == {"new comments"}


def test_a_milestone_that_slipped_or_was_reached(since: Ledger):
    since.write("P/Time", MILESTONE.format("2018-05-01", ""))
    since.update(date(2018, 4, 1))
    text = since.text("P/Time")
    since.write("P/Time", text.replace("|date=2018-05-01", "|date=2018-07-01"))
    since.update(LATER)
    [row] = [row.cells for row in since.rows(PAGE) if row.cells["what"] == "slipped"]
    assert (row["heading"], row["was"], row["day"]) == (
        "Handed over", "2018-05-01 → 2018-07-01", "2018-06-09",
    )  # fmt: skip
    text = since.text("P/Time")
    since.write("P/Time", text.replace("|title=", "|done when=date:2018-06-10\n|title="))
    since.update(date(2018, 6, 12))
    [row] = [row.cells for row in since.rows(PAGE) if row.cells["what"] == "done"]
    assert (row["heading"], row["day"], row["page"]) == ("Handed over", "2018-06-12", "P/Time")
    assert since.update(date(2018, 6, 13))[1].saved == []


def test_a_record_that_no_run_has_seen_before_is_new_once(since: Ledger):
    since.update()
    since.write("P/Time", MILESTONE.format("2018-09-01", ""))
    since.update(LATER)
    assert told(since)["new milestone"] == ["Handed over"]
    assert since.update(date(2018, 6, 10))[1].saved == []
    assert told(since)["new milestone"] == ["Handed over"]


def test_with_source_only_what_was_said_there_counts(since: Ledger):
    since.write("Talk:P/Other", f"== T ==\nHi. {SIGNED.format('Ed', 7, 24)}\n")
    since.write("P/Time", MILESTONE.format("2018-09-01", ""))
    since.region(PAGE, "changes", since="2018-04-10", source="Talk:P/Other")
    since.update()
    assert told(since) == {"new comments": [""], "new thread": ["T"]}


def test_since_a_run(since: Ledger):
    since.region(PAGE, "changes", since="run:20180422-100300-00ff")
    since.update()
    assert told(since)["new thread"] == ["New", "Done"]
    assert "answered" not in told(since)


def test_since_a_revision(since: Ledger):
    first = since.revision("P/Said").id
    since.region(PAGE, "changes", since=f"rev:{first}")
    _, outcome = since.update()
    assert outcome.status == 0
    assert told(since) == {}
    since.region(PAGE, "changes", since="rev:7")
    plan, _ = since.update()
    assert "P/Changes, line 1: region r: there is no revision 7" in str(plan.refusals[0])


@pytest.mark.parametrize("asked", [{}, {"since": "soon"}])
def test_a_marker_that_is_unclear_is_refused_with_its_line(ledger: Ledger, asked: dict[str, str]):
    ledger.region(PAGE, "changes", **asked)
    plan, outcome = ledger.update()
    assert outcome.status == 1
    assert "P/Changes, line 1: region r: " in str(plan.refusals[0])


def test_a_comment_removed_takes_its_words_along(since: Ledger):
    since.update()
    since.write("Talk:P", TALK.partition("== New ==")[0])
    since.update(LATER)
    gone = [row.cells for row in since.rows(PAGE) if row.cells["gone"]]
    assert {cells["reason"] for cells in gone} == {"comment removed"}
    assert not [word for word in ("Cy", "Fresh", "|heading=New", "Di-") if word in since.text(PAGE)]


def test_what_people_write_stays(since: Ledger):
    since.update()
    key = since.rows(PAGE)[0].key
    since.fill(PAGE, key, note="For the report.")
    since.write("Talk:P", TALK + f": More. {SIGNED.format('Ed', 6, 24)}\n")
    since.update(LATER)
    assert since.rows(PAGE)[0].cells["note"] == "For the report."


def test_a_row_stays_when_its_author_is_renamed(since: Ledger):
    since.region("P/Threads", "threads")
    since.update()
    keys = [row.key for row in since.rows(PAGE)]
    (key,) = [row.key for row in since.rows(PAGE) if row.cells["heading"] == "New"]
    since.fill(PAGE, key, note="For the report.")
    since.write("Talk:P", TALK.replace("Cy", "Cyril"))
    since.update(LATER)
    assert [row.key for row in since.rows(PAGE)] == keys
    (row,) = [row for row in since.rows(PAGE) if row.key == key]
    assert "Cyril" in row.cells["comment"]
    assert (row.cells["note"], row.cells["gone"]) == ("For the report.", "")
    assert since.update(LATER)[1].saved == []
