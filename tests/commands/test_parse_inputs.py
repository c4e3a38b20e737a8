"""``consult parse`` on whatever it may be given: files, folders, stores, dumps."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from itertools import groupby
from types import SimpleNamespace

import pytest

from benchmarks.dump import dump as generated
from benchmarks.talk_pages import pages as talk_pages
from bots.commands import _progress
from tests.stores.dumps import FRENCH, dump, page, revision

ANA = "Yes. [[User:Ana|Ana]] 10:15, 21 April 2018 (UTC)"
BEN = "No. [[User:Ben|Ben]] 10:20, 21 April 2018 (UTC)"
DUMP = dump(
    page("Talk:One", revision("old", 3, "2017-01-01T00:00:00Z"), revision(ANA, 4)),
    page("One", revision(ANA, 5), ns=0),
    page("Project:Two & three", revision(BEN, 6), ns=4),
    page("Talk:Old", revision("#REDIRECT [[Talk:One]]", 7), more='<redirect title="Talk:One" />'),
    page("Talk:Board", revision('{"flow": 1}', 8, model="flow-board")),
    page("User talk:Ben", revision(f"{BEN}\n\n== H ==\n{ANA}", 9), ns=3),
)
RUN = [sys.executable, "-c", "from bots.commands import main; main()", "parse"]


@pytest.fixture
def parse(consult):
    """Runs ``consult parse`` and gives its standard output."""

    def run(*words, status=0, **more):
        result = consult("parse", *map(str, words), **more)
        assert result.exit_code == status, result.output
        return result.stdout

    return run


@pytest.fixture
def lines(parse):
    """Runs ``consult parse --format ndjson`` and gives the items."""

    def run(*words, **more):
        return [
            json.loads(line) for line in parse(*words, "--format", "ndjson", **more).splitlines()
        ]

    return run


@pytest.fixture
def xml(tmp_path):
    file = tmp_path / "wiki.xml"
    file.write_text(DUMP, encoding="utf-8")
    return file


def where(items):
    """The pages of some items, in order, each once."""
    return [title for title, _ in groupby(item["page"] for item in items)]


class TestDumps:
    def test_each_line_says_where_it_is_from(self, lines, xml):
        items = lines(xml)
        assert [(i["page"], i["wiki"], i["revision"]) for i in items if i["type"] == "comment"] == [
            ("Talk:One", "metawiki", 4),
            ("Project:Two & three", "metawiki", 6),
            ("User talk:Ben", "metawiki", 9),
            ("User talk:Ben", "metawiki", 9),
        ]
        assert [*items[0]][:4] == ["page", "wiki", "revision", "type"]

    @pytest.mark.parametrize("pack", [bytes, gzip.compress, bz2.compress])
    def test_a_dump_is_known_by_its_content(self, lines, xml, pack):
        plain = lines(xml)
        other = xml.with_name("no.wikitext")
        other.write_bytes(pack(DUMP.encode()))
        assert lines(other) == plain
        assert lines("-", input=pack(DUMP.encode())) == plain
        assert lines("--store", f"dump:{other}") == plain

    @pytest.mark.parametrize(
        ("words", "pages"),
        [
            ("--namespace talk", ["Talk:One", "User talk:Ben"]),
            ("--namespace Project", ["Project:Two & three"]),
            ("--namespace 0 --namespace user_talk", ["One", "User talk:Ben"]),
            ("--namespace all", ["Talk:One", "One", "Project:Two & three", "User talk:Ben"]),
            ("--page one", ["One"]),
            ("--page talk:one --page project:two_&_three", ["Talk:One", "Project:Two & three"]),
            ("--prefix user", ["User talk:Ben"]),
            ("--prefix One", ["One"]),
            ("--prefix X", []),
        ],
    )
    def test_some_of_its_pages(self, lines, xml, words, pages):
        assert where(lines(xml, *words.split())) == pages

    def test_namespaces_have_the_wikis_own_names(self, lines, xml):
        text = dump(
            page("Discussion:A", revision(ANA)),
            page(
                "Wikipédia:A",
                revision("Oui. [[Utilisateur:Ana]] 21 avril 2018 à 10:15 (CEST)"),
                ns=4,
            ),
            wiki="frwiki",
            lang="fr",
            namespaces=FRENCH,
        )
        xml.write_text(text, encoding="utf-8")
        assert where(lines(xml, "--namespace", "Wikipédia")) == ["Wikipédia:A"]
        assert {item["wiki"] for item in lines(xml)} == {"frwiki"}

    def test_a_namespace_that_is_none_is_wrong_use(self, consult, xml):
        result = consult("parse", str(xml), "--namespace", "Gossip")
        assert result.exit_code == 2
        assert "no namespace “Gossip”" in result.output
        assert "Project talk" in result.output

    def test_a_wiki_that_is_named_comes_first(self, lines, xml):
        assert {item["wiki"] for item in lines(xml, "--wiki", "enwiki")} == {"enwiki"}

    def test_a_page_that_is_not_there_is_told_at_the_end(self, consult, xml):
        result = consult("parse", str(xml), "--page", "Talk:One", "--page", "Talk:No")
        assert result.exit_code == 1
        assert "Ana" in result.stdout
        assert "Talk:No: there is no such page in the dump" in result.stderr

    def test_pages_without_text_are_told(self, consult, xml):
        xml.write_text(dump(page("Talk:A", revision('<text id="1" bytes="5" />'))))
        result = consult("parse", str(xml))
        assert (result.exit_code, result.stdout) == (1, "")
        assert "1 pages have no text here" in result.stderr

    @pytest.mark.parametrize("form", ["tree", "ndjson", "json"])
    def test_what_stands_before_a_damage_is_given(self, consult, xml, form):
        xml.write_text(DUMP.replace("User talk:Ben</title>", "User talk:Ben</titel>"), "utf-8")
        result = consult("parse", str(xml), "--format", form)
        assert result.exit_code == 1
        assert "Ana" in result.stdout
        assert "Ben" in result.stdout
        assert f"wiki.xml, line {DUMP[: DUMP.index('User talk:Ben')].count(chr(10)) + 1}" in (
            result.stderr
        )
        if form == "json":
            assert len(json.loads(result.stdout)["pages"]) == 2

    def test_a_tree_names_the_pages(self, parse, xml):
        tree = parse(xml, "--namespace", "talk").splitlines()
        assert [line for line in tree if line.startswith("[[")] == [
            "[[Talk:One]]",
            "[[User talk:Ben]]",
        ]

    def test_an_account_of_each_page(self, parse, xml):
        accounts = parse(xml, "--coverage", "--format", "ndjson").splitlines()
        assert [json.loads(line)["seen"] for line in accounts] == [1, 1, 2]
        assert "[[Talk:One]]\n1 timestamps: 1 signatures" in parse(xml, "--coverage")


class TestFilesAndFolders:
    @pytest.fixture
    def folder(self, tmp_path):
        folder = tmp_path / "pages"
        for name, text in {
            "Talk%3AA/b.wikitext": ANA,
            "Talk:By hand_1.wikitext": BEN,
            "notes.txt": ANA,
            ".history/Talk%3AA.wikitext": ANA,
        }.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        return folder

    def test_a_folders_titles_come_from_its_file_names(self, lines, folder):
        items = lines(folder, "--wiki", "metawiki")
        assert where(items) == ["Talk:A/b", "Talk:By hand 1"]
        assert {item["revision"] for item in items} == {None}

    def test_some_of_a_folders_pages(self, lines, folder):
        assert where(lines(folder, "--wiki", "metawiki", "--prefix", "Talk:B")) == [
            "Talk:By hand 1"
        ]

    def test_a_file_that_cannot_be_read_is_told_and_the_others_are_read(self, consult, folder):
        (folder / "Bad.wikitext").write_bytes(b"\xff")
        result = consult("parse", str(folder), "--wiki", "metawiki")
        assert result.exit_code == 1
        assert "Bad.wikitext, line 1: the file is not UTF-8" in result.stderr
        assert "Ana" in result.stdout

    def test_several_files_are_several_pages(self, lines, folder, xml):
        files = sorted(folder.rglob("*.wikitext"))[1:]
        items = lines(*files, xml, "--wiki", "metawiki", "--namespace", "talk")
        assert where(items) == ["b", "Talk:By hand 1", "Talk:One", "User talk:Ben"]

    def test_a_store_gives_its_revisions(self, lines, sample):
        items = lines("--store", "folder:pages", "--wiki", "metawiki", "--prefix", "Talk:")
        assert len(where(items)) > 1
        assert all(title.startswith("Talk:") for title in where(items))
        assert all(item["revision"] > 0 for item in items)

    @pytest.mark.parametrize(
        ("words", "problem"),
        [
            ((), "what to read is not said"),
            (("pages", "--store", "wiki"), "what to read is not said"),
            (("pages",), "which wiki pages is from is not said"),
            (("missing.xml",), "missing.xml: there is no such file"),
            (("pages", "--wiki", "metawiki", "--format", "parquet"), "name it with --output"),
            (("--store", "dump:missing.xml"), "there is no such file"),
        ],
    )
    def test_wrong_use_is_told(self, consult, sample, words, problem):
        result = consult("parse", *words)
        assert result.exit_code == 2
        assert problem in result.output

    def test_a_file_has_its_name_when_it_is_whole(self, parse, xml, tmp_path):
        out = tmp_path / "out.ndjson"
        assert parse(xml, "--format", "ndjson", "--output", out) == ""
        assert out.read_text().count("\n") == 8
        assert not out.with_name("out.ndjson.part").exists()


class TestManyPages:
    """Several processes give what one gives, and stop when they are told to."""

    @pytest.fixture
    def large(self, tmp_path):
        file = tmp_path / "large.xml"
        file.write_bytes(b"".join(generated(talk_pages(7, 3_000_000))))
        return file

    @pytest.mark.parametrize("form", ["ndjson", "json", "tree"])
    def test_the_order_is_the_inputs(self, parse, large, form):
        words = (large, "--format", form, "--jobs")
        assert parse(*words, 1) == parse(*words, 3)

    def test_whoever_has_seen_enough_may_go(self, large):
        command = [*RUN, str(large), "--format", "ndjson", "--jobs", "2"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
            assert json.loads(run.stdout.readline())["type"] == "heading"
            run.stdout.close()
            assert run.stderr.read() == b""
            assert run.wait(timeout=60) == 0

    @pytest.fixture
    def endless(self, large, tmp_path):
        """Starts a run on an input that never ends; gives it and the processes it started."""
        fifo = tmp_path / "endless"
        os.mkfifo(fifo)

        @contextmanager
        def start(*words):
            command = [*RUN, str(fifo), "--format", "ndjson", "--jobs", "2", *words]
            pipes = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "text": True}
            with subprocess.Popen(command, **pipes) as run:
                try:
                    with fifo.open("wb") as feed:
                        feed.write(large.read_bytes()[:2_500_000])
                        feed.flush()
                        assert within_a_minute(lambda: len(below(run.pid)) == 2)
                        yield run, below(run.pid)
                finally:
                    run.kill()

        return start

    @pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
    def test_a_signal_stops_it_and_leaves_nothing_half_done(self, endless, tmp_path, number):
        out = tmp_path / "out.ndjson"
        half = out.with_name("out.ndjson.part")
        with endless("--output", str(out)) as (run, children):
            assert half.exists()
            run.send_signal(number)
            assert run.wait(timeout=60) == 4
            assert run.stderr.read() == f"consult: told to stop ({number.name})\n"
        assert not out.exists()
        assert not half.exists()
        assert within_a_minute(lambda: not any(map(alive, children)))

    def test_processes_go_with_the_one_that_started_them(self, endless):
        with endless() as (run, children):
            run.kill()
            run.wait(timeout=60)
            assert within_a_minute(lambda: not any(map(alive, children)))


def below(pid):
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:  # noqa: PTH123
        return [int(child) for child in file.read().split()]


def within_a_minute(true):
    """Whether this becomes true."""
    return any(true() or time.sleep(0.1) for _ in range(600))


def alive(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as file:  # noqa: PTH123
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


class TestProgress:
    def told(self, monkeypatch, *, terminal, shown=True):
        out = io.StringIO()
        out.isatty = lambda: terminal
        monkeypatch.setattr(sys, "stderr", out)
        monkeypatch.setattr(_progress, "time", SimpleNamespace(monotonic=iter(range(9)).__next__))
        with _progress.progress(shown=shown) as tell:
            tell(1234, 50, 200)
        return out.getvalue()

    def test_a_person_sees_how_far_it_is(self, monkeypatch):
        monkeypatch.setenv("TERM", "xterm")
        told = self.told(monkeypatch, terminal=True)
        assert "1,234 pages" in told
        assert "25%" in told

    def test_nobody_else_does(self, monkeypatch):
        assert self.told(monkeypatch, terminal=False) == ""
        assert self.told(monkeypatch, terminal=True, shown=False) == ""
