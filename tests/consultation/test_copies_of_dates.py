"""Copies in other languages that still say what a milestone's record has given up."""

from __future__ import annotations

import pytest

from bots.consultation.adopting.copies_of_dates import dates_behind
from bots.consultation.process.milestones import Milestone

MOVED = Milestone(
    "handed",
    "P",
    {
        "title": "Handing over",
        "date": "2020-05-10",
        "was": "2018-12-31 → 2019-11-30 (2018-11-02); 2019-11-30 → 2020-05-10 (2019-10-01)",
    },
)
SUMMIT = Milestone("summit", "P", {"title": "Summit 2018", "date": "2018-07-18/2018-07-22"})
KNOWN = (MOVED, SUMMIT)


@pytest.mark.parametrize(
    ("language", "text", "shown"),
    [
        ("en", "It is handed over on 31 December 2018 in Berlin.", "31 December 2018"),
        ("fr", "Remise fin décembre 2018, puis rien.", "fin décembre 2018"),
        ("de", "Die Übergabe ist am 31. Dezember 2018.", "31. Dezember 2018"),
        ("es", "Se entregan el 31 de diciembre de 2018 en Madrid.", "31 de diciembre de 2018"),
        ("zh", "建议将于2018年12月31日提交。", "2018年12月31日"),
        ("ar", "تُسلَّم التوصيات في 31 ديسمبر 2018.", "31 ديسمبر 2018"),
    ],
)
def test_a_date_that_was_given_up_is_found_in_prose(language: str, text: str, shown: str):
    (behind,) = dates_behind(f"Un.\n{text}\n", language, KNOWN)
    assert behind.line == 2
    assert shown.rstrip(".") in behind.shown.replace("31 Dezember", "31. Dezember")
    assert (behind.milestone, behind.now, behind.since) == ("handed", "2020-05-10", "2018-11-02")


def test_the_slip_that_gave_it_up_is_named():
    (behind,) = dates_behind("Le 30 novembre 2019.", "fr", KNOWN)
    assert behind.since == "2019-10-01"


def test_a_heading_with_the_title_and_another_date_is_found():
    text = "== Summit 2018, 18-22 août 2018 ==\n* Handing over: 2019-01-01\n"
    assert [behind.sentence for behind in dates_behind(text, "fr", KNOWN)] == [
        "line 1 says “18-22 août 2018”; milestone summit has 2018-07-18/2018-07-22",
        "line 2 says “2019-01-01”; milestone handed has 2020-05-10",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "== Summit 2018, 18-22 juillet 2018 ==",
        "Le 10 mai 2020.",
        "En 2018 et 2019.",
        "<!-- 31 décembre 2018 --> <nowiki>31 décembre 2018</nowiki>",
        "{{Consultation milestone|date=31 décembre 2018}}",
        "Le 20 juillet 2018, le 3 mars 2018, 31 amis en 2018.",
    ],
)
def test_dates_that_hold_or_that_nobody_gave_up_are_left_alone(text: str):
    assert dates_behind(text, "fr", KNOWN) == []


def test_a_date_that_another_milestone_has_now_is_no_old_one():
    now = Milestone("party", "P", {"title": "Party", "date": "2018-12-31"})
    assert dates_behind("Le 31 décembre 2018.", "fr", (*KNOWN, now)) == []
