"""Some of the histories on a real MediaWiki: saved there by pywikibot and by people."""

from __future__ import annotations

import pytest

from bots.sandbox import Person
from bots.stores.base import Revision
from bots.stores.wiki import WikiStore
from tests.histories.play import tell
from tests.histories.quick import quicken
from tests.mediawiki import admin, bot, human, templates_there, wiki  # noqa: F401

pytestmark = [pytest.mark.mediawiki, pytest.mark.usefixtures("templates_there")]


class Wiki:
    """The wiki as the bot reaches it, and a person who saves pages in a browser."""

    def __init__(self, store: WikiStore, person: Person) -> None:
        self._store, self._person = store, person

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)

    def put(self, title: str, text: str) -> Revision:
        self._person.edit(title, text)
        ((_, revision),) = self._store.read([title])
        assert revision
        return revision


@pytest.mark.parametrize("number", [20_009, 20_052])
def test_people_lose_nothing(
    number: int,
    bot: WikiStore,  # noqa: F811
    human: Person,  # noqa: F811
    admin: Person,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
):
    # The wiki is one for all tests: each history begins where nobody remembers anything.
    for title in [*bot.titles("P/"), *bot.titles("Talk:P")]:
        admin.delete(title)
    quicken(monkeypatch.setattr)
    tell(number, Wiki(bot, human), accounts_renamed=True)
