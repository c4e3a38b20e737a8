"""Recommendations: what is said of each on many talk pages, and what each came from and became."""

from __future__ import annotations

from datetime import date

import pytest

from bots.consultation.results.recommendations import AGREEMENTS
from tests.kinds.conftest import SIGNED, Ledger

PAGE = "P/All"
SUPPORT = f"== S ==\n'''Support''' this. {SIGNED.format('Ana', 1, 2)}\n"
OPPOSE = f"== O ==\n'''Oppose'''! {SIGNED.format('Bo', 2, 3)}\n"


def record(key: str, **cells: str) -> str:
    """A recommendation as a person types it."""
    typed = "".join(f"|{name.replace('_', ' ')}={value}\n" for name, value in cells.items())
    return f"{{{{Consultation recommendation\n|id={key}\n{typed}}}}}\n"


@pytest.fixture
def place(ledger: Ledger) -> Ledger:
    ledger.more["sources"] = [
        {"prefix": "Talk:P"},
        {"title": "Talk:P/4/fr", "wiki": "frwiki"},
    ]
    ledger.write("Talk:P/4", SUPPORT + OPPOSE)
    ledger.write(
        "Talk:P/4/fr", "== T ==\n{{Pour}} [[Utilisateur:Cy|Cy]] 2 mai 2018 à 19:40 (CEST)\n"
    )
    ledger.write("P/4", record("4", title="Four", iteration="1", stage="draft"))
    ledger.region(PAGE, "recommendations")
    return ledger


def told(place: Ledger, *names: str) -> list[list[str]]:
    return [[row.cells[name] for name in names] for row in place.rows(PAGE)]


def troubles(place: Ledger) -> list[str]:
    return [sentence for _, sentence in place.update()[0].troubles]


def test_talk_pages_in_all_languages_speak_for_one(place: Ledger):
    place.update()
    voices = ("comments", "people", "support", "oppose", "languages", "unanswered", "latest")
    assert told(place, "id", "page", *voices) == [
        ["4", "P/4", "3", "3", "2", "1", "en, fr", "3", "2018-05-02"]
    ]
    assert place.update(date(2018, 6, 9))[1].saved == []


def test_two_numbers_share_one_page(place: Ledger):
    place.write("P/4", record("4", title="Four") + record("5", title="Five"))
    place.update()
    assert told(place, "id", "comments") == [["4", "3"], ["5", "3"]]


def test_talk_pages_are_those_that_people_name(place: Ledger):
    place.write("Talk:P/More/a", OPPOSE.replace("this", "that").replace("10:02", "11:02"))
    place.write(
        "P/4", record("4", talk="[[Talk:P/4/fr|in French]]") + record("6", talk="Talk:P/M*")
    )
    place.update()
    assert told(place, "id", "support", "oppose") == [["4", "1", "0"], ["6", "0", "1"]]


def test_pages_that_are_linked_bring_their_talk_pages(place: Ledger):
    place.write("P/4", record("4", pages="[[P/4/fr|français]]"))
    place.update()
    assert told(place, "comments", "languages") == [["1", "fr"]]


def test_what_is_accounted_for_is_told(place: Ledger):
    place.region("P/Said", "statements", source="Talk:P")
    place.update()
    assert told(place, "handled") == [["0/3"]]
    place.region("P/Said4", "statements", source="Talk:P/4")
    place.update()
    assert told(place, "handled") == [["2/3"]]


def test_lineage_is_linked_both_ways(place: Ledger):
    place.write("P/4", record("4", iteration="1") + record("5", iteration="1", replaced_by="b"))
    place.write("P/Final", record("b", iteration="final", merged_from="4"))
    place.update()
    link = "[[:P/4#consultation-recommendation-{0}|{0}]]"
    assert told(place, "id", "from", "into") == [
        ["4", "", "[[:P/Final#consultation-recommendation-b|b]]"],
        ["5", "", "[[:P/Final#consultation-recommendation-b|b]]"],
        ["b", f"{link.format(4)}, {link.format(5)}", ""],
    ]
    assert place.update(date(2018, 6, 9))[1].saved == []


def test_the_marker_chooses(place: Ledger):
    place.write("P/4", record("4", stage="draft", group="Advocacy") + record("10", stage="Final"))
    place.region(PAGE, "recommendations", stage="final; adopted")
    place.update()
    assert told(place, "id", "stage") == [["10", "final"]]
    place.region(PAGE, "recommendations", group="advocacy")
    place.update()
    assert told(place, "id") == [["4"]]


def test_four_comes_before_ten(place: Ledger):
    place.write("P/4", record("r10") + record("r4") + record("1", iteration="2"))
    place.update()
    assert told(place, "id") == [["1"], ["r4"], ["r10"]]


def test_endorsements_are_counted(place: Ledger):
    place.write("P/4", record("4", endorsed_by="[[m:A|A]] (2020); B<br>C", agreement="agreed"))
    place.update()
    assert told(place, "endorsements", "agreement") == [["3", "agreed"]]


def test_what_people_have_to_see_to_is_reported(place: Ledger):
    place.write("P/4", record("4", stage="done", talk="Talk:Q", iteration="1") + record("a b"))
    place.write("P/5", record("4", merged_from="x", iteration="2"))
    place.region(PAGE, "recommendations", agreement="maybe")
    stages = "idea, draft, consulting, refining, final, adopted, dropped"
    assert troubles(place) == [
        "recommendation 4: another one, on P/5, has this id: give it its own",
        f"recommendation 4: “done” is no stage; use {stages}",
        "recommendation 4: “Talk:Q” in talk= is none of the consultation's talk pages",
        "a recommendation needs an id without spaces",
        "recommendation 4: another one, on P/4, has this id: give it its own",
        f"region r: “maybe” is no agreement; use {', '.join(AGREEMENTS)}",
    ]
