"""The web store: any public wiki by an address, tried on a real MediaWiki and on a rude server."""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from click.testing import CliRunner

from bots.commands import main
from bots.errors import StoreError, TryLater, UsageError
from bots.sandbox import load
from bots.stores.polite import Reader
from bots.stores.site_data import site_of
from bots.stores.web import WebStore, open_url
from bots.stores.wiki import WikiStore
from tests.mediawiki import admin, bot, human, override, sandbox, seed_pages, wiki  # noqa: F401
from tests.stores.contract import StoreContract
from tests.stores.contract.on_mediawiki import OnMediaWiki

# A real MediaWiki


class SavedElsewhere(WebStore):
    """Reads as the web store does; a wiki store saves, so that there is something to read."""

    def __init__(self, api: str, saving: WikiStore):
        super().__init__(api)
        self.user = saving.user
        self.save = saving.save


@pytest.mark.mediawiki
class TestContract(OnMediaWiki, StoreContract):
    """All that is read comes through requests, without an account."""

    @pytest.fixture
    def store(self, wiki, bot):  # noqa: F811
        return SavedElsewhere(wiki.api, bot)


# What is tried of writing, and of MediaWiki itself, is the wiki store's and its tests'.
WRITING = ("saved", "saving", "conflict", "created", "same_text", "hostile_titles_come_back")
MEDIAWIKI = ("live_call",)
for name in dir(StoreContract):
    if name.startswith("test_") and any(word in name for word in WRITING + MEDIAWIKI):
        setattr(TestContract, name, None)


@pytest.mark.mediawiki
class TestAddresses:
    @pytest.fixture
    def title(self, human):  # noqa: F811
        title = "Talk:Who? 1.0 & more: é/战略"
        human.edit(title, "Hello.")
        return title

    @pytest.mark.parametrize(
        "form",
        [
            "{url}/wiki/{title}",
            "{url}/wiki/{title}?uselang=fr#c-Ana-20230421101500-Funding",
            "{url}/index.php?title={title}&action=history",
            "{url}/index.php/{title}",
            "{url}/index.php?curid={id}",
        ],
    )
    def test_a_page_is_found_by_whatever_address_shows_it(self, wiki, title, form):  # noqa: F811
        quoted = wiki.page_url(title).removeprefix(f"{wiki.url}/wiki/").replace(":", "%3A")
        number = WebStore(wiki.api)._call({"action": "query", "titles": title})
        page = number["query"]["pages"][0]["pageid"]

        store, named = open_url(form.format(url=wiki.url, title=quoted, id=page))

        assert named == title
        assert store.api == wiki.api
        assert dict(store.read([named]))[named].text == "Hello."

    def test_a_page_that_is_not_there_yet_has_an_address_too(self, wiki):  # noqa: F811
        store, title = open_url(f"{wiki.url}/wiki/Talk:Nothing_here")
        assert list(store.read([title])) == [("Talk:Nothing here", None)]

    def test_nothing_is_saved(self, wiki):  # noqa: F811
        with pytest.raises(StoreError, match="read only"):
            WebStore(wiki.api).save("Talk:X", "text", base=None, summary="")

    def test_120_pages_are_three_requests(self, wiki):  # noqa: F811
        reader = Counting()
        list(WebStore(wiki.api, reader).read(f"Talk:X{number}" for number in range(120)))
        assert reader.asked == 3

    def test_the_wiki_says_how_it_signs(self, wiki):  # noqa: F811
        site = WebStore(wiki.api).site
        assert (site.language, site.zone) == ("en", "UTC")
        assert "User talk" in site.user_talk


@pytest.mark.mediawiki
class TestParseCommand:
    """``consult parse URL``: no account, no settings."""

    def test_a_talk_page_is_parsed_from_its_address(self, wiki, human):  # noqa: F811
        comment = "Good. [[User:Ana|Ana]] ([[User talk:Ana|talk]]) 10:15, 21 April 2023 (UTC)"
        human.edit("Talk:Parsed?", f"== Funding ==\n{comment}\n:{comment.replace('15', '16')}")
        done = CliRunner().invoke(
            main, ["parse", wiki.page_url("Talk:Parsed?"), "--format", "ndjson"]
        )
        assert done.exit_code == 0, done.output
        items = [json.loads(line) for line in done.output.splitlines()]
        assert [item["id"] for item in items if item["type"] == "comment"] == [
            "c-Ana-20230421101500-Funding",
            "c-Ana-20230421101600-Ana-20230421101500",
        ]

    @pytest.mark.parametrize(
        ("path", "status", "words"),
        [("/wiki/Talk:Nothing_there", 1, "no such page"), ("/nothing", 2, "names no page")],
    )
    def test_what_is_not_there_is_said(self, wiki, path, status, words):  # noqa: F811
        done = CliRunner().invoke(main, ["parse", wiki.url + path])
        assert done.exit_code == status
        assert words in done.output


@pytest.mark.mediawiki
class TestLongAnswers:
    """A wiki cuts an answer that is too long, in the middle of anything."""

    @pytest.fixture
    def pages(self, wiki, override):  # noqa: F811
        pages = {f"Talk:Long/{number}": f"{{{{Long}}}}{number}" * 500 for number in range(10)}
        load(wiki, pages)
        override("$wgAPIMaxResultSize = 20000;")
        return pages

    def test_pages_are_read_whole(self, wiki, pages):  # noqa: F811
        reader = Counting()
        found = dict(WebStore(wiki.api, reader).read(pages))
        assert {title: it.text for title, it in found.items()} == pages
        assert reader.asked > 2

    def test_pages_are_found_all(self, wiki, pages):  # noqa: F811
        store = WebStore(wiki.api)
        assert list(store.using("Long")) == sorted(pages)
        assert [found.title for found in store.found("Long")] == sorted(pages)

    def test_history_is_read_whole(self, wiki, human):  # noqa: F811
        texts = [f"{number}" * 9000 for number in range(5)]
        for text in texts:
            human.edit("Talk:Long history", text)
        store = WebStore(wiki.api)
        store._batch = 2
        assert [it.text for it in store.history("Talk:Long history")] == texts[::-1]
        assert [it.text for it in store.history("Talk:Long history", 3)] == texts[:1:-1]


class Counting(Reader):
    asked = 0

    def ask(self, url, parameters):
        self.asked += 1
        return super().ask(url, parameters)


# How a wiki signs


def test_a_database_name_means_something_on_wikimedias_hosts_only():
    info = {"general": {"wikiid": "frwiki", "lang": "de", "timezone": "Europe/Berlin"}}
    assert site_of("wiki.example", info).templates.unsigned
    assert site_of("wiki.example", info).zone == "Europe/Berlin"
    info["general"] |= {"lang": "fr", "timezone": "Europe/Paris"}
    assert "Discussion utilisateur" in site_of("fr.wikipedia.org", info).user_talk


def test_a_language_of_its_own_falls_back():
    info = {"general": {"wikiid": "w", "lang": "x-own", "fallback": [{"code": "pt"}]}}
    assert site_of("wiki.example", info).language == "pt"


# A rude server


@pytest.fixture
def rude():
    """A server that answers what the test told it, in turn; it keeps what it was sent."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.server.sent.append(self)
            status, headers, body = self.server.script.pop(0)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *arguments):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.sent, server.script = [], []
    server.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, args=[0.01])
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def waits():
    return []


@pytest.fixture
def reader(waits):
    return Reader("ana@example.org", sleep=waits.append)


@pytest.mark.network
class TestManners:
    def test_says_who_it_is_and_takes_compressed_answers(self, rude, reader):
        rude.script = [(200, {}, "{}")]
        reader.ask(rude.url, {})
        headers = rude.sent[0].headers
        assert "ana@example.org" in headers["User-Agent"]
        assert "gzip" in headers["Accept-Encoding"]

    @pytest.mark.parametrize("status", [429, 503])
    def test_waits_as_long_as_it_is_told(self, rude, reader, waits, status):
        rude.script = [(status, {"Retry-After": "30"}, "busy"), (200, {}, "{}")]
        assert reader.ask(rude.url, {}).ok
        assert waits == [30.0]

    def test_waits_no_longer_than_five_minutes(self, rude, reader, waits):
        rude.script = [(503, {"Retry-After": "3600"}, "busy")]
        with pytest.raises(TryLater, match="503"):
            reader.ask(rude.url, {})
        assert waits == []

    def test_a_failing_server_is_asked_a_few_times(self, rude, reader, waits):
        rude.script = [(500, {}, "")] * 5
        with pytest.raises(TryLater):
            reader.ask(rude.url, {})
        assert len(rude.sent) == 5
        assert waits == sorted(waits)

    def test_a_refusal_is_final(self, rude, reader, waits):
        rude.script = [(403, {}, "<html>no</html>")]
        with pytest.raises(StoreError, match="403"):
            reader.ask(rude.url, {})
        assert len(rude.sent) == 1

    def test_a_server_that_is_not_there_means_later(self, rude, reader):
        with pytest.raises(TryLater, match="cannot be reached"):
            reader.ask("http://127.0.0.1:1", {})

    def test_what_is_no_wiki_is_said_to_be_none(self, rude, reader):
        rude.script = [(200, {}, "<html><head></head>"), *[(200, {}, "not JSON")] * 4]
        with pytest.raises(UsageError, match="no MediaWiki"):
            open_url(f"{rude.url}/wiki/Talk:X", reader)

    def test_the_api_is_where_the_page_says(self, rude, reader):
        link = '<link href="/deep/api.php?action=rsd" rel="EditURI" type="application/rsd+xml">'
        info = '{"query": {"general": {"articlepath": "/pages/$1"}}}'
        rude.script = [(200, {}, f"<head>{link}</head>"), (200, {}, info)]
        store, title = open_url(f"{rude.url}/pages/Talk:%C3%89_e", reader)
        assert store.api == f"{rude.url}/deep/api.php"
        assert title == "Talk:É e"


@pytest.mark.parametrize("url", ["Talk:X", "ftp://wiki.example/wiki/X", "https:///wiki/X", ""])
def test_what_is_no_address_is_refused(url):
    with pytest.raises(UsageError, match="no address"):
        open_url(url)
