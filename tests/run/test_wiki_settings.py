"""Settings on the wiki: merged over the file, by those whom it names, and never in the way."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner

from bots.commands import main
from bots.errors import SettingsError
from bots.run.doctor import examine
from bots.run.wiki_settings import merged, with_wiki_settings
from bots.settings import Settings
from bots.stores.folder import FolderStore
from tests.kinds.conftest import Ledger, ledger  # noqa: F401
from tests.run.conftest import TODAY

PAGE = "P/Bot/Settings.json"
FILE = """
[consultation]
name = "P"
wiki = "metawiki"
task = "P/Bot"
settings = "P/Bot/Settings.json"
[scope]
prefixes = ["P"]
[[sources]]
prefix = "Talk:P"
[people]
organizers = ["Org"]
"""


@pytest.fixture
def place(ledger: Ledger) -> Ledger:  # noqa: F811
    consultation = ledger.settings.consultation.model_dump() | {"settings": PAGE}
    ledger.more |= {
        "consultation": consultation,
        "people": {"organizers": ["Org"], "bots": ["Cleaner"]},
        "facilitators": [{"account": "Ana", "languages": ["en"]}],
        "unanswered": {"days": 10},
    }
    return ledger


def saved_by(place: Ledger, user: str, said: Any) -> None:
    text = said if isinstance(said, str) else json.dumps(said, ensure_ascii=False)
    store = FolderStore(place.folder, user)
    ((_, base),) = store.read([PAGE])
    store.save(PAGE, text, base=base, summary="settings")


def read(place: Ledger) -> Settings:
    return with_wiki_settings(place.store, place.settings)


def test_a_key_of_the_wiki_takes_the_place_of_the_files(place: Ledger):
    saved_by(
        place,
        "Ana",
        {
            "people": {"organizers": ["Org", "User:Second org"]},
            "unanswered": {"days": 3},
            "facets": {"theme": {"law": {"en": ["law*"]}}},
            "facilitators": [{"account": "Cy"}],
        },
    )
    settings = read(place)
    assert settings.troubles == ()
    assert settings.people.organizers == ("Org", "Second org")
    assert settings.people.bots == ("Cleaner",)
    assert settings.unanswered.days == 3
    assert sorted(settings.facets) == ["question", "theme"]
    assert [one.account for one in settings.facilitators] == ["Cy"]
    assert settings.scope == place.settings.scope


def test_what_the_wiki_says_is_what_the_run_does(place: Ledger):
    saved_by(place, "Org", {"people": {"organizers": ["Di"]}})
    place.region("P/Wait", "unanswered")
    place.update()
    before = place.text("P/Wait")
    place.more["people"] = read(place).people.model_dump()
    place.update()
    assert place.text("P/Wait") != before


WRONG = {
    "no JSON": ("{", ["is not JSON"]),
    "no object": ("[]", ["not a JSON object"]),
    "a key twice": ('{"coverage": {}, "coverage": {}}', ["“coverage” stands there twice"]),
    "far too deep": ("[" * 100_000, ["is not JSON"]),
    "an unknown table": ({"peolpe": {}}, ["peolpe is not a setting", "people, statements"]),
    "an unknown key": ({"unanswered": {"day": 3}}, ["unanswered.day", "allowed here: days"]),
    "a wrong value": ({"unanswered": {"days": 0}}, ["unanswered.days", "it must be 1 or more"]),
    "scope": ({"scope": {"prefixes": ["User:X"]}}, ["scope belongs in the settings file alone"]),
    "sources": ({"sources": []}, ["sources belongs in the settings file alone", "are read"]),
    "a stop page": ({"consultation": {"stop": None}}, ["consultation belongs", "stopped"]),
    "bots": ({"people": {"bots": ["Ana"]}}, ["people.bots belongs", "organizers, stakeholders"]),
    "a table that is none": ({"people": 5}, ["people"]),
    "labels of nothing": ({"labels": {"x": {"y": {"en": "Y"}}}}, ["labels.x", "none of the"]),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told_and_the_file_holds(place: Ledger, name: str):
    said, words = WRONG[name]
    saved_by(place, "Ana", said)
    settings = read(place)
    assert settings == place.settings.telling(settings.troubles)
    ((page, sentence),) = settings.troubles
    assert page == PAGE
    for word in (*words, "until then the settings file holds"):
        assert word in sentence


def test_all_that_is_wrong_is_told_and_nothing_of_it_counts():
    file = Settings.model_validate(
        {
            "consultation": {"name": "P", "wiki": "metawiki", "task": "P/Bot"},
            "scope": {"prefixes": ["P"]},
        }
    )
    with pytest.raises(SettingsError) as caught:
        merged(file, '{"scope": {}, "nonsense": 1, "unanswered": {"days": 3}}', PAGE)
    assert "scope belongs" in caught.value.problem
    assert "nonsense is not a setting" in caught.value.problem


def test_an_edit_by_anybody_else_does_not_count(place: Ledger):
    saved_by(place, "Ana", {"unanswered": {"days": 3}})
    saved_by(place, "Mallory", {"people": {"organizers": ["Mallory"]}})
    settings = read(place)
    assert settings.unanswered.days == 3
    assert settings.people.organizers == ("Org",)
    ((page, sentence),) = settings.troubles
    assert page == PAGE
    assert "by Mallory" in sentence
    assert "Ana’s of" in sentence


def test_whom_the_wiki_alone_names_cannot_name_others(place: Ledger):
    saved_by(place, "Ana", {"people": {"organizers": ["Mallory"]}})
    saved_by(place, "Mallory", {"unanswered": {"days": 3}})
    assert read(place).unanswered.days == 10
    assert read(place).people.organizers == ("Mallory",)


def test_without_an_edit_that_counts_the_file_holds_alone(place: Ledger):
    saved_by(place, "Mallory", {"unanswered": {"days": 3}})
    settings = read(place)
    assert settings.unanswered.days == 10
    assert "so the settings file counts" in settings.troubles[0][1]


def test_no_page_and_an_empty_page_change_nothing(place: Ledger):
    assert read(place) == place.settings
    saved_by(place, "Ana", "\n")
    assert read(place) == place.settings
    assert read(place).troubles == ()


def test_the_run_check_and_the_doctor_tell_of_it(place: Ledger):
    place.write(PAGE, '{"scope": {}}')
    file = place.folder.parent / "p.toml"
    file.write_text(FILE)
    where = ["--config", str(file), "--store", f"folder:{place.folder}"]
    checked = CliRunner().invoke(main, ["check", *where])
    assert checked.exit_code == 0, checked.output
    assert "scope belongs" in " ".join(checked.output.split())
    done = CliRunner().invoke(
        main, ["update", *where, "--always", "--json", "--state", str(place.state)]
    )
    (told,) = json.loads(done.output)["troubles"]
    assert told["page"] == PAGE
    found = list(examine(place.settings, lambda: place.store, place.state, TODAY))
    assert any("scope belongs" in finding.what for finding in found)
