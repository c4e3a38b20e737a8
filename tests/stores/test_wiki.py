"""The wiki store against a real MediaWiki, reached with the real pywikibot."""

from __future__ import annotations

import pytest

from bots.stores.wiki import open_local
from tests.mediawiki import admin, human, sandbox, seed_pages, wiki  # noqa: F401
from tests.stores.contract import StoreContract

pytestmark = pytest.mark.mediawiki


@pytest.fixture(scope="module")
def opened(wiki):  # noqa: F811
    return open_local(wiki.api, wiki.accounts.bot.name, wiki.place.pywikibot)


@pytest.fixture
def store(opened):
    return opened


class TestContract(StoreContract):
    @pytest.fixture
    def seed(self, seed_pages):  # noqa: F811
        return seed_pages

    @pytest.fixture
    def edit_as_other(self, human):  # noqa: F811
        return human.edit

    @pytest.fixture
    def delete(self, admin):  # noqa: F811
        return admin.delete
