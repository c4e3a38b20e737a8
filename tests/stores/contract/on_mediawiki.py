"""What the contract needs of a real MediaWiki: other people who edit and delete there.

A test module that takes this has the fixtures of ``tests.mediawiki`` at hand.
"""

from __future__ import annotations

import pytest


class OnMediaWiki:
    """The fixtures of ``StoreContract`` but for the store."""

    @pytest.fixture
    def seed(self, seed_pages):
        return seed_pages

    @pytest.fixture
    def edit_as_other(self, human):
        return human.edit

    @pytest.fixture
    def delete(self, admin):
        return admin.delete
