"""What every store gives back: whatever the title, whatever the text."""

from __future__ import annotations

import pytest

from bots.stores.base import Store
from bots.stores.texts import as_saved
from tests.stores.contract.hostile import HOSTILE_TEXTS, HOSTILE_TITLES
from tests.stores.contract.places import Places, Seed, read


class AnyText(Places):
    """Nothing is lost of what people may write."""

    @pytest.mark.parametrize("name", HOSTILE_TITLES)
    def test_hostile_titles_come_back(self, store: Store, place: str, name: str):
        title = f"{place}/{' '.join(name.split())}"
        saved = store.save(title, name, base=None, summary="")
        assert saved.title == title
        assert read(store, title) == saved
        assert list(store.titles(f"{place}/")) == [title]
        assert [it.text for it in store.history(title)] == [saved.text]

    def test_hostile_titles_stand_side_by_side(self, store: Store, place: str, seed: Seed):
        pages = {f"{place}/{' '.join(name.split())}": name for name in HOSTILE_TITLES}
        seed(pages)
        assert list(store.titles(f"{place}/")) == sorted(pages)
        assert {title: it.text for title, it in store.read(pages) if it} == {
            title: as_saved(text) for title, text in pages.items()
        }

    def test_the_longest_title_comes_back(self, store: Store, place: str):
        room = 255 - len(place.removeprefix("Talk:"))
        for filling in ("a" * room, "é" * (room // 2), "?" * room, "." * room):
            title = place + filling
            assert read(store, store.save(title, "x", base=None, summary="").title).text == "x"
            assert title in list(store.titles(place))

    @pytest.mark.parametrize("text", HOSTILE_TEXTS.values(), ids=HOSTILE_TEXTS)
    def test_hostile_texts_come_back_as_mediawiki_stores_them(
        self, store: Store, place: str, text: str
    ):
        saved = store.save(place, text, base=None, summary="")
        assert saved.text == as_saved(text)
        assert read(store, place) == saved
        assert store.save(place, text, base=saved, summary="") == saved

    def test_a_large_page_comes_back(self, store: Store, place: str):
        text = "\n".join(f"* line {number} of many – ünïcödé" for number in range(20_000))
        assert store.save(place, text, base=None, summary="").text == text
        assert read(store, place).text == text
