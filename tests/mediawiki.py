"""Fixtures for tests against a real MediaWiki: import those needed from here.

    from tests.mediawiki import bot, wiki  # noqa: F401

One wiki is started for a session (for each worker) in a directory of its own and ended after it.
``wiki`` is that wiki as tests left it: use titles of your own; ``sandbox`` is the same
wiki put back to its first state, which takes milliseconds. Where packages are missing, the tests
are skipped and say so.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from pytest_socket import enable_socket

from bots import sandbox as sandboxes
from bots.errors import UsageError
from bots.sandbox import Person, Place, Sandbox, packages
from bots.sandbox.sample import folder, pages
from bots.stores.wiki import WikiStore
from bots.templates import templates

__all__ = [
    "admin",
    "bot",
    "french_wiki",
    "human",
    "override",
    "sandbox",
    "seed_pages",
    "templates_there",
    "wiki",
]


@cache
def _directory() -> Place:
    # Every module that imports these fixtures has its own, and yet there is one wiki.
    return Place(Path(tempfile.mkdtemp(prefix="consult-mediawiki-")) / "sandbox")


@pytest.fixture(scope="session")
def wiki():
    """A running MediaWiki with a bot, a human being and an administrator."""
    try:
        packages.require()
    except UsageError as missing:
        pytest.skip(str(missing))
    # The guard of pure tests is set up after session fixtures.
    enable_socket()
    place = _directory()
    try:
        yield sandboxes.up(place)
    finally:
        enable_socket()
        sandboxes.down(place, forget=True)
        shutil.rmtree(place.directory.parent, ignore_errors=True)


@pytest.fixture(scope="session")
def french_wiki(wiki: Sandbox):
    """A second MediaWiki beside the first: people sign there in French, in the time of Paris."""
    place = Place(_directory().directory.with_name("french"))
    try:
        sandbox = sandboxes.up(place)
        (place.overrides / "french.php").write_text(
            "<?php\n$wgLanguageCode = 'fr';\n$wgLocaltimezone = 'Europe/Paris';\n"
        )
        yield sandbox
    finally:
        enable_socket()
        sandboxes.down(place, forget=True)


@pytest.fixture
def sandbox(wiki: Sandbox) -> Sandbox:
    """The same wiki, put back to its first state."""
    sandboxes.reset(wiki.place)
    return wiki


@pytest.fixture(scope="session")
def human(wiki: Sandbox) -> Person:
    """Somebody who edits in a browser."""
    return Person(wiki.api, wiki.accounts.human)


@pytest.fixture(scope="session")
def admin(wiki: Sandbox) -> Person:
    """Somebody who may delete, protect and block."""
    return Person(wiki.api, wiki.accounts.admin)


@pytest.fixture(scope="session")
def bot(wiki: Sandbox) -> WikiStore:
    """The wiki store, logged in with the bot password."""
    return sandboxes.open_store(wiki)


@pytest.fixture
def override(wiki: Sandbox):
    """``override(php)`` changes the wiki's settings for one test."""
    file = wiki.place.overrides / "test.php"
    yield lambda php: file.write_text(f"<?php\n{php}")
    file.unlink(missing_ok=True)


@pytest.fixture
def seed_pages(wiki: Sandbox, human: Person):
    """``seed_pages({title: text})`` creates pages in whatever way is quickest."""

    def seed(pages):
        if len(pages) > 8:
            sandboxes.load(wiki, pages)
        else:
            for title, text in pages.items():
                human.edit(title, text)

    return seed


@pytest.fixture(scope="module")
def templates_there(wiki: Sandbox) -> None:
    """Templates by which pages are found, and that show nothing, unless the real ones are there."""
    asked = Person(wiki.api, wiki.accounts.admin).ask(
        action="query", titles="Template:Consultation common|Template:Consultation region"
    )
    if any("missing" in page for page in asked["query"]["pages"]):
        shows = "<noinclude>{{bots|deny=all}}</noinclude>{{Consultation common}}"
        names = ("region", "region end", "thread head", "thread row", "milestone")
        texts = {f"Template:Consultation {name}": shows for name in names}
        sandboxes.load(wiki, {"Template:Consultation common": "", **texts})


def load_sample(wiki: Sandbox, facets: Iterable[str] = ()) -> None:
    """Load the sample and all templates as on the first day, whatever other tests did there.

    Pages put back to what they were would be left alone by the bot.
    """
    admin = Person(wiki.api, wiki.accounts.admin)
    for namespace in ("0", "1"):
        there = admin.ask(
            action="query",
            list="allpages",
            apprefix="Strategy",
            apnamespace=namespace,
            aplimit="max",
        )
        for page in there["query"]["allpages"]:
            admin.delete(page["title"])
    sandboxes.load(wiki, {**templates(facets), **pages(folder())})
