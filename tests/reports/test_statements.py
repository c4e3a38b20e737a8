"""What a report says of statements and of threads, on the sample as a group has coded it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bots.consultation.rules import Rules
from bots.consultation.talks.conversations import count_conversation
from bots.consultation.talks.sources import Source
from bots.reports.cells import MOST
from bots.reports.links import Links
from bots.reports.page import make_page
from bots.reports.words import Words
from bots.talk.site import site
from bots.talk.threads import parse
from tests.reports.conftest import TODAY, consultation
from tests.reports.test_forms import PERIOD, data, run
from tests.reports.test_page import Page


@pytest.fixture(scope="module")
def whole(filled) -> dict:
    """The data without a beginning."""
    return data(filled)


def of(found: dict, number: str) -> dict:
    return next(line for line in found["headlines"] if line["number"] == number)


def test_each_statement_is_in_each_facet(whole):
    total = of(whole, "statements")["total"]
    assert total == len(whole["statements"]) == len({s["statement"] for s in whole["statements"]})
    reported = {s["statement"] for s in whole["reported_statements"]}
    for facet in ("theme", "level"):
        codes = [
            c for c in whole["codes"] if c["facet"] == facet and c["statement"] not in reported
        ]
        lines = {t["value"]: t["statements"] for t in whole["themes"] if t["facet"] == facet}
        coded = {c["statement"] for c in codes}
        assert lines.pop(None) == total - len(coded)
        # Some codes are of statements from off the wiki alone.
        assert +Counter(lines) == Counter(c["value"] for c in codes)
    # One of the codes is a pair of them.
    assert sum(lines.values()) < sum(c["facet"] == "theme" for c in whole["codes"])


def test_stances_are_hidden_with_the_people_who_may_have_taken_them(whole):
    for line in whole["themes"]:
        stances = [line[name] for name in ("support", "oppose", "neutral")]
        assert (stances == [None] * 3) == line["people_hidden"]
    assert any(line["support"] for line in whole["themes"])


def test_statements_lead_to_their_comments_and_to_what_became_of_them(filled, whole):
    assert all(s["comment"].startswith("Special:GoToComment/c-") for s in whole["statements"])
    accepted = [s for s in whole["statements"] if s["disposition"] == "accepted"]
    assert accepted
    assert {s["change"] for s in accepted} == {"[[Special:Diff/4711]]"}
    html = run(filled, "--wiki-url", "https://w.example/wiki/$1").stdout
    hrefs = [link["href"] for link in Page(html).all("a")]
    assert hrefs.count("https://w.example/wiki/Special:Diff/4711") == len(accepted)
    assert len({h for h in hrefs if "GoToComment" in h}) >= len(whole["statements"])


def test_suggestions_are_for_what_nobody_coded(whole):
    coded = {(c["statement"], c["facet"]) for c in whole["codes"]}
    assert whole["suggestions"]
    assert not any((s["statement"], s["facet"]) in coded for s in whole["suggestions"])
    assert all(s["words"] for s in whole["suggestions"])


def test_the_account_of_comments_comes_out_even(whole):
    kinds = ("covered", "merged", "set_aside", "out_of_scope", "not_yet_handled")
    for line in whole["coverage"]:
        assert line["comments"] == sum(line[kind] for kind in kinds)
        assert (line["next_comment"] is None) == (line["not_yet_handled"] == 0)
    assert sum(line["comments"] for line in whole["coverage"]) == of(whole, "comments")["total"]


def test_nothing_after_the_period_is_in_it(filled):
    found = data(filled, *PERIOD)
    assert max(s["day"] for s in found["statements"]) <= "2018-08-31"
    assert all("2018-05-01" <= t["started"] <= "2018-08-31" for t in found["new_threads"])
    assert all("2018-05-01" <= a["answered"] <= "2018-08-31" for a in found["answers"])
    assert all(w["since"] <= "2018-08-31" for w in found["waiting"])
    assert sum(line["comments"] for line in found["coverage"]) == of(found, "comments")["total"]


def test_those_that_wait_are_counted_by_age(whole):
    for line in whole["unanswered"]:
        own = [w for w in whole["waiting"] if w["language"] == line["language"]]
        assert line["late"] == sum(w["late"] for w in own) == sum(w["days"] > 14 for w in own)
        counts = [value for name, value in line.items() if name.endswith("_days")]
        assert sum(counts) == len(own)
    assert [w["since"] for w in whole["waiting"]] == sorted(w["since"] for w in whole["waiting"])


def waiting(*ages: int, rules: Rules):
    """A consultation with threads whose last word is so many days old."""
    lines = []
    for number, age in enumerate(ages):
        day = TODAY - timedelta(days=age)
        moment = f"10:15, {day.day} {day:%B %Y} (UTC)"
        lines.append(f"== Thread {number} ==\nWhy? [[User:Ana|Ana]] {moment}\n")
    text = "\n".join(lines)
    source = Source("Talk:P", "metawiki", "en")
    found = consultation(count_conversation(source, parse(text, site("metawiki")), text))
    return replace(found, rules=rules)


@pytest.mark.parametrize(
    ("age", "place"),
    [(0, 0), (7, 0), (8, 1), (14, 1), (15, 2), (30, 2), (31, 3), (90, 3), (91, 4), (999, 4)],
)
def test_the_last_day_of_a_class_is_in_it(made, age, place):
    report = made(of=waiting(age, rules=Rules(organizers=frozenset({"Org"}))))
    whole, english = report.threads.ages
    assert whole.counts == english.counts == tuple(int(n == place) for n in range(5))
    assert whole.late == int(age > 14)


def test_where_nobody_is_an_organizer_nobody_is_waited_for(made):
    report = made(of=waiting(3, 100, rules=Rules()))
    assert report.threads.ages == report.threads.waiting == ()
    assert {h.key for h in report.headlines}.isdisjoint({"answers", "waiting", "statements"})
    html = make_page(report, Words("en"), Links())
    assert 'id="unanswered"' not in html


def test_where_nobody_waits_that_is_said(made):
    report = made(of=waiting(rules=Rules(organizers=frozenset({"Org"}))))
    assert "Nobody: the last word" in make_page(report, Words("en"), Links())


def test_a_long_list_is_cut_and_says_so(made):
    report = made(of=waiting(*range(MOST + 7), rules=Rules(organizers=frozenset({"Org"}))))
    html = make_page(report, Words("en"), Links())
    assert "7 more are in the data of this report." in html
    assert len(report.threads.waiting) == MOST + 7
    assert date(2018, 12, 31) == report.threads.waiting[-1].since


@pytest.mark.parametrize("figure", ["unanswered", "facet-3", "facet-4"])
def test_each_figure_of_statements_and_threads_has_its_numbers_beside_it(filled, figure):
    html = run(filled).stdout
    start = html.index(f'id="figure-{figure}"')
    drawn = html[start : html.index("</figure>", start)]
    assert drawn.count("<svg") == 2
    assert drawn.count("<desc") == 2
    assert drawn.count("<table") == 1


def test_what_was_said_off_the_wiki_is_told_apart(filled, whole):
    occasions = {line["conversation"]: line for line in whole["conversations_off_wiki"]}
    assert occasions["krakow-evening"]["people"] == 14
    assert not any(line["people"] in (1, 2, 3, 4) for line in occasions.values())
    told = [s for s in whole["reported_statements"] if s["conversation"] == "krakow-evening"]
    assert occasions["krakow-evening"]["statements"] == len(told) > 0
    assert of(whole, "reported")["total"] == len(whole["reported_statements"])
    assert sum(t["reported"] for t in whole["themes"] if t["facet"] == "level") == len(
        [s for s in whole["reported_statements"] if s["standing"] in ("handled", "not yet handled")]
    )
    html = run(filled).stdout
    section = html[html.index('id="off-wiki"') :]
    for heading in ("Source", "Context", "Content", "Response"):
        assert f'columnheader">{heading}</th>' in section
    assert "these are not quotes" in section


def test_nobody_who_spoke_off_the_wiki_is_named(filled, whole):
    page = (filled / "pages" / "Strategy" / "2030" / "Events.wikitext").read_text(encoding="utf-8")
    assert "Bronislaw Dudek" in page
    texts = [*whole["conversations_off_wiki"], *whole["reported_statements"]]
    assert "Bronislaw" not in str(texts)


def test_codes_are_shown_as_readers_call_them(filled):
    for language, label in (("fr", "Petites communautés"), ("ar", "المجتمعات الصغيرة")):
        html = run(filled, "--language", language).stdout
        assert label in html
        assert f"{label}</bdi>" in html
