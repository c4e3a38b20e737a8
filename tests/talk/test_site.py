"""What is known of wikis, and what a live wiki may correct."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bots.errors import UnknownWiki
from bots.shipped import data
from bots.talk.site import of_language, site, templates_of, with_siteinfo


@pytest.mark.parametrize(
    ("wiki", "language", "zone"),
    [
        ("enwiki", "en", "UTC"),
        ("frwiki", "fr", "Europe/Paris"),
        ("nowiki", "nb", "Europe/Berlin"),
        ("be_x_oldwiki", "be-tarask", "Europe/Minsk"),
        ("zh_min_nanwiki", "nan", "UTC"),
        ("simplewiki", "en", "UTC"),
        ("plwikisource", "pl", "Europe/Warsaw"),
        ("commonswiki", "en", "UTC"),
        ("thwiki", "th", "Asia/Bangkok"),
        ("ptwikimedia", "pt", "UTC"),
    ],
)
def test_a_wiki_has_its_language_and_zone(wiki, language, zone):
    known = site(wiki)
    assert (known.wiki, known.language, known.zone) == (wiki, language, zone)


def test_the_same_wiki_is_the_same_site():
    assert site("frwiki") is site("frwiki")


@pytest.mark.parametrize("wiki", ["enwki", "", "wiki", "xxwiki", "en.wikipedia.org", "Frwiki", "é"])
def test_an_unknown_wiki_is_an_error_with_a_way_out(wiki):
    with pytest.raises(UnknownWiki) as caught:
        site(wiki)
    assert "such as enwiki" in caught.value.mend


def test_a_slip_is_answered_with_the_nearest_names():
    with pytest.raises(UnknownWiki, match="did you mean enwiki"):
        site("enwki")


@pytest.mark.parametrize(
    ("wiki", "name"),
    [
        ("plwiki", "Wikipedystka"),
        ("cswiki", "Wikipedista"),
        ("ptwiki", "Usuário(a)"),
        ("dewiki", "Benutzerin"),
        ("ruwiki", "Участница"),
        ("zhwiki", "U"),
        ("jawiki", "利用者"),
        ("arwiki", "مستخدمة"),
    ],
)
def test_users_have_all_their_names(wiki, name):
    assert name.lower() in {known.lower() for known in site(wiki).user}


@pytest.mark.parametrize(
    ("wiki", "moment"),
    [
        ("enwiki", datetime(2022, 7, 12, tzinfo=UTC)),
        ("dewiki", datetime(2022, 7, 11, 22, tzinfo=UTC)),
        ("thwiki", datetime(2022, 7, 11, 17, tzinfo=UTC)),
        ("fawiki", datetime(2022, 7, 12, tzinfo=UTC)),
        ("atjwiki", datetime(2022, 7, 12, 4, tzinfo=UTC)),
    ],
)
def test_ids_switch_at_midnight_of_the_wiki_s_own_zone(wiki, moment):
    assert site(wiki).switch == moment


def test_every_language_makes_a_site():
    for language in data("languages"):
        made = of_language(language)
        assert made.words
        assert made.user[0] == "User"


def test_other_wikis_have_their_own_zone_and_switch():
    made = of_language("de", "mywiki", "America/New_York", "2024-01-01")
    assert made.switch == datetime(2024, 1, 1, 5, tzinfo=UTC)
    with pytest.raises(UnknownWiki):
        of_language("no-such-language")
    with pytest.raises(UnknownWiki):
        of_language("de", zone="Mars/Olympus")


def test_a_live_wiki_s_own_word_comes_first():
    query = {
        "general": {"lang": "fr", "timezone": "Europe/Zurich"},
        "namespaces": {
            "2": {"id": 2, "name": "Membre", "canonical": "User"},
            "3": {"id": 3, "name": "Discussion membre", "canonical": "User talk"},
            "-1": {"id": -1, "name": "Spécial", "canonical": "Special"},
        },
        "namespacealiases": [{"id": 2, "alias": "M"}],
        "specialpagealiases": [{"realname": "Contributions", "aliases": ["Apports"]}],
    }
    live = with_siteinfo(site("enwiki"), query)
    assert (live.language, live.zone) == ("fr", "Europe/Zurich")
    assert {"User", "Membre", "M"} <= set(live.user)
    assert "Discussion membre" in live.user_talk
    assert "Apports" in live.contributions
    assert live.words == site("frwiki").words
    assert live.switch == datetime(2022, 7, 11, 22, tzinfo=UTC)


def test_what_a_live_wiki_does_not_say_stays():
    live = with_siteinfo(site("dewiki"), {})
    assert (live.language, live.zone, live.user) == ("de", "Europe/Berlin", site("dewiki").user)


def test_templates_are_those_of_every_wiki_of_the_language_and_one_s_own():
    names = templates_of("de", "dewiki", more={"unsigned": ["Ohne Namen"]}).unsigned
    assert {"Unsigned", "Unsigniert", "Ohne Namen"} <= set(names)
    assert "Non firmato" not in names
    assert "Non firmato" in site("metawiki").templates.unsigned
