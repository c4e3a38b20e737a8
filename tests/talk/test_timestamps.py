"""Signatures' times in every language, and as people leave them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bots.talk.site import of_language, site
from bots.talk.timestamps import (
    DOUBLED,
    OTHER_ZONE,
    UNLIKE,
    WRONG_ZONE,
    NoDate,
    Timestamp,
    find,
    find_bare,
)

SAMPLES = json.loads(
    Path(__file__).parent.joinpath("cases", "signatures.json").read_text(encoding="utf-8")
)
MOMENTS = {datetime(2019, 3, 9, 5, 7, tzinfo=UTC), datetime(2021, 11, 30, 23, 59, tzinfo=UTC)}

CONVERTER_SPLITS_A_WORD = "05:07، 9ئا دار 2019 (ئوتج)"
"""Kurdish in Arabic script: converted as a whole, the sample has a space inside the month."""


def moments(text: str, wiki: str) -> list[Timestamp | NoDate]:
    return list(find(text, site(wiki)))


def moment(text: str, wiki: str) -> datetime:
    (found,) = moments(text, wiki)
    assert isinstance(found, Timestamp)
    assert text[found.start : found.end] == text.strip()
    return found.moment


@pytest.mark.parametrize("language", sorted(SAMPLES))
def test_what_mediawiki_signs_is_read_back(language):
    """``signatures.json`` is MediaWiki's own writing: see scripts/generate_site_data."""
    known = of_language(language)
    for sample in SAMPLES[language]:
        if sample == CONVERTER_SPLITS_A_WORD:
            continue
        (found,) = find(f"text {sample}\n", known)
        assert isinstance(found, Timestamp), sample
        assert found.moment in MOMENTS, sample
        assert found.warning == ""


@pytest.mark.parametrize(
    ("wiki", "text"),
    [
        ("enwiki", "5:07, 9 March 2019 (UTC)"),
        ("enwiki", "05:07,&nbsp;9&#160;March\u00a02019 (UTC)"),
        ("enwiki", "05:07, 9 March 2019\u200e (UTC)"),
        ("enwiki", "05:07, 9 March 2019 \u200f(UTC)"),
        ("enwiki", "05:07 9 March 2019 (UTC)"),
        ("dewiki", "06:07, 9. Mär 2019 (CET)"),
        ("dewiki", "06:07, 9 Mär. 2019 (CET)"),
        ("zhwiki", "2019年3月9日 05:07 (UTC)"),
        ("zhwiki", "2019年3月9日(六)05:07 (UTC)"),
        ("arwiki", "05:07، 9 مارس 2019 (ت&nbsp;ع&nbsp;م)"),
        ("arwiki", "05:07، 9 مارس 2019 (UTC)"),
        ("arwiki", "٠٥:٠٧، ٩ مارس ٢٠١٩ (ت ع م)"),
        ("ckbwiki", "‏٠٥:٠٧، ٩ی ئازاری ٢٠١٩ (UTC)"),
        ("thwiki", "12:07, 9 มีนาคม 2562 (+07)"),
        ("thwiki", "05:07, 9 มีนาคม 2562 (UTC)"),
        ("hewiki", "07:07, 9 במרץ 2019 (IST)"),
        ("huwiki", "2019. március 9., 06:07 (CET)"),
        ("viwiki", "05:07, ngày 9 tháng 3 năm 2019 (UTC)"),
        ("fiwiki", "9. maaliskuuta 2019 kello 07.07 (EET)"),
    ],
)
def test_times_as_people_leave_them(wiki, text):
    assert moment(text, wiki) == datetime(2019, 3, 9, 5, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("wiki", "text", "when", "warning"),
    [
        ("dewiki", "12:00, 1. Jul. 2019 (CEST)", (2019, 7, 1, 10, 0), ""),
        ("dewiki", "12:00, 1. Jan. 2019 (CET)", (2019, 1, 1, 11, 0), ""),
        ("dewiki", "02:30, 27. Okt. 2019 (CEST)", (2019, 10, 27, 0, 30), DOUBLED),
        ("dewiki", "02:30, 27. Okt. 2019 (CET)", (2019, 10, 27, 1, 30), DOUBLED),
        ("dewiki", "01:30, 27. Okt. 2019 (CEST)", (2019, 10, 26, 23, 30), ""),
        ("dewiki", "23:30, 27. Okt. 2019 (CET)", (2019, 10, 27, 22, 30), ""),
        ("dewiki", "12:00, 1. Jan. 2019 (CEST)", (2019, 1, 1, 11, 0), WRONG_ZONE),
        ("dewiki", "12:00, 1. Jan. 2019 (UTC)", (2019, 1, 1, 12, 0), ""),
        ("enwiki", "12:00, 1 July 2019 (CEST)", (2019, 7, 1, 10, 0), OTHER_ZONE),
        ("enwiki", "12:00, 1 July 2019 (MSK)", (2019, 7, 1, 9, 0), OTHER_ZONE),
    ],
)
def test_zones(wiki, text, when, warning):
    for _ in range(2):  # the second time the day is remembered
        (found,) = moments(text, wiki)
        assert (found.moment, found.warning) == (datetime(*when, tzinfo=UTC), warning)


@pytest.mark.parametrize(
    ("wiki", "text", "reason"),
    [
        ("frwiki", "0 janvier 0000 à 00:00 (CET)", "no signature is of that year"),
        ("enwiki", "10:00, 31 February 2020 (UTC)", "no such date"),
        ("enwiki", "25:00, 1 March 2020 (UTC)", "no such date"),
        ("enwiki", "10:00, 1 March 1789 (UTC)", "no signature is of that year"),
    ],
)
def test_what_has_the_shape_but_is_no_moment(wiki, text, reason):
    (found,) = moments(text, wiki)
    assert isinstance(found, NoDate)
    assert found.reason == reason


@pytest.mark.parametrize(
    ("wiki", "text"),
    [
        ("frwiki", "15 Mai 2006 10:23 (CEST)"),
        ("frwiki", "3 nov 2004 à 21:21 (CET)"),
        ("ptwiki", "10:23, 15 de Maio de 2006 (UTC)"),
        ("dawiki", "15. maj 2006 kl. 10.23 (CEST)"),
        ("huwiki", "10:23, 2006. május 15. (CEST)"),
        ("scowiki", "10:23, 15 May 2006 (UTC)"),
        ("enwiki", "2006-05-15 10:23 (UTC)"),
    ],
)
def test_a_date_the_wiki_does_not_write_is_told_of(wiki, text):
    (found,) = moments(f"before {text} after", wiki)
    assert found == NoDate(7, 7 + len(text), UNLIKE)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "(UTC)",
        "in 2006, 3 times (UTC)",
        "10:00, 1 March 2020",
        "10:00, 1 March 2020 UTC",
        "10:00, 1 March 2020 and then (UTC)",
        "10:00, 1 Marz 2020 (UTC)",
        "10:00, 1 March 2020\n\n(UTC)",
    ],
)
def test_no_timestamp(text):
    assert moments(text, "enwiki") == []


def test_several_in_a_row():
    text = "10:00, 1 March 2020 (UTC) 10:01, 1 March 2020 (UTC)10:02, 1 March 2020 (UTC)"
    assert [found.moment.minute for found in moments(text, "enwiki")] == [0, 1, 2]


@pytest.mark.parametrize(
    ("wiki", "text", "when"),
    [
        ("itwiki", "12:28, 13 nov 2020", (2020, 11, 13, 11, 28)),
        ("itwiki", "08:33, 13 nov 2020\u200e Un Utente", (2020, 11, 13, 7, 33)),
        ("frwiki", "9 octobre 2017 à 14:39 (CEST)", (2017, 10, 9, 12, 39)),
        ("frwiki", "9 oct. 2017 à 14:39", (2017, 10, 9, 12, 39)),
        ("enwiki", "10:00, 3 june 2021", (2021, 6, 3, 10, 0)),
    ],
)
def test_in_a_template_s_argument_the_zone_may_be_missing(wiki, text, when):
    found = find_bare(text, site(wiki))
    assert found
    assert found.moment == datetime(*when, tzinfo=UTC)
