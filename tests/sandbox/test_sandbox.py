"""The sandbox: a whole MediaWiki that comes, is put back, and goes without a trace."""

from __future__ import annotations

import json
import os
import socket
import stat
import time
from contextlib import suppress
from pathlib import Path

import pytest
import requests
from click.testing import CliRunner

from bots import sandbox as sandboxes
from bots.commands import main
from bots.errors import StoreError, UsageError
from bots.sandbox import Place, load, packages, sample, server
from tests.mediawiki import admin, human, sandbox, wiki  # noqa: F401

TITLES = [
    "Talk:Strategy/2030",
    "Strategy/2030/Who decides?",
    "1.0",
    "a.php",
    "index.php",
    "A & B = C + D; 100 % \"sure\" 'n' so: on, * (x) ~ ! @ $ ^ `",
    "Discussion: Stratégie/2030",
    "الاستراتيجية/نقاش",
    "战略/讨论",
    "Template:X/doc",
    "a//b/",
    "\\",
]


def served(wiki, path):  # noqa: F811
    return requests.get(f"{wiki.url}{path}", timeout=30)


@pytest.mark.mediawiki
class TestServed:
    def test_every_title_has_its_address(self, wiki):  # noqa: F811
        load(wiki, {title: f"Here is number {number}." for number, title in enumerate(TITLES)})
        for number, title in enumerate(TITLES):
            answer = requests.get(wiki.page_url(title), timeout=30)
            assert answer.status_code == 200, title
            assert f"Here is number {number}." in answer.text, title

    def test_the_first_page_is_served_without_a_title(self, wiki):  # noqa: F811
        assert served(wiki, "/").url == f"{wiki.url}/wiki/Main_Page"

    def test_styles_scripts_and_the_rest_api_are_served(self, wiki):  # noqa: F811
        load(wiki, {"1.0/x": "Here."})
        assert (
            "text/css"
            in served(wiki, "/load.php?modules=site.styles&only=styles&skin=vector-2022").headers[
                "Content-Type"
            ]
        )
        assert served(wiki, "/resources/assets/mediawiki.png").ok
        assert served(wiki, "/rest.php/v1/page/1.0%2Fx").json()["source"] == "Here."

    @pytest.mark.parametrize(
        "path",
        [
            "/maintenance/update.php",
            "/LocalSettings.php",
            "/resources/../LocalSettings.php",
            "/resources/%2e%2e/includes/Title.php",
            "/includes/Title.php",
            "/mw-config/index.php",
            "/accounts.json",
        ],
    )
    def test_nothing_else_is(self, wiki, path):  # noqa: F811
        # A raw request, for libraries tidy the path.
        with socket.create_connection((server.HOST, wiki.port)) as raw:
            raw.sendall(f"GET {path} HTTP/1.0\r\nHost: {server.HOST}\r\n\r\n".encode())
            assert b" 404 " in raw.makefile("rb").readline()

    def test_extensions_that_pages_rely_on_are_there(self, wiki, human):  # noqa: F811
        answer = human.ask(action="query", meta="siteinfo", siprop="extensions")
        names = {extension["name"] for extension in answer["query"]["extensions"]}
        assert {"ParserFunctions", "TemplateData", "Abuse Filter", "VisualEditor", "Cite"} <= names

    def test_main_namespace_pages_have_subpages(self, wiki, human):  # noqa: F811
        answer = human.ask(action="parse", title="A/B", text="{{BASEPAGENAME}}", prop="text")
        assert "<p>A\n</p>" in answer["parse"]["text"]

    def test_visual_editor_gets_a_page(self, wiki, human):  # noqa: F811
        load(wiki, {"Visual": "* '''bold'''"})
        answer = human.ask(action="visualeditor", page="Visual", paction="parse")
        assert "<b" in answer["visualeditor"]["content"]


@pytest.mark.mediawiki
class TestStandIns:
    """What pages need from extensions that Debian does not package."""

    def test_a_template_brings_its_styles(self, wiki, human):  # noqa: F811
        load(wiki, {"Template:S/styles.css": ".s { color: red; } </style><b>", "Styled": "x"})
        page = human.ask(
            action="parse",
            title="Styled",
            text='<templatestyles src="S/styles.css" />',
            prop="text",
        )
        assert ".s { color: red; }" in page["parse"]["text"]
        assert "</style><b>" not in page["parse"]["text"]

    def test_translation_markup_does_not_show(self, wiki, human):  # noqa: F811
        text = "<languages/>\n<translate>\n<!--T:1-->\nHello <tvar name=1>you</tvar>.\n</translate>"
        page = human.ask(action="parse", title="Marked", text=text, prop="text")
        assert "<p>Hello you.\n</p>" in page["parse"]["text"]

    @pytest.mark.parametrize("language", ["en", "ar", "zh-hans", "pt-br"])
    def test_int_lang_is_the_readers_language(self, wiki, human, language):  # noqa: F811
        page = human.ask(action="parse", text="{{int:lang}}", prop="text", uselang=language)
        assert f"<p>{language}\n</p>" in page["parse"]["text"]

    def test_a_translation_is_in_its_language(self, wiki):  # noqa: F811
        load(wiki, {"Portal/ar": "{{PAGELANGUAGE}}", "Portal/2030": "x"})
        page = requests.get(wiki.page_url("Portal/ar"), timeout=30).text
        assert '<div class="mw-parser-output"><p>ar' in page
        assert 'lang="ar" dir="rtl"' in page


@pytest.mark.mediawiki
class TestLoading:
    def test_pages_are_loaded_with_what_they_transclude(self, wiki, human):  # noqa: F811
        done = load(wiki, {"Loaded": "{{Outer}}", "Template:Outer": "{{Inner}}"})
        load(wiki, {"Template:Inner": "x"})
        assert set(done) == {"Loaded", "Template:Outer"}
        found = human.ask(action="query", list="embeddedin", eititle="Template:Inner")
        assert {page["title"] for page in found["query"]["embeddedin"]} == set(done)

    def test_a_page_that_cannot_be_loaded_is_named(self, wiki):  # noqa: F811
        with pytest.raises(StoreError, match=r"Bad\[title\]: no page can have this title"):
            load(wiki, {"Good": "x", "Bad[title]": "x"})

    def test_the_sample_is_loaded_in_seconds(self, sandbox):  # noqa: F811
        pages = sample.pages(sample.folder())
        begin = time.monotonic()
        load(sandbox, pages)
        assert time.monotonic() - begin < 10
        for title in pages:
            assert requests.get(sandbox.page_url(title), timeout=30).ok, title


@pytest.mark.mediawiki
class TestResetting:
    def test_everything_is_as_it_was(self, sandbox, human, admin):  # noqa: F811
        human.edit("Main Page", "Changed.")
        human.edit("New page", "New.")
        admin.block("ExampleBot")
        assert "Changed." in served(sandbox, "/wiki/Main_Page").text

        begin = time.monotonic()
        sandboxes.reset(sandbox.place)

        assert time.monotonic() - begin < 2
        assert "Changed." not in served(sandbox, "/wiki/Main_Page").text
        assert served(sandbox, "/wiki/New_page").status_code == 404
        blocks = human.ask(action="query", list="blocks")
        assert blocks["query"]["blocks"] == []

    def test_people_go_on_editing_after_it(self, sandbox, human):  # noqa: F811
        human.edit("New page", "Before.")
        sandboxes.reset(sandbox.place)
        assert human.edit("New page", "After.")


@pytest.mark.mediawiki
class TestSecrets:
    def test_they_are_for_their_owner_alone(self, wiki):  # noqa: F811
        accounts = wiki.accounts
        secrets = [
            accounts.bot.secret,
            *(account.password for account in (accounts.admin, accounts.bot, accounts.human)),
        ]
        assert stat.S_IMODE(wiki.place.directory.stat().st_mode) == 0o700
        for file in wiki.place.directory.rglob("*"):
            if file.is_file() and any(secret.encode() in file.read_bytes() for secret in secrets):
                assert stat.S_IMODE(file.stat().st_mode) == 0o600, file
        assert not any(secret in repr(wiki) for secret in secrets)

    def test_they_are_not_among_any_processes_arguments(self, wiki):  # noqa: F811
        for entry in Path("/proc").glob("[0-9]*/cmdline"):
            with suppress(OSError):
                assert wiki.accounts.admin.password.encode() not in entry.read_bytes()


@pytest.mark.mediawiki
class TestCommand:
    """``consult sandbox`` from nothing to nothing."""

    @pytest.fixture
    def place(self, wiki, tmp_path):  # noqa: F811
        place = Place(tmp_path / "wiki")
        yield place
        server.stop(place)

    def test_up_status_reset_down(self, place, tmp_path):
        there = ("--dir", str(place.directory))
        pages = tmp_path / "pages"
        pages.mkdir()
        (pages / "Talk%3AX.wikitext").write_text("Hello.")

        begin = time.monotonic()
        said = run("up", *there, "--empty", "--pages", str(pages))
        assert time.monotonic() - begin < 15
        state = json.loads(run("status", *there, "--json"))
        assert state["up"]
        assert state["url"] in said
        secret = place.accounts().bot.secret
        assert secret not in said

        # A second call finds it; a reset keeps the loaded pages.
        assert state["url"] in run("up", *there)
        run("reset", *there)
        assert "Hello." in requests.get(f"{state['url']}/wiki/Talk:X", timeout=30).text

        # Down ends the workers too, and the next time the pages are still there.
        workers = server._groups(place)
        run("down", *there)
        for group_id in workers:
            with pytest.raises(ProcessLookupError):
                os.killpg(group_id, 0)
        assert not json.loads(run("status", *there, "--json"))["up"]
        assert "was not up" in run("down", *there)
        run("up", *there)
        assert "Hello." in requests.get(f"{state['url']}/wiki/Talk:X", timeout=30).text

        run("down", *there, "--forget")
        assert not place.directory.exists()


def run(*arguments):
    done = CliRunner().invoke(main, ["sandbox", *arguments], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


# Where it cannot work


@pytest.mark.network
class TestTrouble:
    def test_missing_packages_are_named_with_what_to_type(self, monkeypatch, tmp_path):
        monkeypatch.setattr(packages, "MEDIAWIKI", tmp_path)
        monkeypatch.setattr(packages.shutil, "which", lambda name: None)
        monkeypatch.setattr(packages.os, "geteuid", lambda: 1000)
        with pytest.raises(UsageError) as caught:
            sandboxes.up(Place(tmp_path / "wiki"))
        words = str(caught.value)
        assert "mediawiki, php-cli, php-sqlite3" in words
        assert "sudo apt-get install" in words

    def test_only_root_installs(self, monkeypatch):
        monkeypatch.setattr(packages, "missing", lambda: ["mediawiki"])
        monkeypatch.setattr(packages.shutil, "which", lambda name: f"/usr/bin/{name}")
        monkeypatch.setattr(packages.os, "geteuid", lambda: 1000)
        with pytest.raises(UsageError, match="only root"):
            packages.install()

    def test_a_taken_port_is_named(self):
        with socket.socket() as other:
            other.bind((server.HOST, 0))
            port = other.getsockname()[1]
            with pytest.raises(UsageError, match=f"port {port} of this machine is not free"):
                server.free_port(port)

    def test_no_free_port_is_said(self, monkeypatch):
        monkeypatch.setattr(server, "is_free", lambda port: False)
        with pytest.raises(UsageError, match="no free port"):
            server.free_port()

    def test_a_directory_with_something_else_in_it_is_left_alone(self, monkeypatch, tmp_path):
        monkeypatch.setattr(packages, "missing", list)
        (tmp_path / "thesis.txt").write_text("all of it")
        with pytest.raises(UsageError, match="not empty and not a sandbox"):
            sandboxes.up(Place(tmp_path))
        sandboxes.down(Place(tmp_path), forget=True)
        assert (tmp_path / "thesis.txt").read_text() == "all of it"

    def test_a_place_that_cannot_be_written_is_named(self, monkeypatch, tmp_path):
        monkeypatch.setattr(packages, "missing", list)
        (tmp_path / "file").write_text("")
        with pytest.raises(UsageError, match="cannot be written"):
            sandboxes.up(Place(tmp_path / "file" / "wiki"))

    def test_nothing_to_reset_is_said(self, tmp_path):
        with pytest.raises(UsageError, match="no sandbox"):
            sandboxes.reset(Place(tmp_path))
