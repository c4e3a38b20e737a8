"""The index: which pages it lists, what they are called, and what becomes of those that leave."""

from __future__ import annotations

from datetime import date

from tests.kinds.conftest import SIGNED, Ledger

PAGE = "P/Index"
LATER = date(2018, 6, 9)
PAGES = {
    "P": "The portal.",
    "P/fr": "Le portail.",
    "P/ar": "البوابة.",
    "P/Reports/2018-06": "Heard.",
    "P/Iteration 1/4": "A draft.",
    "P/Old": "#REDIRECT [[P/New]]",
    "P/New": "Moved.",
    "P/Group": "{{Consultation working group\n|id=g\n|name=G\n}}",
    "Q": "Elsewhere.",
}


def listed(ledger: Ledger, **settings: str) -> list[tuple[str, str]]:
    for title, text in PAGES.items():
        ledger.write(title, text)
    ledger.region(PAGE, "index", **settings)
    _, outcome = ledger.update()
    assert outcome.status == 0
    return [(row.cells["page"], row.cells["sort"]) for row in ledger.rows(PAGE)]


def test_pages_below_a_prefix_by_what_they_are(ledger: Ledger):
    assert listed(ledger, prefix="P") == [
        ("P/Iteration 1/4", "round"),
        ("P/Reports/2018-06", "report"),
        ("P/Group", "working group"),
        ("P/Index", "list"),
        ("P/Said", "list"),
        ("P", "page"),
        ("P/New", "page"),
    ]
    assert ledger.update(LATER)[1].saved == []


def test_a_page_has_its_languages_and_the_latest_word_on_it(ledger: Ledger):
    listed(ledger, prefix="P")
    rows = {row.cells["page"]: row.cells for row in ledger.rows(PAGE)}
    portal = rows["P"]
    assert (portal["lang"], portal["translations"]) == ("en", "ar, fr")
    assert (portal["threads"], portal["comments"], portal["latest"]) == ("2", "5", "2018-04-22")
    assert portal["latest link"] == "Special:GoToComment/c-Di-2018-04-22T10:02:00.000Z"
    assert (rows["P/New"]["comments"], rows["P/New"]["latest"]) == ("0", "")


def test_talk_pages_with_their_archives_and_languages(ledger: Ledger):
    ledger.more = {"sources": [{"prefix": "Talk:P"}, {"title": "Talk:P/fr", "wiki": "frwiki"}]}
    ledger.write("Talk:P/fr", "== T ==\nOui. [[Utilisateur:Ed|Ed]] 2 mai 2018 à 19:40 (CEST)\n")
    ledger.write("Talk:P/Archive 1", f"== A ==\nOld. {SIGNED.format('Ed', 5, 1)}\n")
    assert listed(ledger) == [
        ("Talk:P", "talk page"),
        ("Talk:P/fr", "talk page"),
        ("Talk:P/Archive 1", "archive"),
    ]
    talk, french, archive = (row.cells for row in ledger.rows(PAGE))
    assert [talk["comments"], french["comments"], archive["comments"]] == ["6", "1", "1"]
    assert [talk["lang"], french["lang"]] == ["en", "fr"]


def test_prefix_and_source_may_be_given_both(ledger: Ledger):
    found = listed(ledger, prefix="P/Reports/; P/Iteration", source="Talk:P")
    assert [page for page, _ in found] == ["P/Iteration 1/4", "P/Reports/2018-06", "Talk:P"]


def test_a_prefix_outside_the_consultation_is_refused(ledger: Ledger):
    ledger.region(PAGE, "index", prefix="Q")
    plan, outcome = ledger.update()
    assert outcome.status == 1
    assert "P/Index, line 1: region r asks for pages that begin with “Q”" in str(plan.refusals[0])


def test_a_new_comment_changes_the_rows_of_its_page_alone(ledger: Ledger):
    listed(ledger, prefix="P")
    ledger.write("Talk:P/New", f"== T ==\nHi. {SIGNED.format('Ed', 7, 24)}\n")
    plan, _ = ledger.update(LATER)
    assert (plan.kept[PAGE].added, plan.kept[PAGE].changed) == (0, 1)
    assert ledger.update(date(2018, 6, 10))[1].saved == []


def test_pages_deleted_or_moved_are_marked_and_those_not_asked_for_stay(ledger: Ledger):
    listed(ledger, prefix="P")
    (ledger.folder / "P" / "Reports" / "2018-06.wikitext").unlink()
    ledger.write("P/New", "#REDIRECT [[P/Newest]]")
    ledger.write("P/Newest", "Moved again.")
    ledger.update(LATER)
    gone = {row.cells["page"]: row.cells["gone"] for row in ledger.rows(PAGE) if row.cells["gone"]}
    assert gone == dict.fromkeys(("P/Reports/2018-06", "P/New"), "2018-06-09")
    ledger.write(PAGE, ledger.text(PAGE).replace("|prefix=P}}", "|prefix=P/Iteration}}"))
    assert ledger.update(date(2018, 6, 10))[1].saved == []


def test_pages_on_which_a_list_goes_on_are_no_pages_of_their_own(ledger: Ledger):
    ledger.region("P/Said", "statements", rows="comments")
    lines = (f"* Number {n}. {SIGNED.format(f'U{n}', n % 60, 1 + n // 60)}\n" for n in range(205))
    ledger.write("Talk:P", "== T ==\n" + "".join(lines))
    ledger.update()
    assert ledger.text("P/Said/r/2")
    assert ("P/Said/r/2", "list") not in listed(ledger, prefix="P/Said")


def test_what_people_write_stays(ledger: Ledger):
    listed(ledger, prefix="P")
    ledger.fill(PAGE, ledger.rows(PAGE)[0].key, note="Mine.")
    ledger.write("Talk:P/Iteration 1/4", f"== T ==\nHi. {SIGNED.format('Ed', 7, 24)}\n")
    ledger.update(LATER)
    row = ledger.rows(PAGE)[0].cells
    assert (row["note"], row["comments"]) == ("Mine.", "1")
