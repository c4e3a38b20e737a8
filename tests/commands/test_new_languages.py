"""``consult new`` speaks the language of the consultation's wiki, and its pages work in each."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bots.i18n.bundles import own_bundle, say
from bots.i18n.messages import languages
from bots.kinds import RECORD_SCHEMAS, ROWS
from bots.page.regions import read_host
from bots.run.skeletons import data_page_without_records, new_pages
from bots.settings import Settings
from bots.stores.folder import FolderStore
from tests.commands.conftest import ROOT, Consult, consult  # noqa: F401

WIKIS = {"zh": "zhwiki", **{language: f"{language}wiki" for language in languages()}}
FOLDER = ("--store", "folder:pages")
SETTINGS = """
[consultation]
name = "Our plan"
wiki = "{wiki}"
task = "Plan/Bot"
stop = "Plan/Bot/Stop"
[scope]
prefixes = ["Plan"]
[[sources]]
prefix = "Talk:Plan"
[[facilitators]]
account = "Ana"
page = "Plan/Ana"
"""


def settings(wiki: str) -> Settings:
    import tomllib

    return Settings.model_validate(tomllib.loads(SETTINGS.format(wiki=wiki)))


@pytest.mark.parametrize("language", languages())
def test_every_page_is_in_the_language_whole_and_readable(language: str):
    pages = new_pages(settings(WIKIS[language]), ["Advocacy"], ["Who decides?"])
    english = new_pages(settings("enwiki"), ["Advocacy"], ["Who decides?"])
    assert [page.kind for page in pages] == [page.kind for page in english]
    for page, other in zip(pages, english, strict=True):
        assert not re.search(r"\$\{|\$[a-z]|%\(", page.text)
        host = read_host(page.title, page.text, ROWS, RECORD_SCHEMAS)
        as_english = read_host(other.title, other.text, ROWS, RECORD_SCHEMAS)
        assert [r.kind for r in host.regions] == [r.kind for r in as_english.regions]
        assert len(host.records) == len(as_english.records)
        assert page.text.count("[[") == page.text.count("]]") == other.text.count("[[")
        if language != "en":
            assert page.text != other.text
    lead = say(language, "skeletons-data-lead", {})
    assert lead in data_page_without_records(settings(WIKIS[language]))


@pytest.mark.parametrize("language", ["ar", "ja", "ru", "sw"])
def test_update_takes_them_as_they_are_and_counts_the_members(
    language: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    consult: Consult,  # noqa: F811
):
    (tmp_path / "pages").mkdir()
    (tmp_path / "config").mkdir()
    text = SETTINGS.format(wiki=WIKIS[language])
    (tmp_path / "config" / "plan.toml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CONSULT_STATE", str(tmp_path / "state"))
    made = consult("new", *FOLDER, "--group", "Advocacy", "--question", "Who decides?", "--always")
    assert made.exit_code == 0, made.output
    group = Path("pages/Plan/Advocacy.wikitext")
    rows = "\n".join(f"|-\n| [[User:{name}|{name}]] || x || y || z" for name in ("Ana", "Bo"))
    group.write_text(group.read_text().replace("\n|}", f"\n{rows}\n|}}", 1), encoding="utf-8")
    first = consult("update", *FOLDER, "--always")
    assert (first.exit_code, first.stderr) == (0, "")
    ((_, page),) = FolderStore(Path("pages")).read(["Plan/Advocacy"])
    assert page is not None
    assert "|members=2\n" in page.text
    assert "Nothing is left to do" in consult("update", *FOLDER, "--always").output


def test_every_message_stands_in_a_skeleton_or_in_the_code():
    code = (ROOT / "bots" / "run" / "skeletons.py").read_text(encoding="utf-8")
    skeletons = (ROOT / "bots" / "skeletons").glob("*.wikitext")
    text = "".join(skeleton.read_text(encoding="utf-8") for skeleton in skeletons)
    named = {
        *re.findall(r"\$\{([a-z.-]+)\}", text),
        *re.findall(r"\[[\"']([a-z]+\.[a-z-]+)[\"']\]", code),
    }
    said = {f"skeletons-{name.replace('.', '-')}" for name in named}
    titles = {key for key in own_bundle("skeletons", "en") if key.startswith("skeletons-title-")}
    assert said | titles == set(own_bundle("skeletons", "en"))
    assert len(titles) == 6
