"""Where the contract is tried: pages of titles that no other test uses."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping

import pytest

from bots.stores.base import Revision, Store

Seed = Callable[[Mapping[str, str]], None]
Edit = Callable[[str, str], None]
Delete = Callable[[str], None]


class Places:
    """``place`` is a page title that no other test uses, ``page`` a page there."""

    @pytest.fixture
    def place(self) -> str:
        return f"Talk:Contract {uuid.uuid4().hex[:12]}"

    @pytest.fixture
    def page(self, place: str, seed: Seed) -> str:
        seed({place: "First line.\n\nLast line."})
        return place


def read(store: Store, title: str) -> Revision:
    """Return the page's latest revision; the page must exist."""
    [(asked, revision)] = store.read([title])
    assert asked == title
    assert revision is not None
    return revision
