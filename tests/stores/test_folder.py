"""The folder store passes the contract, whether others edit by hand or through a store."""

from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar

import pytest
from filelock import FileLock

from bots.errors import Conflict, StoreError, TryLater, UsageError
from bots.stores import files, folder
from bots.stores.filenames import path_of
from bots.stores.folder import FolderStore, shipped_templates
from bots.stores.folder_history import HAND
from tests.stores.contract import StoreContract, read


class ByHand(StoreContract):
    """Others write, edit and delete the files themselves."""

    @pytest.fixture
    def store(self, tmp_path):
        return FolderStore(tmp_path, shipped={})

    @pytest.fixture
    def edit_as_other(self, tmp_path):
        return lambda title, text: write(tmp_path, title, text)

    @pytest.fixture
    def seed(self, tmp_path):
        def write_all(pages):
            for title, text in pages.items():
                write(tmp_path, title, text)

        return write_all

    @pytest.fixture
    def delete(self, tmp_path):
        return lambda title: (tmp_path / path_of(title)).unlink()


class TestByHand(ByHand):
    pass


class TestThroughAStore(ByHand):
    """Others have a store of their own on the same folder."""

    @pytest.fixture
    def edit_as_other(self, tmp_path):
        other = FolderStore(tmp_path, user="Ana", shipped={})

        def edit(title, text):
            [(_, base)] = other.read([title])
            other.save(title, text, base=base, summary="")

        return edit


def write(folder: Path, title: str, text: str) -> Path:
    """Write a page by hand and return its file."""
    file = folder / path_of(title)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())
    return file


def tree(folder: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture
def store(tmp_path):
    return FolderStore(tmp_path, shipped={}, clock=lambda: datetime(2018, 7, 22, 9, 30, tzinfo=UTC))


class TestPages:
    @pytest.mark.parametrize("text", ["a\r\nb\rc", "a", "a\n", "a \n\n", "e\u0301", "\ufeffa", ""])
    def test_a_page_is_its_file_byte_for_byte(self, store, tmp_path, text):
        write(tmp_path, "A", text)
        assert read(store, "A").text == text

    def test_a_saved_page_is_its_text_byte_for_byte(self, store, tmp_path):
        store.save("Talk:A?", "one\r\ntwo \n", base=None, summary="")
        assert (tmp_path / "Talk%3AA%3F.wikitext").read_bytes() == b"one\ntwo"

    def test_other_files_are_not_pages(self, store, tmp_path):
        for name in ("README.md", "A.txt", ".hidden.wikitext", ".git/A.wikitext", "A"):
            file = tmp_path / name
            file.parent.mkdir(exist_ok=True)
            file.write_text("{{X}}")
        assert list(store.titles()) == list(store.using("X")) == []
        assert dict(store.read(["A", "A/B", ".hidden"])) == {
            "A": None,
            "A/B": None,
            ".hidden": None,
        }

    def test_a_file_in_another_encoding_is_named_and_left_alone(self, store, tmp_path):
        file = tmp_path / "A.wikitext"
        file.write_bytes("one\ncafé".encode("latin-1"))
        with pytest.raises(StoreError, match=r"A\.wikitext, line 2: the file is not UTF-8"):
            read(store, "A")

    def test_a_file_named_by_hand_in_a_way_of_its_own_is_named(self, store, tmp_path):
        (tmp_path / "Talk:A b.wikitext").write_text("text")
        with pytest.raises(StoreError, match=r"rename the file to Talk%3AA_b\.wikitext"):
            list(store.titles())

    def test_a_folder_that_is_not_there_is_wrong_use(self, tmp_path):
        with pytest.raises(UsageError, match="there is no such folder"):
            FolderStore(tmp_path / "typo")

    def test_a_store_is_called_by_its_folder(self, store, tmp_path):
        assert store.name == f"folder:{tmp_path}"

    def test_reading_writes_nothing(self, store, tmp_path):
        write(tmp_path, "A", "{{X}}")
        before = tree(tmp_path)
        list(store.read(store.titles()))
        list(store.using("X"))
        list(store.history("A"))
        assert tree(tmp_path) == before
        assert [item.name for item in tmp_path.iterdir()] == ["A.wikitext"]

    def test_saving_keeps_who_may_read_a_file(self, store, tmp_path):
        file = write(tmp_path, "A", "one")
        file.chmod(0o664)
        store.save("A", "two", base=read(store, "A"), summary="")
        assert file.stat().st_mode & 0o777 == 0o664


class TestLinks:
    """Nothing is read from or written to what lies outside the folder."""

    @pytest.fixture
    def inside(self, tmp_path):
        folder = tmp_path / "pages"
        folder.mkdir()
        return folder

    def test_a_link_is_not_a_page(self, tmp_path, inside):
        write(tmp_path, "Secret", "{{X}}")
        (inside / "A.wikitext").symlink_to(tmp_path / "Secret.wikitext")
        (inside / "B").symlink_to(tmp_path)
        store = FolderStore(inside, shipped={})
        assert list(store.titles()) == list(store.using("X")) == []
        assert dict(store.read(["A", "B/Secret"])) == {"A": None, "B/Secret": None}

    @pytest.mark.parametrize("title", ["A", "B/New", "B/Secret"])
    def test_nothing_is_saved_through_a_link(self, tmp_path, inside, title):
        write(tmp_path, "Secret", "x")
        (inside / "A.wikitext").symlink_to(tmp_path / "Secret.wikitext")
        (inside / "B").symlink_to(tmp_path)
        before = tree(tmp_path)
        with pytest.raises(StoreError, match="symbolic link"):
            FolderStore(inside).save(title, "text", base=None, summary="")
        assert {**before, str(inside / ".history" / ".lock"): b""} == tree(tmp_path)


class TestFileSystemsThatFoldCase:
    """There, Foo bar and Foo Bar would share a file. (Such a file system is played here.)"""

    @pytest.fixture
    def folding(self, store, tmp_path, monkeypatch):
        file = write(tmp_path, "Foo Bar", "text")
        file.with_name(file.name.swapcase()).hardlink_to(file)
        on_disk = [tmp_path / "Foo_bar.wikitext"]
        monkeypatch.setattr(Path, "iterdir", lambda folder: iter(on_disk))
        return store

    def test_a_page_in_other_case_is_missing(self, folding):
        assert dict(folding.read(["Foo Bar"])) == {"Foo Bar": None}

    def test_a_page_in_other_case_is_not_overwritten(self, folding, tmp_path):
        with pytest.raises(StoreError, match="a title in other case"):
            folding.save("Foo Bar", "mine", base=None, summary="")
        assert (tmp_path / "Foo_Bar.wikitext").read_text() == "text"

    def test_a_page_in_its_own_case_is_read(self, store, tmp_path):
        file = write(tmp_path, "Foo Bar", "text")
        file.with_name(file.name.swapcase()).hardlink_to(file)
        assert read(store, "Foo Bar").text == "text"


class TestHistory:
    def test_people_can_diff_the_revisions(self, store, tmp_path):
        one = store.save("Talk:A", "one", base=None, summary="first – ü")
        two = store.save("Talk:A", "two", base=one, summary="second", minor=True)

        folder = tmp_path / ".history" / "Talk%3AA.wikitext"
        assert {file.name: file.read_text() for file in folder.glob("*.wikitext")} == {
            f"0001-{one.id}.wikitext": "one",
            f"0002-{two.id}.wikitext": "two",
        }
        lines = (folder / "index.jsonl").read_text().splitlines()
        assert json.loads(lines[1]) == {
            "id": two.id,
            "parent": one.id,
            "user": "Consultation bot",
            "timestamp": "2018-07-22T09:30:00+00:00",
            "summary": "second",
            "sha1": two.sha1,
            "file": f"0002-{two.id}.wikitext",
            "minor": True,
        }
        assert "first – ü" in lines[0]

    def test_an_edit_by_hand_is_a_revision_as_soon_as_it_is_read(self, store, tmp_path):
        ours = store.save("A", "ours", base=None, summary="")
        file = write(tmp_path, "A", "theirs\n")
        os.utime(file, (1_532_252_000.5, 1_532_252_000.5))

        theirs = read(store, "A")

        assert (theirs.text, theirs.user, theirs.parent) == ("theirs\n", HAND, ours.id)
        assert theirs.timestamp == datetime(2018, 7, 22, 9, 33, 20, tzinfo=UTC)
        assert list(store.history("A")) == [theirs, ours]

    def test_an_edit_by_hand_is_recorded_at_the_next_save(self, store, tmp_path):
        ours = store.save("A", "ours", base=None, summary="")
        write(tmp_path, "A", "theirs\r\n")
        theirs = read(store, "A")
        again = store.save("A", "ours again", base=theirs, summary="")
        assert list(store.history("A")) == [again, theirs, ours]

    def test_a_fresh_copy_has_the_same_ids(self, store, tmp_path):
        write(tmp_path, "A", "by hand")
        one = read(store, "A")
        two = store.save("A", "by the bot", base=one, summary="")
        write(tmp_path, "A", "by hand")
        three = read(store, "A")

        with TemporaryDirectory() as name:
            copy = FolderStore(Path(name), user="Ana")
            write(Path(name), "A", "by hand")
            assert read(copy, "A").id == one.id
            assert copy.save("A", "by the bot", base=read(copy, "A"), summary="x").id == two.id
            write(Path(name), "A", "by hand")
            assert read(copy, "A").id == three.id
        assert len({one.id, two.id, three.id}) == 3
        assert 0 < max(one.id, two.id, three.id) < 2**40

    def test_a_hand_made_page_that_is_saved_unchanged_stays_as_it_is(self, store, tmp_path):
        file = write(tmp_path, "A", "one\r\ntwo\r\n")
        base = read(store, "A")
        assert store.save("A", base.text, base=base, summary="") == base
        assert file.read_bytes() == b"one\r\ntwo\r\n"

    def test_a_text_that_someone_took_away_does_not_come_back(self, store, tmp_path):
        one = store.save("A", "a secret", base=None, summary="")
        two = store.save("A", "two", base=one, summary="")
        three = store.save("A", "three", base=two, summary="")
        [file] = (tmp_path / ".history").rglob(f"*-{one.id}.wikitext")
        file.unlink()
        assert list(store.history("A")) == [three, two]

    @pytest.mark.parametrize(
        "other", ["A/index.jsonl", "A/B", "A.wikitext/index.jsonl", "A/0001-1"]
    )
    def test_no_pages_history_lies_in_anothers(self, store, other):
        one = store.save("A", "one", base=None, summary="")
        two = store.save(other, "two", base=None, summary="")
        assert list(store.history("A")) == [one]
        assert list(store.history(other)) == [two]


class TestCrashes:
    def crash(self, *args):
        raise KeyboardInterrupt

    def test_a_crash_before_the_page_is_written_changes_nothing(self, store, monkeypatch):
        one = store.save("A", "one", base=None, summary="")
        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", self.crash)
            with pytest.raises(KeyboardInterrupt):
                store.save("A", "two", base=one, summary="")
        assert list(store.titles()) == ["A"]
        assert list(store.history("A")) == [one]
        two = store.save("A", "two", base=one, summary="")
        assert list(store.history("A")) == [two, one]

    def test_a_crash_before_the_index_is_written_leaves_the_new_text(self, store, monkeypatch):
        one = store.save("A", "one", base=None, summary="")
        with monkeypatch.context() as patch:
            patch.setattr(files, "append", self.crash)
            with pytest.raises(KeyboardInterrupt):
                store.save("A", "two", base=one, summary="")

        two = read(store, "A")

        assert (two.text, two.user, two.parent) == ("two", HAND, one.id)
        three = store.save("A", "three", base=two, summary="")
        assert list(store.history("A")) == [three, two, one]

    @pytest.mark.parametrize("torn", ['{"id": 1, "par', "<<<<<<< HEAD\n", "[]\n", "\n"])
    def test_a_torn_line_counts_as_never_written(self, store, tmp_path, torn):
        one = store.save("A", "one", base=None, summary="")
        with (tmp_path / ".history/A.wikitext/index.jsonl").open("a") as index:
            index.write(torn)
        assert read(store, "A") == one
        two = store.save("A", "two", base=one, summary="")
        assert list(store.history("A")) == [two, one]

    def test_a_folder_that_cannot_be_written_is_named(self, store, tmp_path):
        (tmp_path / ".history").write_text("in the way")
        with pytest.raises(StoreError, match="cannot be written: File exists"):
            store.save("A", "one", base=None, summary="")


class TestTwoRuns:
    def test_no_edit_of_two_runs_is_lost(self, tmp_path):
        write(tmp_path, "A", "start")

        def append(number: int) -> None:
            store = FolderStore(tmp_path, user=f"Bot {number}")
            while True:
                base = read(store, "A")
                try:
                    store.save("A", f"{base.text}\n{number}", base=base, summary="")
                except Conflict:
                    continue
                return

        with ThreadPoolExecutor(6) as pool:
            list(pool.map(append, range(30)))

        store = FolderStore(tmp_path)
        assert sorted(read(store, "A").text.split("\n")[1:]) == sorted(map(str, range(30)))
        assert len(list(store.history("A"))) == 31

    def test_a_folder_in_use_is_for_later(self, store, tmp_path, monkeypatch):
        monkeypatch.setattr(folder, "_PATIENCE", 0)
        store.save("A", "one", base=None, summary="")
        with (
            FileLock(tmp_path / ".history/.lock"),
            pytest.raises(TryLater, match="another run is saving"),
        ):
            store.save("B", "one", base=None, summary="")


class TestShippedTemplates:
    SHIPPED: ClassVar = {
        "Template:Consultation region": "<includeonly>{{Consultation common}}</includeonly>",
        "Template:Consultation common": "<noinclude>{{Consultation common/doc}}</noinclude>",
    }

    def test_pages_are_found_where_nothing_was_installed(self, tmp_path):
        store = FolderStore(tmp_path, shipped=self.SHIPPED)
        write(tmp_path, "A", "{{Consultation region|id=a}}")
        write(tmp_path, "B", "{{Consultation common}}")
        write(tmp_path, "C", "{{Consultation}}")
        assert list(store.using("Consultation common")) == ["A", "B"]
        assert list(store.titles()) == ["A", "B", "C"]
        assert dict(store.read(self.SHIPPED)) == dict.fromkeys(self.SHIPPED)

    def test_a_template_in_the_folder_comes_before_the_shipped_one(self, tmp_path):
        store = FolderStore(tmp_path, shipped=self.SHIPPED)
        write(tmp_path, "A", "{{Consultation region|id=a}}")
        write(tmp_path, "Template:Consultation region", "their own")
        assert list(store.using("Consultation common")) == []

    def test_the_projects_own_templates_are_shipped(self):
        for title in shipped_templates():
            assert path_of(title)
            assert title.startswith("Template:Consultation ")
