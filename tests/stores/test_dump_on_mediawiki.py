"""Dumps that MediaWiki itself wrote: the store reads in them what the wiki says."""

from __future__ import annotations

import pytest

from bots.sandbox import php
from bots.stores.dump import DumpStore
from bots.stores.texts import as_saved
from tests.mediawiki import bot, human, sandbox, seed_pages, wiki  # noqa: F401
from tests.stores.contract import HOSTILE_TEXTS, HOSTILE_TITLES

PLACE = "Talk:Dumped"
EDITS = ["one", "two & <b>", "{{Consultation common}}\n== H ==\n"]


@pytest.fixture(scope="module")
def dumped(wiki, human, tmp_path_factory):  # noqa: F811
    """Makes a dump with these options, of a wiki with pages of every kind."""
    for text in EDITS:
        human.edit(PLACE, text)
    human.edit(f"{PLACE}/old", f"#REDIRECT [[{PLACE}]]")
    for number, text in enumerate(HOSTILE_TEXTS.values()):
        human.edit(f"{PLACE}/text {number}", f"x{text}")
    for title in HOSTILE_TITLES:
        human.edit(f"{PLACE}/{title}", "text")

    def make(*options: str) -> DumpStore:
        file = tmp_path_factory.mktemp("dumps") / "wiki.xml"
        file.write_text(php.run(wiki.place, "dumpBackup.php", *options), encoding="utf-8")
        return DumpStore(file)

    return make


@pytest.mark.mediawiki
class TestDumpOfMediaWiki:
    @pytest.mark.parametrize("version", ["0.10", "0.11"])
    def test_it_holds_what_the_wiki_holds(self, dumped, bot, version):  # noqa: F811
        store = dumped("--current", f"--schema-version={version}")
        titles = list(bot.titles())
        assert list(store.titles()) == titles
        assert len(titles) > len(HOSTILE_TITLES)
        assert list(store.read(titles)) == list(bot.read(titles))
        assert list(store.titles("talk:d")) == list(bot.titles("talk:d"))

    def test_texts_are_what_mediawiki_made_of_them(self, dumped):
        store = dumped("--current")
        texts = [as_saved(f"x{text}") for text in HOSTILE_TEXTS.values()]
        asked = [f"{PLACE}/text {number}" for number in range(len(texts))]
        assert [one.text for _, one in store.read(asked)] == texts

    def test_histories_are_the_wikis(self, dumped, bot):  # noqa: F811
        store = dumped("--full")
        assert list(store.history(PLACE)) == list(bot.history(PLACE))
        assert [one.text for one in store.history(PLACE)] == [*map(as_saved, reversed(EDITS))]

    def test_pages_that_use_a_template_are_the_wikis(self, dumped, bot, human):  # noqa: F811
        # A template of its own: ours may or may not be on a wiki that other tests use as well.
        human.edit("Template:Dumped", "x")
        human.edit("Template:Around dumped", "{{Dumped}}")
        human.edit(f"{PLACE}/direct", "{{Dumped}}")
        human.edit(f"{PLACE}/deep", "{{around dumped}} <nowiki>{{Dumped}}</nowiki>")
        human.edit(f"{PLACE}/not", "<nowiki>{{Dumped}}</nowiki>")
        found = list(dumped("--current").using("Dumped"))
        assert found == list(bot.using("Dumped"))
        assert {f"{PLACE}/direct", f"{PLACE}/deep"} <= set(found)
        assert f"{PLACE}/not" not in found

    def test_stubs_have_no_texts(self, dumped):
        store = dumped("--current", "--stub")
        assert store.header.wiki
        assert dict(store.read([PLACE])) == {PLACE: None}
        assert PLACE in set(store.titles())

    def test_it_signs_as_the_wiki_does(self, dumped, bot):  # noqa: F811
        ours, theirs = dumped("--current").site, bot.site
        assert (ours.language, ours.words) == (theirs.language, theirs.words)
        assert {*ours.user, *ours.user_talk} <= {*theirs.user, *theirs.user_talk}
