"""Talk pages of other wikis: read there, linked there, counted apart, and never written to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from bots.consultation.people.participation import crowds
from bots.errors import SettingsError, TryLater
from bots.kinds import KINDS, RECORD_SCHEMAS, ROWS
from bots.page.regions import Region, read_host
from bots.run.job import Job
from bots.run.plan import Change, Plan
from bots.run.remembered import memory_of
from bots.run.update import Answer, Outcome
from bots.settings import Settings, checked
from bots.stores.folder import FolderStore
from bots.stores.site_data import api_of
from tests.run.conftest import TALK, TODAY, Place

BISTRO = "Discussion Wikipédia:Le Bistro"
FRENCH = """== Autre chose ==
Bonjour. [[Utilisateur:Élise|Élise]] 20 avril 2018 à 10:00 (CEST)

== Stratégie 2030 ==
Combien ? [[Utilisateur:Ana|Ana]] 21 avril 2018 à 12:15 (CEST)
: Beaucoup. [[Utilisateur:Farid|Farid]] 21 avril 2018 à 13:00 (CEST)
=== Détails ===
Lesquels ? [[Utilisateur:Gul|Gul]] 22 avril 2018 à 09:00 (CEST)

== Encore autre chose ==
Merci. [[Utilisateur:Hana|Hana]] 23 avril 2018 à 10:00 (CEST)
"""
KEPT = ("threads", "statements", "overview", "coverage", "unanswered")
ABROAD = f"w:fr:{BISTRO}"


class Wikis:
    """The consultation's own wiki, and a French one beside it."""

    def __init__(self, place: Place, french: Path, **entry: object) -> None:
        self.place, self.french = place, french
        french.mkdir(exist_ok=True)
        self.entry = {"title": BISTRO, "interwiki": "w:fr", "wiki": "frwiki"} | entry
        self.entry.setdefault("store", f"folder:{french}")
        for kind in KEPT:
            place.write(f"P/{kind}", region(kind))

    @property
    def settings(self) -> Settings:
        data = self.place.settings.model_dump(exclude_defaults=True)
        data["sources"] = [{"prefix": "Talk:P"}, self.entry]
        return checked(data, "settings")

    def say(self, text: str = FRENCH, title: str = BISTRO) -> None:
        Place(self.french, self.french).write(title, text)

    def update(self) -> tuple[Plan, Outcome]:
        memory = memory_of(self.place.state, "folder", "P/Bot")
        job = Job(self.place.store, self.settings, KINDS, TODAY, memory=memory)
        return job.run(self.place.state, lambda _: Answer.ALL, quiet)

    def rows(self, kind: str) -> Mapping[str, Mapping[str, str]]:
        """The cells of a list's rows, by the page and the day that they are about."""
        return {
            f"{cells['page']} {cells.get('date') or cells.get('started') or ''}".strip(): cells
            for cells in (row.cells for row in self.region(kind).rows)
        }

    def region(self, kind: str) -> Region:
        host = read_host("P", self.place.text(f"P/{kind}"), ROWS, RECORD_SCHEMAS)
        return host.regions[0]

    def texts(self) -> dict[str, str]:
        return {kind: self.place.text(f"P/{kind}") for kind in KEPT}


def quiet(change: Change) -> None:
    """Say nothing."""


def region(kind: str, source: str = "") -> str:
    asked = f"|source={source}" if source else ""
    return (
        f"{{{{Consultation region|id=x|kind={kind}{asked}}}}}\n{{{{Consultation region end|id=x}}}}"
    )


@pytest.fixture
def wikis(place: Place, tmp_path: Path) -> Wikis:
    wikis = Wikis(place, tmp_path / "fr")
    wikis.say()
    return wikis


def test_pages_are_read_as_their_wiki_signs_and_linked_there(wikis: Wikis):
    _, outcome = wikis.update()
    assert outcome.status == 0
    threads = wikis.rows("threads")
    row = threads[f"{ABROAD} 2018-04-21"]
    assert (row["lang"], row["comments"], row["people"]) == ("fr", "3", "3")
    # 12:15 in Paris was 10:15 in UTC: the zone is that of the wiki.
    assert row["link"] == ":w:fr:Special:GoToComment/c-Ana-2018-04-21T10:15:00.000Z"
    assert row["comment"].startswith("w:fr:c-Ana-2018-04-21T10:15:00.000Z-")
    overview = wikis.rows("overview")
    assert (overview[ABROAD]["comments"], overview["Talk:P"]["comments"]) == ("5", "3")
    assert wikis.rows("coverage")[ABROAD]["comments"] == "5"


def test_people_are_counted_by_wiki(wikis: Wikis):
    """Few are hidden in what readers see; the count behind it knows the wikis apart."""
    consultation = wikis.update()[0].consultation
    assert consultation is not None
    found = crowds(consultation.conversations, consultation.rules, "wiki")
    people = {crowd.key: len([*crowd.new, *crowd.returning]) for crowd in found}
    assert people == {"frwiki": 5, "metawiki": 3}


def test_a_second_run_finds_nothing_to_do(wikis: Wikis):
    wikis.update()
    before = wikis.texts()
    assert not wikis.update()[1].saved
    assert wikis.texts() == before


def test_nothing_is_written_there(wikis: Wikis):
    wikis.say(f"{FRENCH}\n{region('threads')}\n")
    wikis.update()
    assert FolderStore(wikis.french).read([BISTRO])
    assert [file.name for file in wikis.french.rglob("*") if file.is_file()] == [
        "Discussion_Wikipédia%3ALe_Bistro.wikitext"
    ]
    ((_, page),) = FolderStore(wikis.french).read([BISTRO])
    assert page is not None
    assert page.text == f"{FRENCH}\n{region('threads')}\n"


def test_one_section_alone_can_count(wikis: Wikis):
    wikis.entry["section"] = "Stratégie 2030"
    wikis.update()
    assert [key for key in wikis.rows("threads") if key.startswith("w:")] == [
        f"{ABROAD} 2018-04-21"
    ]
    assert wikis.rows("overview")[ABROAD]["comments"] == "3"
    coverage = wikis.rows("coverage")[ABROAD]
    assert (coverage["signatures"], coverage["comments"]) == ("3", "3")


def test_a_section_that_lost_its_heading_takes_no_words_away(wikis: Wikis):
    wikis.entry["section"] = "Stratégie 2030"
    wikis.update()
    quote = wikis.rows("statements")[f"{ABROAD} 2018-04-21"]["quote"]
    assert "Combien" in quote
    wikis.say(FRENCH.replace("== Stratégie 2030 ==", "== Stratégie ==", 1))
    plan, outcome = wikis.update()
    assert outcome.status == 0
    assert any(page == ABROAD and "no section" in words for page, words in plan.troubles)
    assert wikis.rows("statements")[f"{ABROAD} 2018-04-21"]["quote"] == quote


def test_words_edited_there_are_told_by_the_revisions_of_that_wiki(wikis: Wikis):
    def cells() -> Mapping[str, str]:
        return wikis.rows("statements")[f"{ABROAD} 2018-04-21"]

    def revision() -> str:
        ((_, page),) = FolderStore(wikis.french).read([BISTRO])
        assert page
        return str(page.id)

    wikis.update()
    first = revision()
    assert (cells()["wiki"], cells()["rev"], cells()["edited"]) == ("w:fr", first, "")
    assert wikis.rows("statements")["Talk:P 2018-04-21"]["wiki"] == ""
    wikis.say(FRENCH.replace("Combien ?", "Combien, et quand ?"))
    assert wikis.update()[1].status == 0
    assert "et quand" in cells()["quote"]
    assert (cells()["earlier"], cells()["rev"]) == (first, revision())
    assert cells()["edited"] == TODAY.isoformat()


def test_the_same_person_in_the_same_minute_on_two_wikis_says_two_things(wikis: Wikis):
    """Ana signs at 10:15 UTC here and there; DiscussionTools calls both comments the same."""
    wikis.update()
    statements = wikis.rows("statements")
    here, there = statements["Talk:P 2018-04-21"], statements[f"{ABROAD} 2018-04-21"]
    assert here["id"] != there["id"]
    assert here["link"] == "Special:GoToComment/c-Ana-2018-04-21T10:15:00.000Z"
    assert there["link"] == f":w:fr:{here['link']}"
    # Taken away there, it is gone there, and stays here.
    wikis.say(FRENCH.replace("Combien ? [[Utilisateur:Ana|Ana]] 21 avril 2018 à 12:15 (CEST)", "–"))
    wikis.place.write("Talk:P", f"{TALK}\n== New ==\nYes. [[User:Di|Di]] 10:00, 1 May 2018 (UTC)\n")
    wikis.update()
    statements = {row.key: row.cells for row in wikis.region("statements").rows}
    assert "How much" in statements[here["id"]]["quote"]
    assert "Combien" not in str(statements)


def test_pages_of_one_name_on_two_wikis_are_two_pages(wikis: Wikis):
    wikis.entry["title"] = "Talk:P"
    wikis.say(FRENCH, "Talk:P")
    wikis.update()
    overview = wikis.rows("overview")
    assert (overview["Talk:P"]["comments"], overview["w:fr:Talk:P"]["comments"]) == ("3", "5")


def test_a_region_asks_for_a_page_there_by_its_prefix(wikis: Wikis):
    wikis.place.write("P/threads", region("threads", ABROAD))
    wikis.place.write("P/unanswered", region("unanswered", "w:fr:*"))
    _, outcome = wikis.update()
    assert outcome.status == 0
    for kind in ("threads", "unanswered"):
        assert {row.cells["page"] for row in wikis.region(kind).rows} == {ABROAD}


def test_archives_and_further_pages_there_are_found(wikis: Wikis):
    del wikis.entry["title"]
    wikis.entry["prefix"] = "Discussion Wikipédia:Le Bistro"
    wikis.say(FRENCH.replace("2018", "2016"), f"{BISTRO}/Archive 1")
    wikis.say(FRENCH.replace("2018", "2017"), f"{BISTRO}/Mai")
    wikis.update()
    overview = wikis.rows("overview")
    assert overview[ABROAD]["comments"] == "10"
    assert overview[f"{ABROAD}/Mai"]["comments"] == "5"


def break_reading(monkeypatch: pytest.MonkeyPatch, french: Path) -> None:
    """Have the French wiki fail after the first page."""
    read = FolderStore.read

    def failing(self: FolderStore, titles: object) -> Iterator[object]:
        yield from read(self, titles)
        if self.name == f"folder:{french}":
            raise TryLater("fr.wikipedia.org cannot be reached", "try again later")

    monkeypatch.setattr(FolderStore, "read", failing)


def test_a_wiki_that_cannot_be_read_takes_nothing_away(
    wikis: Wikis, monkeypatch: pytest.MonkeyPatch
):
    wikis.place.write("P/home", region("threads", "Talk:P"))
    wikis.update()
    before = wikis.texts()
    wikis.place.write("Talk:P", f"{TALK}\n== New ==\nYes. [[User:Di|Di]] 10:00, 1 May 2018 (UTC)\n")
    break_reading(monkeypatch, wikis.french)
    plan, outcome = wikis.update()
    assert outcome.status == 1
    assert [refusal.title for refusal in outcome.refusals] == ["w:fr:"]
    assert "cannot be reached" in str(outcome.refusals[0])
    assert wikis.texts() == before
    # What only counts pages at home goes on.
    assert [change.title for change in outcome.saved] == ["P/home"]
    monkeypatch.undo()
    assert wikis.update()[1].status == 0
    assert wikis.texts() != before
    assert "Combien" in wikis.rows("statements")[f"{ABROAD} 2018-04-21"]["quote"]
    del plan


def test_a_wiki_that_is_not_there_at_all_is_reported(wikis: Wikis):
    wikis.update()
    before = wikis.texts()
    wikis.french.rename(wikis.french.with_name("moved"))
    _, outcome = wikis.update()
    assert outcome.status == 1
    assert wikis.texts() == before


def test_a_wiki_that_the_settings_name_no_longer_takes_no_words_away(wikis: Wikis):
    wikis.update()
    quote = wikis.rows("statements")[f"{ABROAD} 2018-04-21"]["quote"]
    wikis.place.settings.model_dump()
    job = replace(wikis.place.job(), allow_shrink=True)
    job.run(wikis.place.state, lambda _: Answer.ALL, quiet)
    assert wikis.rows("statements")[f"{ABROAD} 2018-04-21"]["quote"] == quote


def test_a_page_that_was_deleted_there_is_gone(wikis: Wikis):
    wikis.update()
    (file,) = wikis.french.rglob("*.wikitext")
    file.unlink()
    job = Job(wikis.place.store, wikis.settings, KINDS, TODAY, allow_shrink=True)
    _, outcome = job.run(wikis.place.state, lambda _: Answer.ALL, quiet)
    assert outcome.status == 0
    row = wikis.rows("statements")[f"{ABROAD} 2018-04-21"]
    assert (row["quote"], row["reason"]) == ("", "page deleted")
    assert wikis.rows("statements")["Talk:P 2018-04-21"]["quote"]


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ({"title": "X", "interwiki": "w:fr"}, "need wiki"),
        ({"title": "X", "interwiki": "W fr", "wiki": "frwiki"}, "as it stands in links"),
        ({"title": "X", "store": "folder:/x"}, "another wiki"),
        ({"prefix": "X", "section": "A"}, "needs a title"),
        ({"title": "X", "interwiki": "x", "wiki": "frwiki", "store": "ftp://x"}, "api.php"),
    ],
)
def test_settings_that_cannot_be_are_refused(place: Place, entry: object, words: str):
    data = place.settings.model_dump(exclude_defaults=True)
    with pytest.raises(SettingsError, match=re.escape(words)):
        checked(data | {"sources": [entry]}, "settings")


def test_a_prefix_stands_for_one_wiki(place: Place):
    data = place.settings.model_dump(exclude_defaults=True)
    entries = [{"title": "X", "interwiki": "w:fr", "wiki": wiki} for wiki in ("frwiki", "dewiki")]
    with pytest.raises(SettingsError, match="stands for two wikis"):
        checked(data | {"sources": entries}, "settings")


@pytest.mark.parametrize(
    ("wiki", "host"),
    [
        ("frwiki", "fr.wikipedia.org"),
        ("pt_brwiki", "pt-br.wikipedia.org"),
        ("zh_min_nanwiki", "zh-min-nan.wikipedia.org"),
        ("dewiktionary", "de.wiktionary.org"),
        ("metawiki", "meta.wikimedia.org"),
        ("wikidatawiki", "www.wikidata.org"),
        ("commonswiki", "commons.wikimedia.org"),
        ("bewikimedia", "be.wikimedia.org"),
    ],
)
def test_wikimedias_wikis_are_found_by_their_names(wiki: str, host: str):
    assert api_of(wiki) == f"https://{host}/w/api.php"
