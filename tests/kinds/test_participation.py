"""Who takes part, on pages: what may be asked for, what is shown, and what no revision tells."""

from __future__ import annotations

import random
from datetime import date

import pytest

from bots.consultation.people.small_cells import LEAST
from tests.kinds.conftest import SIGNED, Ledger

LATER = date(2018, 6, 9)
NUMBERS = ("people", "new", "returning", "top ten")


def talk(*people: str, month: str = "April", words: str = "Yes.") -> str:
    said = (SIGNED.format(who, n % 60, 1 + n // 60) for n, who in enumerate(people))
    return "== T ==\n" + "".join(f"* {words} {s.replace('April', month)}\n" for s in said)


def crowd(count: int, name: str = "U") -> list[str]:
    return [f"{name}{number}" for number in range(count)]


def table(ledger: Ledger, page: str = "P/Who", name: str = "lang") -> dict[str, tuple[str, ...]]:
    return {
        row.cells[name] or row.key: tuple(row.cells[n] for n in NUMBERS)
        for row in ledger.rows(page)
    }


def test_people_by_language_with_a_total(ledger: Ledger):
    ledger.more["sources"] = [{"prefix": "Talk:P"}, {"title": "Talk:P/fr", "language": "fr"}]
    ledger.write("Talk:P", talk(*crowd(20), *crowd(20)))
    ledger.write("Talk:P/fr", talk(*crowd(6), "Org", *crowd(5, "V"), words="Oui."))
    ledger.region("P/Who", "participation")
    ledger.update()
    assert table(ledger) == {
        "total": ("25", "", "", "51"),
        "en": ("20", "20", "0", "50"),
        "fr": ("11", "11", "0", "91"),
    }
    assert ledger.update(LATER)[1].saved == []


def test_people_by_month(ledger: Ledger):
    ledger.write("Talk:P", talk(*crowd(8)) + talk(*crowd(6), *crowd(5, "V"), month="May"))
    ledger.region("P/Who", "participation", by="month")
    ledger.update(LATER)
    assert table(ledger, name="month") == {
        "total": ("13", "", "", "84"),
        "2018-04": ("8", "8", "0", "100"),
        "2018-05": ("11", "5", "6", "91"),
    }


def test_people_by_kind_of_account(ledger: Ledger):
    addresses = [f"192.0.2.{number}" for number in range(7)]
    temporary = [f"~2024-{number}" for number in range(5)]
    ledger.write("Talk:P", talk(*crowd(9), *addresses, *temporary, "Org"))
    ledger.region("P/Who", "participation", by="account")
    ledger.update()
    assert {key: cells[0] for key, cells in table(ledger, name="account").items()} == {
        "total": "21",
        "registered": "9",
        "temporary": "5",
        "ip": "7",
        "organizer": "hidden",
    }


def test_people_as_only_the_settings_tell(ledger: Ledger):
    ledger.more["people"] = {
        "organizers": ["Org"],
        "stakeholders": {"affiliates": crowd(6), "donors": []},
    }
    ledger.write("Talk:P", talk(*crowd(13)))
    ledger.region("P/Who", "participation", by="stakeholder")
    ledger.update()
    assert {key: cells[0] for key, cells in table(ledger, name="category").items()} == {
        "total": "7+",
        "affiliates": "hidden",
        "donors": "hidden",
        # Those of whom the settings say nothing.
        ledger.rows("P/Who")[-1].key: "7+",
    }


def test_only_comments_of_a_period(ledger: Ledger):
    ledger.write("Talk:P", talk(*crowd(8)) + talk(*crowd(6), *crowd(5, "V"), month="May"))
    ledger.region("P/Who", "participation", period="May 2018")
    ledger.update()
    assert table(ledger)["en"] == ("11", "5", "6", "91")


@pytest.mark.parametrize(
    ("asked", "problem", "mend"),
    [
        ({"by": "age"}, "people cannot be counted by “age”", "use one of: language, wiki, account"),
        ({"by": "region"}, "the settings do not say which account", "under [people.regions]"),
        ({"by": "stakeholder", "source": "Talk:P"}, "only on the whole, without source=", "leave"),
        ({"by": "stakeholder", "period": "2018"}, "only on the whole, without period=", "leave"),
        ({"period": "soon"}, "the period “soon” cannot be read", "write it as 2030-05"),
        ({"source": "Talk:Q"}, "asks for the source “Talk:Q”", "correct source="),
    ],
)
def test_what_cannot_be_asked_for_is_refused_with_its_mend(
    ledger: Ledger, asked: dict[str, str], problem: str, mend: str
):
    ledger.more["people"] = {"stakeholders": {"affiliates": ["Ana"]}}
    ledger.region("P/Who", "participation", **asked)
    plan, outcome = ledger.update()
    assert outcome.status == 1
    assert "P/Who, line 1: region r" in str(plan.refusals[0])
    assert problem in str(plan.refusals[0])
    assert mend in str(plan.refusals[0])


def test_all_revisions_of_the_page_would_be_the_same_whatever_the_small_numbers_were(
    ledger: Ledger, tmp_path
):
    """Two places where only groups of fewer than five differ have the same page, edit by edit."""
    kinds = {name: [f"{name}{n}" for n in range(12)] for name in ("Aa", "Bb", "Cc")}
    people = {"organizers": ["Org"], "stakeholders": kinds}
    other = Ledger(tmp_path / "other" / "pages", tmp_path / "other" / "state", more=ledger.more)
    other.folder.mkdir(parents=True)
    places, pages = (ledger, other), []
    for place, seed in zip(places, (1, 2), strict=True):
        place.more = {"people": people}
        place.region("P/Who", "participation", by="stakeholder")
        small = random.Random(seed)  # noqa: S311
        texts = []
        for day, sizes in enumerate(
            ((12, 3, 2), (12, 6, 0), (10, 9, 1), (9, 7, 4), (11, 8, 7)), start=1
        ):
            said = [
                kinds[name][n]
                for name, size in zip(kinds, sizes, strict=True)
                for n in range(size if size >= LEAST else small.randrange(LEAST))
            ]
            place.write("Talk:P", talk(*said, *crowd(8)))
            place.update(date(2018, 6, day))
            texts.append(place.text("P/Who"))
        pages.append(texts)
    assert pages[0] == pages[1]
    assert len(set(pages[0])) > 3
