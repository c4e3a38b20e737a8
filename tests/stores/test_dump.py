"""A dump read as a store: the reading half of the contract, and what only dumps have."""

from __future__ import annotations

import bz2
import gzip
import io
import sys
import tracemalloc
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from benchmarks.dump import dump as generated
from benchmarks.talk_pages import pages as talk_pages
from bots.errors import StoreError, UsageError
from bots.stores.dump import DumpStore
from bots.stores.dump_reader import DumpReader
from bots.stores.dump_stream import open_stream
from bots.stores.texts import as_saved
from tests.stores.contract import StoreContract, read
from tests.stores.dumps import ENGLISH, FRENCH, dump, head, page, revision

PACKINGS = {"xml": bytes, "xml.gz": gzip.compress, "xml.bz2": bz2.compress}
TWO = dump(page("Talk:A", revision("First & <b>", 5)), page("Template:X", revision("x", 6), ns=10))


class TestContract(StoreContract):
    """Each time the pages change, the dump is made anew."""

    @pytest.fixture
    def pages(self):
        return {}

    @pytest.fixture
    def store(self, tmp_path, pages):
        file = tmp_path / "wiki.xml"
        file.write_text(dump())
        return DumpStore(file, shipped={})

    @pytest.fixture
    def seed(self, tmp_path, store, pages, monkeypatch):
        def write(added=(), gone=None):
            pages.update(added)
            pages.pop(gone, None)
            elements = [
                page(title, revision(as_saved(text), number), ns=namespace(title))
                for number, (title, text) in enumerate(pages.items(), 1)
            ]
            (tmp_path / "wiki.xml").write_text(dump(*elements), encoding="utf-8")
            # A store reads a dump that stays as it is: this one is another.
            for known in ("_index", "_unpacked"):
                store.__dict__.pop(known, None)

        def save(title, text, **_more):
            write({title: text})
            return read(store, title)

        # Some tests of reading write what is to be read.
        monkeypatch.setattr(store, "save", save, raising=False)
        return write

    @pytest.fixture(autouse=True)
    def _seeded(self, seed):
        """``save`` is there also for tests that need no seed."""

    @pytest.fixture
    def edit_as_other(self, seed):
        return lambda title, text: seed({title: text})

    @pytest.fixture
    def delete(self, seed):
        return lambda title: seed(gone=title)


# What is written to, and histories of several edits, which the tests make by saving.
WRITING = (
    *("saved", "saving", "conflict", "created", "same_text", "history_is", "restored", "edit_"),
    *("ones_own", "deleted_meanwhile"),
)
for name in dir(StoreContract):
    if name.startswith("test_") and any(word in name for word in WRITING):
        setattr(TestContract, name, None)


def namespace(title):
    word = title.partition(":")[0]
    return next((key for key, name in ENGLISH.items() if name == word and key), 0)


@pytest.fixture
def made(tmp_path):
    """Makes a store of a dump's text."""

    def make(text, packing="xml"):
        file = tmp_path / f"wiki.{packing}"
        file.write_bytes(PACKINGS[packing](text.encode()))
        return DumpStore(file, shipped={})

    return make


class TestForms:
    @pytest.mark.parametrize("packing", PACKINGS)
    def test_it_is_read_however_it_is_packed(self, made, packing):
        store = made(TWO, packing)
        assert [page.title for page in store.pages()] == ["Talk:A", "Template:X"]
        assert read(store, "Talk:A").text == "First & <b>"
        assert read(store, "Template:X").text == "x"
        assert list(store.titles("Te")) == ["Template:X"]

    def test_several_streams_in_one_file_are_one_dump(self, tmp_path):
        """As the multistream dumps of dumps.wikimedia.org are."""
        file = tmp_path / "multistream.xml.bz2"
        half = len(TWO) // 2
        file.write_bytes(b"".join(map(bz2.compress, (TWO[:half].encode(), TWO[half:].encode()))))
        assert list(DumpStore(file).titles()) == ["Talk:A", "Template:X"]

    @pytest.mark.parametrize("packing", PACKINGS)
    def test_standard_input_is_read_more_than_once(self, monkeypatch, packing):
        data = io.BytesIO(PACKINGS[packing](TWO.encode()))
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=data))
        store = DumpStore("-")
        assert list(store.titles()) == ["Talk:A", "Template:X"]
        assert len(list(store.pages())) == 2
        assert read(store, "Talk:A").id == 5

    def test_what_is_no_dump_is_said(self, made):
        with pytest.raises(StoreError, match="this is no MediaWiki dump"):
            made("== Talk ==")

    def test_other_packings_are_named_with_what_unpacks_them(self, tmp_path):
        (tmp_path / "wiki.xml.7z").write_bytes(b"7z\xbc\xaf\x27\x1c\x00\x04")
        with pytest.raises(UsageError, match="7z x -so"):
            open_stream(tmp_path / "wiki.xml.7z")


class TestPages:
    def test_what_a_revision_says(self, made):
        store = made(dump(page("Talk:A", revision("x", 9, parent=4, comment="a &amp; b"))))
        found = read(store, "Talk:A")
        assert (found.id, found.parent, found.user, found.summary) == (9, 4, "Ana", "a & b")
        assert found.timestamp == datetime(2018, 4, 21, 10, 15, tzinfo=UTC)

    def test_the_latest_revision_counts_wherever_it_stands(self, made):
        history = (
            revision("old", 1, "2018-01-01T00:00:00Z"),
            revision("new", 3, "2020-01-01T00:00:00Z"),
            revision("imported", 4, "2019-01-01T00:00:00Z"),
        )
        store = made(dump(page("Talk:A", *history)))
        assert read(store, "Talk:A").text == "new"
        assert [one.text for one in store.history("talk:a")] == ["new", "imported", "old"]
        assert [one.text for one in store.history("talk:a", limit=2)] == ["new", "imported"]
        assert [one.revisions[0].text for one in store.pages()] == ["new"]

    @pytest.mark.parametrize("text", ['<text deleted="deleted" />', '<text id="5" bytes="12" />'])
    def test_a_text_that_is_hidden_or_left_out_is_missing(self, made, text):
        older = revision("old", 1, "2018-01-01T00:00:00Z")
        store = made(dump(page("Talk:A", older, revision(text, 2, "2019-01-01T00:00:00Z"))))
        assert dict(store.read(["Talk:A"])) == {"Talk:A": None}
        assert [one.revisions[0].text for one in store.pages()] == [None]

    def test_an_empty_page_is_empty(self, made):
        assert read(made(dump(page("Talk:A", revision('<text bytes="0" />')))), "Talk:A").text == ""

    def test_a_hidden_name_is_no_name(self, made):
        hidden = revision("x", who='<contributor deleted="deleted" />')
        assert read(made(dump(page("Talk:A", hidden))), "Talk:A").user == ""

    def test_an_address_is_a_name(self, made):
        unnamed = revision("x", who="<contributor><ip>192.0.2.1</ip></contributor>")
        assert read(made(dump(page("Talk:A", unnamed))), "Talk:A").user == "192.0.2.1"

    def test_what_belongs_to_other_slots_and_to_uploads_is_no_text(self, made):
        slot = "<content><role>data</role><text>{}</text></content></revision>"
        upload = "<upload><timestamp>x</timestamp><comment>y</comment><text>z</text></upload>"
        both = revision("main", 8).replace("</revision>", slot)
        store = made(dump(page("File:A", upload, both, upload, ns=6)))
        assert (read(store, "File:A").text, read(store, "File:A").summary) == ("main", "why")

    def test_a_redirect_is_read_itself(self, made):
        to = page("Talk:A", revision("#REDIRECT [[Talk:B]]"), more='<redirect title="Talk:B" />')
        store = made(dump(to))
        assert [one.redirect for one in store.pages()] == [True]
        assert read(store, "Talk:A").redirect == "Talk:B"

    def test_only_pages_that_are_wanted_come(self, made):
        store = made(TWO)
        assert [one.title for one in store.pages(lambda space, _title: space == 10)] == [
            "Template:X"
        ]

    def test_nothing_is_saved(self, made):
        store = made(TWO)
        with pytest.raises(StoreError, match="nothing can be saved in a dump"):
            store.save("Talk:A", "x", base=read(store, "Talk:A"), summary="")


class TestTheWiki:
    def test_a_wikimedia_wiki_is_known_by_its_name(self, made):
        store = made(dump(wiki="frwiki", lang="fr", base="https://fr.wikipedia.org/wiki/Accueil"))
        assert (store.site.wiki, store.site.language, store.site.zone) == (
            "frwiki",
            "fr",
            "Europe/Paris",
        )

    def test_another_wiki_writes_as_its_language_does(self, made):
        names = ENGLISH | {2: "Mitglied"}
        wiki = {"wiki": "enwiki", "lang": "de", "base": "https://wiki.example/wiki/Start"}
        store = made(dump(**wiki, namespaces=names))
        assert store.site.language == "de"
        assert "Mitglied" in store.site.user

    def test_pages_are_found_by_english_names_too(self, made):
        pages = (
            page("Discussion:A", revision("{{Modèle:boîte}}")),
            page("Modèle:Boîte", revision("{{X}}"), ns=10),
        )
        store = made(dump(*pages, wiki="frwiki", lang="fr", namespaces=FRENCH))
        assert read(store, "talk:a").title == read(store, "discussion:a").title == "Discussion:A"
        assert list(store.titles("Talk:")) == list(store.titles("discussion:a")) == ["Discussion:A"]
        assert list(store.using("X")) == ["Discussion:A", "Modèle:Boîte"]
        assert list(store.using("Boîte")) == ["Discussion:A"]

    def test_first_letters_count_where_the_wiki_says_so(self, made):
        pages = (page("Talk:a", revision("small")), page("Talk:A", revision("great")))
        store = made(dump(*pages, wiki="enwiktionary", case="case-sensitive"))
        assert [read(store, f"Talk:{name}").text for name in "aA"] == ["small", "great"]
        assert list(store.titles("Talk:a")) == ["Talk:a"]

    def test_the_projects_templates_need_not_be_there(self, tmp_path):
        file = tmp_path / "wiki.xml"
        file.write_text(dump(page("Talk:A", revision("{{Consultation region}}"))))
        assert list(DumpStore(file).using("Consultation common")) == ["Talk:A"]


class TestDamage:
    """What stands before a damaged place is read, and the place is named."""

    def told(self, data, tmp_path, suffix="xml"):
        file = tmp_path / f"wiki.{suffix}"
        file.write_bytes(data)
        found = []
        with pytest.raises(StoreError) as caught:
            found.extend(one.title for one in DumpStore(file).pages())
        assert str(file) in str(caught.value)
        return found, caught.value

    def test_a_dump_that_breaks_off(self, tmp_path):
        cut = TWO[: TWO.index("<sha1>", TWO.index("Template:X</title>"))]
        found, error = self.told(cut.encode(), tmp_path)
        assert found == ["Talk:A"]
        assert error.line == cut.count("\n") + 1
        assert f"byte {len(cut.encode())}" in error.problem

    def test_a_tag_that_is_wrong(self, tmp_path):
        broken = TWO.replace("<title>Template:X", "<title>Template:X</titel>")
        found, error = self.told(broken.encode(), tmp_path)
        assert (found, error.line) == (["Talk:A"], TWO[: TWO.index("Template:X")].count("\n") + 1)

    def test_bytes_that_are_no_utf8(self, tmp_path):
        found, error = self.told(TWO.encode().replace(b">x</text>", b">\xff</text>"), tmp_path)
        assert found == ["Talk:A"]
        assert "invalid token" in error.problem

    def test_a_value_that_is_none(self, tmp_path):
        found, error = self.told(TWO.replace("<id>6<", "<id>six<").encode(), tmp_path)
        assert found == ["Talk:A"]
        assert "'six'" in error.problem

    @pytest.mark.parametrize("suffix", ["xml.gz", "xml.bz2"])
    def test_packed_data_that_break_off(self, tmp_path, suffix):
        long = b"".join(generated(talk_pages(1, 2_000_000)))
        data = PACKINGS[suffix](long)
        found, error = self.told(data[: len(data) * 2 // 3], tmp_path, suffix)
        assert len(found) > 3
        assert "cannot be unpacked any further" in error.problem

    def test_entities_of_its_own_are_refused(self, tmp_path):
        bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'
        file = tmp_path / "wiki.xml"
        file.write_text(
            f"{head()}{page('Talk:A', revision('x'))}".replace("<med", f"{bomb}<med", 1)
        )
        with pytest.raises(StoreError):
            list(DumpReader(open_stream(file)))


def test_memory_does_not_grow_with_the_dump(tmp_path):
    """Four times the dump, and the same memory: pages go as they come."""
    peaks = []
    for size in (2_000_000, 8_000_000):
        file = tmp_path / f"{size}.xml"
        with file.open("wb") as out:
            out.writelines(generated(("Talk:A", "word " * 10_000) for _ in range(size // 50_000)))
        store = DumpStore(file)
        tracemalloc.start()
        assert sum(len(one.revisions[0].text) for one in store.pages()) == size
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.1 * peaks[0]
    assert peaks[1] < 2_000_000
