from __future__ import annotations

import json
import re
from datetime import date

import pytest

from bots.consultation.dates.written import Period
from bots.consultation.process.evidence import STAGES
from bots.consultation.process.milestones import STATUSES
from bots.errors import UnknownWiki
from bots.reports.spans import Step
from bots.reports.words import Words, own_report_messages
from tests.conftest import ROOT
from tests.reports.conftest import LANGUAGES

FOLDER = ROOT / "bots" / "i18n" / "report"


def period(start: str, end: str) -> Period:
    return Period(date.fromisoformat(start), date.fromisoformat(end))


def test_each_message_is_explained_and_nothing_else_is():
    assert list(own_report_messages("qqq")) == list(own_report_messages("en"))


@pytest.mark.parametrize("language", sorted(file.stem for file in FOLDER.glob("*.json")))
def test_a_file_is_as_translatewiki_writes_it(language):
    text = (FOLDER / f"{language}.json").read_text(encoding="utf-8")
    data = json.loads(text)
    assert text == json.dumps(data, ensure_ascii=False, indent="\t") + "\n"
    assert next(iter(data)) == "@metadata"
    assert all(key.startswith("consultation-report-") for key in own_report_messages(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_is_whole_and_has_the_same_places_to_fill(language):
    own, source = own_report_messages(language), own_report_messages("en")
    assert own.keys() == source.keys()
    for key, message in own.items():
        assert set(re.findall(r"\$\d", message)) == set(re.findall(r"\$\d", source[key])), key


@pytest.mark.parametrize("language", [x for x in LANGUAGES if x != "en"])
def test_statuses_and_stages_are_in_the_language(language):
    words, english = Words(language), Words("en")
    assert all(words.status(status) != english.status(status) for status in STATUSES)
    assert sum(words.stage(stage) != english.stage(stage) for stage in STAGES) >= len(STAGES) - 1


def test_words_that_people_made_up_stay():
    assert Words("fr").status("pending") == "pending"
    assert Words("fr").stage("resting") == "resting"


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "Apr 20 – 22, 2018"), ("de", "20.–22. Apr. 2018"), ("zh", "2018年4月20日至22日")],
)
def test_a_period_is_told_once(language, expected):
    said = Words(language).period(period("2018-04-20", "2018-04-22"))
    assert re.sub(r"\s", "", said) == re.sub(r"\s", "", expected)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2018-04-20", "2018-04-20", "Apr 20, 2018"),
        ("2018-04-01", "2018-04-30", "Apr 2018"),
        ("2018-01-01", "2018-12-31", "2018"),
        ("2018-01-01", "2030-12-31", "2018–2030"),
        ("2018-04-01", "2018-06-30", "Apr–Jun2018"),
    ],
)
def test_a_period_is_no_more_precise_than_it_was_given(start, end, expected):
    said = Words("en").period(period(start, end))
    assert re.sub(r"\s", "", said) == re.sub(r"\s", "", expected)


def test_numbers_and_signs_follow_the_language():
    assert Words("de").number(12345) == "12.345"
    assert Words("en").added(57) == "+57"
    assert Words("ar").added(57) == "\u200e+57"


def test_languages_have_names_or_keep_their_code():
    assert Words("de").language_name("fr") == "Französisch"
    assert Words("de").language_name("qqx") == "qqx"


def test_a_week_is_named_by_its_first_day():
    assert Words("en").step(Step.WEEK, date(2018, 4, 2)) == "Apr 2, 2018"


def test_a_language_without_messages_falls_back():
    assert Words("de-at").say("working-groups") == "Arbeitsgruppen"
    assert Words("he").rtl
    with pytest.raises(UnknownWiki):
        Words("no-such-language")
