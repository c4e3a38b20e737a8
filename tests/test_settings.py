"""Settings: what is read, and errors that name file, key and what is allowed."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from bots.errors import SettingsError
from bots.settings import checked, find, load

GOOD = """
[consultation]
name = "P"
wiki = "metawiki"
task = "P/Bot"
[scope]
prefixes = ["P"]
exclude = ["P/Private"]
[[sources]]
prefix = "Talk:P"
[[sources]]
title = "Talk:P/fr"
wiki = "frwiki"
[[sources]]
prefix = "Talk:P/Bot"
exclude = true
[[sources]]
title = "Talk:P/Bot/Questions"
language = "sw"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "p.toml"


def test_good_settings_are_read(file: Path):
    file.write_text(GOOD)
    settings = load(file)
    assert settings.consultation.name == "P"
    assert settings.consultation.stop is None


@pytest.mark.parametrize(
    ("title", "served"),
    [("P", True), ("P/Sub/Sub", True), ("Pq", False), ("P/Private", False), ("P/Private/x", False)],
)
def test_scope_is_pages_and_their_subpages(file: Path, title: str, served: bool):
    file.write_text(GOOD)
    assert load(file).serves(title) is served


@pytest.mark.parametrize(
    ("title", "wiki", "language"),
    [
        ("Talk:P/x", "metawiki", "en"),
        ("Talk:P/fr", "frwiki", "fr"),
        ("Talk:P/Bot/Questions", "metawiki", "sw"),
    ],
)
def test_the_most_precise_source_counts(file: Path, title: str, wiki: str, language: str):
    file.write_text(GOOD)
    source = load(file).source(title)
    assert source is not None
    assert (source.wiki, source.language) == (wiki, language)


def test_what_is_excluded_or_not_named_is_no_source(file: Path):
    file.write_text(GOOD)
    settings = load(file)
    assert settings.source("Talk:P/Bot/x") is None
    assert settings.source("Talk:Q") is None


BAD = {
    "an unknown key": (
        'name = "P"',
        'nmae = "P"',
        ["consultation.nmae", "allowed", "stop"],
    ),
    "a missing key": ('task = "P/Bot"', "", ["consultation.task is missing"]),
    "an unknown wiki": ('"metawiki"', '"nonsensewiki"', ["consultation.wiki", "nonsensewiki"]),
    "a wrong type": (
        'prefixes = ["P"]',
        "prefixes = 5",
        ["scope.prefixes: a list in brackets is wanted"],
    ),
    "no prefix": (
        'prefixes = ["P"]',
        "prefixes = []",
        ["scope.prefixes: it needs one value at least"],
    ),
    "no text": ('name = "P"', "name = 3", ["consultation.name: a text in quotation marks"]),
    "an empty text": ('name = "P"', 'name = ""', ["consultation.name: it is empty"]),
    "values of other types": (
        "[scope]",
        '[coverage]\nrequired = "?"\n[unanswered]\ndays = 0.5\n[statements]\nrows = "a"\n[scope]',
        [
            "coverage.required: true or false is wanted",
            "unanswered.days: a whole number is wanted",
            "statements.rows: 'threads' or 'comments' is wanted",
        ],
    ),
    "too few days": (
        "[scope]",
        "[unanswered]\ndays = 0\n[scope]",
        ["unanswered.days: it must be 1 or more"],
    ),
    "one facilitator as a table": (
        "[scope]",
        '[facilitators]\naccount = "Ana"\n[scope]',
        ["facilitators: tables are wanted, [[facilitators]] in TOML"],
    ),
    "a language by its name": (
        "[scope]",
        '[[facilitators]]\naccount = "Ana"\nlanguages = ["French"]\n[scope]',
        ["facilitators[1].languages[1]: “French” is no code of a language"],
    ),
    "an unknown disposition": (
        "[scope]",
        '[dispositions.steps]\nrefused = ["open"]\n[scope]',
        ["dispositions.steps.refused: “refused” is no disposition"],
    ),
    "an impossible title": ('task = "P/Bot"', 'task = "P|Bot"', ["consultation.task", "title"]),
    "title and prefix": ("exclude = true", 'title = "x"', ["sources[3]", "either title or prefix"]),
    "an unknown table": ("[scope]", "[scoop]\nx=1\n[scope]", ["scoop", "allowed", "sources"]),
    "no TOML": ("[scope]", "[scope", ["TOML", "line"]),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_settings_say_file_key_and_what_is_allowed(file: Path, name: str):
    good, bad, words = BAD[name]
    assert good in GOOD
    file.write_text(GOOD.replace(good, bad, 1))
    with pytest.raises(SettingsError) as caught:
        load(file)
    for word in (str(file), *words):
        assert word in str(caught.value)


@pytest.mark.parametrize("table", ["statements", "facets", "people.stakeholders"])
def test_what_is_to_be_a_table_is_said_to_be_one(table: str):
    raw = tomllib.loads(GOOD)
    *above, name = table.split(".")
    (raw.setdefault(above[0], {}) if above else raw)[name] = "x"
    with pytest.raises(SettingsError, match=f"{table}: a table is wanted"):
        checked(raw, "P/Bot/Settings")


def test_a_file_from_windows_is_read_and_another_encoding_is_told(file: Path):
    file.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert load(file).consultation.name == "P"
    file.write_bytes(GOOD.encode("utf-16"))
    with pytest.raises(SettingsError, match=r"not UTF-8 .* save it as UTF-8"):
        load(file)


def test_all_that_is_wrong_is_said_at_once(file: Path):
    file.write_text(GOOD.replace('name = "P"', "").replace('task = "P/Bot"', ""))
    with pytest.raises(SettingsError, match=r"name is missing; consultation\.task is missing"):
        load(file)


def test_a_missing_file_leads_to_init(file: Path):
    with pytest.raises(SettingsError, match=r"consult init"):
        load(file)


def test_one_file_in_the_folder_is_found(tmp_path: Path):
    with pytest.raises(SettingsError, match="no settings file"):
        find(tmp_path)
    (tmp_path / "a.toml").write_text(GOOD)
    assert find(tmp_path) == tmp_path / "a.toml"
    (tmp_path / "b.toml").write_text(GOOD)
    with pytest.raises(SettingsError, match=r"a\.toml.*b\.toml"):
        find(tmp_path)
